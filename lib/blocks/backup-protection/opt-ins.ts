import { Annotations, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { IBackupDestination } from './backup-destination';
import { BackupResourceType } from './backup-resource-type';
import { capabilityOf } from './capabilities';

const DATABASES = [
  BackupResourceType.AURORA,
  BackupResourceType.DOCUMENT_DB,
  BackupResourceType.NEPTUNE,
  BackupResourceType.RDS,
];

/** Says what CloudFormation cannot set, with the command that does. */
export function tellOptIns(scope: IConstruct, types: readonly BackupResourceType[]): void {
  // The opt-in does not count where a selection names resources or their type, but for some types.
  const needed = types.filter((type) => capabilityOf(type).optInRequired);
  if (needed.length > 0) {
    tell(
      scope,
      'backup-opt-in',
      `AWS Backup is switched on for ${needed.join(', ')} in this account and Region`,
      `${update(scope)} --resource-type-opt-in-preference ${settings(needed)}`,
    );
  }
  if (types.includes(BackupResourceType.DYNAMO_DB)) {
    tell(
      scope,
      'backup-dynamodb-advanced',
      'the advanced features for DynamoDB are on: without them tables cannot be copied, and vaults do not encrypt their backups',
      `${update(scope)} --resource-type-opt-in-preference DynamoDB=true --resource-type-management-preference DynamoDB=true`,
    );
  }
}

/**
 * Says what a copy to another account needs.
 *
 * @param unsure types of resources whose keys are not known here
 */
export function tellCrossAccount(
  scope: IConstruct,
  types: readonly BackupResourceType[],
  unsure: readonly BackupResourceType[],
  { account, region }: Pick<IBackupDestination, 'account' | 'region'>,
): void {
  tell(
    scope,
    'backup-cross-account',
    'copies between accounts are on for the organization (from its management account)',
    'aws backup update-global-settings --global-settings isCrossAccountBackupEnabled=true',
  );
  if (unsure.length > 0) {
    Annotations.of(scope).addInfoV2(
      'cdk-resilience:backup-source-keys',
      `To confirm: ${unique(unsure)} are encrypted with customer-managed keys whose policies let account ${account} use ` +
        'them. Backups of these types keep the key of their source, and an AWS managed key cannot be shared.',
    );
  }
  const databases = types.filter((type) => DATABASES.includes(type));
  if (databases.length === 0 || region === Stack.of(scope).region) return;
  // Low confidence: since the end of 2025.
  Annotations.of(scope).addInfoV2(
    'cdk-resilience:backup-copy-region-and-account',
    `To confirm: AWS Backup copies ${unique(databases)} to another Region and another account in one step, to ` +
      `${region}. It did not always; a destination each for the Region and the account does not need it.`,
  );
}

function unique(types: readonly BackupResourceType[]): string {
  return [...new Set(types)].join(', ');
}

function tell(scope: IConstruct, id: string, what: string, command: string): void {
  Annotations.of(scope).addInfoV2(`cdk-resilience:${id}`, `To confirm: ${what}. ${command}`);
}

function update(scope: IConstruct): string {
  const { region } = Stack.of(scope);
  return `aws backup update-region-settings --region ${Token.isUnresolved(region) ? '<region>' : region}`;
}

function settings(types: readonly BackupResourceType[]): string {
  return types.map((type) => `${type}=true`).join(',');
}
