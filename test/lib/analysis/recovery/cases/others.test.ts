import { a } from '../../components/profiles';
import { backedUp, estimateFor, inWords, subnet, tabled } from '../estimates';

const ZONES = { A: subnet('eu-west-1a'), B: subnet('eu-west-1b') };
const BOTH = [{ Ref: 'A' }, { Ref: 'B' }];
const ONE = [{ Ref: 'A' }];

const tasks = (DesiredCount: number, Subnets: object[]): object => ({
  DesiredCount,
  NetworkConfiguration: { AwsvpcConfiguration: { Subnets } },
});

tabled('AWS::ECS::Service', [
  [
    'two tasks in two zones',
    tasks(2, BOTH),
    {
      software: 'redeploy 1800+2700 0',
      infrastructure: 'ecs-zones 60 0',
      az: 'ecs-zones 60 0',
      region: 'redeploy-elsewhere 3600+2700 0',
    },
    ZONES,
  ],
  ['one task', tasks(1, BOTH), { infrastructure: 'ecs-replacement 180 0', az: 'ecs-replacement 180 0' }, ZONES],
  [
    'in one zone',
    tasks(2, ONE),
    { infrastructure: 'ecs-one-zone-host 180 0', az: 'ecs-one-zone UNRECOVERABLE 0' },
    ZONES,
  ],
  [
    'in subnets that are not in the application',
    tasks(2, ['subnet-1', 'subnet-2'] as unknown as object[]),
    { az: 'UNMODELLED: the zones of its subnets are not known before deployment' },
  ],
]);

tabled('AWS::Lambda::Function', [
  [
    'without VPC',
    {},
    {
      software: 'lambda-redeploy 1800+2700 0',
      infrastructure: 'lambda 0 0',
      az: 'lambda 0 0',
      region: 'redeploy-elsewhere 3600+2700 0',
    },
  ],
  ['in two zones', { VpcConfig: { SubnetIds: BOTH } }, { az: 'lambda-zones 0 0' }, ZONES],
  [
    'in one zone',
    { VpcConfig: { SubnetIds: ONE } },
    { infrastructure: 'lambda-one-zone-host 0 0', az: 'lambda-one-zone UNRECOVERABLE 0' },
    ZONES,
  ],
  [
    'with an alias',
    {},
    { software: 'lambda-alias 300+2700 0' },
    { Alias: a('AWS::Lambda::Alias', { FunctionName: { Ref: 'Subject' } }) },
  ],
]);

tabled('AWS::EC2::NatGateway', [
  ['that nothing uses', { SubnetId: { Ref: 'A' } }, { infrastructure: 'nat-host 0 0', az: 'nat-per-zone 0 0' }, ZONES],
  [
    'that serves another zone',
    { SubnetId: { Ref: 'A' } },
    { az: 'nat-shared 900+2700 0' },
    {
      ...ZONES,
      Table: a('AWS::EC2::RouteTable', {}),
      Route: a('AWS::EC2::Route', { RouteTableId: { Ref: 'Table' }, NatGatewayId: { Ref: 'Subject' } }),
      Use: a('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: { Ref: 'B' }, RouteTableId: { Ref: 'Table' } }),
    },
  ],
]);

tabled('AWS::ElasticLoadBalancingV2::LoadBalancer', [
  [
    'in two zones',
    { Subnets: BOTH },
    { infrastructure: 'elb-zones 60 0', az: 'elb-zones 60 0', software: 'configuration 0 0' },
    ZONES,
  ],
  ['in one zone', { Type: 'network', Subnets: ONE }, { az: 'elb-one-zone UNRECOVERABLE 0' }, ZONES],
]);

tabled('AWS::S3::Bucket', [
  [
    'without versions',
    {},
    {
      software: 's3-nothing UNRECOVERABLE UNRECOVERABLE',
      infrastructure: 's3 0 0',
      az: 's3 0 0',
      region: 's3-one-region UNRECOVERABLE UNRECOVERABLE',
    },
  ],
  ['with versions', { VersioningConfiguration: { Status: 'Enabled' } }, { software: 's3-versions 900+2700 0' }],
  [
    'of logs',
    { AccessControl: 'LogDeliveryWrite' },
    { software: 's3-byproducts 1800+2700 0', region: 's3-byproducts 1800+2700 0' },
  ],
  [
    'with continuous backups',
    {},
    { software: 's3-continuous 14400+2700 900' },
    backedUp({ EnableContinuousBackup: true }),
  ],
  [
    'that moves objects to one zone',
    { LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Transitions: [{ StorageClass: 'ONEZONE_IA' }] }] } },
    { az: 's3-one-zone UNRECOVERABLE UNRECOVERABLE' },
  ],
  [
    'replicated to a bucket that is not in the application',
    { ReplicationConfiguration: { Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::other' } }] } },
    { region: 'UNMODELLED: the Region of the bucket it replicates to is not known' },
  ],
]);

tabled('AWS::EFS::FileSystem', [
  [
    'Regional',
    {},
    {
      az: 'efs 0 0',
      software: 'efs-nothing UNRECOVERABLE UNRECOVERABLE',
      region: 'one-region UNRECOVERABLE UNRECOVERABLE',
    },
  ],
  ['with daily backups', { BackupPolicy: { Status: 'ENABLED' } }, { software: 'efs-backup 14400+2700 86400' }],
  [
    'in one zone',
    { AvailabilityZoneName: 'eu-west-1a' },
    { infrastructure: 'efs-one-zone-host 0 0', az: 'efs-one-zone-nothing UNRECOVERABLE UNRECOVERABLE' },
  ],
  [
    'replicated',
    { ReplicationConfiguration: { Destinations: [{ Region: 'us-east-1' }] } },
    { region: 'efs-replication 600+2700 900' },
  ],
]);

tabled('AWS::EC2::Volume', [
  ['without snapshots', {}, { infrastructure: 'ebs-nothing UNRECOVERABLE UNRECOVERABLE' }],
  ['with a plan', {}, { az: `ebs-snapshots 1800+2700 ${86_400 + 28_800 + 7200}` }, backedUp({})],
]);

tabled('AWS::ElastiCache::ReplicationGroup', [
  [
    'a cache with a replica',
    { AutomaticFailoverEnabled: true, MultiAZEnabled: true, NumCacheClusters: 2, SnapshotRetentionLimit: 7 },
    {
      infrastructure: 'elasticache-failover 30 0',
      az: 'elasticache-failover 30 0',
      software: 'elasticache-flushed 900+2700 0',
      region: 'redeploy-elsewhere 3600+2700 0',
    },
  ],
  ['a cache with one node', { NumCacheClusters: 1 }, { infrastructure: 'elasticache-nothing 900 0' }],
]);

tabled('AWS::SQS::Queue', [
  [
    'without dead letters',
    {},
    { software: 'sqs-expiry 0 345600', az: 'sqs 0 0', region: 'redeploy-elsewhere 3600+2700 0' },
  ],
  ['with dead letters', { RedrivePolicy: { deadLetterTargetArn: 'arn' } }, { software: 'sqs-dead-letters 0 0' }],
]);

tabled('AWS::Cognito::UserPool', [
  [
    'any',
    {},
    { az: 'regional 0 0', software: 'UNMODELLED: no figure fits AWS::Cognito::UserPool as it is configured' },
  ],
]);

tabled('AWS::KMS::Key', [['any', {}, { az: 'regional 0 0', region: 'key 0 0', software: 'configuration 0 0' }]]);

tabled('AWS::CloudFront::Distribution', [
  ['any', { DistributionConfig: {} }, { az: 'global 0 0', region: 'global 0 0' }],
  [
    'with an origin group',
    { DistributionConfig: { OriginGroups: { Items: [{ Id: 'both' }] } } },
    { region: 'cloudfront-origins 30 0' },
  ],
]);

describe('an estimate', () => {
  const cache = { Subject: a('AWS::ElastiCache::ReplicationGroup', { NumCacheClusters: 1 }) };
  const db = { Subject: a('AWS::RDS::DBInstance', { Engine: 'mysql', BackupRetentionPeriod: 7 }) };

  it('counts a cache as data where somebody says so', () => {
    const overrides = [{ component: 'elasticache', reason: 'Carts live here only', rebuildable: false }];
    const found = estimateFor('infrastructure', cache, { overrides });
    expect(inWords(found)).toBe('elasticache-nothing 900 UNRECOVERABLE');
    expect(found.override?.reason).toBe('Carts live here only');
  });

  it('takes what users know better as it is', () => {
    const overrides = [{ component: 'Stack/Subject', reason: 'Drill of May', software: { rto: 2400 } }];
    const found = estimateFor('software', db, { overrides });
    expect([found.rto, found.people, found.rpo.seconds]).toEqual([
      { seconds: 2400, basis: 'DECLARED', confidence: 'HIGH' },
      0,
      300,
    ]);
  });

  it('waits less for people where an alarm tells them', () => {
    const alarm = a('AWS::CloudWatch::Alarm', {
      Dimensions: [{ Name: 'DBInstanceIdentifier', Value: { Ref: 'Subject' } }],
    });
    expect(estimateFor('software', { ...db, Alarm: alarm }).people).toBe(300 + 300 + 600);
    expect(estimateFor('software', db, { assumptions: { decision: 0 } }).people).toBe(1800 + 300);
    expect(estimateFor('software', db, { isWatched: () => true }).people).toBe(1200);
  });

  it('says from which property and source it comes', () => {
    const found = estimateFor('software', db);
    expect(found.evidence.map(({ path, says }) => `${path}: ${says}`)).toEqual([
      'Properties.BackupRetentionPeriod: BackupRetentionPeriod is 7: automated backups are kept',
    ]);
    expect(found.figure?.source).toContain('transaction logs go to S3 every five minutes');
    expect([found.rto.basis, found.rto.confidence, found.rpo.basis, found.rpo.confidence]).toEqual([
      'MODELLED',
      'LOW',
      'DOCUMENTED',
      'HIGH',
    ]);
  });

  it('says how the data loss of a schedule adds up', () => {
    const rule = {
      ScheduleExpression: 'cron(0 3 ? * * *)',
      StartWindowMinutes: 60,
      ScheduleExpressionTimezone: 'Europe/Berlin',
    };
    const found = estimateFor('software', { Subject: a('AWS::DynamoDB::Table'), ...backedUp(rule) });
    expect(found.rpo).toEqual({
      seconds: 86_400 + 3600 + 3600 + 7200,
      basis: 'DERIVED',
      confidence: 'MEDIUM',
      formula: 'period 86400 + clock change 3600 + start window 3600 + job 7200',
    });
  });

  it('is not guessed where the schedule or the plan is not known', () => {
    const unread = backedUp({ ScheduleExpression: 'cron(0 5 L * ? *)' });
    expect(inWords(estimateFor('software', { Subject: a('AWS::DynamoDB::Table'), ...unread }))).toBe(
      'UNMODELLED: its schedule cannot be followed (The plan backs it up by cron(0 5 L * ? *))',
    );
    const selection = a('AWS::Backup::BackupSelection', {
      BackupPlanId: 'plan',
      BackupSelection: { Resources: ['*'] },
    });
    expect(inWords(estimateFor('software', { Subject: a('AWS::DynamoDB::Table'), Selection: selection }))).toBe(
      'UNMODELLED: the plan of Selection is not in the application',
    );
  });
});
