import { defineRule } from '../../lib/engine/rule';
import { compliant, notApplicable } from '../../lib/engine/verdict';
import { membersOf } from '../../lib/facts/database-clusters';
import { judgeSpread, zonesOfNames } from '../../lib/facts/zones';

export const databaseClusterSameAz = defineRule({
  id: 'DatabaseClusterSameAz',
  appliesTo: ['AWS::RDS::DBCluster', 'AWS::DocDB::DBCluster', 'AWS::Neptune::DBCluster'],
  category: 'SHARED_FATE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'recommended',
  title: 'All instances of the database cluster are in one Availability Zone',
  why: 'Losing the zone takes the writer and every instance it could fail over to. Where no zone is named, AWS chooses one for each instance.',
  fix: 'Leave AvailabilityZone of the instances out, or give them different zones (CDK: availabilityZone).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'config:rds-cluster-multi-az-enabled',
    'securityhub:RDS.15',
    'trusted-advisor:amazon-rds-db-clusters-same-az',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html',
  examples: {
    noncompliant: aClusterWith('eu-west-1a', 'eu-west-1a'),
    compliant: aClusterWith('eu-west-1a', 'eu-west-1b'),
    at: '',
  },
  check: (cluster, application) => {
    const { certain, possible } = membersOf(cluster, application);
    if (certain.length < 2) return notApplicable;
    if (possible.length > 0 || certain.some((member) => !member.has('AvailabilityZone'))) return compliant;
    const zones = zonesOfNames(certain.map((member) => member.at('AvailabilityZone')));
    return judgeSpread('', zones, 2, { related: certain });
  },
});

function aClusterWith(...zones: readonly string[]): { readonly Resources: object } {
  const instances = zones.map((zone, i) => [
    `Instance${i}`,
    {
      Type: 'AWS::RDS::DBInstance',
      Properties: { Engine: 'aurora-mysql', DBClusterIdentifier: { Ref: 'Subject' }, AvailabilityZone: zone },
    },
  ]);
  const cluster = { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } };
  return { Resources: { Subject: cluster, ...Object.fromEntries(instances) } };
}
