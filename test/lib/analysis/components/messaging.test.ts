import { a, tabled } from './profiles';

const MANAGED: readonly (readonly [type: string, words: string, says: string])[] = [
  [
    'AWS::SQS::Queue',
    'sqs QUEUE REGION INHERENT ? outlasts-zones stateful',
    'Amazon SQS keeps each message in several Availability Zones',
  ],
  [
    'AWS::SNS::Topic',
    'sns QUEUE REGION INHERENT ? outlasts-zones',
    'Amazon SNS keeps each message in several Availability Zones',
  ],
  [
    'AWS::Events::EventBus',
    'eventbridge QUEUE REGION INHERENT ? outlasts-zones',
    'Amazon EventBridge runs in several Availability Zones',
  ],
  [
    'AWS::Events::Rule',
    'eventbridge QUEUE REGION INHERENT ? outlasts-zones',
    'Amazon EventBridge runs in several Availability Zones',
  ],
  [
    'AWS::Pipes::Pipe',
    'eventbridge-pipes QUEUE REGION INHERENT ? outlasts-zones',
    'Amazon EventBridge Pipes runs in several Availability Zones',
  ],
  [
    'AWS::Scheduler::Schedule',
    'eventbridge-scheduler QUEUE REGION INHERENT ? outlasts-zones',
    'EventBridge Scheduler runs in several Availability Zones',
  ],
  [
    'AWS::IoT::TopicRule',
    'iot QUEUE REGION INHERENT ? outlasts-zones',
    'AWS IoT Core runs in several Availability Zones',
  ],
  [
    'AWS::Kinesis::Stream',
    'kinesis STREAM REGION INHERENT ? outlasts-zones stateful',
    'Kinesis Data Streams keeps records in three Availability Zones',
  ],
  [
    'AWS::KinesisFirehose::DeliveryStream',
    'kinesis STREAM REGION INHERENT ? outlasts-zones',
    'Amazon Data Firehose runs in several Availability Zones',
  ],
  [
    'AWS::KinesisAnalyticsV2::Application',
    'flink STREAM REGION UNKNOWN ? ?',
    'AWS does not document in how many zones an application runs',
  ],
  [
    'AWS::StepFunctions::StateMachine',
    'stepfunctions WORKFLOW REGION INHERENT ? outlasts-zones',
    'AWS Step Functions runs in several Availability Zones',
  ],
  [
    'AWS::Serverless::StateMachine',
    'stepfunctions WORKFLOW REGION INHERENT ? outlasts-zones',
    'AWS Step Functions runs in several Availability Zones',
  ],
];
for (const [type, words, says] of MANAGED) tabled(type, [['any', {}, words, `Subject : ${says}`]]);

tabled('AWS::Events::Endpoint', [
  [
    'any',
    {},
    'eventbridge QUEUE GLOBAL FAILOVER 2 outlasts-zones',
    'Subject Properties.RoutingConfig: A global endpoint sends events to a second Region when a health check fails',
  ],
]);

const mode = (DeploymentMode: string): object => ({ DeploymentMode });
const MODE = 'Subject Properties.DeploymentMode: DeploymentMode is';
tabled('AWS::AmazonMQ::Broker', [
  ['one', mode('SINGLE_INSTANCE'), 'amazonmq QUEUE ZONES SINGLE 1 in-one-zone stateful', `${MODE} SINGLE_INSTANCE`],
  [
    'a standby',
    mode('active_standby_multi_az'),
    'amazonmq QUEUE ZONES FAILOVER 2 outlasts-zones stateful',
    `${MODE} ACTIVE_STANDBY_MULTI_AZ`,
  ],
  [
    'a cluster',
    mode('CLUSTER_MULTI_AZ'),
    'amazonmq QUEUE ZONES QUORUM 3 outlasts-zones stateful',
    `${MODE} CLUSTER_MULTI_AZ`,
  ],
  ['another mode', mode('RING'), 'amazonmq QUEUE ZONES UNKNOWN ? ? stateful', `${MODE} RING`],
  ['nothing said', {}, 'amazonmq QUEUE ZONES UNKNOWN ? ? stateful', `${MODE} absent`],
]);

const subnet = (AvailabilityZone: string): ReturnType<typeof a> => a('AWS::EC2::Subnet', { AvailabilityZone });
const brokers = (ClientSubnets: unknown): object => ({
  NumberOfBrokerNodes: 3,
  BrokerNodeGroupInfo: { ClientSubnets },
});
const SUBNETS = 'Subject Properties.BrokerNodeGroupInfo.ClientSubnets: The brokers are in';
tabled('AWS::MSK::Cluster', [
  [
    'three zones',
    brokers([{ Ref: 'A' }, { Ref: 'B' }, { Ref: 'C' }]),
    'msk STREAM ZONES QUORUM 3 outlasts-zones stateful',
    `${SUBNETS} 3 subnets`,
    { A: subnet('eu-west-1a'), B: subnet('eu-west-1b'), C: subnet('eu-west-1c') },
  ],
  [
    'one zone',
    brokers([{ Ref: 'A' }, { Ref: 'B' }]),
    'msk STREAM ZONES QUORUM 3 in-one-zone stateful',
    `${SUBNETS} 2 subnets`,
    { A: subnet('eu-west-1a'), B: subnet('eu-west-1a') },
  ],
  [
    'subnets from outside',
    brokers(['subnet-1', 'subnet-2']),
    'msk STREAM ZONES QUORUM 3 ? stateful',
    `${SUBNETS} 2 subnets`,
  ],
  [
    'subnets that deployment decides',
    brokers({ 'Fn::Split': [',', { 'Fn::ImportValue': 'subnets' }] }),
    'msk STREAM ZONES QUORUM 3 ? stateful',
    `${SUBNETS} subnets that deployment decides`,
  ],
  [
    'nothing said',
    {},
    'msk STREAM ZONES UNKNOWN ? ? stateful',
    'Subject Properties.NumberOfBrokerNodes: NumberOfBrokerNodes is absent',
  ],
]);
tabled('AWS::MSK::ServerlessCluster', [
  [
    'any',
    {},
    'msk STREAM ZONES INHERENT ? ? stateful',
    'Subject Properties.VpcConfigs: It is reached in the zones of its subnets',
  ],
]);
tabled('AWS::KafkaConnect::Connector', [
  [
    'workers',
    { Capacity: { ProvisionedCapacity: { WorkerCount: 1 } } },
    'msk-connect STREAM ZONES SINGLE 1 in-one-zone',
    'Subject Properties.Capacity.ProvisionedCapacity.WorkerCount: WorkerCount is 1: one worker',
  ],
  [
    'workers that are scaled',
    { Capacity: { AutoScaling: { MinWorkerCount: 2 } } },
    'msk-connect STREAM ZONES REPLICAS 2 ?',
    'Subject Properties.Capacity.AutoScaling.MinWorkerCount: MinWorkerCount is 2: 2 workers',
  ],
  [
    'nothing said',
    {},
    'msk-connect STREAM ZONES UNKNOWN ? ?',
    'Subject Properties.Capacity: Capacity names no workers',
  ],
]);
tabled('AWS::MWAA::Environment', [
  ['any', {}, 'mwaa WORKFLOW ZONES INHERENT ? ?', 'Subject : Amazon MWAA runs in the zones of its subnets'],
]);
