import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Verdict } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';

const BROKER = { BrokerName: 'orders', HostInstanceType: 'mq.m5.large', PubliclyAccessible: false };

export const mqActiveStandby = defineRule({
  id: 'MqActiveStandby',
  appliesTo: 'AWS::AmazonMQ::Broker',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The ActiveMQ broker is a single instance',
  why: 'Losing the host or its zone takes all queues down until the broker is back, and so does every maintenance.',
  fix: 'Set DeploymentMode to ACTIVE_STANDBY_MULTI_AZ, with a subnet in each of two zones. The broker is replaced.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'config:mq-active-deployment-mode',
    'control-tower:CT.MQ.PR.1',
    'prowler:mq_broker_active_deployment_mode',
    'securityhub:MQ.5',
    'trusted-advisor:activemq-availability-zone-redundancy',
  ],
  docs: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-broker-architecture.html',
  remedy: { DeploymentMode: 'ACTIVE_STANDBY_MULTI_AZ' },
  examples: {
    noncompliant: { ...BROKER, EngineType: 'ACTIVEMQ', DeploymentMode: 'SINGLE_INSTANCE' },
    compliant: { ...BROKER, EngineType: 'ACTIVEMQ', DeploymentMode: 'ACTIVE_STANDBY_MULTI_AZ' },
    at: 'Properties.DeploymentMode',
  },
  check: (broker) => judgeMode(broker, 'ACTIVEMQ', 'ACTIVE_STANDBY_MULTI_AZ'),
});

export const mqRabbitCluster = defineRule({
  id: 'MqRabbitCluster',
  appliesTo: 'AWS::AmazonMQ::Broker',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The RabbitMQ broker is a single instance',
  why: 'Losing the host or its zone takes all queues down until the broker is back, and so does every maintenance.',
  fix: 'Set DeploymentMode to CLUSTER_MULTI_AZ. The broker is replaced.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'config:mq-rabbit-deployment-mode',
    'control-tower:CT.MQ.PR.2',
    'prowler:mq_broker_cluster_deployment_mode',
    'securityhub:MQ.6',
    'trusted-advisor:rabbitmq-availability-zone-redundancy',
  ],
  docs: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-broker-architecture.html',
  remedy: { DeploymentMode: 'CLUSTER_MULTI_AZ' },
  examples: {
    noncompliant: { ...BROKER, EngineType: 'RABBITMQ', DeploymentMode: 'SINGLE_INSTANCE' },
    compliant: { ...BROKER, EngineType: 'RABBITMQ', DeploymentMode: 'CLUSTER_MULTI_AZ' },
    at: 'Properties.DeploymentMode',
  },
  check: (broker) => judgeMode(broker, 'RABBITMQ', 'CLUSTER_MULTI_AZ'),
});

export const mqAutoMinorVersion = defineRule({
  id: 'MqAutoMinorVersion',
  appliesTo: 'AWS::AmazonMQ::Broker',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The broker does not get patches by itself',
  why: 'Versions that nobody patches keep known faults. The default is true, and newer versions (ActiveMQ 5.18 and RabbitMQ 3.13 or later) accept nothing else.',
  fix: 'Set AutoMinorVersionUpgrade to true or leave it out.',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'checkov:CKV_AWS_207',
    'config:mq-auto-minor-version-upgrade-enabled',
    'config:mq-automatic-minor-version-upgrade-enabled',
    'prowler:mq_broker_auto_minor_version_upgrades',
    'securityhub:MQ.3',
    'steampipe:mq_broker_auto_minor_version_upgrade_enabled',
  ],
  docs: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/upgrading-brokers.html',
  remedy: { AutoMinorVersionUpgrade: true },
  examples: {
    noncompliant: { ...BROKER, EngineType: 'RABBITMQ', AutoMinorVersionUpgrade: false },
    compliant: { ...BROKER, EngineType: 'RABBITMQ', AutoMinorVersionUpgrade: true },
    at: 'Properties.AutoMinorVersionUpgrade',
  },
  check: (broker) => (broker.isFalse('AutoMinorVersionUpgrade') ? nonCompliant('AutoMinorVersionUpgrade') : compliant),
});

function judgeMode(broker: Resource, engine: string, wanted: string): Verdict {
  // The API takes both names in any case.
  if (broker.string('EngineType')?.toUpperCase() !== engine) return notApplicable;
  return broker.string('DeploymentMode')?.toUpperCase() === wanted ? compliant : nonCompliant('DeploymentMode');
}
