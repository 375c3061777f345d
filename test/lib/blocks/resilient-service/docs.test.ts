import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DEFAULTS } from '../../../../lib/blocks/resilient-service/defaults';

const FOLDER = join(__dirname, '../../../../lib/blocks/resilient-service');
const FILES = ['props', 'domain', 'network-load-balancing-options', 'load-balancing-options', 'instances'];
const source = FILES.map((file) => readFileSync(join(FOLDER, `${file}.ts`), 'utf8')).join('\n');

/** What the documentation of each optional prop says of its default. */
const documented = new Map(
  [...source.matchAll(/@default (.+)\n\s+\*\/\n\s+readonly (\w+)\?:/g)].map(([, text, name]) => [name, text]),
);

it('documents a default for every optional prop', () => {
  const optional = [...source.matchAll(/readonly (\w+)\?:/g)].map(([, name]) => name);
  const undocumented = optional.filter((name) => name !== 'topic' && !documented.has(name));
  expect(undocumented).toEqual([]);
});

it.each<[string, string]>([
  ['minimumZones', String(DEFAULTS.minimumZones)],
  ['surgeFactor', String(DEFAULTS.surgeFactor)],
  ['safeUtilizationPercent', String(DEFAULTS.safeUtilizationPercent)],
  ['containerPort', String(DEFAULTS.containerPort)],
  ['cpu', String(DEFAULTS.cpu)],
  ['memoryLimitMiB', String(DEFAULTS.memoryLimitMiB)],
  ['startupTime', `Duration.seconds(${DEFAULTS.startupSeconds})`],
  ['longestRequest', `Duration.seconds(${DEFAULTS.longestRequestSeconds})`],
  ['logRetention', `RetentionDays.${RetentionDays[DEFAULTS.logRetentionDays]}`],
  ['healthCheckPath', `'${DEFAULTS.healthCheckPath}'`],
  ['bakeTime', `Duration.minutes(${DEFAULTS.bakeMinutes})`],
  ['targetCapacityPercent', String(DEFAULTS.targetCapacityPercent)],
  ['failedRequestsPerMinute', String(DEFAULTS.failedRequestsPerMinute)],
  ['slowResponse', `Duration.seconds(${DEFAULTS.slowResponseSeconds})`],
])('documents the default of %s as it is: %s', (prop, value) => {
  expect(documented.get(prop)).toBe(value);
});
