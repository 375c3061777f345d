import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HealthAlarms } from '../../../../lib/blocks/health-alarms';
import { REGISTRY } from '../../../../lib/blocks/health-alarms/registry';
import { CloudFormationTypes } from '../../model/edges/cloudformation-types';
import { CASES } from './registry.cases';
import { alarmsOn, stackWith } from './render';

const LIBRARY = dirname(require.resolve('aws-cdk-lib/package.json'));

/** Metrics that aws-cdk-lib has no data of. Source: the guide that the registry names at each. */
const NOT_IN_CDK = [
  'AWS/Backup NumberOfBackupJobsExpired',
  'AWS/Backup NumberOfBackupJobsFailed',
  'AWS/Backup NumberOfCopyJobsFailed',
  'AWS/ES AutomatedSnapshotFailure',
  'AWS/ES ClusterIndexWritesBlocked',
  'AWS/ES ClusterStatus.red',
  'AWS/ES ClusterStatus.yellow',
  'AWS/ES FreeStorageSpace',
  'AWS/ES JVMMemoryPressure',
  'AWS/ES MasterReachableFromNode',
  'AWS/Kafka KafkaDataLogsDiskUsed',
  'AWS/Kafka OfflinePartitionsCount',
  'AWS/Kafka UnderMinIsrPartitionCount',
  'AWS/RDS ACUUtilization',
  'AWS/RDS AuroraGlobalDBReplicationLag',
  'AWS/RDS AuroraReplicaLagMaximum',
  'AWS/RDS ReplicaLag',
  'AWS/SNS NumberOfNotificationsFailedToRedriveToDlq',
];

const rows = Object.entries(REGISTRY).flatMap(([type, { alarms }]) => alarms.map((row) => ({ type, row })));

test.each(CASES)('$name', ({ resources, region, alarms }) => {
  expect(alarmsOn(stackWith(resources, region), 'Subject')).toEqual(alarms);
});

test('each alarm of each type is in a case', () => {
  const seen = new Set(
    CASES.flatMap(({ resources, alarms }) => alarms.map((line) => `${resources.Subject?.Type} ${line.split(':')[0]}`)),
  );
  // The tables of old and new share their rows, as do the domains.
  const shared = ['AWS::Elasticsearch::Domain'];
  const wanted = rows.filter(({ type }) => !shared.includes(type)).map(({ type, row }) => `${type} ${row.id}`);
  expect(wanted.filter((each) => !seen.has(each))).toEqual([]);
});

test('the types exist', () => {
  const known = new CloudFormationTypes();
  expect(Object.keys(REGISTRY).flatMap((type) => known.checkType(type) ?? [])).toEqual([]);
});

test('the metrics exist', () => {
  const known = cannedMetrics();
  expect(known.has('AWS/SQS ApproximateAgeOfOldestMessage')).toBe(true);
  const read = CASES.flatMap(({ alarms }) => alarms).flatMap((line) => line.match(/AWS\/\w+ [\w.]+(?= \[)/g) ?? []);
  expect([...new Set(read)].filter((metric) => !known.has(metric)).sort()).toEqual(NOT_IN_CDK);
});

test('the attributes that dimensions use exist', () => {
  const used = CASES.flatMap(({ resources, alarms }) =>
    alarms.flatMap((line) =>
      [...line.matchAll(/\$\{(\w+)\.(\w+)\}/g)].map(([, id, attribute]) => `${resources[id!]!.Type} ${attribute}`),
    ),
  );
  expect([...new Set(used)].filter((each) => !attributes().has(each))).toEqual([]);
  expect(new Set(used).size).toBeGreaterThan(5);
});

test('names within a type are unique', () => {
  for (const { alarms } of Object.values(REGISTRY)) {
    expect(new Set(alarms.map(({ id }) => id)).size).toBe(alarms.length);
  }
});

test('what is filled does not need the newest minute, which has no data yet', () => {
  const filled = CASES.flatMap(({ alarms }) => alarms).filter((line) => line.includes('FILL('));
  const counts = filled.map((line) => /(\d+)\/(\d+) x/.exec(line)!.slice(1).map(Number) as [number, number]);
  expect(filled.length).toBeGreaterThan(10);
  expect(counts.filter(([datapoints, of]) => datapoints >= of)).toEqual([]);
});

test('heartbeats are breaching without data, all others are not', () => {
  for (const { type, row } of rows) {
    const line = CASES.filter(({ resources }) => resources.Subject?.Type === type)
      .flatMap(({ alarms }) => alarms)
      .find((each) => each.startsWith(`${row.id}:`));
    if (line !== undefined) expect(line.includes(', breaching,')).toBe(row.isHeartbeat ?? false);
  }
});

test('an outage is told after five minutes at the latest', () => {
  const slow = rows.filter(({ row }) => row.isOutage && (row.period ?? 60) * row.of > 300);
  expect(slow.map(({ type, row }) => `${type} ${row.id}`)).toEqual([]);
});

test('the catalog says all of it in words', () => {
  const { catalog } = HealthAlarms;
  expect(catalog).toHaveLength(rows.length);
  expect(catalog.find(({ name }) => name === 'OldestMessage')).toEqual({
    resourceType: 'AWS::SQS::Queue',
    name: 'OldestMessage',
    metrics: ['ApproximateAgeOfOldestMessage'],
    statistic: 'Maximum',
    condition: 'at least 900 s, at most a quarter of the retention, after the delay in 5 of 5 periods of 60 s',
    isHeartbeat: false,
    alarmClass: 'SYMPTOM',
    reason: 'Messages wait: the consumers are slow or gone.',
  });
  expect(catalog.find(({ name }) => name === 'Failing')?.condition).toBe(
    'at least 50 per cent in 3 of 5 periods of 60 s',
  );
  expect(catalog.filter(({ reason }) => !/^[A-Z].*\.$/.test(reason))).toEqual([]);
});

/** Namespace and name of the metrics that CDK knows. */
function cannedMetrics(): Set<string> {
  const files = readdirSync(LIBRARY).flatMap((service) => {
    const folder = join(LIBRARY, service, 'lib');
    const names = existsSync(folder)
      ? readdirSync(folder).filter((name) => name.endsWith('canned-metrics.generated.js'))
      : [];
    return names.map((name) => readFileSync(join(folder, name), 'utf8'));
  });
  const metric = /namespace:"([^"]+)",metricName:"([^"]+)"/g;
  return new Set(files.flatMap((text) => [...text.matchAll(metric)].map(([, space, name]) => `${space} ${name}`)));
}

/** Type and attribute of what the L1 constructs offer. */
function attributes(): Set<string> {
  const found = new Set<string>();
  for (const { type } of rows) {
    const [, service, name] = type.split('::') as [string, string, string];
    const folder = join(LIBRARY, `aws-${service.toLowerCase()}`, 'lib');
    const file = readdirSync(folder).find((each) => /^[a-z0-9]+\.generated\.d\.ts$/.test(each))!;
    const text = readFileSync(join(folder, file), 'utf8');
    const start = text.indexOf(`declare class Cfn${name} `);
    const end = text.indexOf('\nexport declare class', start + 1);
    const body = text.slice(start, end < 0 ? undefined : end);
    for (const [, attribute] of body.matchAll(/@cloudformationAttribute (\w+)/g)) found.add(`${type} ${attribute}`);
  }
  return found;
}

test('each option says its default', () => {
  const source = readFileSync(join(__dirname, '../../../../lib/blocks/health-alarms/options.ts'), 'utf8');
  const optional = [...source.matchAll(/readonly (\w+)\?:/g)].map(([, name]) => name);
  const documented = [...source.matchAll(/@default .+\n\s+\*\/\n\s+readonly (\w+)\?:/g)].map(([, name]) => name);
  expect(optional.length).toBeGreaterThan(10);
  expect(documented).toEqual(optional);
});
