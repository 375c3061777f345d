import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';

export const kmsKeyDisabled = defineRule({
  id: 'KmsKeyDisabled',
  appliesTo: 'AWS::KMS::Key',
  category: 'SHARED_FATE',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'recommended',
  title: 'A disabled key encrypts resources of the application',
  why: 'A disabled key can neither encrypt nor decrypt: every resource that uses it fails. The default is enabled.',
  fix: 'Set Enabled to true, or point the resources to another key first (CDK: enabled: true).',
  wellArchitected: ['REL09-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html',
  remedy: { Enabled: true },
  examples: {
    noncompliant: {
      Resources: {
        Subject: { Type: 'AWS::KMS::Key', Properties: { Enabled: false } },
        Files: { Type: 'AWS::EFS::FileSystem', Properties: { Encrypted: true, KmsKeyId: { Ref: 'Subject' } } },
      },
    },
    compliant: {
      Resources: {
        Subject: { Type: 'AWS::KMS::Key', Properties: { Enabled: true } },
        Files: { Type: 'AWS::EFS::FileSystem', Properties: { Encrypted: true, KmsKeyId: { Ref: 'Subject' } } },
      },
    },
    at: 'Properties.Enabled',
  },
  check: (key) => {
    const users = key.referencedBy().filter(({ type }) => type !== 'AWS::KMS::Alias' && !type.startsWith('AWS::IAM::'));
    if (users.length === 0) return notApplicable;
    return key.isFalse('Enabled') ? nonCompliant('Enabled', { related: users }) : compliant;
  },
});

export const kmsKeyPendingWindow = defineRule({
  id: 'KmsKeyPendingWindow',
  appliesTo: ['AWS::KMS::Key', 'AWS::KMS::ReplicaKey'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The waiting period before the key is deleted is shortened',
  why: 'The waiting period is the time to notice that data cannot be decrypted any more and to cancel the deletion. The default is 30 days, the longest.',
  fix: 'Leave PendingWindowInDays out or set it to 30 (CDK: pendingWindow: Duration.days(30)).',
  wellArchitected: ['REL09-BP02'],
  equivalents: ['kics:2844c749-bd78-4cd1-90e8-b179df827602'],
  docs: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  remedy: { PendingWindowInDays: 30 },
  examples: {
    noncompliant: { PendingWindowInDays: 7 },
    compliant: { Enabled: true },
    at: 'Properties.PendingWindowInDays',
  },
  check: (key) => {
    const days = key.number('PendingWindowInDays') ?? 30;
    if (days >= 30) return compliant;
    return nonCompliant('PendingWindowInDays', { detail: `The key is deleted after ${days} days.` });
  },
});

export const secretReplicaRegions = defineRule({
  id: 'SecretReplicaRegions',
  appliesTo: 'AWS::SecretsManager::Secret',
  category: 'SHARED_FATE',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The secret exists in one Region',
  why: 'A standby in another Region cannot log in to anything when the secrets it needs are in the Region that failed. The default is no replica.',
  fix: 'List the other Regions in ReplicaRegions (CDK: replicaRegions: [{ region }]).',
  wellArchitected: ['REL13-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html',
  examples: {
    noncompliant: { Name: 'orders/database' },
    compliant: { Name: 'orders/database', ReplicaRegions: [{ Region: 'us-west-2' }] },
    at: 'Properties.ReplicaRegions',
  },
  check: (secret) => (secret.list('ReplicaRegions').length > 0 ? compliant : nonCompliant('ReplicaRegions')),
});
