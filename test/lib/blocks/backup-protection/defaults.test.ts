import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, TimeZone } from 'aws-cdk-lib';
import { DEFAULTS } from '../../../../lib/blocks/backup-protection/defaults';

const FOLDER = join(__dirname, '../../../../lib/blocks/backup-protection');
/** Where the prop is called otherwise. */
const CALLED: Readonly<Record<string, keyof typeof DEFAULTS>> = {
  schedule: 'restoreTestSchedule',
  automatedBackupRetention: 'continuousRetention',
};

test('what the documentation of the props says is what the code does', () => {
  const texts = readdirSync(FOLDER).map((file) => readFileSync(join(FOLDER, file), 'utf8'));
  const documented = texts.flatMap((text) => {
    return [...text.matchAll(/@default (?!-)(.+)\n(?: *\*\/)\n *readonly (\w+)\?/g)].map(([, value, name]) => [
      name,
      value,
    ]);
  }) as [string, string][];
  const checked = documented.filter(([name]) => (CALLED[name] ?? name) in DEFAULTS);
  expect(new Set(checked.map(([name]) => name)).size).toBeGreaterThan(10);
  for (const [name, value] of checked) {
    const actual = DEFAULTS[CALLED[name] ?? (name as keyof typeof DEFAULTS)];
    expect([name, value.replace(/(,| in ).*$/, '')]).toEqual([name, written(actual)]);
  }
});

function written(value: Duration | TimeZone | string | number): string {
  if (value instanceof TimeZone) return 'TimeZone.ETC_UTC';
  if (!(value instanceof Duration)) return typeof value === 'string' ? `'${value}'` : String(value);
  const [, count, unit] = /^(\d+) (\w+?)s?$/.exec(value.toHumanString()) ?? [];
  return `Duration.${unit}s(${count})`;
}
