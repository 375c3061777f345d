import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';

export const dsqlDeletionProtection = defineRule({
  id: 'DsqlDeletionProtection',
  appliesTo: 'AWS::DSQL::Cluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Aurora DSQL cluster is not protected against deletion',
  why: 'One wrong call, or a stack that is deleted, takes the database with it; here protection is switched off.',
  fix: 'Set DeletionProtectionEnabled to true.',
  wellArchitected: ['REL09-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dsql-cluster.html',
  remedy: { DeletionProtectionEnabled: true },
  examples: {
    noncompliant: { DeletionProtectionEnabled: false },
    compliant: { DeletionProtectionEnabled: true },
    at: 'Properties.DeletionProtectionEnabled',
  },
  check: (cluster) => {
    return cluster.isFalse('DeletionProtectionEnabled') ? nonCompliant('DeletionProtectionEnabled') : compliant;
  },
});
