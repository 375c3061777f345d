import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DEFAULTS, STREAM_DEFAULTS } from '../../../../lib/blocks/resilient-function/defaults';

const read = (file: string): string =>
  readFileSync(join(__dirname, '../../../../lib/blocks/resilient-function', file), 'utf8');
const documented = (source: string): Map<string | undefined, string | undefined> =>
  new Map(
    [...source.matchAll(/@default ([^\n]+)\n\s+\*\/\n\s+readonly (\w+)\?:/g)].map(([, text, name]) => [name, text]),
  );
const optional = (source: string): (string | undefined)[] =>
  [...source.matchAll(/readonly (\w+)\?:/g)].map(([, name]) => name);

function quoted(value: unknown): string {
  if (value === LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES)
    return 'LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES';
  return value === StartingPosition.TRIM_HORIZON ? 'StartingPosition.TRIM_HORIZON' : String(value);
}

describe.each([
  ['resilient-function-props.ts', ['deploymentConfig', 'failedShare', 'keepFailedEvents'], DEFAULTS],
  ['stream-reader.ts', Object.keys(STREAM_DEFAULTS), STREAM_DEFAULTS],
])('%s', (file, names, defaults) => {
  const source = read(file);

  it('documents a default for every optional prop', () => {
    expect(optional(source).length).toBeGreaterThan(4);
    expect(optional(source).filter((name) => !documented(source).has(name))).toEqual([]);
  });

  it.each(names)('documents the default of %s as it is', (name) => {
    expect(documented(source).get(name)).toBe(quoted((defaults as Record<string, unknown>)[name]));
  });
});

it('documents the defaults of properties of every function', () => {
  const [text] = /\/\*\*(.|\n)*?\*\//.exec(read('resilient-function-props.ts')) ?? [''];
  const words = text.replace(/\s+\*\s+/g, ' ');
  expect(words).toContain(`\`memorySize\` of ${DEFAULTS.memorySize} MB`);
  expect(words).toContain(`\`maxEventAge\` of ${DEFAULTS.maxEventAge.toHours()} hours`);
  expect(words).toContain(`${DEFAULTS.retryAttempts} \`retryAttempts\``);
  expect([words.includes('`ACTIVE`'), words.includes('keeps logs for a year')]).toEqual([true, true]);
  expect([String(DEFAULTS.tracing), Number(DEFAULTS.logRetention)]).toEqual(['Active', 365]);
});
