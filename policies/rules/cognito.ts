import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';

export const cognitoDeletionProtection = defineRule({
  id: 'CognitoDeletionProtection',
  appliesTo: 'AWS::Cognito::UserPool',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The user pool can be deleted by one call',
  why: 'With the pool go all users and their passwords. Cognito has no backup to bring them back. The default is INACTIVE.',
  fix: 'Set DeletionProtection to ACTIVE (CDK: deletionProtection: true).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [
    'config:cognito-user-pool-deletion-protection-enabled',
    'prowler:cognito_user_pool_deletion_protection_enabled',
    'securityhub:Cognito.6',
  ],
  docs: 'https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-deletion-protection.html',
  remedy: { DeletionProtection: 'ACTIVE' },
  examples: {
    noncompliant: { UserPoolName: 'customers' },
    compliant: { UserPoolName: 'customers', DeletionProtection: 'ACTIVE' },
    at: 'Properties.DeletionProtection',
  },
  check: (pool) => (pool.string('DeletionProtection') === 'ACTIVE' ? compliant : nonCompliant('DeletionProtection')),
});
