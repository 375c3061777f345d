import { componentOf } from '../../../../lib/analysis/components';
import { applicationOfStacks, resourceIn, stackOf } from '../../model/templates';
import { a, evidenceOf, inWords, tabled, type Case, type Resources } from './profiles';

const MEMBER = ': It is one instance of a cluster, which keeps the data and fails over to another instance';

tabled('AWS::RDS::DBInstance', [
  [
    'a standby',
    { MultiAZ: true },
    'rds DATABASE ZONES FAILOVER 2 outlasts-zones stateful',
    'Subject Properties.MultiAZ: MultiAZ is true: a standby in another zone takes over',
  ],
  [
    'no standby',
    { MultiAZ: 'false' },
    'rds DATABASE ZONES SINGLE 1 in-one-zone stateful',
    'Subject Properties.MultiAZ: MultiAZ is false: there is no standby',
  ],
  [
    'nothing said',
    {},
    'rds DATABASE ZONES SINGLE 1 in-one-zone stateful',
    'Subject Properties.MultiAZ: MultiAZ is absent: there is no standby',
  ],
  [
    'a standby that is imported',
    { MultiAZ: { 'Fn::ImportValue': 'multi' } },
    'rds DATABASE ZONES UNKNOWN ? ? stateful',
    "Subject Properties.MultiAZ: MultiAZ is not known: 'multi' is exported outside of the application",
  ],
  [
    'a read replica',
    { SourceDBInstanceIdentifier: 'orders' },
    'rds DATABASE ZONES SINGLE 1 in-one-zone',
    'Subject : It is a read replica: its source has the data',
  ],
  [
    'a member of a cluster of Aurora',
    { DBClusterIdentifier: { Ref: 'Cluster' } },
    'aurora DATABASE ZONES SINGLE 1 in-one-zone',
    `Subject Properties.DBClusterIdentifier${MEMBER}`,
    { Cluster: a('AWS::RDS::DBCluster', { Engine: 'aurora-mysql' }) },
  ],
  [
    'a member of an imported cluster',
    { DBClusterIdentifier: 'orders', Engine: 'aurora-mysql' },
    'aurora DATABASE ZONES SINGLE 1 in-one-zone',
    `Subject Properties.DBClusterIdentifier${MEMBER}`,
  ],
]);

const member = (type: string, properties: object = {}): ReturnType<typeof a> =>
  a(type, { DBClusterIdentifier: { Ref: 'Subject' }, ...properties });
const zone = (AvailabilityZone: string): object => ({ AvailabilityZone });

/** What holds of clusters of instances, whatever their engine. */
const membered = (instance: string, service: string, properties: object): Case[] => [
  [
    'one instance',
    properties,
    `${service} DATABASE ZONES SINGLE 1 in-one-zone stateful`,
    'Subject : Its only instance is Stack/A',
    { A: member(instance) },
  ],
  [
    'two instances',
    properties,
    `${service} DATABASE ZONES FAILOVER 2 outlasts-zones stateful`,
    'Subject : Its instances are Stack/A, Stack/B',
    { A: member(instance), B: member(instance, zone('eu-west-1a')) },
  ],
  [
    'two instances in one zone',
    properties,
    `${service} DATABASE ZONES FAILOVER 2 in-one-zone stateful`,
    'Subject : Its instances are Stack/A, Stack/B',
    { A: member(instance, zone('eu-west-1a')), B: member(instance, zone('eu-west-1a')) },
  ],
  [
    'two instances in two zones',
    properties,
    `${service} DATABASE ZONES FAILOVER 2 outlasts-zones stateful`,
    'Subject : Its instances are Stack/A, Stack/B',
    { A: member(instance, zone('eu-west-1a')), B: member(instance, zone('eu-west-1b')) },
  ],
  [
    'instances in zones that deployment decides',
    properties,
    `${service} DATABASE ZONES FAILOVER 2 ? stateful`,
    'Subject : Its instances are Stack/A, Stack/B',
    {
      A: member(instance, zone('eu-west-1a')),
      B: member(instance, { AvailabilityZone: { 'Fn::ImportValue': 'zone' } }),
    },
  ],
  [
    'no instance',
    properties,
    `${service} DATABASE ZONES UNKNOWN 0 ? stateful`,
    'Subject : No instance in the application belongs to it',
  ],
  [
    'no instance of a secondary cluster',
    { ...properties, GlobalClusterIdentifier: 'orders' },
    `${service} DATABASE ZONES UNKNOWN 0 ? stateful`,
    'Subject : It is a secondary cluster without instance: one has to be created before it can take over',
  ],
];

tabled('AWS::RDS::DBCluster', [
  ...membered('AWS::RDS::DBInstance', 'aurora', { Engine: 'aurora-postgresql' }),
  [
    'readers that are scaled',
    { Engine: 'aurora-postgresql' },
    'aurora DATABASE ZONES FAILOVER 2 outlasts-zones stateful',
    'Target Properties.MinCapacity: MinCapacity is 1: one reader',
    {
      A: member('AWS::RDS::DBInstance'),
      Target: a('AWS::ApplicationAutoScaling::ScalableTarget', {
        MinCapacity: 1,
        MaxCapacity: 4,
        ResourceId: { 'Fn::Sub': 'cluster:${Subject}' },
        ScalableDimension: 'rds:cluster:ReadReplicaCount',
        ServiceNamespace: 'rds',
      }),
    },
  ],
  [
    'a Multi-AZ DB cluster',
    { Engine: 'postgres', DBClusterInstanceClass: 'db.m6gd.large' },
    'rds DATABASE ZONES FAILOVER 3 outlasts-zones stateful',
    'Subject Properties.DBClusterInstanceClass: It is a Multi-AZ DB cluster: a writer and two readable standbys in three zones',
  ],
  [
    'Serverless v1',
    { Engine: 'aurora-mysql', EngineMode: 'serverless' },
    'aurora DATABASE ZONES SINGLE 1 in-one-zone stateful',
    'Subject Properties.EngineMode: Aurora Serverless v1 runs in one zone; it is recreated in another when that fails',
  ],
  ['no engine', {}, 'aurora DATABASE ZONES UNKNOWN ? ? stateful', 'Subject Properties.Engine: Engine is absent'],
  [
    'shards with a standby',
    { Engine: 'aurora-postgresql', ClusterScalabilityType: 'limitless' },
    'aurora DATABASE ZONES FAILOVER 2 outlasts-zones stateful',
    'Shards Properties.ComputeRedundancy: Each shard has one standby',
    { Shards: member('AWS::RDS::DBShardGroup', { ComputeRedundancy: 1 }) },
  ],
  [
    'shards without a standby',
    { Engine: 'aurora-postgresql', ClusterScalabilityType: 'limitless' },
    'aurora DATABASE ZONES SINGLE 1 in-one-zone stateful',
    'Shards Properties.ComputeRedundancy: Each shard has no standbys',
    { Shards: member('AWS::RDS::DBShardGroup') },
  ],
  [
    'no shards',
    { Engine: 'aurora-postgresql', ClusterScalabilityType: 'limitless' },
    'aurora DATABASE ZONES UNKNOWN ? ? stateful',
    'Subject : No shard group in the application belongs to it',
  ],
]);
tabled('AWS::DocDB::DBCluster', membered('AWS::DocDB::DBInstance', 'documentdb', {}));
tabled('AWS::Neptune::DBCluster', membered('AWS::Neptune::DBInstance', 'neptune', {}));

const instance = { DBClusterIdentifier: 'orders' };
tabled('AWS::DocDB::DBInstance', [
  [
    'any',
    instance,
    'documentdb DATABASE ZONES SINGLE 1 in-one-zone',
    `Subject Properties.DBClusterIdentifier${MEMBER}`,
  ],
]);
tabled('AWS::Neptune::DBInstance', [
  ['any', instance, 'neptune DATABASE ZONES SINGLE 1 in-one-zone', `Subject Properties.DBClusterIdentifier${MEMBER}`],
]);

const joined = (type: string): Resources => ({
  First: a(type, { GlobalClusterIdentifier: { Ref: 'Subject' } }),
  Second: a(type, { GlobalClusterIdentifier: 'orders' }),
});
const globals = (type: string, service: string): Case[] => [
  [
    'two clusters',
    { GlobalClusterIdentifier: 'orders' },
    `${service} DATABASE GLOBAL FAILOVER 2 outlasts-zones`,
    'Subject : Its clusters are Stack/First, Stack/Second; another one is promoted by hand',
    joined(type),
  ],
  [
    'one cluster',
    { SourceDBClusterIdentifier: { Ref: 'Cluster' } },
    `${service} DATABASE GLOBAL UNKNOWN ? ?`,
    'Subject : Fewer than two of its clusters are in the application',
    { Cluster: a(type) },
  ],
];
tabled('AWS::RDS::GlobalCluster', globals('AWS::RDS::DBCluster', 'aurora'));
tabled('AWS::DocDB::GlobalCluster', globals('AWS::DocDB::DBCluster', 'documentdb'));
tabled('AWS::Neptune::GlobalCluster', globals('AWS::Neptune::DBCluster', 'neptune'));

tabled('AWS::RDS::DBProxy', [
  [
    'any',
    { VpcSubnetIds: ['subnet-1', 'subnet-2'] },
    'rds-proxy DATABASE ZONES INHERENT ? ?',
    'Subject Properties.VpcSubnetIds: RDS Proxy runs in the zones of its subnets',
  ],
]);

tabled('AWS::DocDBElastic::Cluster', [
  [
    'one instance',
    { ShardInstanceCount: 1 },
    'documentdb DATABASE ZONES SINGLE 1 in-one-zone stateful',
    'Subject Properties.ShardInstanceCount: Each shard has one instance',
  ],
  [
    'two',
    { ShardInstanceCount: 2 },
    'documentdb DATABASE ZONES FAILOVER 2 outlasts-zones stateful',
    'Subject Properties.ShardInstanceCount: Each shard has 2 instances',
  ],
  [
    'nothing said',
    {},
    'documentdb DATABASE ZONES UNKNOWN ? ? stateful',
    'Subject Properties.ShardInstanceCount: ShardInstanceCount is absent',
  ],
]);

tabled('AWS::NeptuneGraph::Graph', [
  [
    'the default',
    {},
    'neptune DATABASE ZONES FAILOVER 2 outlasts-zones stateful',
    'Subject Properties.ReplicaCount: ReplicaCount is absent (the default is 1): one replica in other zones',
  ],
  [
    'none',
    { ReplicaCount: 0 },
    'neptune DATABASE ZONES SINGLE 1 in-one-zone stateful',
    'Subject Properties.ReplicaCount: ReplicaCount is 0: no replicas in other zones',
  ],
]);

it('does not know whether an instance of another stack belongs to a cluster where deployment decides its cluster', () => {
  const application = applicationOfStacks(
    stackOf('Stack', {
      Resources: { Subject: a('AWS::DocDB::DBCluster'), A: member('AWS::DocDB::DBInstance') },
    }),
    stackOf('Other', {
      Parameters: { Cluster: { Type: 'String' } },
      Resources: { B: a('AWS::DocDB::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' } }) },
    }),
  );
  const found = componentOf(resourceIn(application, 'Stack/Subject'));
  expect(inWords(found)).toBe('documentdb DATABASE ZONES UNKNOWN ? ? stateful');
  expect(evidenceOf(found)).toEqual(['Subject : Whether Other/B belongs to it is decided at deployment']);
});

it('counts instances of another stack that name the cluster', () => {
  const application = applicationOfStacks(
    stackOf('Stack', { Resources: { Subject: a('AWS::DocDB::DBCluster', { DBClusterIdentifier: 'orders' }) } }),
    stackOf('Other', {
      Resources: { A: a('AWS::DocDB::DBInstance', instance), B: a('AWS::DocDB::DBInstance', instance) },
    }),
  );
  const found = componentOf(resourceIn(application, 'Stack/Subject'));
  expect(inWords(found)).toBe('documentdb DATABASE ZONES FAILOVER 2 outlasts-zones stateful');
});
