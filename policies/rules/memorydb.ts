import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';

export const memoryDbReplicas = defineRule({
  id: 'MemoryDbReplicas',
  appliesTo: 'AWS::MemoryDB::Cluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The shards of the MemoryDB cluster have no replica',
  why: 'When the node of a shard fails, its data cannot be read or written until a new node has loaded it from the log. The default is one replica; here it is taken away.',
  fix: 'Set NumReplicasPerShard to 1 or more, better 2.',
  wellArchitected: ['REL10-BP01'],
  equivalents: ['trusted-advisor:amazon-memorydb-multi-az-clusters'],
  docs: 'https://docs.aws.amazon.com/memorydb/latest/devguide/autofailover.html',
  remedy: { NumReplicasPerShard: 2 },
  examples: {
    noncompliant: { ClusterName: 'orders', NodeType: 'db.r7g.large', ACLName: 'orders', NumReplicasPerShard: 0 },
    compliant: { ClusterName: 'orders', NodeType: 'db.r7g.large', ACLName: 'orders' },
    at: 'Properties.NumReplicasPerShard',
  },
  check: (cluster) => (cluster.number('NumReplicasPerShard') === 0 ? nonCompliant('NumReplicasPerShard') : compliant),
});

export const memoryDbSnapshots = defineRule({
  id: 'MemoryDbSnapshots',
  appliesTo: 'AWS::MemoryDB::Cluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The MemoryDB cluster takes no snapshots',
  why: 'MemoryDB is a primary database: its log protects against the loss of nodes, not against data that is deleted or overwritten by mistake. A retention limit of 0 means no automatic snapshots.',
  fix: 'Set SnapshotRetentionLimit to 7 or more.',
  wellArchitected: ['REL09-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/memorydb/latest/devguide/snapshots-automatic.html',
  remedy: { SnapshotRetentionLimit: 7 },
  examples: {
    noncompliant: { ClusterName: 'orders', NodeType: 'db.r7g.large', ACLName: 'orders' },
    compliant: { ClusterName: 'orders', NodeType: 'db.r7g.large', ACLName: 'orders', SnapshotRetentionLimit: 7 },
    at: 'Properties.SnapshotRetentionLimit',
  },
  check: (cluster) => {
    // Low confidence: AWS states no default for an absent limit; 0 is that of ElastiCache.
    return (cluster.number('SnapshotRetentionLimit') ?? 0) > 0 ? compliant : nonCompliant('SnapshotRetentionLimit');
  },
});
