import type { Resource } from '../model/resource';
import { any, type Answer } from './answers';

/** The buckets that a backup selection names. */
export interface SelectedBuckets {
  /** Whether there are any, in the application or not. */
  readonly found: boolean;
  readonly resources: readonly Resource[];
}

export function bucketsOf(selection: Resource): SelectedBuckets {
  const named = selection.at('BackupSelection.Resources');
  const resources = named.mentions.filter(({ type }) => type === 'AWS::S3::Bucket');
  const isWritten = !named.isUnknown && named.items().some((each) => /^arn:[^:]*:s3:::/.test(String(each.json())));
  return { found: isWritten || resources.length > 0, resources };
}

/** AWS's policies that let AWS Backup read buckets. */
const GRANTS = /policy\/(AWSBackupServiceRolePolicyForS3Backup|AdministratorAccess|AmazonS3FullAccess)$/;
const OF_AWS = /^arn:[^:]*:iam::aws:policy\//;

/** Whether a role has permissions for S3. Any will do: which of them AWS Backup needs is AWS's to know. */
export function canBackUpBuckets(role: Resource): Answer {
  const inline = [
    ...role
      .at('Policies')
      .items()
      .map((policy) => policy.at('PolicyDocument')),
    ...['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => {
      return role.referencedBy(type, 'Roles').map((policy) => policy.at('PolicyDocument'));
    }),
    ...role.referencedBy('AWS::IAM::RolePolicy', 'RoleName').map((policy) => policy.at('PolicyDocument')),
  ];
  const actions = inline.flatMap((document) => {
    const statements = document.at('Statement').items();
    return statements.flatMap((statement) => statement.at('Action').items());
  });
  if (actions.some((action) => /^(s3:|\*$)/.test(String(action.json())))) return 'yes';
  return any(role.at('ManagedPolicyArns').items(), (policy) => {
    const arn = String(policy.json());
    if (GRANTS.test(arn)) return 'yes';
    // A policy of the application was read above, or is not attached by this property alone.
    return OF_AWS.test(arn) ? 'no' : 'unknown';
  });
}
