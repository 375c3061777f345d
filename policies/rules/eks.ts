import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { judgeSpread, zonesOfSubnets } from '../../lib/facts/zones';

const NODEGROUP = 'AWS::EKS::Nodegroup';
const NODES = { ClusterName: 'main', NodeRole: 'nodes', Subnets: ['subnet-1'] };

/** The cluster of a node group with all its node groups. */
function nodegroupsOfCluster(nodegroup: Resource): readonly Resource[] | undefined {
  const cluster = nodegroup.reference('ClusterName');
  return cluster?.referencedBy(NODEGROUP, 'ClusterName');
}

function clusterWith(...nodegroups: readonly object[]): { Resources: object } {
  const resources = nodegroups.map((more, i) => {
    const Properties = { ClusterName: { Ref: 'Cluster' }, NodeRole: 'nodes', Subnets: [{ Ref: 'A' }], ...more };
    return [i === 0 ? 'Subject' : `Nodes${i}`, { Type: NODEGROUP, Properties }];
  });
  return {
    Resources: {
      Cluster: {
        Type: 'AWS::EKS::Cluster',
        Properties: { ResourcesVpcConfig: { SubnetIds: [{ Ref: 'A' }, { Ref: 'B' }] } },
      },
      A: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1a' } },
      B: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1b' } },
      ...Object.fromEntries(resources),
    },
  };
}

export const eksNodegroupMultiAz = defineRule({
  id: 'EksNodegroupMultiAz',
  appliesTo: NODEGROUP,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'All nodes of the EKS cluster run in one Availability Zone',
  why: 'Losing the zone stops every pod, and there is no node elsewhere to start them on.',
  fix: 'Name subnets of several zones in Subnets, or add a node group in each further zone (CDK: subnets of addNodegroupCapacity).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  examples: {
    noncompliant: clusterWith({}),
    compliant: clusterWith({ Subnets: [{ Ref: 'A' }, { Ref: 'B' }] }),
    at: 'Properties.Subnets',
  },
  check: (nodegroup) => {
    const own = zonesOfSubnets(nodegroup.list('Subnets'));
    if (own.atLeast >= 2) return compliant;
    const all = nodegroupsOfCluster(nodegroup);
    if (all === undefined) return undetermined('Subnets', 'the other node groups of the cluster are not known');
    // Said once, at the first.
    if (all[0] !== nodegroup) return notApplicable;
    const spread = zonesOfSubnets(all.flatMap((each) => each.list('Subnets')));
    return judgeSpread('Subnets', spread, 2, { related: all.slice(1) });
  },
});

export const eksNodegroupMinSize = defineRule({
  id: 'EksNodegroupMinSize',
  appliesTo: NODEGROUP,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The EKS cluster may shrink to a single node',
  why: 'When that node fails, every pod stops, including those that would start new nodes.',
  fix: 'Set ScalingConfig.MinSize to 2 or more (CDK: minSize; the default of the CDK construct is 1).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  remedy: { ScalingConfig: { MinSize: 2 } },
  examples: {
    noncompliant: clusterWith({ ScalingConfig: { MinSize: 1, MaxSize: 4 } }),
    compliant: clusterWith({ ScalingConfig: { MinSize: 2, MaxSize: 4 } }),
    at: 'Properties.ScalingConfig.MinSize',
  },
  check: (nodegroup) => {
    const all = nodegroupsOfCluster(nodegroup);
    if (all === undefined || all[0] !== nodegroup) return notApplicable;
    if (all.some((each) => !each.has('ScalingConfig.MinSize'))) return notApplicable;
    const least = all.reduce((sum, each) => sum + (each.number('ScalingConfig.MinSize') ?? 0), 0);
    // A cluster that is empty at rest is meant to be.
    return least === 1 ? nonCompliant('ScalingConfig.MinSize', { related: all.slice(1) }) : compliant;
  },
});

export const eksNodegroupSpotOnly = defineRule({
  id: 'EksNodegroupSpotOnly',
  appliesTo: NODEGROUP,
  category: 'SHARED_FATE',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'All managed nodes of the EKS cluster are Spot Instances',
  why: 'AWS takes Spot Instances back with two minutes of notice, many at once, and may have none to replace them.',
  fix: 'Add a node group with CapacityType ON_DEMAND, the default, for what must always run (CDK: capacityType: CapacityType.ON_DEMAND).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html',
  examples: {
    noncompliant: clusterWith({ CapacityType: 'SPOT' }),
    compliant: clusterWith({ CapacityType: 'SPOT' }, { CapacityType: 'ON_DEMAND' }),
    at: 'Properties.CapacityType',
  },
  check: (nodegroup) => {
    const all = nodegroupsOfCluster(nodegroup);
    if (all === undefined || all[0] !== nodegroup) return notApplicable;
    // Pods may also run on Fargate.
    const cluster = nodegroup.reference('ClusterName');
    if ((cluster?.referencedBy('AWS::EKS::FargateProfile', 'ClusterName').length ?? 0) > 0) return notApplicable;
    const isSpot = all.every((each) => each.string('CapacityType') === 'SPOT');
    return isSpot ? nonCompliant('CapacityType', { related: all.slice(1) }) : compliant;
  },
});

export const eksNodegroupForcedUpdate = defineRule({
  id: 'EksNodegroupForcedUpdate',
  appliesTo: NODEGROUP,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Updates of the node group override pod disruption budgets',
  why: 'Nodes are ended although the pods on them may not be stopped yet, so an update can take an application down. By default it fails instead; the CDK construct sets it.',
  fix: 'Remove ForceUpdateEnabled (CDK: forceUpdate: false).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html',
  remedy: { ForceUpdateEnabled: false },
  examples: {
    noncompliant: { ...NODES, ForceUpdateEnabled: true },
    compliant: NODES,
    at: 'Properties.ForceUpdateEnabled',
  },
  check: (nodegroup) => (nodegroup.isTrue('ForceUpdateEnabled') ? nonCompliant('ForceUpdateEnabled') : compliant),
});

const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

export const eksControlPlaneLogs = defineRule({
  id: 'EksControlPlaneLogs',
  appliesTo: 'AWS::EKS::Cluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Logs of the EKS control plane are not kept',
  why: 'After an incident nobody can say what the API server, scheduler and controllers did. No log is on by default.',
  fix: 'Enable all five types in Logging.ClusterLogging.EnabledTypes (CDK: clusterLogging).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'cdk-nag:EKSClusterControlPlaneLogs',
    'checkov:CKV_AWS_37',
    'securityhub:EKS.8',
    'config:eks-cluster-logging-enabled',
  ],
  docs: 'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html',
  examples: {
    noncompliant: { RoleArn: 'eks', ResourcesVpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } },
    compliant: {
      RoleArn: 'eks',
      ResourcesVpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] },
      Logging: { ClusterLogging: { EnabledTypes: LOG_TYPES.map((Type) => ({ Type })) } },
    },
    at: 'Properties.Logging.ClusterLogging.EnabledTypes',
  },
  check: (cluster) => {
    const path = 'Logging.ClusterLogging.EnabledTypes';
    const types = cluster.list(path).map((each) => each.at('Type').string());
    const missing = LOG_TYPES.filter((type) => !types.includes(type));
    return missing.length === 0 ? compliant : nonCompliant(path, { detail: `Not kept: ${missing.join(', ')}.` });
  },
});
