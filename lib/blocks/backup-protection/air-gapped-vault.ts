import { Names, RemovalPolicy } from 'aws-cdk-lib';
import { CfnLogicallyAirGappedBackupVault } from 'aws-cdk-lib/aws-backup';
import type { Construct } from 'constructs';
import type { RetentionLimits } from './lifecycle';

/** The least that AWS Backup takes as the shortest retention of such a vault. */
export const AIR_GAPPED_DAYS = 7;

/** A vault that is locked in compliance mode from the first day, with a key that AWS owns. */
export function airGappedVault(
  scope: Construct,
  id: string,
  { min, max }: Required<RetentionLimits>,
): CfnLogicallyAirGappedBackupVault {
  const vault = new CfnLogicallyAirGappedBackupVault(scope, id, {
    backupVaultName: Names.uniqueResourceName(scope, { maxLength: 46, separator: '-' }) + '-gap',
    minRetentionDays: min,
    maxRetentionDays: max,
  });
  vault.applyRemovalPolicy(RemovalPolicy.RETAIN);
  return vault;
}
