import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';
import { judgeSpread, zonesOfNames } from '../../lib/facts/zones';

export const daxClusterNodes = defineRule({
  id: 'DaxClusterNodes',
  appliesTo: 'AWS::DAX::Cluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The DAX cluster has fewer than three nodes, or all in one Availability Zone',
  why: 'The cluster is on the path of every request that goes through it. For production AWS advises at least three nodes, in different zones.',
  fix: 'Set ReplicationFactor to 3 or more and leave AvailabilityZones out, then DAX spreads the nodes.',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['prowler:dynamodb_accelerator_cluster_multi_az'],
  docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html',
  remedy: { ReplicationFactor: 3 },
  examples: {
    noncompliant: {
      IAMRoleARN: 'arn:aws:iam::111122223333:role/dax',
      NodeType: 'dax.r5.large',
      ReplicationFactor: 1,
    },
    compliant: { IAMRoleARN: 'arn:aws:iam::111122223333:role/dax', NodeType: 'dax.r5.large', ReplicationFactor: 3 },
    at: 'Properties.ReplicationFactor',
  },
  check: (cluster) => {
    const nodes = cluster.number('ReplicationFactor') ?? 1;
    if (nodes < 3) return nonCompliant('ReplicationFactor', { detail: `It has ${nodes} of 3 nodes.` });
    const zones = cluster.list('AvailabilityZones');
    return zones.length === 0 ? compliant : judgeSpread('AvailabilityZones', zonesOfNames(zones), 2);
  },
});
