import type { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';

/** Who may undo the lock of a backup vault. */
export enum VaultLockMode {
  /** Principals with the permission to: a mistake of ours can be put right. */
  GOVERNANCE = 'GOVERNANCE',
  /** Nobody, AWS included, once the grace period is over. */
  COMPLIANCE = 'COMPLIANCE',
}

/** How a backup vault is named, encrypted and locked. */
export interface BackupVaultOptions {
  /**
   * The name of the vault.
   *
   * @default - made from the construct path
   */
  readonly vaultName?: string;

  /**
   * The key that encrypts the backups. Not the key of the data: who loses that one would lose both.
   *
   * @default - a new key with rotation, which is retained
   */
  readonly encryptionKey?: IKey;

  /**
   * Who may undo the lock.
   *
   * @default VaultLockMode.GOVERNANCE
   */
  readonly lockMode?: VaultLockMode;

  /**
   * The shortest retention that the lock takes.
   *
   * @default Duration.days(7)
   */
  readonly minRetention?: Duration;

  /**
   * The longest retention that the lock takes: nobody can make backups that have to be paid for ever.
   *
   * @default Duration.days(400)
   */
  readonly maxRetention?: Duration;

  /**
   * For how long a lock in compliance mode can still be undone.
   *
   * @default Duration.days(3) in compliance mode
   */
  readonly gracePeriod?: Duration;

  /**
   * Says that you know that a lock in compliance mode and a logically air-gapped vault can never be undone: their
   * backups, and their cost, stay until their retention is over. Both are refused without it.
   *
   * @default false
   */
  readonly irreversible?: boolean;
}
