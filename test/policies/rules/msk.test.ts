import { RuleTester } from 'cdk-resilience/rules';
import {
  mskBrokerLogging,
  mskBrokersMultiAz,
  mskEnhancedMonitoring,
  mskStorageAutoscaling,
  mskTopicReplication,
} from '../../../policies/rules/msk';

const cluster = (Properties: object) => ({ Resources: { Subject: { Type: 'AWS::MSK::Cluster', Properties } } });
const settings = (ServerProperties: unknown) => ({ Name: 'quotes', ServerProperties });
const topic = (ReplicationFactor: unknown) => ({
  Resources: { Subject: { Type: 'AWS::MSK::Topic', Properties: { TopicName: 'quotes', ReplicationFactor } } },
});

RuleTester.run(mskBrokersMultiAz, {
  valid: [
    {
      name: 'two zones where there are no more',
      region: 'us-west-1',
      given: {
        Resources: {
          A: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'us-west-1a' } },
          B: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'us-west-1b' } },
          Subject: {
            Type: 'AWS::MSK::Cluster',
            Properties: { BrokerNodeGroupInfo: { ClientSubnets: [{ Ref: 'A' }, { Ref: 'B' }] } },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'two subnets from outside',
      given: { BrokerNodeGroupInfo: { ClientSubnets: ['subnet-1', 'subnet-2'] } },
      finds: ['Subject.Properties.BrokerNodeGroupInfo.ClientSubnets'],
    },
  ],
  undetermined: [
    {
      name: 'three subnets from outside',
      given: { BrokerNodeGroupInfo: { ClientSubnets: ['subnet-1', 'subnet-2', 'subnet-3'] } },
      open: ['Subject.Properties.BrokerNodeGroupInfo.ClientSubnets'],
    },
  ],
});

RuleTester.run(mskTopicReplication, {
  valid: [
    { name: 'nothing said', given: settings('auto.create.topics.enable = false') },
    { name: 'a comment', given: settings('# min.insync.replicas=1\nlog.retention.hours=24') },
    { name: 'a topic with three replicas', given: topic('3') },
    { name: 'a placeholder', given: settings({ 'Fn::Sub': 'default.replication.factor=${AWS::Region}' }) },
  ],
  invalid: [
    {
      name: 'as many in sync as there are',
      given: settings('default.replication.factor = 3\r\nmin.insync.replicas = 3\r\n'),
      finds: ['Subject.Properties.ServerProperties'],
    },
    {
      name: 'unclean elections, in Base64',
      given: settings({ 'Fn::Base64': 'unclean.leader.election.enable=true' }),
      finds: ['Subject.Properties.ServerProperties'],
    },
    { name: 'one in sync', given: settings('min.insync.replicas=1'), finds: ['Subject.Properties.ServerProperties'] },
    { name: 'a topic with one replica', given: topic(1), finds: ['Subject.Properties.ReplicationFactor'] },
  ],
  undetermined: [
    {
      name: 'settings given at deployment',
      given: {
        Parameters: { Text: { Type: 'String' } },
        Resources: { Subject: { Type: 'AWS::MSK::Configuration', Properties: settings({ Ref: 'Text' }) } },
      },
      open: ['Subject.Properties.ServerProperties'],
    },
  ],
});

RuleTester.run(mskStorageAutoscaling, {
  valid: [
    { name: 'Express brokers', given: { BrokerNodeGroupInfo: { InstanceType: 'express.m7g.large' } } },
    {
      name: 'storage that grows',
      given: {
        Resources: {
          Subject: { Type: 'AWS::MSK::Cluster', Properties: { ClusterName: 'quotes' } },
          Target: {
            Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
            Properties: { ServiceNamespace: 'kafka', ResourceId: { Ref: 'Subject' } },
          },
        },
      },
    },
  ],
  invalid: [{ name: 'local storage', given: { StorageMode: 'LOCAL' }, finds: ['Subject'] }],
});

RuleTester.run(mskEnhancedMonitoring, {
  valid: [{ name: 'each partition', given: { EnhancedMonitoring: 'PER_TOPIC_PER_PARTITION' } }],
  invalid: [
    {
      name: 'brokers alone',
      given: { EnhancedMonitoring: 'PER_BROKER' },
      finds: ['Subject.Properties.EnhancedMonitoring'],
    },
  ],
});

RuleTester.run(mskBrokerLogging, {
  valid: [{ name: 'a bucket', given: { LoggingInfo: { BrokerLogs: { S3: { Enabled: 'true' } } } } }],
  invalid: [
    {
      name: 'all switched off',
      given: cluster({ LoggingInfo: { BrokerLogs: { Firehose: { Enabled: false } } } }),
      finds: ['Subject.Properties.LoggingInfo.BrokerLogs'],
    },
  ],
});
