import { Reference, Tokenization, type CfnResource } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';

/** Lets the account of a vault that copies go to read backups that are encrypted with a key. */
export function letCopy(key: IKey, account: string): void {
  const principals = [new AccountPrincipal(account)];
  const use = ['kms:DescribeKey', 'kms:Decrypt', 'kms:Encrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'];
  key.addToResourcePolicy(new PolicyStatement({ principals, actions: use, resources: ['*'] }));
  key.addToResourcePolicy(
    new PolicyStatement({
      principals,
      actions: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
      resources: ['*'],
      conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  );
}

/** The key of its own that a resource is encrypted with, where it is made in this App. */
export function sourceKeyOf(resource: CfnResource): Key | undefined {
  const { kmsKeyId } = resource as { readonly kmsKeyId?: string };
  if (typeof kmsKeyId !== 'string') return undefined;
  const { tokens } = Tokenization.reverseString(kmsKeyId);
  const key = tokens.find((token) => Reference.isReference(token))?.target.node.scope;
  return key instanceof Key ? key : undefined;
}
