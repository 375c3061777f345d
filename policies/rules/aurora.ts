import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { judgeMembers, membersOf } from '../../lib/facts/database-clusters';
import { isAurora, isGlobalSecondary, isReplica } from '../../lib/facts/databases';
import { scalableTargetsOf } from '../../lib/facts/scaling';

export const auroraSingleInstance = defineRule({
  id: 'AuroraSingleInstance',
  appliesTo: 'AWS::RDS::DBCluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The Aurora cluster has a single instance',
  why: 'The data survives in three zones, but there is nothing to fail over to: Aurora recreates the instance in the same zone, typically within 10 minutes instead of one. If the zone itself is lost, somebody has to create an instance in another.',
  fix: 'Add a second AWS::RDS::DBInstance to the cluster (CDK: readers: [ClusterInstance.provisioned(...)]).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'config:rds-cluster-multi-az-enabled',
    'prowler:rds_cluster_multi_az',
    'securityhub:RDS.15',
    'trusted-advisor:amazon-rds-db-clusters-one-db-instance',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
  examples: {
    noncompliant: { Resources: { Subject: aCluster({}), Writer: anInstance({}) } },
    compliant: { Resources: { Subject: aCluster({}), Writer: anInstance({}), Reader: anInstance({}) } },
    at: '',
  },
  check: (cluster, application) => {
    if (!isAurora(cluster) || cluster.string('EngineMode') === 'serverless') return notApplicable;
    if (cluster.string('ClusterScalabilityType') === 'limitless') return notApplicable;
    // A copy in another Region is no part of what serves now.
    if (isGlobalSecondary(cluster) || isReplica(cluster)) return notApplicable;
    return hasScaledReaders(cluster) ? compliant : judgeMembers(cluster, application);
  },
});

export const auroraServerlessScaleToZero = defineRule({
  id: 'AuroraServerlessScaleToZero',
  appliesTo: 'AWS::RDS::DBCluster',
  category: 'EXCESSIVE_LATENCY',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Aurora cluster pauses when it is idle',
  why: 'The first clients after a pause wait about 15 seconds for a connection, longer after a long pause, and many time out. It pauses only where the minimum capacity is 0.',
  fix: 'Set ServerlessV2ScalingConfiguration.MinCapacity to 0.5 or more (CDK: serverlessV2MinCapacity).',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2-auto-pause.html',
  examples: {
    noncompliant: {
      Engine: 'aurora-postgresql',
      ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 16 },
    },
    compliant: {
      Engine: 'aurora-postgresql',
      ServerlessV2ScalingConfiguration: { MinCapacity: 1, MaxCapacity: 16 },
    },
    at: 'Properties.ServerlessV2ScalingConfiguration.MinCapacity',
  },
  check: (cluster) => {
    if (!cluster.has('ServerlessV2ScalingConfiguration')) return notApplicable;
    const path = 'ServerlessV2ScalingConfiguration.MinCapacity';
    return cluster.number(path) === 0 ? nonCompliant(path) : compliant;
  },
});

export const auroraGlobalSecondaryHeadless = defineRule({
  id: 'AuroraGlobalSecondaryHeadless',
  appliesTo: 'AWS::RDS::DBCluster',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The secondary Aurora cluster has no instance',
  why: 'After the loss of the first Region, an instance has to be created before anybody can connect, by a control plane that everybody calls at that time.',
  fix: 'Add at least one AWS::RDS::DBInstance to the cluster.',
  wellArchitected: ['REL11-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database-attach.console.headless.html',
  examples: {
    noncompliant: { Engine: 'aurora-postgresql', GlobalClusterIdentifier: 'orders' },
    compliant: {
      Resources: { Subject: aCluster({ GlobalClusterIdentifier: 'orders' }), Reader: anInstance({}) },
    },
    at: '',
  },
  check: (cluster, application) => {
    if (!isAurora(cluster) || !isGlobalSecondary(cluster)) return notApplicable;
    const { certain, possible } = membersOf(cluster, application);
    if (certain.length > 0) return compliant;
    if (possible.length > 0)
      return undetermined(undefined, 'whether an instance belongs to it is decided at deployment');
    return nonCompliant();
  },
});

export const auroraMixedAccessibility = defineRule({
  id: 'AuroraMixedAccessibility',
  appliesTo: 'AWS::RDS::DBCluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Some instances of the Aurora cluster are public and some are not',
  why: 'The cluster endpoint follows the writer: after a failover it leads to an address that some of the clients cannot reach.',
  fix: 'Set PubliclyAccessible to the same value on all instances of the cluster, best false (CDK: publiclyAccessible).',
  wellArchitected: ['REL11-BP02'],
  equivalents: ['trusted-advisor:amazon-aurora-db-instance-accessibility'],
  docs: 'https://docs.aws.amazon.com/awssupport/latest/user/fault-tolerance-checks.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: aCluster({}),
        Writer: anInstance({ PubliclyAccessible: true }),
        Reader: anInstance({ PubliclyAccessible: false }),
      },
    },
    compliant: {
      Resources: {
        Subject: aCluster({}),
        Writer: anInstance({ PubliclyAccessible: false }),
        Reader: anInstance({ PubliclyAccessible: false }),
      },
    },
    at: '',
  },
  check: (cluster, application) => {
    // Where it is absent, the subnets decide.
    const said = membersOf(cluster, application).certain.filter((member) => member.has('PubliclyAccessible'));
    const open = said.filter((member) => member.isTrue('PubliclyAccessible'));
    return open.length > 0 && open.length < said.length ? nonCompliant(undefined, { related: said }) : compliant;
  },
});

/** Whether Aurora Auto Scaling keeps at least one reader. */
function hasScaledReaders(cluster: Resource): boolean {
  return scalableTargetsOf(cluster, 'rds:cluster:ReadReplicaCount').some(
    (target) => (target.number('MinCapacity') ?? 0) >= 1,
  );
}

function aCluster(properties: object): object {
  return { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql', ...properties } };
}

function anInstance(properties: object): object {
  return {
    Type: 'AWS::RDS::DBInstance',
    Properties: {
      Engine: 'aurora-postgresql',
      DBInstanceClass: 'db.r8g.large',
      DBClusterIdentifier: { Ref: 'Subject' },
      ...properties,
    },
  };
}
