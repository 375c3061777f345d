import { Names, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { fault } from '../fault';
import { letCopy } from './backup-keys';
import { VaultLockMode, type BackupVaultOptions } from './backup-vault-options';
import { DEFAULTS } from './defaults';
import type { RetentionLimits } from './lifecycle';

/** A vault with a key and a lock of its own. Vault and key outlive the stack. */
export class LockedBackupVault extends Construct {
  public readonly vault: BackupVault;
  public readonly key: IKey;
  public readonly name: string;
  public readonly limits: Required<RetentionLimits>;
  private readonly accounts = new Set<string>();

  constructor(scope: Construct, id: string, props: BackupVaultOptions) {
    super(scope, id);
    const { minRetention = DEFAULTS.minRetention, maxRetention = DEFAULTS.maxRetention } = props;
    this.limits = { min: minRetention.toDays(), max: maxRetention.toDays() };
    this.name = props.vaultName ?? Names.uniqueResourceName(this, { maxLength: 50, separator: '-' });
    this.key =
      props.encryptionKey ??
      new Key(this, 'Key', {
        description: `Backups in ${this.node.path}`,
        enableKeyRotation: true,
        removalPolicy: RemovalPolicy.RETAIN,
      });
    this.vault = new BackupVault(this, 'Vault', {
      backupVaultName: this.name,
      encryptionKey: this.key,
      lockConfiguration: { minRetention, maxRetention, changeableFor: gracePeriodOf(scope, props) },
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** Lets another account copy backups into the vault. */
  public takeCopiesFrom(account: string): void {
    if (!this.isOther(account)) return;
    this.vault.addToAccessPolicy(
      new PolicyStatement({
        principals: [new AccountPrincipal(account)],
        actions: ['backup:CopyIntoBackupVault'],
        resources: ['*'],
      }),
    );
  }

  /** Lets the account of a vault that copies go to read backups that are encrypted with the key of this one. */
  public letCopyTo(account: string): void {
    if (!this.isOther(account)) return;
    letCopy(this.key, account);
  }

  /** Whether an account is another one that is not let in yet. */
  private isOther(account: string): boolean {
    if (Token.isUnresolved(account) || account === Stack.of(this).account || this.accounts.has(account)) return false;
    this.accounts.add(account);
    return true;
  }
}

/** The grace period of a lock in compliance mode; with one, CloudFormation makes the lock such a one. */
function gracePeriodOf(scope: Construct, props: BackupVaultOptions) {
  const { lockMode = VaultLockMode.GOVERNANCE, irreversible = false, gracePeriod } = props;
  if (lockMode === VaultLockMode.GOVERNANCE) {
    if (gracePeriod === undefined) return undefined;
    throw fault(scope, 'a grace period makes a lock final: set lockMode to COMPLIANCE, or leave gracePeriod out');
  }
  if (!irreversible) throw fault(scope, 'a lock in compliance mode can never be undone: set irreversible to true too');
  const period = gracePeriod ?? DEFAULTS.gracePeriod;
  if (period.toHours() < DEFAULTS.gracePeriod.toHours()) {
    throw fault(scope, `the grace period of a lock is at least ${DEFAULTS.gracePeriod.toHumanString()}`);
  }
  return period;
}
