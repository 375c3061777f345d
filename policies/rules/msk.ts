import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Value } from '../../lib/model/value';
import { judgeSpread, zonesOfSubnets } from '../../lib/facts/zones';

const NODES = { InstanceType: 'kafka.m7g.large', ClientSubnets: ['subnet-1', 'subnet-2'] };
const CLUSTER = { ClusterName: 'quotes', KafkaVersion: '3.8.x', NumberOfBrokerNodes: 2, BrokerNodeGroupInfo: NODES };
const CONFIGURABLE: readonly string[] = ['AWS::MSK::Configuration', 'AWS::MSK::Topic'];

export const mskBrokersMultiAz = defineRule({
  id: 'MskBrokersMultiAz',
  appliesTo: 'AWS::MSK::Cluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The brokers are in fewer than three Availability Zones',
  why: 'In two zones a topic has two replicas by default, and losing a zone leaves one: a further fault, or the patching of a broker, loses data or stops writes.',
  fix: 'Set BrokerNodeGroupInfo.ClientSubnets to subnets of three zones (CDK: vpcSubnets). The cluster is replaced.',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['trusted-advisor:amazon-msk-cluster-multi-az'],
  docs: 'https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html',
  examples: {
    noncompliant: CLUSTER,
    compliant: inZones('eu-west-1a', 'eu-west-1b', 'eu-west-1c'),
    at: 'Properties.BrokerNodeGroupInfo.ClientSubnets',
  },
  check: (cluster) => {
    // This Region has two zones to offer.
    const wanted = cluster.region === 'us-west-1' ? 2 : 3;
    const subnets = cluster.at('BrokerNodeGroupInfo.ClientSubnets');
    const spread = zonesOfSubnets(subnets.items());
    const detail = `The subnets are in ${spread.atMost === 1 ? 'one zone' : `${spread.atMost} zones at most`}.`;
    return judgeSpread(subnets, spread, wanted, { detail });
  },
});

export const mskTopicReplication = defineRule({
  id: 'MskTopicReplication',
  appliesTo: CONFIGURABLE,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Kafka topics do not survive the loss of a broker',
  why: 'Too few replicas lose data with a broker; as many in-sync replicas as there are replicas stop writes when one is missing, at each patching too; an unclean election drops what was acknowledged.',
  fix: 'Use default.replication.factor=3, min.insync.replicas=2 and unclean.leader.election.enable=false in ServerProperties, ReplicationFactor 3 of a topic.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/msk/latest/developerguide/bestpractices.html',
  examples: {
    noncompliant: { Name: 'quotes', ServerProperties: 'default.replication.factor=2\nmin.insync.replicas=2' },
    compliant: { Name: 'quotes', ServerProperties: 'default.replication.factor=3\nmin.insync.replicas=2' },
    at: 'Properties.ServerProperties',
  },
  check: (resource) => {
    if (resource.type === 'AWS::MSK::Topic') {
      const factor = resource.number('ReplicationFactor');
      if (factor === undefined || factor >= 3) return compliant;
      return nonCompliant('ReplicationFactor', {
        detail: `The topic has ${factor} replica${factor === 1 ? '' : 's'}.`,
      });
    }
    const settings = propertiesOf(resource.at('ServerProperties'));
    const [replicas, inSync] = ['default.replication.factor', 'min.insync.replicas'].map((key) =>
      Number(settings.get(key)),
    );
    const faults = [
      ...(isBelow(replicas, 3) ? [`default.replication.factor is ${replicas}`] : []),
      ...(isBelow(inSync, 2) ? [`min.insync.replicas is ${inSync}`] : []),
      ...(isBelow(replicas, (inSync ?? NaN) + 1)
        ? [`min.insync.replicas (${inSync}) is not below the replicas (${replicas})`]
        : []),
      ...(settings.get('unclean.leader.election.enable') === 'true' ? ['unclean.leader.election.enable is true'] : []),
    ];
    if (faults.length === 0) return compliant;
    return nonCompliant('ServerProperties', { detail: `${faults.join(', ')}.` });
  },
});

export const mskStorageAutoscaling = defineRule({
  id: 'MskStorageAutoscaling',
  appliesTo: 'AWS::MSK::Cluster',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The storage of the brokers does not grow',
  why: 'A broker whose disk is full stops. In a surge, or when consumers are down, disks fill faster than anybody looks. By default storage is fixed.',
  fix: 'Add an AWS::ApplicationAutoScaling::ScalableTarget with ServiceNamespace kafka and its policy, or set StorageMode to TIERED.',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/msk/latest/developerguide/msk-autoexpand.html',
  examples: {
    noncompliant: CLUSTER,
    compliant: { ...CLUSTER, StorageMode: 'TIERED' },
    at: '',
  },
  check: (cluster) => {
    // Express brokers have storage without limit.
    if (cluster.string('BrokerNodeGroupInfo.InstanceType')?.startsWith('express.')) return notApplicable;
    if (cluster.referencedBy('AWS::ApplicationAutoScaling::ScalableTarget', 'ResourceId').length > 0) return compliant;
    return cluster.string('StorageMode') === 'TIERED' ? compliant : nonCompliant();
  },
});

export const mskEnhancedMonitoring = defineRule({
  id: 'MskEnhancedMonitoring',
  appliesTo: 'AWS::MSK::Cluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The cluster reports only the basic metrics of its brokers and topics',
  why: 'DEFAULT, the default, has disk, CPU, traffic and consumer lag. Throttling and request times show only from PER_BROKER on, and for single topics from PER_TOPIC_PER_BROKER on.',
  fix: 'Set EnhancedMonitoring to PER_TOPIC_PER_BROKER (CDK: monitoring.clusterMonitoringLevel).',
  wellArchitected: ['REL06-BP01'],
  equivalents: [
    'config:msk-enhanced-monitoring-enabled',
    'prowler:kafka_cluster_enhanced_monitoring_enabled',
    'securityhub:MSK.2',
  ],
  docs: 'https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html',
  examples: {
    noncompliant: CLUSTER,
    compliant: { ...CLUSTER, EnhancedMonitoring: 'PER_TOPIC_PER_BROKER' },
    at: 'Properties.EnhancedMonitoring',
  },
  check: (cluster) => {
    const level = cluster.string('EnhancedMonitoring') ?? 'DEFAULT';
    return level.startsWith('PER_TOPIC')
      ? compliant
      : nonCompliant('EnhancedMonitoring', { detail: `It is ${level}.` });
  },
});

export const mskBrokerLogging = defineRule({
  id: 'MskBrokerLogging',
  appliesTo: 'AWS::MSK::Cluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The brokers write no logs',
  why: 'Why a broker or a partition failed can then not be found out. The default is no logs.',
  fix: 'Set Enabled of one of LoggingInfo.BrokerLogs (CDK: logging).',
  wellArchitected: ['REL06-BP05'],
  equivalents: ['cdk-nag:MSKBrokerLogging', 'checkov:CKV_AWS_80'],
  docs: 'https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html',
  examples: {
    noncompliant: CLUSTER,
    compliant: { ...CLUSTER, LoggingInfo: { BrokerLogs: { CloudWatchLogs: { Enabled: true, LogGroup: 'msk' } } } },
    at: 'Properties.LoggingInfo.BrokerLogs',
  },
  check: (cluster) => {
    const logs = cluster.at('LoggingInfo.BrokerLogs');
    return ['CloudWatchLogs', 'Firehose', 'S3'].some((each) => logs.at(each).at('Enabled').isTrue)
      ? compliant
      : nonCompliant(logs);
  },
});

/** `server.properties`, as text or in Base64. */
function propertiesOf(value: Value): Map<string, string> {
  const text = value.text() ?? '';
  // Every property name has a dot, which Base64 has not.
  const plain = text.includes('.') ? text : Buffer.from(text, 'base64').toString('utf8');
  const lines = plain.split('\n').filter((line) => line.includes('=') && !line.trim().startsWith('#'));
  return new Map(lines.map((line) => line.split('=', 2).map((part) => part.trim()) as [string, string]));
}

/** Whether a setting that is there and known is too low. */
function isBelow(value: number | undefined, limit: number): boolean {
  return value !== undefined && !Number.isNaN(value) && value < limit;
}

function inZones(...zones: string[]): { Resources: { [id: string]: unknown } } {
  const subnets = zones.map((zone, i) => {
    return [`Subnet${i}`, { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: zone } }] as const;
  });
  const ClientSubnets = subnets.map(([id]) => ({ Ref: id }));
  const Properties = { ...CLUSTER, NumberOfBrokerNodes: 3, BrokerNodeGroupInfo: { ...NODES, ClientSubnets } };
  return { Resources: { ...Object.fromEntries(subnets), Subject: { Type: 'AWS::MSK::Cluster', Properties } } };
}
