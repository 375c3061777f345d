import type { Resources } from './render';

export interface Case {
  readonly name: string;
  /** The resource in question is `Subject`. */
  readonly resources: Resources;
  readonly region?: string;
  readonly alarms: readonly string[];
}

const QUEUE = 'AWS::SQS::Queue';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const forward = (id: string) => [{ Type: 'forward', TargetGroupArn: { Ref: id } }];

export const CASES: readonly Case[] = [
  {
    name: 'a DB instance',
    resources: {
      Subject: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres', AllocatedStorage: '50' } },
    },
    alarms: [
      'NoData: SampleCount of AWS/RDS CPUUtilization [DBInstanceIdentifier ${Subject}] < 1, 5/5 x 60 s, breaching, OUTAGE',
      'FreeStorage: Minimum of AWS/RDS FreeStorageSpace [DBInstanceIdentifier ${Subject}] <= 5368709120, 3/5 x 60 s, notBreaching, SYMPTOM',
      'Cpu: Average of AWS/RDS CPUUtilization [DBInstanceIdentifier ${Subject}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a read replica',
    resources: { Subject: { Type: 'AWS::RDS::DBInstance', Properties: { SourceDBInstanceIdentifier: 'orders' } } },
    alarms: [
      'NoData: SampleCount of AWS/RDS CPUUtilization [DBInstanceIdentifier ${Subject}] < 1, 5/5 x 60 s, breaching, OUTAGE',
      'FreeStorage: Minimum of AWS/RDS FreeStorageSpace [DBInstanceIdentifier ${Subject}] <= 10737418240, 3/5 x 60 s, notBreaching, SYMPTOM',
      'Cpu: Average of AWS/RDS CPUUtilization [DBInstanceIdentifier ${Subject}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'ReplicaLag: Maximum of AWS/RDS ReplicaLag [DBInstanceIdentifier ${Subject}] >= 60, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an instance of Aurora',
    resources: {
      Subject: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'aurora-postgresql', DBClusterIdentifier: 'c' } },
    },
    alarms: [
      'Cpu: Average of AWS/RDS CPUUtilization [DBInstanceIdentifier ${Subject}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an Aurora cluster',
    resources: { Subject: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } } },
    alarms: [
      'NoWriter: SampleCount of AWS/RDS CPUUtilization [DBClusterIdentifier ${Subject}, Role WRITER] < 1, 5/5 x 60 s, breaching, OUTAGE',
      'Cpu: Average of AWS/RDS CPUUtilization [DBClusterIdentifier ${Subject}, Role WRITER] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'ReplicaLag: Maximum of AWS/RDS AuroraReplicaLagMaximum [DBClusterIdentifier ${Subject}] >= 5000, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a serverless one that pauses, of a global database',
    resources: {
      Subject: {
        Type: 'AWS::RDS::DBCluster',
        Properties: {
          Engine: 'aurora-postgresql',
          GlobalClusterIdentifier: 'g',
          ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 8 },
        },
      },
    },
    alarms: [
      'Cpu: Average of AWS/RDS CPUUtilization [DBClusterIdentifier ${Subject}, Role WRITER] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'ReplicaLag: Maximum of AWS/RDS AuroraReplicaLagMaximum [DBClusterIdentifier ${Subject}] >= 5000, 5/5 x 60 s, notBreaching, SYMPTOM',
      'GlobalReplicationLag: Maximum of AWS/RDS AuroraGlobalDBReplicationLag [DBClusterIdentifier ${Subject}] >= 5000, 5/5 x 60 s, notBreaching, SYMPTOM',
      'ServerlessCapacity: Average of AWS/RDS ACUUtilization [DBClusterIdentifier ${Subject}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a Multi-AZ DB cluster',
    resources: { Subject: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'postgres', AllocatedStorage: 100 } } },
    alarms: [
      'FreeStorage: Minimum of AWS/RDS FreeStorageSpace [DBClusterIdentifier ${Subject}] <= 10737418240, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a table with an index',
    resources: {
      Subject: { Type: 'AWS::DynamoDB::Table', Properties: { GlobalSecondaryIndexes: [{ IndexName: 'byDay' }] } },
    },
    alarms: [
      'ReadThrottles: Sum of SUM([FILL(m0, 0), FILL(m1, 0)]) with m0 = AWS/DynamoDB ReadThrottleEvents [TableName ${Subject}], m1 = AWS/DynamoDB ReadThrottleEvents [GlobalSecondaryIndexName byDay, TableName ${Subject}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
      'WriteThrottles: Sum of SUM([FILL(m0, 0), FILL(m1, 0)]) with m0 = AWS/DynamoDB WriteThrottleEvents [TableName ${Subject}], m1 = AWS/DynamoDB WriteThrottleEvents [GlobalSecondaryIndexName byDay, TableName ${Subject}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
      'SystemErrors: Sum of SUM([FILL(m0, 0), FILL(m1, 0), FILL(m2, 0), FILL(m3, 0), FILL(m4, 0), FILL(m5, 0)]) with m0 = AWS/DynamoDB SystemErrors [Operation GetItem, TableName ${Subject}], m1 = AWS/DynamoDB SystemErrors [Operation Query, TableName ${Subject}], m2 = AWS/DynamoDB SystemErrors [Operation PutItem, TableName ${Subject}], m3 = AWS/DynamoDB SystemErrors [Operation UpdateItem, TableName ${Subject}], m4 = AWS/DynamoDB SystemErrors [Operation BatchWriteItem, TableName ${Subject}], m5 = AWS/DynamoDB SystemErrors [Operation TransactWriteItems, TableName ${Subject}] >= 5, 3/5 x 60 s, notBreaching, OUTAGE',
    ],
  },
  {
    name: 'a global table',
    resources: {
      Subject: {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: { Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] },
      },
    },
    alarms: [
      'ReadThrottles: Sum of AWS/DynamoDB ReadThrottleEvents [TableName ${Subject}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
      'WriteThrottles: Sum of AWS/DynamoDB WriteThrottleEvents [TableName ${Subject}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
      'SystemErrors: Sum of SUM([FILL(m0, 0), FILL(m1, 0), FILL(m2, 0), FILL(m3, 0), FILL(m4, 0), FILL(m5, 0)]) with m0 = AWS/DynamoDB SystemErrors [Operation GetItem, TableName ${Subject}], m1 = AWS/DynamoDB SystemErrors [Operation Query, TableName ${Subject}], m2 = AWS/DynamoDB SystemErrors [Operation PutItem, TableName ${Subject}], m3 = AWS/DynamoDB SystemErrors [Operation UpdateItem, TableName ${Subject}], m4 = AWS/DynamoDB SystemErrors [Operation BatchWriteItem, TableName ${Subject}], m5 = AWS/DynamoDB SystemErrors [Operation TransactWriteItems, TableName ${Subject}] >= 5, 3/5 x 60 s, notBreaching, OUTAGE',
      'ReplicationLatency: Average of AWS/DynamoDB ReplicationLatency [ReceivingRegion eu-central-1, TableName ${Subject}] >= 60000, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a cache of one shard',
    resources: {
      Subject: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: { NumNodeGroups: 1, ReplicasPerNodeGroup: 1 },
      },
    },
    alarms: [
      'NoNodes: SampleCount of MAX([FILL(m0, 0), FILL(m1, 0)]) with m0 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-001], m1 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-002] < 1, 4/5 x 60 s, breaching, OUTAGE',
      'EngineCpu: Average of MAX([FILL(m0, 0), FILL(m1, 0)]) with m0 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-001], m1 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-002] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'Memory: Average of MAX([FILL(m0, 0), FILL(m1, 0)]) with m0 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-001], m1 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-002] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'ReplicationLag: Maximum of MAX([FILL(m0, 0), FILL(m1, 0)]) with m0 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-001], m1 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-002] >= 10, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a cache of several shards with eleven nodes',
    resources: {
      Subject: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: {
          NodeGroupConfiguration: [
            { NodeGroupId: '0001', ReplicaCount: 5 },
            { NodeGroupId: '0002', ReplicaCount: 4 },
          ],
        },
      },
    },
    alarms: [
      'NoNodes: SampleCount of MAX([FILL(m0, 0), FILL(m1, 0), FILL(m2, 0), FILL(m3, 0), FILL(m4, 0), FILL(m5, 0), FILL(m6, 0), FILL(m7, 0), FILL(m8, 0), FILL(m9, 0)]) with m0 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-0001-001], m1 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-0001-002], m2 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-0001-003], m3 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-0001-004], m4 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-0001-005], m5 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-0001-006], m6 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-0002-001], m7 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-0002-002], m8 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-0002-003], m9 = AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-0002-004] < 1, 4/5 x 60 s, breaching, OUTAGE',
      'EngineCpu: Average of MAX([FILL(m0, 0), FILL(m1, 0), FILL(m2, 0), FILL(m3, 0), FILL(m4, 0), FILL(m5, 0), FILL(m6, 0), FILL(m7, 0), FILL(m8, 0), FILL(m9, 0)]) with m0 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0001-001], m1 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0001-002], m2 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0001-003], m3 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0001-004], m4 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0001-005], m5 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0001-006], m6 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0002-001], m7 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0002-002], m8 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0002-003], m9 = AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0002-004] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'EngineCpu: Average of AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-0002-005] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'Memory: Average of MAX([FILL(m0, 0), FILL(m1, 0), FILL(m2, 0), FILL(m3, 0), FILL(m4, 0), FILL(m5, 0), FILL(m6, 0), FILL(m7, 0), FILL(m8, 0), FILL(m9, 0)]) with m0 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0001-001], m1 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0001-002], m2 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0001-003], m3 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0001-004], m4 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0001-005], m5 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0001-006], m6 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0002-001], m7 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0002-002], m8 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0002-003], m9 = AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0002-004] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'Memory: Average of AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-0002-005] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'ReplicationLag: Maximum of MAX([FILL(m0, 0), FILL(m1, 0), FILL(m2, 0), FILL(m3, 0), FILL(m4, 0), FILL(m5, 0), FILL(m6, 0), FILL(m7, 0), FILL(m8, 0), FILL(m9, 0)]) with m0 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0001-001], m1 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0001-002], m2 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0001-003], m3 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0001-004], m4 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0001-005], m5 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0001-006], m6 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0002-001], m7 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0002-002], m8 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0002-003], m9 = AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0002-004] >= 10, 3/5 x 60 s, notBreaching, SYMPTOM',
      'ReplicationLag: Maximum of AWS/ElastiCache ReplicationLag [CacheClusterId ${Subject}-0002-005] >= 10, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a cache of one node',
    resources: { Subject: { Type: 'AWS::ElastiCache::ReplicationGroup', Properties: { NumCacheClusters: 1 } } },
    alarms: [
      'NoNodes: SampleCount of AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}-001] < 1, 4/5 x 60 s, breaching, OUTAGE',
      'EngineCpu: Average of AWS/ElastiCache EngineCPUUtilization [CacheClusterId ${Subject}-001] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'Memory: Average of AWS/ElastiCache DatabaseMemoryUsagePercentage [CacheClusterId ${Subject}-001] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a cache of an open number of nodes',
    resources: {
      Count: { Type: 'AWS::SSM::Parameter' },
      Subject: {
        Type: 'AWS::ElastiCache::ReplicationGroup',
        Properties: { NumCacheClusters: { 'Fn::GetAtt': ['Count', 'Value'] } },
      },
    },
    alarms: [],
  },
  {
    name: 'a cache cluster',
    resources: { Subject: { Type: 'AWS::ElastiCache::CacheCluster' } },
    alarms: [
      'NoData: SampleCount of AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}] < 1, 5/5 x 60 s, breaching, OUTAGE',
      'Cpu: Average of AWS/ElastiCache CPUUtilization [CacheClusterId ${Subject}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a search domain',
    resources: {
      Subject: {
        Type: 'AWS::OpenSearchService::Domain',
        Properties: {
          ClusterConfig: { DedicatedMasterEnabled: true },
          EBSOptions: { EBSEnabled: true, VolumeSize: 100 },
        },
      },
    },
    alarms: [
      'Red: Maximum of AWS/ES ClusterStatus.red [ClientId ${AWS::AccountId}, DomainName ${Subject}] >= 1, 3/3 x 60 s, notBreaching, OUTAGE',
      'Yellow: Maximum of AWS/ES ClusterStatus.yellow [ClientId ${AWS::AccountId}, DomainName ${Subject}] >= 1, 15/15 x 60 s, notBreaching, SYMPTOM',
      'WritesBlocked: Maximum of AWS/ES ClusterIndexWritesBlocked [ClientId ${AWS::AccountId}, DomainName ${Subject}] >= 1, 3/5 x 60 s, notBreaching, OUTAGE',
      'FreeStorage: Minimum of AWS/ES FreeStorageSpace [ClientId ${AWS::AccountId}, DomainName ${Subject}] <= 25600, 3/5 x 60 s, notBreaching, SYMPTOM',
      'Memory: Maximum of AWS/ES JVMMemoryPressure [ClientId ${AWS::AccountId}, DomainName ${Subject}] >= 95, 5/5 x 60 s, notBreaching, SYMPTOM',
      'SnapshotFailed: Maximum of AWS/ES AutomatedSnapshotFailure [ClientId ${AWS::AccountId}, DomainName ${Subject}] >= 1, 1/3 x 300 s, notBreaching, SYMPTOM',
      'NoManager: Maximum of AWS/ES MasterReachableFromNode [ClientId ${AWS::AccountId}, DomainName ${Subject}] < 1, 5/5 x 60 s, notBreaching, OUTAGE',
    ],
  },
  {
    name: 'a search domain of old',
    resources: { Subject: { Type: 'AWS::Elasticsearch::Domain' } },
    alarms: [
      'Red: Maximum of AWS/ES ClusterStatus.red [ClientId ${AWS::AccountId}, DomainName ${Subject}] >= 1, 3/3 x 60 s, notBreaching, OUTAGE',
      'Yellow: Maximum of AWS/ES ClusterStatus.yellow [ClientId ${AWS::AccountId}, DomainName ${Subject}] >= 1, 15/15 x 60 s, notBreaching, SYMPTOM',
      'WritesBlocked: Maximum of AWS/ES ClusterIndexWritesBlocked [ClientId ${AWS::AccountId}, DomainName ${Subject}] >= 1, 3/5 x 60 s, notBreaching, OUTAGE',
      'Memory: Maximum of AWS/ES JVMMemoryPressure [ClientId ${AWS::AccountId}, DomainName ${Subject}] >= 95, 5/5 x 60 s, notBreaching, SYMPTOM',
      'SnapshotFailed: Maximum of AWS/ES AutomatedSnapshotFailure [ClientId ${AWS::AccountId}, DomainName ${Subject}] >= 1, 1/3 x 300 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a stream',
    resources: { Subject: { Type: 'AWS::Kinesis::Stream', Properties: { RetentionPeriodHours: 24 } } },
    alarms: [
      'IteratorAge: Maximum of AWS/Kinesis GetRecords.IteratorAgeMilliseconds [StreamName ${Subject}] >= 900000, 5/5 x 60 s, notBreaching, SYMPTOM',
      'WriteThrottles: Sum of AWS/Kinesis WriteProvisionedThroughputExceeded [StreamName ${Subject}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
      'ReadThrottles: Sum of AWS/Kinesis ReadProvisionedThroughputExceeded [StreamName ${Subject}] >= 1, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a Kafka cluster',
    resources: {
      Subject: { Type: 'AWS::MSK::Cluster', Properties: { ClusterName: 'trades', NumberOfBrokerNodes: 3 } },
    },
    alarms: [
      'OfflinePartitions: Maximum of AWS/Kafka OfflinePartitionsCount [Cluster Name trades] >= 1, 3/3 x 60 s, notBreaching, OUTAGE',
      'UnderMinIsr: Maximum of MAX([FILL(m0, 0), FILL(m1, 0), FILL(m2, 0)]) with m0 = AWS/Kafka UnderMinIsrPartitionCount [Broker ID 1, Cluster Name trades], m1 = AWS/Kafka UnderMinIsrPartitionCount [Broker ID 2, Cluster Name trades], m2 = AWS/Kafka UnderMinIsrPartitionCount [Broker ID 3, Cluster Name trades] >= 1, 3/5 x 60 s, notBreaching, OUTAGE',
      'Disk: Maximum of MAX([FILL(m0, 0), FILL(m1, 0), FILL(m2, 0)]) with m0 = AWS/Kafka KafkaDataLogsDiskUsed [Broker ID 1, Cluster Name trades], m1 = AWS/Kafka KafkaDataLogsDiskUsed [Broker ID 2, Cluster Name trades], m2 = AWS/Kafka KafkaDataLogsDiskUsed [Broker ID 3, Cluster Name trades] >= 85, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a file system',
    resources: { Subject: { Type: 'AWS::EFS::FileSystem' } },
    alarms: [
      'IoLimit: Maximum of AWS/EFS PercentIOLimit [FileSystemId ${Subject}] >= 95, 10/15 x 60 s, notBreaching, SYMPTOM',
      'BurstCredits: Minimum of AWS/EFS BurstCreditBalance [FileSystemId ${Subject}] <= 230897441833, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a file system without bursts',
    resources: {
      Subject: { Type: 'AWS::EFS::FileSystem', Properties: { ThroughputMode: 'elastic', PerformanceMode: 'maxIO' } },
    },
    alarms: [],
  },
  {
    name: 'a function',
    resources: { Subject: { Type: 'AWS::Lambda::Function' } },
    alarms: [
      'Errors: Sum of IF(m > 0, 100 * m / w, 0) with m = AWS/Lambda Errors [FunctionName ${Subject}], w = AWS/Lambda Invocations [FunctionName ${Subject}] >= 5, 1/3 x 300 s, notBreaching, SYMPTOM',
      'Failing: Sum of IF(m > 0, 100 * m / w, 0) with m = AWS/Lambda Errors [FunctionName ${Subject}], w = AWS/Lambda Invocations [FunctionName ${Subject}] >= 50, 3/5 x 60 s, notBreaching, OUTAGE',
      'Throttles: Sum of AWS/Lambda Throttles [FunctionName ${Subject}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a function that reads a stream',
    resources: {
      Subject: { Type: 'AWS::Lambda::Function' },
      Stream: { Type: 'AWS::Kinesis::Stream' },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'Subject' }, EventSourceArn: { 'Fn::GetAtt': ['Stream', 'Arn'] } },
      },
    },
    alarms: [
      'Errors: Sum of IF(m > 0, 100 * m / w, 0) with m = AWS/Lambda Errors [FunctionName ${Subject}], w = AWS/Lambda Invocations [FunctionName ${Subject}] >= 5, 1/3 x 300 s, notBreaching, SYMPTOM',
      'Failing: Sum of IF(m > 0, 100 * m / w, 0) with m = AWS/Lambda Errors [FunctionName ${Subject}], w = AWS/Lambda Invocations [FunctionName ${Subject}] >= 50, 3/5 x 60 s, notBreaching, OUTAGE',
      'Throttles: Sum of AWS/Lambda Throttles [FunctionName ${Subject}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
      'IteratorAge: Maximum of AWS/Lambda IteratorAge [FunctionName ${Subject}] >= 900000, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a function that reads a queue',
    resources: {
      Subject: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 10 } },
      Queue: { Type: QUEUE },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'Subject' }, EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
      },
    },
    alarms: [
      'Errors: Sum of IF(m > 0, 100 * m / w, 0) with m = AWS/Lambda Errors [FunctionName ${Subject}], w = AWS/Lambda Invocations [FunctionName ${Subject}] >= 5, 1/3 x 300 s, notBreaching, SYMPTOM',
      'Failing: Sum of IF(m > 0, 100 * m / w, 0) with m = AWS/Lambda Errors [FunctionName ${Subject}], w = AWS/Lambda Invocations [FunctionName ${Subject}] >= 50, 3/5 x 60 s, notBreaching, OUTAGE',
      'Throttles: Sum of AWS/Lambda Throttles [FunctionName ${Subject}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a queue',
    resources: { Subject: { Type: QUEUE } },
    alarms: [
      'OldestMessage: Maximum of AWS/SQS ApproximateAgeOfOldestMessage [QueueName ${Subject.QueueName}] >= 900, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a queue that keeps messages for ten minutes',
    resources: { Subject: { Type: QUEUE, Properties: { MessageRetentionPeriod: 600, DelaySeconds: 30 } } },
    alarms: [
      'OldestMessage: Maximum of AWS/SQS ApproximateAgeOfOldestMessage [QueueName ${Subject.QueueName}] >= 180, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a dead-letter queue of a queue',
    resources: {
      Subject: { Type: QUEUE },
      Source: {
        Type: QUEUE,
        Properties: {
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Subject', 'Arn'] }, maxReceiveCount: 5 },
        },
      },
    },
    alarms: [
      'DeadLetters: Maximum of AWS/SQS ApproximateNumberOfMessagesVisible [QueueName ${Subject.QueueName}] >= 1, 1/1 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a dead-letter queue of a rule',
    resources: {
      Subject: { Type: QUEUE },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          Targets: [
            {
              Id: 'a',
              Arn: 'arn:aws:sqs:eu-west-1:111122223333:q',
              DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Subject', 'Arn'] } },
            },
          ],
        },
      },
    },
    alarms: [
      'DeadLetters: Maximum of AWS/SQS ApproximateNumberOfMessagesVisible [QueueName ${Subject.QueueName}] >= 1, 1/1 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a dead-letter queue by its own word',
    resources: { Subject: { Type: QUEUE, Properties: { RedriveAllowPolicy: { redrivePermission: 'allowAll' } } } },
    alarms: [
      'DeadLetters: Maximum of AWS/SQS ApproximateNumberOfMessagesVisible [QueueName ${Subject.QueueName}] >= 1, 1/1 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a target of failures',
    resources: {
      Subject: { Type: QUEUE },
      Config: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: 'f',
          Qualifier: '$LATEST',
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Subject', 'Arn'] } } },
        },
      },
    },
    alarms: [
      'DeadLetters: Maximum of AWS/SQS ApproximateNumberOfMessagesVisible [QueueName ${Subject.QueueName}] >= 1, 1/1 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a topic',
    resources: { Subject: { Type: 'AWS::SNS::Topic' } },
    alarms: [
      'FailedDeliveries: Sum of AWS/SNS NumberOfNotificationsFailed [TopicName ${Subject.TopicName}] >= 1, 1/3 x 300 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a topic with a dead-letter queue',
    resources: {
      Subject: { Type: 'AWS::SNS::Topic' },
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'Subject' },
          Protocol: 'sqs',
          Endpoint: 'arn:aws:sqs:eu-west-1:111122223333:q',
          RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111122223333:dlq' },
        },
      },
    },
    alarms: [
      'FailedDeliveries: Sum of AWS/SNS NumberOfNotificationsFailed [TopicName ${Subject.TopicName}] >= 1, 1/3 x 300 s, notBreaching, SYMPTOM',
      'LostMessages: Sum of AWS/SNS NumberOfNotificationsFailedToRedriveToDlq [TopicName ${Subject.TopicName}] >= 1, 1/3 x 300 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an event rule',
    resources: {
      Subject: {
        Type: 'AWS::Events::Rule',
        Properties: { Targets: [{ Id: 'a', Arn: 'arn:aws:sqs:eu-west-1:111122223333:q' }] },
      },
    },
    alarms: [
      'FailedInvocations: Sum of AWS/Events FailedInvocations [RuleName ${Subject}] >= 1, 1/3 x 300 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an event rule of a bus of its own, with a dead-letter queue',
    resources: {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'trades' } },
      Subject: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventBusName: { Ref: 'Bus' },
          Targets: [
            {
              Id: 'a',
              Arn: 'arn:aws:sqs:eu-west-1:111122223333:q',
              DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:111122223333:dlq' },
            },
          ],
        },
      },
    },
    alarms: [
      'FailedInvocations: Sum of AWS/Events FailedInvocations [EventBusName ${Bus}, RuleName ${Subject.RuleName}] >= 1, 1/3 x 300 s, notBreaching, SYMPTOM',
      'LostEvents: Sum of AWS/Events InvocationsFailedToBeSentToDlq [EventBusName ${Bus}, RuleName ${Subject.RuleName}] >= 1, 1/3 x 300 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an event rule that is off',
    resources: {
      Subject: {
        Type: 'AWS::Events::Rule',
        Properties: { State: 'DISABLED', Targets: [{ Id: 'a', Arn: 'arn:aws:sqs:eu-west-1:111122223333:q' }] },
      },
    },
    alarms: [],
  },
  {
    name: 'a state machine',
    resources: { Subject: { Type: 'AWS::StepFunctions::StateMachine' } },
    alarms: [
      'FailedExecutions: Sum of IF(m > 0, 100 * m / (m + FILL(w, 0)), 0) with m = AWS/States ExecutionsFailed [StateMachineArn ${Subject}], w = AWS/States ExecutionsSucceeded [StateMachineArn ${Subject}] >= 5, 1/3 x 300 s, notBreaching, SYMPTOM',
      'TimedOutExecutions: Sum of AWS/States ExecutionsTimedOut [StateMachineArn ${Subject}] >= 1, 1/3 x 300 s, notBreaching, SYMPTOM',
      'Throttles: Sum of AWS/States ExecutionThrottled [StateMachineArn ${Subject}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a service of the default cluster',
    resources: { Subject: { Type: 'AWS::ECS::Service' } },
    alarms: [
      'NoTasks: SampleCount of AWS/ECS CPUUtilization [ClusterName default, ServiceName ${Subject.Name}] < 1, 3/3 x 60 s, breaching, OUTAGE',
      'Cpu: Average of AWS/ECS CPUUtilization [ClusterName default, ServiceName ${Subject.Name}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'Memory: Average of AWS/ECS MemoryUtilization [ClusterName default, ServiceName ${Subject.Name}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a service of a cluster',
    resources: {
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Subject: { Type: 'AWS::ECS::Service', Properties: { Cluster: { Ref: 'Cluster' }, DesiredCount: 3 } },
    },
    alarms: [
      'NoTasks: SampleCount of AWS/ECS CPUUtilization [ClusterName ${Cluster}, ServiceName ${Subject.Name}] < 1, 3/3 x 60 s, breaching, OUTAGE',
      'Cpu: Average of AWS/ECS CPUUtilization [ClusterName ${Cluster}, ServiceName ${Subject.Name}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'Memory: Average of AWS/ECS MemoryUtilization [ClusterName ${Cluster}, ServiceName ${Subject.Name}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a service of a cluster by ARN, that may be scaled to nothing',
    resources: {
      Subject: { Type: 'AWS::ECS::Service', Properties: { Cluster: 'arn:aws:ecs:eu-west-1:111122223333:cluster/web' } },
      Target: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: {
          MinCapacity: 0,
          MaxCapacity: 9,
          ResourceId: { 'Fn::Join': ['', ['service/web/', { 'Fn::GetAtt': ['Subject', 'Name'] }]] },
          ScalableDimension: 'ecs:service:DesiredCount',
          ServiceNamespace: 'ecs',
        },
      },
    },
    alarms: [
      'Cpu: Average of AWS/ECS CPUUtilization [ClusterName web, ServiceName ${Subject.Name}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
      'Memory: Average of AWS/ECS MemoryUtilization [ClusterName web, ServiceName ${Subject.Name}] >= 90, 10/15 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an Auto Scaling group that collects metrics',
    resources: {
      Subject: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: { MinSize: '2', MaxSize: '4', MetricsCollection: [{ Granularity: '1Minute' }] },
      },
    },
    alarms: [
      'NoInstances: Maximum of AWS/AutoScaling GroupInServiceInstances [AutoScalingGroupName ${Subject}] < 1, 3/3 x 60 s, breaching, OUTAGE',
      'TooFewInstances: Minimum of AWS/AutoScaling GroupInServiceInstances [AutoScalingGroupName ${Subject}] < 2, 10/10 x 60 s, breaching, SYMPTOM',
      'StatusCheck: Maximum of AWS/EC2 StatusCheckFailed [AutoScalingGroupName ${Subject}] >= 1, 10/10 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an Auto Scaling group of one instance',
    resources: {
      Subject: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: '1',
          MaxSize: '1',
          MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupInServiceInstances'] }],
        },
      },
    },
    alarms: [
      'NoInstances: Maximum of AWS/AutoScaling GroupInServiceInstances [AutoScalingGroupName ${Subject}] < 1, 3/3 x 60 s, breaching, OUTAGE',
      'StatusCheck: Maximum of AWS/EC2 StatusCheckFailed [AutoScalingGroupName ${Subject}] >= 1, 10/10 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an Auto Scaling group that collects no metrics',
    resources: {
      Subject: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: '2',
          MaxSize: '4',
          MetricsCollection: [{ Granularity: '1Minute', Metrics: ['GroupMinSize'] }],
        },
      },
    },
    alarms: [
      'StatusCheck: Maximum of AWS/EC2 StatusCheckFailed [AutoScalingGroupName ${Subject}] >= 1, 10/10 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an instance',
    resources: { Subject: { Type: 'AWS::EC2::Instance' } },
    alarms: [
      'StatusCheck: Maximum of AWS/EC2 StatusCheckFailed [InstanceId ${Subject}] >= 1, 3/5 x 60 s, breaching, OUTAGE',
      'Cpu: Average of AWS/EC2 CPUUtilization [InstanceId ${Subject}] >= 95, 5/5 x 300 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an Application Load Balancer',
    resources: { Subject: { Type: BALANCER } },
    alarms: [
      'Errors: Sum of IF(m >= 5, 100 * m / (m + FILL(w, 0)), 0) with m = AWS/ApplicationELB HTTPCode_ELB_5XX_Count [LoadBalancer ${Subject.LoadBalancerFullName}], w = AWS/ApplicationELB RequestCount [LoadBalancer ${Subject.LoadBalancerFullName}] >= 5, 3/5 x 60 s, notBreaching, SYMPTOM',
      'TargetErrors: Sum of IF(m >= 5, 100 * m / w, 0) with m = AWS/ApplicationELB HTTPCode_Target_5XX_Count [LoadBalancer ${Subject.LoadBalancerFullName}], w = AWS/ApplicationELB RequestCount [LoadBalancer ${Subject.LoadBalancerFullName}] >= 5, 3/5 x 60 s, notBreaching, SYMPTOM',
      'Latency: p99 of AWS/ApplicationELB TargetResponseTime [LoadBalancer ${Subject.LoadBalancerFullName}] >= 3, 5/5 x 60 s, notBreaching, SYMPTOM',
      'RejectedConnections: Sum of AWS/ApplicationELB RejectedConnectionCount [LoadBalancer ${Subject.LoadBalancerFullName}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a Network Load Balancer',
    resources: { Subject: { Type: BALANCER, Properties: { Type: 'network' } } },
    alarms: [
      'PortAllocationErrors: Sum of AWS/NetworkELB PortAllocationErrorCount [LoadBalancer ${Subject.LoadBalancerFullName}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a target group',
    resources: {
      Web: { Type: BALANCER },
      Subject: { Type: GROUP, Properties: { Protocol: 'HTTP' } },
      Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Web' }, DefaultActions: forward('Subject') } },
    },
    alarms: [
      'NoHealthyTargets: Maximum of AWS/ApplicationELB HealthyHostCount [LoadBalancer ${Web.LoadBalancerFullName}, TargetGroup ${Subject.TargetGroupFullName}] < 1, 3/3 x 60 s, breaching, OUTAGE',
      'UnhealthyTargets: Maximum of AWS/ApplicationELB UnHealthyHostCount [LoadBalancer ${Web.LoadBalancerFullName}, TargetGroup ${Subject.TargetGroupFullName}] >= 1, 10/10 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a target group behind a rule of a listener of elsewhere',
    resources: {
      Subject: { Type: GROUP, Properties: { Protocol: 'HTTPS' } },
      Rule: {
        Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
        Properties: {
          ListenerArn:
            'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2',
          Actions: forward('Subject'),
        },
      },
    },
    alarms: [
      'NoHealthyTargets: Maximum of AWS/ApplicationELB HealthyHostCount [LoadBalancer app/web/50dc6c495c0c9188, TargetGroup ${Subject.TargetGroupFullName}] < 1, 3/3 x 60 s, breaching, OUTAGE',
      'UnhealthyTargets: Maximum of AWS/ApplicationELB UnHealthyHostCount [LoadBalancer app/web/50dc6c495c0c9188, TargetGroup ${Subject.TargetGroupFullName}] >= 1, 10/10 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a target group of a Network Load Balancer',
    resources: {
      Net: { Type: BALANCER, Properties: { Type: 'network' } },
      Subject: { Type: GROUP, Properties: { Protocol: 'TCP' } },
      Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Net' }, DefaultActions: forward('Subject') } },
    },
    alarms: [
      'NoHealthyTargets: Maximum of AWS/NetworkELB HealthyHostCount [LoadBalancer ${Net.LoadBalancerFullName}, TargetGroup ${Subject.TargetGroupFullName}] < 1, 3/3 x 60 s, breaching, OUTAGE',
      'UnhealthyTargets: Maximum of AWS/NetworkELB UnHealthyHostCount [LoadBalancer ${Net.LoadBalancerFullName}, TargetGroup ${Subject.TargetGroupFullName}] >= 1, 10/10 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a target group that deployments swap',
    resources: {
      Web: { Type: BALANCER },
      Subject: { Type: GROUP, Properties: { Protocol: 'HTTP' } },
      Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Web' }, DefaultActions: forward('Subject') } },
      Service: {
        Type: 'AWS::ECS::Service',
        Properties: {
          DeploymentConfiguration: { Strategy: 'BLUE_GREEN' },
          LoadBalancers: [{ TargetGroupArn: { Ref: 'Subject' } }],
        },
      },
    },
    alarms: [
      'UnhealthyTargets: Maximum of AWS/ApplicationELB UnHealthyHostCount [LoadBalancer ${Web.LoadBalancerFullName}, TargetGroup ${Subject.TargetGroupFullName}] >= 1, 10/10 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a target group of a function',
    resources: {
      Web: { Type: BALANCER },
      Subject: { Type: GROUP, Properties: { TargetType: 'lambda' } },
      Listener: { Type: LISTENER, Properties: { LoadBalancerArn: { Ref: 'Web' }, DefaultActions: forward('Subject') } },
    },
    alarms: [],
  },
  {
    name: 'a target group without a load balancer',
    resources: { Subject: { Type: GROUP, Properties: { Protocol: 'HTTP' } } },
    alarms: [],
  },
  {
    name: 'a REST API',
    resources: { Subject: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'orders' } } },
    alarms: [
      'Errors: Average of AWS/ApiGateway 5XXError [ApiName orders] >= 0.05, 3/5 x 60 s, notBreaching, SYMPTOM',
      'Latency: p99 of AWS/ApiGateway Latency [ApiName orders] >= 3000, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a REST API from a definition',
    resources: { Subject: { Type: 'AWS::ApiGateway::RestApi', Properties: { Body: { info: { title: 'quotes' } } } } },
    alarms: [
      'Errors: Average of AWS/ApiGateway 5XXError [ApiName quotes] >= 0.05, 3/5 x 60 s, notBreaching, SYMPTOM',
      'Latency: p99 of AWS/ApiGateway Latency [ApiName quotes] >= 3000, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a REST API whose name is not known',
    resources: {
      Subject: { Type: 'AWS::ApiGateway::RestApi', Properties: { BodyS3Location: { Bucket: 'b', Key: 'k' } } },
    },
    alarms: [],
  },
  {
    name: 'an HTTP API',
    resources: { Subject: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } } },
    alarms: [
      'Errors: Sum of IF(m >= 5, 100 * m / w, 0) with m = AWS/ApiGateway 5xx [ApiId ${Subject}], w = AWS/ApiGateway Count [ApiId ${Subject}] >= 5, 3/5 x 60 s, notBreaching, SYMPTOM',
      'Latency: p99 of AWS/ApiGateway Latency [ApiId ${Subject}] >= 3000, 5/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a WebSocket API',
    resources: { Subject: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } } },
    alarms: [
      'IntegrationErrors: Sum of AWS/ApiGateway IntegrationError [ApiId ${Subject}] >= 5, 3/5 x 60 s, notBreaching, SYMPTOM',
      'ExecutionErrors: Sum of AWS/ApiGateway ExecutionError [ApiId ${Subject}] >= 5, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a NAT gateway',
    resources: { Subject: { Type: 'AWS::EC2::NatGateway' } },
    alarms: [
      'NoReplies: Sum of IF(w >= 10, 100 * FILL(m, 0) / w, 100) with m = AWS/NATGateway ConnectionEstablishedCount [NatGatewayId ${Subject}], w = AWS/NATGateway ConnectionAttemptCount [NatGatewayId ${Subject}] < 20, 3/5 x 60 s, notBreaching, OUTAGE',
      'PortAllocationErrors: Sum of AWS/NATGateway ErrorPortAllocation [NatGatewayId ${Subject}] >= 1, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a distribution',
    region: 'us-east-1',
    resources: { Subject: { Type: 'AWS::CloudFront::Distribution' } },
    alarms: [
      'Errors: Average of AWS/CloudFront 5xxErrorRate [DistributionId ${Subject}, Region Global] >= 5, 3/5 x 60 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'a health check',
    region: 'us-east-1',
    resources: { Subject: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'HTTPS' } } } },
    alarms: [
      'Unhealthy: Minimum of AWS/Route53 HealthCheckStatus [HealthCheckId ${Subject}] < 1, 3/3 x 60 s, breaching, SYMPTOM',
    ],
  },
  {
    name: 'a health check on an alarm',
    region: 'us-east-1',
    resources: {
      Subject: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'CLOUDWATCH_METRIC' } } },
    },
    alarms: [],
  },
  {
    name: 'a health check that another adds up',
    region: 'us-east-1',
    resources: {
      Subject: { Type: 'AWS::Route53::HealthCheck', Properties: { HealthCheckConfig: { Type: 'HTTPS' } } },
      All: {
        Type: 'AWS::Route53::HealthCheck',
        Properties: { HealthCheckConfig: { Type: 'CALCULATED', ChildHealthChecks: [{ Ref: 'Subject' }] } },
      },
    },
    alarms: [],
  },
  {
    name: 'a backup vault',
    resources: { Subject: { Type: 'AWS::Backup::BackupVault' } },
    alarms: [
      'FailedBackups: Sum of AWS/Backup NumberOfBackupJobsFailed [BackupVaultName ${Subject}] >= 1, 1/1 x 3600 s, notBreaching, SYMPTOM',
      'ExpiredBackups: Sum of AWS/Backup NumberOfBackupJobsExpired [BackupVaultName ${Subject}] >= 1, 1/1 x 3600 s, notBreaching, SYMPTOM',
      'FailedCopies: Sum of AWS/Backup NumberOfCopyJobsFailed [BackupVaultName ${Subject}] >= 1, 1/1 x 3600 s, notBreaching, SYMPTOM',
    ],
  },
  {
    name: 'an air-gapped vault',
    resources: { Subject: { Type: 'AWS::Backup::LogicallyAirGappedBackupVault' } },
    alarms: [
      'FailedCopies: Sum of AWS/Backup NumberOfCopyJobsFailed [BackupVaultName ${Subject}] >= 1, 1/1 x 3600 s, notBreaching, SYMPTOM',
    ],
  },
  { name: 'a resource of another kind', resources: { Subject: { Type: 'AWS::S3::Bucket' } }, alarms: [] },
];
