import { defineRule, type Rule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { alarmsOn } from '../../lib/facts/alarms';
import { isAurora, isReplica } from '../../lib/facts/databases';
import { isDeadLetterQueue } from '../../lib/facts/queues';

/** What differs between rules that ask for an alarm on a metric of a resource. */
interface WatchSpec {
  readonly id: string;
  readonly type: string;
  readonly namespace: string;
  /** Any of these will do; the first is advised. */
  readonly metrics: readonly [string, ...string[]];
  /** The name of the dimension, and the property that gives its value where it is written out. */
  readonly dimension: string;
  readonly nameProperty: string;
  readonly title: string;
  readonly why: string;
  readonly docs: string;
  readonly properties: { readonly [property: string]: unknown };
  readonly disruptions: Rule['disruptions'];
  /** Who else says so. */
  readonly equivalents?: readonly string[];
  /** Whether the rule speaks of this resource. */
  readonly concerns?: (resource: Resource) => boolean;
}

/** A rule that some alarm watches a metric of a resource. All of them are nice to have: teams watch in many ways. */
function watch(spec: WatchSpec): Rule {
  const { metrics, concerns, nameProperty, namespace, dimension, properties, type, ...info } = spec;
  const [metric] = metrics;
  const Subject = { Type: type, Properties: properties };
  const Alarm = {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: namespace,
      MetricName: metric,
      Dimensions: [{ Name: dimension, Value: { Ref: 'Subject' } }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    },
  };
  return defineRule({
    ...info,
    appliesTo: type,
    category: 'MISCONFIGURATION_AND_BUGS',
    severity: 'warning',
    strictness: 'exhaustive',
    fix: `Add an alarm in namespace ${namespace} on ${metrics.join(' or ')} (CDK: new Alarm, or createAlarm of the metric).`,
    wellArchitected: ['REL06-BP01'],
    equivalents: spec.equivalents ?? [],
    examples: { noncompliant: properties, compliant: { Resources: { Subject, Alarm } }, at: '' },
    check: (resource) => {
      if (concerns !== undefined && !concerns(resource)) return notApplicable;
      return alarmsOn(resource, metrics, nameProperty).length > 0 ? compliant : nonCompliant();
    },
  });
}

export const lambdaErrorAlarm = watch({
  id: 'LambdaErrorAlarm',
  type: 'AWS::Lambda::Function',
  namespace: 'AWS/Lambda',
  metrics: ['Errors'],
  dimension: 'FunctionName',
  nameProperty: 'FunctionName',
  title: 'Nobody is told when the function fails',
  why: 'Failed calls are counted and nothing else happens: there is no alarm by default.',
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
  properties: {
    Handler: 'index.handler',
    Runtime: 'nodejs22.x',
    Role: 'arn:aws:iam::111122223333:role/f',
    Code: { ZipFile: '' },
  },
  disruptions: ['software'],
});

export const lambdaThrottleAlarm = watch({
  id: 'LambdaThrottleAlarm',
  type: 'AWS::Lambda::Function',
  namespace: 'AWS/Lambda',
  metrics: ['Throttles', 'ConcurrentExecutions'],
  dimension: 'FunctionName',
  nameProperty: 'FunctionName',
  title: 'Nobody is told when the function reaches its reserved concurrency',
  why: 'Beyond ReservedConcurrentExecutions calls are refused, which does not count as an error of the function.',
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html',
  properties: { ReservedConcurrentExecutions: 10, Code: { ZipFile: '' }, Role: 'arn:aws:iam::111122223333:role/f' },
  disruptions: ['software'],
  concerns: (fn) => fn.has('ReservedConcurrentExecutions'),
});

export const rdsStorageAlarm = watch({
  id: 'RdsStorageAlarm',
  type: 'AWS::RDS::DBInstance',
  namespace: 'AWS/RDS',
  metrics: ['FreeStorageSpace'],
  dimension: 'DBInstanceIdentifier',
  nameProperty: 'DBInstanceIdentifier',
  title: 'Nobody is told before the database runs out of storage',
  why: 'A DB instance without free storage stops (storage-full). There is no alarm by default.',
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html',
  properties: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', AllocatedStorage: '100' },
  disruptions: ['infrastructure'],
  equivalents: ['trusted-advisor:Amazon-RDS-FreeStorageSpace'],
  concerns: (db) => !isAurora(db),
});

export const rdsReplicaLagAlarm = watch({
  id: 'RdsReplicaLagAlarm',
  type: 'AWS::RDS::DBInstance',
  namespace: 'AWS/RDS',
  metrics: ['ReplicaLag', 'AuroraReplicaLag'],
  dimension: 'DBInstanceIdentifier',
  nameProperty: 'DBInstanceIdentifier',
  title: 'Nobody is told when the replica falls behind',
  why: 'The lag is what is lost when the replica is promoted. There is no alarm by default.',
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReadRepl.Monitoring.html',
  properties: { SourceDBInstanceIdentifier: 'orders', DBInstanceClass: 'db.m7g.large' },
  disruptions: ['region'],
  equivalents: ['trusted-advisor:Amazon-RDS-ReplicaLag'],
  concerns: isReplica,
});

export const dynamoDbThrottleAlarm = watch({
  id: 'DynamoDbThrottleAlarm',
  type: 'AWS::DynamoDB::Table',
  namespace: 'AWS/DynamoDB',
  metrics: ['WriteThrottleEvents', 'ReadThrottleEvents', 'ThrottledRequests', 'SystemErrors'],
  dimension: 'TableName',
  nameProperty: 'TableName',
  title: 'Nobody is told when the table refuses requests',
  why: 'Throttled requests are retried by the SDK and then fail. There is no alarm by default.',
  docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html',
  properties: {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  },
  disruptions: ['software'],
});

export const loadBalancerErrorAlarm = watch({
  id: 'LoadBalancerErrorAlarm',
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  namespace: 'AWS/ApplicationELB',
  metrics: [
    'HTTPCode_ELB_5XX_Count',
    'HTTPCode_Target_5XX_Count',
    'HTTPCode_ELB_503_Count',
    'HTTPCode_ELB_502_Count',
    'HTTPCode_ELB_504_Count',
    'UnHealthyHostCount',
    'HealthyHostCount',
    'UnHealthyStateRouting',
  ],
  dimension: 'LoadBalancer',
  nameProperty: 'LoadBalancerName',
  title: 'Nobody is told when the load balancer answers with errors or loses targets',
  why: 'It is the first place where customers see an outage. There is no alarm by default.',
  docs: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  properties: { Type: 'application', Subnets: ['subnet-1', 'subnet-2'] },
  disruptions: ['software', 'az'],
  concerns: (balancer) => balancer.string('Type') !== 'gateway',
});

export const stepFunctionsFailureAlarm = watch({
  id: 'StepFunctionsFailureAlarm',
  type: 'AWS::StepFunctions::StateMachine',
  namespace: 'AWS/States',
  metrics: ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'],
  dimension: 'StateMachineArn',
  nameProperty: 'StateMachineName',
  title: 'Nobody is told when executions of the state machine fail',
  why: 'A failed execution stays in the console. There is no alarm by default.',
  docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html',
  properties: { RoleArn: 'arn:aws:iam::111122223333:role/s', DefinitionString: '{}' },
  disruptions: ['software'],
});

export const apiGatewayErrorAlarm = watch({
  id: 'ApiGatewayErrorAlarm',
  type: 'AWS::ApiGateway::RestApi',
  namespace: 'AWS/ApiGateway',
  metrics: ['5XXError', 'Latency', 'IntegrationLatency'],
  dimension: 'ApiName',
  nameProperty: 'Name',
  title: 'Nobody is told when the API answers with errors',
  why: 'Errors are counted and nothing else happens: there is no alarm by default.',
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html',
  properties: { Name: 'orders' },
  disruptions: ['software'],
  // An API that is described by its Body has its name there.
  concerns: (api) => api.has('Name'),
});

export const sqsBacklogAlarm = watch({
  id: 'SqsBacklogAlarm',
  type: 'AWS::SQS::Queue',
  namespace: 'AWS/SQS',
  metrics: ['ApproximateAgeOfOldestMessage', 'ApproximateNumberOfMessagesVisible'],
  dimension: 'QueueName',
  nameProperty: 'QueueName',
  title: 'Nobody is told when messages wait in the queue',
  why: 'A consumer that is slow or gone shows only in the age of the oldest message, until messages expire. There is no alarm by default.',
  docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html',
  properties: { VisibilityTimeout: 30 },
  disruptions: ['software'],
  concerns: (queue) => !isDeadLetterQueue(queue),
});

export const kinesisLagAlarm = watch({
  id: 'KinesisLagAlarm',
  type: 'AWS::Kinesis::Stream',
  namespace: 'AWS/Kinesis',
  metrics: ['GetRecords.IteratorAgeMilliseconds', 'WriteProvisionedThroughputExceeded', 'IteratorAge'],
  dimension: 'StreamName',
  nameProperty: 'Name',
  title: 'Nobody is told when the stream is full or its readers fall behind',
  why: 'Records that are not read within the retention are lost. There is no alarm by default.',
  docs: 'https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html',
  properties: { ShardCount: 2 },
  disruptions: ['software'],
});
