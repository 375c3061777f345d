import type { Resource } from '../../model/resource';
import { amount, counted, failover, managedIn, given, outlasts, single, spreadOf, unknown } from './findings';
import { global, regional, regionalStore, says, zonal, zonalStore, type Finding, type Table } from './row';

/** Queues, topics, buses, streams and workflows. Subscriptions, mappings and policies only lead on to these. */
export const MESSAGING: Table = {
  'AWS::SQS::Queue': regionalStore('QUEUE', 'sqs', 'Amazon SQS keeps each message in several Availability Zones'),
  'AWS::SNS::Topic': regional('QUEUE', 'sns', 'Amazon SNS keeps each message in several Availability Zones'),
  'AWS::Events::EventBus': regional('QUEUE', 'eventbridge', 'Amazon EventBridge runs in several Availability Zones'),
  'AWS::Events::Rule': regional('QUEUE', 'eventbridge', 'Amazon EventBridge runs in several Availability Zones'),
  'AWS::Events::Endpoint': global('QUEUE', 'eventbridge', (endpoint) =>
    failover(
      2,
      says(endpoint, 'RoutingConfig', 'A global endpoint sends events to a second Region when a health check fails'),
    ),
  ),
  'AWS::Pipes::Pipe': regional(
    'QUEUE',
    'eventbridge-pipes',
    'Amazon EventBridge Pipes runs in several Availability Zones',
  ),
  'AWS::Scheduler::Schedule': regional(
    'QUEUE',
    'eventbridge-scheduler',
    'EventBridge Scheduler runs in several Availability Zones',
  ),
  'AWS::IoT::TopicRule': regional('QUEUE', 'iot', 'AWS IoT Core runs in several Availability Zones'),
  'AWS::AmazonMQ::Broker': zonalStore('QUEUE', 'amazonmq', brokerFinding),
  'AWS::Kinesis::Stream': regionalStore(
    'STREAM',
    'kinesis',
    'Kinesis Data Streams keeps records in three Availability Zones',
  ),
  'AWS::KinesisFirehose::DeliveryStream': regional(
    'STREAM',
    'kinesis',
    'Amazon Data Firehose runs in several Availability Zones',
  ),
  'AWS::KinesisAnalyticsV2::Application': regional('STREAM', 'flink', (application) =>
    unknown(says(application, '', 'AWS does not document in how many zones an application runs')),
  ),
  'AWS::MSK::Cluster': zonalStore('STREAM', 'msk', brokersFinding),
  'AWS::MSK::ServerlessCluster': regionalStore('STREAM', 'msk', (cluster) => {
    const evidence = says(cluster, 'VpcConfigs', 'It is reached in the zones of its subnets');
    return { redundancy: 'INHERENT', reach: 'ZONES', evidence: [evidence] };
  }),
  'AWS::KafkaConnect::Connector': zonal('STREAM', 'msk-connect', (connector) => {
    const fixed = connector.at('Capacity.ProvisionedCapacity.WorkerCount');
    const at = fixed.isPresent ? fixed : connector.at('Capacity.AutoScaling.MinWorkerCount');
    const count = at.number();
    return count === undefined
      ? unknown(says(connector, 'Capacity', 'Capacity names no workers'))
      : counted(at, count, 'worker');
  }),
  'AWS::StepFunctions::StateMachine': regional(
    'WORKFLOW',
    'stepfunctions',
    'AWS Step Functions runs in several Availability Zones',
  ),
  'AWS::Serverless::StateMachine': regional(
    'WORKFLOW',
    'stepfunctions',
    'AWS Step Functions runs in several Availability Zones',
  ),
  'AWS::MWAA::Environment': zonal('WORKFLOW', 'mwaa', (environment) => {
    const { evidence } = managedIn(
      environment,
      'NetworkConfiguration.SubnetIds',
      'Amazon MWAA runs in the zones of its subnets',
    );
    return { redundancy: 'INHERENT', evidence };
  }),
};

/** Amazon MQ Developer Guide, "Broker deployment options". */
function brokerFinding(broker: Resource): Finding {
  const mode = broker.string('DeploymentMode')?.toUpperCase();
  const evidence = says(broker, 'DeploymentMode', `DeploymentMode is ${mode ?? 'absent'}`);
  if (mode === 'ACTIVE_STANDBY_MULTI_AZ') return failover(2, evidence);
  if (mode === 'CLUSTER_MULTI_AZ') return { ...failover(3, evidence), redundancy: 'QUORUM' };
  return mode === 'SINGLE_INSTANCE' ? single(evidence) : unknown(evidence);
}

/** Brokers are spread evenly over the zones of the client subnets, and so are the replicas of a topic by default. */
function brokersFinding(cluster: Resource): Finding {
  const brokers = cluster.number('NumberOfBrokerNodes');
  if (brokers === undefined) return unknown(says(cluster, 'NumberOfBrokerNodes', 'NumberOfBrokerNodes is absent'));
  const path = 'BrokerNodeGroupInfo.ClientSubnets';
  const subnets = cluster.at(path);
  const isZoneRedundant = outlasts(spreadOf(subnets));
  const where = subnets.isUnknown ? 'subnets that deployment decides' : amount(subnets.items().length, 'subnet');
  const evidence = [
    says(cluster, 'NumberOfBrokerNodes', `NumberOfBrokerNodes is ${brokers}: ${amount(brokers, 'broker')}`),
    says(cluster, path, `The brokers are in ${where}`),
  ];
  return { redundancy: 'QUORUM', units: brokers, ...given({ isZoneRedundant }), evidence };
}
