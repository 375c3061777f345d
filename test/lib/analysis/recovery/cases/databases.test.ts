import { a } from '../../components/profiles';
import { backedUp, tabled } from '../estimates';

const HOURLY = { ScheduleExpression: 'cron(0 * ? * * *)', StartWindowMinutes: 60 };
/** Period, start window of an hour, job of two hours. */
const HOURLY_LOSS = 3600 + 3600 + 7200;

tabled('AWS::RDS::DBInstance', [
  [
    'alone, with automated backups by default',
    { Engine: 'postgres' },
    {
      software: 'rds-point-in-time 3600+2700 300',
      infrastructure: 'rds-host 1800 0',
      az: 'rds-point-in-time 3600+2700 300',
      region: 'rds-one-region UNRECOVERABLE UNRECOVERABLE',
    },
  ],
  [
    'with a standby',
    { Engine: 'postgres', MultiAZ: 'true' },
    { infrastructure: 'rds-standby 120 0', az: 'rds-standby 120 0', software: 'rds-point-in-time 3600+2700 300' },
  ],
  [
    'without backups',
    { Engine: 'mysql', BackupRetentionPeriod: 0 },
    {
      software: 'rds-nothing UNRECOVERABLE UNRECOVERABLE',
      infrastructure: 'rds-host 1800 0',
      az: 'rds-nothing UNRECOVERABLE UNRECOVERABLE',
      region: 'rds-one-region UNRECOVERABLE UNRECOVERABLE',
    },
  ],
  [
    'backed up by a plan every hour',
    { Engine: 'mysql', BackupRetentionPeriod: 0 },
    { software: `backup 14400+2700 ${HOURLY_LOSS}`, region: 'rds-one-region UNRECOVERABLE UNRECOVERABLE' },
    backedUp(HOURLY),
  ],
  [
    'backed up by a plan that copies to another Region',
    { Engine: 'mysql' },
    { region: `rds-copies-elsewhere 14400+2700 ${HOURLY_LOSS + 14_400}` },
    backedUp({
      ...HOURLY,
      CopyActions: [{ DestinationBackupVaultArn: 'arn:aws:backup:us-east-1:111122223333:backup-vault:copies' }],
    }),
  ],
  [
    'with a copy to a vault that deployment names',
    { Engine: 'mysql' },
    { region: 'UNMODELLED: the Region of the vault of a copy is not known' },
    backedUp({ ...HOURLY, CopyActions: [{ DestinationBackupVaultArn: { 'Fn::ImportValue': 'vault' } }] }),
  ],
  [
    'with replicated backups',
    { Engine: 'mysql', AutomaticBackupReplicationRegion: 'us-east-1' },
    { region: 'rds-backups-elsewhere 7200+2700 1500' },
  ],
  [
    'whose standby a parameter decides',
    { Engine: 'mysql', MultiAZ: { Ref: 'Standby' } },
    { az: expect.stringContaining('UNMODELLED: ') as unknown as string, software: 'rds-point-in-time 3600+2700 300' },
  ],
  [
    'restored from a snapshot',
    { Engine: 'mysql', DBSnapshotIdentifier: 'old' },
    { software: 'UNMODELLED: it is taken over from what is restored' },
  ],
  ['a replica', { SourceDBInstanceIdentifier: 'main' }, { software: 'rds-replica-again 3600+2700 0' }],
  [
    'a member of a cluster',
    { Engine: 'aurora-mysql', DBClusterIdentifier: { Ref: 'Cluster' } },
    { software: 'part-of-cluster 0 0', az: 'part-of-cluster 0 0', region: 'part-of-cluster 0 0' },
    { Cluster: a('AWS::RDS::DBCluster', { Engine: 'aurora-mysql' }) },
  ],
]);

const member = (AvailabilityZone?: string): ReturnType<typeof a> =>
  a('AWS::RDS::DBInstance', {
    Engine: 'aurora-postgresql',
    DBClusterIdentifier: { Ref: 'Subject' },
    ...(AvailabilityZone !== undefined && { AvailabilityZone }),
  });

tabled('AWS::RDS::DBCluster', [
  [
    'Aurora with two instances',
    { Engine: 'aurora-postgresql' },
    {
      software: 'aurora-point-in-time 3600+2700 300',
      infrastructure: 'aurora-replica 60 0',
      az: 'aurora-replica 60 0',
      region: 'aurora-one-region UNRECOVERABLE UNRECOVERABLE',
    },
    { A: member(), B: member() },
  ],
  [
    'Aurora with one instance',
    { Engine: 'aurora-postgresql' },
    { infrastructure: 'aurora-single 600 0', az: 'aurora-single-zone-lost 1800+2700 0' },
    { A: member() },
  ],
  [
    'Aurora with two instances in one zone',
    { Engine: 'aurora-postgresql' },
    { infrastructure: 'aurora-replica 60 0', az: 'aurora-single-zone-lost 1800+2700 0' },
    { A: member('eu-west-1a'), B: member('eu-west-1a') },
  ],
  [
    'Aurora whose instances are elsewhere',
    { Engine: 'aurora-postgresql' },
    { az: 'UNMODELLED: No instance in the application belongs to it' },
  ],
  [
    'Aurora MySQL that can be rewound',
    { Engine: 'aurora-mysql', BacktrackWindow: 3600 },
    { software: 'aurora-backtrack 600+2700 5' },
  ],
  [
    'a global database of which the rest is elsewhere',
    { Engine: 'aurora-mysql', GlobalClusterIdentifier: 'world' },
    { region: 'UNMODELLED: the other clusters of its global database are not in the application' },
  ],
  [
    'a Multi-AZ DB cluster',
    { Engine: 'mysql', DBClusterInstanceClass: 'db.m6gd.large', BackupRetentionPeriod: 7 },
    {
      software: 'rds-point-in-time 3600+2700 300',
      infrastructure: 'rds-cluster 35 0',
      az: 'rds-cluster 35 0',
      region: 'rds-one-region UNRECOVERABLE UNRECOVERABLE',
    },
  ],
]);

tabled('AWS::DynamoDB::Table', [
  [
    'with point-in-time recovery',
    { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
    {
      software: 'dynamodb-point-in-time 5400+2700 300',
      infrastructure: 'dynamodb 0 0',
      az: 'dynamodb 0 0',
      region: 'dynamodb-one-region UNRECOVERABLE UNRECOVERABLE',
    },
  ],
  ['without', {}, { software: 'dynamodb-nothing UNRECOVERABLE UNRECOVERABLE' }],
  ['with a plan', {}, { software: `dynamodb-backup 5400+2700 ${HOURLY_LOSS}` }, backedUp(HOURLY)],
]);

tabled('AWS::DynamoDB::GlobalTable', [
  [
    'in two Regions',
    {
      Replicas: [
        { Region: 'eu-west-1', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
        { Region: 'us-east-1' },
      ],
    },
    { software: 'dynamodb-point-in-time 5400+2700 300', region: 'dynamodb-global 60 5' },
  ],
  [
    'with strong consistency',
    { MultiRegionConsistency: 'STRONG', Replicas: [{ Region: 'a' }, { Region: 'b' }, { Region: 'c' }] },
    { region: 'dynamodb-global-strong 60 0' },
  ],
  [
    'in one Region',
    { Replicas: [{ Region: 'eu-west-1' }] },
    { region: 'dynamodb-one-region UNRECOVERABLE UNRECOVERABLE' },
  ],
]);

tabled('AWS::Neptune::DBCluster', [
  [
    'with a replica',
    {},
    {
      software: 'neptune-point-in-time 3600+2700 300',
      az: 'neptune-replica 120 0',
      infrastructure: 'neptune-replica 120 0',
    },
    {
      A: a('AWS::Neptune::DBInstance', { DBClusterIdentifier: { Ref: 'Subject' } }),
      B: a('AWS::Neptune::DBInstance', { DBClusterIdentifier: { Ref: 'Subject' } }),
    },
  ],
]);

tabled('AWS::DocDB::DBCluster', [
  [
    'with one instance',
    {},
    { infrastructure: 'documentdb-single 600 0', az: 'documentdb-single-zone-lost 1800+2700 0' },
    { A: a('AWS::DocDB::DBInstance', { DBClusterIdentifier: { Ref: 'Subject' } }) },
  ],
]);

tabled('AWS::DSQL::Cluster', [
  [
    'alone',
    {},
    {
      az: 'dsql 0 0',
      region: 'dsql-one-region UNRECOVERABLE UNRECOVERABLE',
      software: 'UNMODELLED: no figure fits AWS::DSQL::Cluster as it is configured',
    },
  ],
  [
    'with a peer',
    { MultiRegionProperties: { Clusters: ['arn:aws:dsql:us-east-1:1:cluster/a'] } },
    { region: 'dsql-regions 0 0' },
  ],
]);
