import { a, inWords, subjectOf, tabled, type Case } from './profiles';

const DYNAMODB = 'Subject : Amazon DynamoDB keeps each item in three Availability Zones';

tabled('AWS::DynamoDB::Table', [
  ['one Region', {}, 'dynamodb DATABASE REGION INHERENT ? outlasts-zones stateful', DYNAMODB],
  [
    'a replica that CDK makes',
    {},
    'dynamodb DATABASE GLOBAL INHERENT ? outlasts-zones stateful',
    'Replica : It has a replica in another Region',
    { Replica: a('Custom::DynamoDBReplica', { TableName: { Ref: 'Subject' }, Region: 'us-east-1' }) },
  ],
]);

tabled('AWS::DynamoDB::GlobalTable', [
  [
    'one Region',
    { Replicas: [{ Region: 'eu-west-1' }] },
    'dynamodb DATABASE REGION INHERENT ? outlasts-zones stateful',
    DYNAMODB,
  ],
  [
    'two Regions',
    { Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] },
    'dynamodb DATABASE GLOBAL INHERENT ? outlasts-zones stateful',
    'Subject Properties.Replicas: It has copies in several Regions',
  ],
  [
    'Regions that deployment decides',
    { Replicas: { 'Fn::ImportValue': 'replicas' } },
    'dynamodb DATABASE REGION INHERENT ? outlasts-zones stateful',
    'Subject Properties.Replicas: Its Regions are decided at deployment',
  ],
]);

tabled('AWS::Serverless::SimpleTable', [
  ['any', {}, 'dynamodb DATABASE REGION INHERENT ? outlasts-zones stateful', DYNAMODB],
]);

tabled('AWS::DSQL::Cluster', [
  [
    'one Region',
    {},
    'aurora-dsql DATABASE REGION INHERENT ? outlasts-zones stateful',
    'Subject : Aurora DSQL commits to three Availability Zones',
  ],
  [
    'a peer',
    {
      MultiRegionProperties: {
        WitnessRegion: 'us-west-2',
        Clusters: ['arn:aws:dsql:us-east-2:111122223333:cluster/b'],
      },
    },
    'aurora-dsql DATABASE GLOBAL INHERENT ? outlasts-zones stateful',
    'Subject Properties.MultiRegionProperties.Clusters: It has copies in several Regions',
  ],
]);

const KEYSPACES = 'Subject : Amazon Keyspaces keeps each row in three Availability Zones';
tabled('AWS::Cassandra::Table', [
  [
    'a keyspace from outside',
    { KeyspaceName: 'shop' },
    'keyspaces DATABASE REGION INHERENT ? outlasts-zones stateful',
    KEYSPACES,
  ],
  [
    'a keyspace of several Regions',
    { KeyspaceName: { Ref: 'Keyspace' } },
    'keyspaces DATABASE GLOBAL INHERENT ? outlasts-zones stateful',
    'Keyspace Properties.ReplicationSpecification.RegionList: It has copies in several Regions',
    {
      Keyspace: a('AWS::Cassandra::Keyspace', {
        ReplicationSpecification: { ReplicationStrategy: 'MULTI_REGION', RegionList: ['eu-west-1', 'us-east-1'] },
      }),
    },
  ],
]);

tabled('AWS::Timestream::Table', [
  [
    'any',
    {},
    'timestream DATABASE REGION INHERENT ? outlasts-zones stateful',
    'Subject : Amazon Timestream keeps data in several Availability Zones',
  ],
]);
const DEPLOYMENT = 'Subject Properties.DeploymentType: DeploymentType is';
tabled('AWS::Timestream::InfluxDBInstance', [
  [
    'a standby',
    { DeploymentType: 'WITH_MULTIAZ_STANDBY' },
    'timestream DATABASE ZONES FAILOVER 2 outlasts-zones stateful',
    `${DEPLOYMENT} WITH_MULTIAZ_STANDBY`,
  ],
  [
    'none',
    { DeploymentType: 'SINGLE_AZ' },
    'timestream DATABASE ZONES SINGLE 1 in-one-zone stateful',
    `${DEPLOYMENT} SINGLE_AZ: one instance`,
  ],
  ['nothing said', {}, 'timestream DATABASE ZONES UNKNOWN ? ? stateful', `${DEPLOYMENT} absent`],
]);
tabled('AWS::Timestream::InfluxDBCluster', [
  [
    'replicas',
    { DeploymentType: 'MULTI_NODE_READ_REPLICAS' },
    'timestream DATABASE ZONES FAILOVER 2 outlasts-zones stateful',
    `${DEPLOYMENT} MULTI_NODE_READ_REPLICAS: nodes in several zones`,
  ],
  ['nothing said', {}, 'timestream DATABASE ZONES UNKNOWN ? ? stateful', `${DEPLOYMENT} absent`],
]);

tabled('AWS::Redshift::Cluster', [
  [
    'two zones',
    { MultiAZ: true },
    'redshift DATABASE ZONES FAILOVER 2 outlasts-zones stateful',
    'Subject Properties.MultiAZ: MultiAZ is true: two zones',
  ],
  [
    'nodes',
    { NumberOfNodes: 4 },
    'redshift DATABASE ZONES SINGLE 4 in-one-zone stateful',
    'Subject Properties.MultiAZ: MultiAZ is not set: 4 nodes in one zone, all needed',
  ],
  [
    'nothing said',
    {},
    'redshift DATABASE ZONES SINGLE 1 in-one-zone stateful',
    'Subject Properties.MultiAZ: MultiAZ is not set: one node in one zone, all needed',
  ],
]);
tabled('AWS::RedshiftServerless::Namespace', [
  [
    'any',
    {},
    'redshift-serverless DATABASE REGION INHERENT ? outlasts-zones stateful',
    'Subject : Redshift managed storage spans several Availability Zones',
  ],
]);
tabled('AWS::RedshiftServerless::Workgroup', [
  [
    'any',
    {},
    'redshift-serverless DATABASE ZONES INHERENT ? ?',
    'Subject Properties.SubnetIds: Redshift Serverless moves to another zone of its subnets by itself',
  ],
]);

tabled('AWS::DMS::ReplicationInstance', [
  [
    'a standby',
    { MultiAZ: true },
    'dms STREAM ZONES FAILOVER 2 outlasts-zones',
    'Subject Properties.MultiAZ: MultiAZ is true: a standby in another zone takes over',
  ],
  [
    'nothing said',
    {},
    'dms STREAM ZONES SINGLE 1 in-one-zone',
    'Subject Properties.MultiAZ: MultiAZ is absent: there is no standby',
  ],
]);
tabled('AWS::DMS::ReplicationConfig', [
  [
    'no standby',
    { ComputeConfig: { MultiAZ: false } },
    'dms STREAM ZONES SINGLE 1 in-one-zone',
    'Subject Properties.ComputeConfig.MultiAZ: MultiAZ is false: there is no standby',
  ],
]);

const domain = (config: string): Case[] => {
  const at = `Subject Properties.${config}`;
  const sized = (InstanceCount: number, rest: object = {}): object => ({ [config]: { InstanceCount, ...rest } });
  const aware = (AvailabilityZoneCount?: number): object => ({
    ZoneAwarenessEnabled: true,
    ...(AvailabilityZoneCount && { ZoneAwarenessConfig: { AvailabilityZoneCount } }),
  });
  const masters = (DedicatedMasterCount: number): object => ({ DedicatedMasterEnabled: true, DedicatedMasterCount });
  const opensearch = (rest: string): string => `opensearch DATABASE ZONES ${rest} stateful`;
  return [
    ['nothing said', {}, opensearch('UNKNOWN ? ?'), `${at}.InstanceCount: InstanceCount is absent`],
    [
      'one node',
      sized(1),
      opensearch('SINGLE 1 in-one-zone'),
      `${at}.InstanceCount: InstanceCount is 1: one data node`,
    ],
    [
      'three nodes in one zone',
      sized(3),
      opensearch('QUORUM 3 in-one-zone'),
      `${at}.ZoneAwarenessEnabled: ZoneAwarenessEnabled is not true: all data nodes are in one zone`,
    ],
    [
      'two zones without masters',
      sized(4, aware()),
      opensearch('QUORUM 4 in-one-zone'),
      `${at}.ZoneAwarenessConfig.AvailabilityZoneCount: The data nodes are in 2 zones (the default)`,
    ],
    [
      'two zones with three masters',
      sized(4, { ...aware(2), ...masters(3) }),
      opensearch('QUORUM 4 outlasts-zones'),
      `${at}.DedicatedMasterCount: 3 dedicated master nodes`,
    ],
    [
      'one master',
      sized(4, { ...aware(2), ...masters(1) }),
      opensearch('QUORUM 4 in-one-zone'),
      `${at}.DedicatedMasterCount: One dedicated master node`,
    ],
    [
      'masters without a number',
      sized(4, { ...aware(2), DedicatedMasterEnabled: true }),
      opensearch('QUORUM 4 ?'),
      `${at}.DedicatedMasterCount: DedicatedMasterCount is absent`,
    ],
    [
      'three zones',
      sized(3, aware(3)),
      opensearch('QUORUM 3 outlasts-zones'),
      `${at}.DedicatedMasterEnabled: No dedicated master nodes`,
    ],
    [
      'a zone in standby',
      sized(3, { MultiAZWithStandbyEnabled: true }),
      opensearch('QUORUM 3 outlasts-zones'),
      `${at}.MultiAZWithStandbyEnabled: MultiAZWithStandbyEnabled is true: three zones, one of them in standby`,
    ],
  ];
};
tabled('AWS::OpenSearchService::Domain', domain('ClusterConfig'));
tabled('AWS::Elasticsearch::Domain', domain('ElasticsearchClusterConfig'));

it.each([
  ['us-west-1', 'in-one-zone'],
  [undefined, '?'],
])('cannot count on a third zone for masters in %s', (region, zones) => {
  const ClusterConfig = {
    InstanceCount: 4,
    ZoneAwarenessEnabled: true,
    DedicatedMasterEnabled: true,
    DedicatedMasterCount: 3,
  };
  const found = subjectOf({ Subject: a('AWS::OpenSearchService::Domain', { ClusterConfig }) }, {}, { region });
  expect(inWords(found)).toBe(`opensearch DATABASE ZONES QUORUM 4 ${zones} stateful`);
});

tabled('AWS::OpenSearchServerless::Collection', [
  [
    'the default',
    {},
    'opensearch-serverless DATABASE REGION INHERENT ? outlasts-zones stateful',
    'Subject Properties.StandbyReplicas: Standby replicas are in other zones (the default)',
  ],
  [
    'no standby',
    { StandbyReplicas: 'DISABLED' },
    'opensearch-serverless DATABASE ZONES SINGLE 1 in-one-zone stateful',
    'Subject Properties.StandbyReplicas: StandbyReplicas is DISABLED: one zone',
  ],
]);
tabled('AWS::OSIS::Pipeline', [
  [
    'any',
    {},
    'osis STREAM REGION INHERENT ? outlasts-zones',
    'Subject : OpenSearch Ingestion runs in several Availability Zones',
  ],
]);
