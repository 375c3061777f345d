import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { MIN_RETENTION_DAYS } from '../../lib/facts/database-retention';

const cluster = { NodeType: 'ra3.xlplus', DBName: 'sales', MasterUsername: 'sales' };

export const redshiftMultiAz = defineRule({
  id: 'RedshiftMultiAz',
  appliesTo: 'AWS::Redshift::Cluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Redshift cluster is bound to one Availability Zone',
  why: 'Losing the zone takes the warehouse down until a snapshot is restored elsewhere. Relocation is on by default for RA3 and RG nodes in subnets of several zones; here it is switched off, or the node type has none.',
  fix: 'Set AvailabilityZoneRelocation or MultiAZ to true, with RA3 or RG nodes.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'config:redshift-cluster-multi-az-enabled',
    'prowler:redshift_cluster_multi_az_enabled',
    'securityhub:Redshift.18',
  ],
  docs: 'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-recovery.html',
  remedy: { AvailabilityZoneRelocation: true },
  examples: {
    noncompliant: { ...cluster, ClusterType: 'multi-node', NumberOfNodes: 2, AvailabilityZoneRelocation: false },
    compliant: { ...cluster, ClusterType: 'multi-node', NumberOfNodes: 2, AvailabilityZoneRelocation: true },
    at: 'Properties.AvailabilityZoneRelocation',
  },
  check: (warehouse) => {
    const [multi, relocated] = [warehouse.at('MultiAZ'), warehouse.at('AvailabilityZoneRelocation')];
    if ([multi, relocated].some((setting) => !setting.isUnknown && setting.isTrue)) return compliant;
    // The default of these nodes; that their subnets lie in several zones is judged by DatabaseSubnetsMultiAz.
    if (!relocated.isPresent && /^(ra3|rg)\./.test(warehouse.string('NodeType') ?? '')) return compliant;
    if (multi.isTrue || relocated.isTrue) return compliant;
    return nonCompliant(relocated.isPresent ? relocated : 'MultiAZ');
  },
});

export const redshiftSingleNode = defineRule({
  id: 'RedshiftSingleNode',
  appliesTo: 'AWS::Redshift::Cluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Redshift cluster is a single node',
  why: 'When the node fails the warehouse is down until it is replaced; AWS advises against single nodes for production.',
  fix: 'Set ClusterType to multi-node and NumberOfNodes to 2 or more (CDK: clusterType, numberOfNodes).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-clusters.html',
  remedy: { ClusterType: 'multi-node', NumberOfNodes: 2 },
  examples: {
    noncompliant: { ...cluster, ClusterType: 'single-node' },
    compliant: { ...cluster, ClusterType: 'multi-node', NumberOfNodes: 2 },
    at: 'Properties.ClusterType',
  },
  check: (warehouse) => {
    if (warehouse.string('ClusterType') === 'single-node') return nonCompliant('ClusterType');
    return (warehouse.number('NumberOfNodes') ?? 1) < 2 ? nonCompliant('NumberOfNodes') : compliant;
  },
});

export const redshiftSnapshotRetention = defineRule({
  id: 'RedshiftSnapshotRetention',
  appliesTo: 'AWS::Redshift::Cluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Redshift cluster keeps snapshots for less than a week',
  why: 'Corrupted data is often noticed after days; then every snapshot that is left holds it too. The default is 1 day; for DC2 nodes, 0 switches automated snapshots off.',
  fix: 'Set AutomatedSnapshotRetentionPeriod to 7 or more.',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'cdk-nag:RedshiftBackupEnabled',
    'cfn-lint:I3013',
    'checkov:CKV_AWS_343',
    'config:redshift-backup-enabled',
    'control-tower:CT.REDSHIFT.PR.2',
    'guard:REDSHIFT_BACKUP_ENABLED',
    'prowler:redshift_cluster_automated_snapshot',
    'securityhub:Redshift.3',
  ],
  docs: 'https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshots.html',
  remedy: { AutomatedSnapshotRetentionPeriod: MIN_RETENTION_DAYS },
  examples: {
    noncompliant: { ...cluster, ClusterType: 'multi-node', NumberOfNodes: 2, AutomatedSnapshotRetentionPeriod: 1 },
    compliant: { ...cluster, ClusterType: 'multi-node', NumberOfNodes: 2, AutomatedSnapshotRetentionPeriod: 14 },
    at: 'Properties.AutomatedSnapshotRetentionPeriod',
  },
  check: (warehouse) => {
    const days = warehouse.number('AutomatedSnapshotRetentionPeriod');
    if ((days ?? 1) >= MIN_RETENTION_DAYS) return compliant;
    const kept = `Automated snapshots are kept for ${days ?? 1} ${(days ?? 1) === 1 ? 'day' : 'days'}`;
    const detail = days === 0 ? 'Automated snapshots are off.' : `${kept}${days === undefined ? ', the default' : ''}.`;
    return nonCompliant('AutomatedSnapshotRetentionPeriod', { detail });
  },
});

export const redshiftVersionUpgrade = defineRule({
  id: 'RedshiftVersionUpgrade',
  appliesTo: 'AWS::Redshift::Cluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'New versions of Redshift are not installed',
  why: 'They carry the fixes for crashes and wrong results. They are installed by default in the maintenance window; here that is switched off.',
  fix: 'Leave AllowVersionUpgrade out or set it to true.',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'cdk-nag:RedshiftClusterVersionUpgrade',
    'checkov:CKV_AWS_141',
    'config:redshift-cluster-maintenancesettings-check',
    'control-tower:CT.REDSHIFT.PR.4',
    'guard:REDSHIFT_CLUSTER_MAINTENANCESETTINGS_CHECK',
    'prowler:redshift_cluster_automatic_upgrades',
    'securityhub:Redshift.6',
  ],
  docs: 'https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-considerations.html',
  remedy: { AllowVersionUpgrade: true },
  examples: {
    noncompliant: { ...cluster, ClusterType: 'multi-node', NumberOfNodes: 2, AllowVersionUpgrade: false },
    compliant: { ...cluster, ClusterType: 'multi-node', NumberOfNodes: 2 },
    at: 'Properties.AllowVersionUpgrade',
  },
  check: (warehouse) => {
    if (!warehouse.has('AllowVersionUpgrade')) return notApplicable;
    return warehouse.isFalse('AllowVersionUpgrade') ? nonCompliant('AllowVersionUpgrade') : compliant;
  },
});
