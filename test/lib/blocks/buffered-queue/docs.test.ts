import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { DEFAULTS } from '../../../../lib/blocks/buffered-queue/defaults';

const FOLDER = join(__dirname, '../../../../lib/blocks/buffered-queue');
const source = [
  'buffered-queue-props.ts',
  'consumer.ts',
  'lambda-consumer.ts',
  'service-consumer.ts',
  'external-consumer.ts',
]
  .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
  .join('\n');

/** What the documentation of each optional prop says of its default. */
const documented = new Map(
  [...source.matchAll(/@default ([^\n]+)(?:\n\s+\* [^\n@]+)*\n\s+\*\/\n\s+readonly (\w+)\?:/g)].map(
    ([, text, name]) => [name, text],
  ),
);

function quoted(value: unknown): string {
  if (value === RemovalPolicy.RETAIN) return 'RemovalPolicy.RETAIN';
  if (!(value instanceof Duration)) return String(value);
  const seconds = value.toSeconds();
  if (seconds > 0 && seconds % 86_400 === 0) return `Duration.days(${seconds / 86_400})`;
  return seconds > 0 && seconds % 60 === 0 ? `Duration.minutes(${seconds / 60})` : `Duration.seconds(${seconds})`;
}

it('documents a default for every optional prop', () => {
  const exported = source
    .slice(0)
    .split(/\nexport class /)
    .flatMap((part) => part.split(/\nexport interface /).slice(1));
  const optional = exported.flatMap((text) => [...text.matchAll(/readonly (\w+)\?:/g)].map(([, name]) => name));
  expect(optional.length).toBeGreaterThan(20);
  expect(optional.filter((name) => !documented.has(name))).toEqual([]);
});

it.each(Object.entries(DEFAULTS))('documents the default of %s as it is', (prop, value) => {
  expect(documented.get(prop)).toBe(quoted(value));
});
