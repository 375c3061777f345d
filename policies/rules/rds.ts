import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { isAurora, isClusterMember, isReplica } from '../facts/databases';

export const rdsMultiAz = defineRule({
  id: 'RdsMultiAz',
  appliesTo: 'AWS::RDS::DBInstance',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The DB instance runs in one Availability Zone',
  why: 'Losing the zone or the host takes the database down until it is repaired or restored from a backup. The default is one zone.',
  fix: 'Set MultiAZ to true (CDK: multiAz: true).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'cdk-nag:RDSMultiAZSupport',
    'checkov:CKV_AWS_157',
    'config:rds-multi-az-support',
    'guard:RDS_MULTI_AZ_SUPPORT',
    'securityhub:RDS.5',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html',
  remedy: { MultiAZ: true },
  examples: {
    noncompliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' },
    compliant: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large', MultiAZ: true },
    at: 'Properties.MultiAZ',
  },
  check: (db) => {
    if (isClusterMember(db) || isReplica(db) || isAurora(db)) return notApplicable;
    return db.isTrue('MultiAZ') ? compliant : nonCompliant('MultiAZ');
  },
});
