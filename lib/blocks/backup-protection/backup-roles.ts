import { Validations } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const BACKUP = ['service-role/AWSBackupServiceRolePolicyForBackup', 'AWSBackupServiceRolePolicyForS3Backup'];
const RESTORE = ['service-role/AWSBackupServiceRolePolicyForRestores', 'AWSBackupServiceRolePolicyForS3Restore'];

/** A role that can back up and restore all types. The policies that CDK attaches by itself leave buckets out. */
export function backupRole(scope: Construct, id: string): Role {
  return roleWith(scope, id, 'Backs up data, and restores backups', [...BACKUP, ...RESTORE]);
}

/** A role that can restore backups of all types. */
export function restoreRole(scope: Construct, id: string): Role {
  return roleWith(scope, id, 'Restores backups', RESTORE);
}

function roleWith(scope: Construct, id: string, description: string, policies: string[]): Role {
  const role = new Role(scope, id, {
    description,
    assumedBy: new ServicePrincipal('backup.amazonaws.com'),
    managedPolicies: policies.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
  });
  for (const name of policies) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
      reason:
        'AWS Backup documents this policy as what its role needs, and extends it with each type that it learns to back ' +
        'up; a copy would miss that, and jobs would fail.',
    });
  }
  return role;
}
