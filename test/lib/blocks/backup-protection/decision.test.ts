import { BackupResourceType } from '../../../../lib/blocks/backup-protection/backup-resource-type';
import { CAPABILITIES, CAPABILITY_SOURCE, capabilityOf } from '../../../../lib/blocks/backup-protection/capabilities';
import { decide, spoken, type Means, type ResourceFacts } from '../../../../lib/blocks/backup-protection/decision';
import { lifecycleFault, lockFault } from '../../../../lib/blocks/backup-protection/lifecycle';
import { meets, readWindow } from '../../../../lib/blocks/backup-protection/windows';

const HOUR = 3600;
const MINUTE = 60;
const means: Means = {
  continuous: true,
  steps: { startWindow: 60, job: 60, copy: 120 },
  clock: { hour: 1, minute: 0, changes: [] },
  copies: true,
  otherRegion: true,
};
const plain: ResourceFacts = { pitr: 'off', replicated: 'no' };
const { AURORA, DYNAMO_DB, EBS, EFS, RDS, REDSHIFT, S3 } = BackupResourceType;

test('every type has a row, and every row of low confidence says in which cells', () => {
  expect([...CAPABILITIES.keys()].sort()).toEqual(Object.values(BackupResourceType).sort());
  expect(CAPABILITY_SOURCE.url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  expect(CAPABILITY_SOURCE.read).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const row of CAPABILITIES.values()) {
    expect(row.lowConfidence.filter((cell) => !(cell in row))).toEqual([]);
  }
  expect(() => capabilityOf('Tape' as BackupResourceType)).toThrow("AWS Backup has no type 'Tape'");
});

test.each([
  ['continuous', (type: BackupResourceType) => capabilityOf(type).continuous !== undefined, [AURORA, RDS, S3]],
  ['cold storage', (type: BackupResourceType) => capabilityOf(type).cold !== undefined, [DYNAMO_DB, EBS, EFS]],
  ['no restore test', (type: BackupResourceType) => !capabilityOf(type).restoreTest, [REDSHIFT]],
  ['no copies', (type: BackupResourceType) => !capabilityOf(type).otherRegion, [REDSHIFT]],
])('%s', (_, can, types) => {
  expect(Object.values(BackupResourceType).filter(can).sort()).toEqual([...types].sort());
});

test.each([
  ['continuous where the service can', RDS, plain, 5 * MINUTE, undefined, 'continuous backups', 24],
  ['snapshots where it cannot', EFS, plain, 8 * HOUR, undefined, 'snapshots every 6 h', 6],
  ['the longest period that does', EFS, plain, 26 * HOUR, undefined, 'snapshots every 24 h', 24],
  ['the shortest period there is', EFS, plain, 3 * HOUR, undefined, 'snapshots every 1 h', 1],
  [
    'recovery of the service itself',
    DYNAMO_DB,
    { ...plain, pitr: 'can be' },
    HOUR,
    undefined,
    'point-in-time recovery of DynamoDB',
    24,
  ],
  ['versions where continuous backups lag', S3, { ...plain, pitr: 'on' }, MINUTE, undefined, 'versioning', 24],
  ['copies for the Region', RDS, plain, 5 * MINUTE, 12 * HOUR, 'continuous backups', 8],
  [
    'replication for the Region',
    EFS,
    { ...plain, replicated: 'yes' },
    26 * HOUR,
    15 * MINUTE,
    'snapshots every 24 h',
    24,
  ],
] as [string, BackupResourceType, ResourceFacts, number, number | undefined, string, number][])(
  '%s: %s',
  (_, type, facts, software, region, by, period) => {
    const decision = decide(capabilityOf(type), facts, { software, ...(region !== undefined && { region }) }, means);
    expect(decision).toMatchObject({ inRegion: { by }, period });
  },
);

test('a continuous rule leaves no room for hourly snapshots beside it', () => {
  const hourly = decide(capabilityOf(EFS), plain, { software: 3 * HOUR }, means);
  expect(hourly).toMatchObject({ period: 1 });
  expect(decide(capabilityOf(RDS), plain, { software: HOUR, region: 5 * HOUR }, means)).toEqual([
    expect.stringContaining('copies lose up to 6 h'),
  ]);
});

test.each([
  [
    'file systems',
    EFS,
    plain,
    { software: HOUR },
    means,
    'snapshots lose up to 3 h, and EFS has no point-in-time recovery',
  ],
  ['continuous off', RDS, plain, { software: HOUR }, { ...means, continuous: false }, 'leave `continuous` on'],
  [
    'continuous late',
    RDS,
    plain,
    { software: 0 },
    means,
    'continuous backups lose up to 5 min, and no backup loses less',
  ],
  ['PITR off by intent', DYNAMO_DB, plain, { software: HOUR }, means, 'is off: set pointInTimeRecoverySpecification'],
  [
    'PITR unknown',
    DYNAMO_DB,
    { pitr: 'unknown', replicated: 'unknown' },
    { software: HOUR },
    means,
    'not known of an imported',
  ],
  [
    'no vault',
    EFS,
    plain,
    { software: 26 * HOUR, region: 26 * HOUR },
    { ...means, otherRegion: false },
    'give a BackupDestination',
  ],
  [
    'copies late',
    DYNAMO_DB,
    { ...plain, pitr: 'on' },
    { software: HOUR, region: HOUR },
    means,
    'or use TableV2 with a replica',
  ],
  [
    'no copies',
    REDSHIFT,
    plain,
    { software: 26 * HOUR, region: 26 * HOUR },
    means,
    'copies no backups of Redshift to other Regions',
  ],
  [
    'replication late',
    EFS,
    { ...plain, replicated: 'yes' },
    { software: 26 * HOUR, region: MINUTE },
    means,
    'EFS replication lags by up to 15 min',
  ],
  ['no way', EBS, plain, { software: 26 * HOUR, region: HOUR }, means, 'EBS replicates by no other means'],
  ['cannot be backed up', EFS, { ...plain, backupFault: 'so it is' }, { software: 26 * HOUR }, means, 'so it is'],
] as [string, BackupResourceType, ResourceFacts, { software: number; region?: number }, Means, string][])(
  'refused: %s',
  (_, type, facts, objectives, given, reason) => {
    expect(decide(capabilityOf(type), facts, objectives, given)).toEqual([expect.stringContaining(reason)]);
  },
);

test('jobs that take longer than a day fit no period', () => {
  const slow = { ...means, steps: { startWindow: 60, job: 25 * 60, copy: 0 } };
  expect(Array.isArray(decide(capabilityOf(EFS), plain, { software: 999 * HOUR }, slow))).toBe(true);
});

test.each([
  [0, 'no data'],
  [300, '5 min'],
  [3 * HOUR + 1800, '3 h 30 min'],
  [90, '1 min 30 s'],
])('%i seconds are spoken', (seconds, text) => expect(spoken(seconds)).toBe(text));

test.each([
  [{ deleteAfter: 35 }, true, undefined],
  [{ deleteAfter: 36 }, true, 'kept for 1 to 35 days, not 36'],
  [{ deleteAfter: 0 }, true, 'not 0'],
  [{ deleteAfter: 200, coldAfter: 30 }, true, 'cannot be moved to cold storage'],
  [{ deleteAfter: 120, coldAfter: 30 }, false, undefined],
  [{ deleteAfter: 119, coldAfter: 30 }, false, 'keep it for 120 days or more, not 119'],
])('the lifecycle %j, continuous %s', (days, continuous, reason) => {
  const found = lifecycleFault(days, continuous);
  if (reason === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(reason);
});

test.each([
  [7, { min: 7, max: 7 }, undefined],
  [6, { min: 7 }, 'at least 7 days, not 6'],
  [8, { min: 7, max: 7 }, 'at most 7 days, not 8'],
])('%i days in a lock of %j', (days, limits, reason) => {
  const found = lockFault(days, limits);
  if (reason === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(reason);
});

test.each([
  ['sun:02:00-sun:03:00', { start: 6 * 1440 + 120, length: 60, daily: false }],
  ['23:30-00:30', { start: 23 * 60 + 30, length: 60, daily: true }],
  ['Sun:23:30-Mon:00:30', { start: 6 * 1440 + 23 * 60 + 30, length: 60, daily: false }],
  ['now', undefined],
  [undefined, undefined],
])('the window %s', (text, window) => expect(readWindow(text)).toEqual(window));

test.each([
  [1, '02:30-03:00', true, 'its start window ends within the hour before'],
  [1, '03:00-03:30', false, 'it has started by then'],
  [3, '02:00-03:00', false, 'it starts when it is over'],
  [0, '00:30-01:00', true, 'the hour before is partly on the day before'],
  [23, 'mon:00:10-mon:00:40', true, 'the window is on the next day'],
])('a job from %i:00 and the window %s meet: %s, as %s', (hour, text, met) => {
  const window = readWindow(text);
  if (window === undefined) throw new Error(text);
  expect(meets([hour * 60], 60, window, 60)).toBe(met);
});
