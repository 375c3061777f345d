import { Annotations, Arn, ArnFormat, Aws, Stack, Token } from 'aws-cdk-lib';
import type { BackupVault } from 'aws-cdk-lib/aws-backup';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { fault } from '../fault';
import { BackupJobEvents } from './backup-job-events';
import type { BackupResourceType } from './backup-resource-type';
import { restoreRole } from './backup-roles';
import { LockedBackupVault } from './backup-vault';
import type { BackupVaultOptions } from './backup-vault-options';
import { checkTopic } from './protection-checks';
import { RestoreTesting, type RestoreTestOptions } from './restore-testing';

/** A vault that backups are copied to. */
export interface IBackupDestination {
  /** The ARN of the vault. */
  readonly vaultArn: string;
  /** The Region of the vault. */
  readonly region: string;
  /** The account of the vault. */
  readonly account: string;
  /** The shortest retention that its lock takes, in days. */
  readonly minRetentionDays: number;
  /** The longest retention that its lock takes, in days. */
  readonly maxRetentionDays?: number;
  /**
   * Prepares for copies: lets the account in, and tests restores of the types. BackupProtection calls it.
   *
   * @param account the account that the copies come from
   * @param types the types of the resources
   */
  receive(account: string, types: BackupResourceType[]): void;
}

/** A vault that exists already. */
export interface ImportedBackupDestinationProps {
  /** The ARN of the vault. */
  readonly vaultArn: string;
  /**
   * The shortest retention that its lock takes, in days.
   *
   * @default 1
   */
  readonly minRetentionDays?: number;
  /**
   * The longest retention that its lock takes, in days.
   *
   * @default - no limit
   */
  readonly maxRetentionDays?: number;
}

/** Where backups are copied to. */
export interface BackupDestinationProps extends BackupVaultOptions {
  /** Who is told of copies and restores that fail: a topic of this Region with at least two people behind it. */
  readonly notificationTopic: ITopic;

  /**
   * Whether restores from the copies are tested. After the loss of a Region they are all there is.
   *
   * @default true
   */
  readonly restoreTesting?: boolean;

  /**
   * How they are tested.
   *
   * @default - every week, in the default VPC, without validation
   */
  readonly restoreTest?: RestoreTestOptions;
}

/**
 * A vault in another Region, or in another account, that `BackupProtection` copies backups to: with a key and a lock of
 * its own, restore tests of what arrives, and notice of what fails there. Create it in a stack with an explicit Region,
 * and deploy that stack first.
 */
export class BackupDestination extends Construct implements IBackupDestination {
  /**
   * A vault that exists already, with tests and notice of its own.
   *
   * @param props the vault
   */
  public static fromVault(props: ImportedBackupDestinationProps): IBackupDestination {
    const { region = '', account = '', resource } = Arn.split(props.vaultArn, ArnFormat.COLON_RESOURCE_NAME);
    if (Token.isUnresolved(props.vaultArn) || resource !== 'backup-vault' || region === '' || account === '') {
      throw new Error(
        `'${props.vaultArn}' is no ARN of a backup vault: write arn:aws:backup:REGION:ACCOUNT:backup-vault:NAME`,
      );
    }
    const { vaultArn, minRetentionDays = 1, maxRetentionDays } = props;
    return {
      vaultArn,
      region,
      account,
      minRetentionDays,
      ...(maxRetentionDays !== undefined && { maxRetentionDays }),
      receive: () => undefined,
    };
  }

  /** The vault. */
  public readonly vault: BackupVault;
  /** The key of the vault. */
  public readonly key: IKey;
  /** The role that restores in tests. */
  public readonly restoreRole: Role;
  public readonly vaultArn: string;
  public readonly region: string;
  public readonly account: string;
  public readonly minRetentionDays: number;
  public readonly maxRetentionDays?: number;
  private readonly locked: LockedBackupVault;
  private tests?: RestoreTesting;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: BackupDestinationProps,
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    if (Token.isUnresolved(stack.region)) {
      throw fault(this, 'copies are addressed by Region: give the stack an env with a region');
    }
    checkTopic(this, props.notificationTopic, (message) => {
      throw fault(this, message);
    });
    this.locked = new LockedBackupVault(this, 'Copies', props);
    this.vault = this.locked.vault;
    this.key = this.locked.key;
    this.region = stack.region;
    this.account = stack.account;
    this.minRetentionDays = this.locked.limits.min;
    this.maxRetentionDays = this.locked.limits.max;
    // By its name and not by reference: the plans are in stacks of other Regions.
    const account = Token.isUnresolved(this.account) ? Aws.ACCOUNT_ID : this.account;
    this.vaultArn = `arn:${Aws.PARTITION}:backup:${this.region}:${account}:backup-vault:${this.locked.name}`;
    this.restoreRole = restoreRole(this, 'RestoreRole');
    new BackupJobEvents(this, 'JobEvents', props.notificationTopic);
    this.node.addValidation({ validate: () => this.unused() });
  }

  /** The restore tests; absent where they are switched off, or as long as nothing is copied here. */
  public get restoreTesting(): RestoreTesting | undefined {
    return this.tests;
  }

  public receive(account: string, types: BackupResourceType[]): void {
    this.locked.takeCopiesFrom(account);
    if (this.props.restoreTesting === false) {
      Annotations.of(this).addWarningV2(
        'cdk-resilience:restore-testing-off',
        'Restores from the copies are not tested: after the loss of a Region they are tried for the first time.',
      );
      return;
    }
    this.tests ??= new RestoreTesting(this, 'RestoreTests', {
      ...this.props.restoreTest,
      vaultArn: this.vault.backupVaultArn,
      role: this.restoreRole,
      notificationTopic: this.props.notificationTopic,
    });
    for (const type of types) this.tests.test(type);
  }

  private unused(): string[] {
    const isUsed = this.tests !== undefined || this.props.restoreTesting === false;
    return isUsed ? [] : ['nothing is copied here: give it to a BackupProtection in `destinations`'];
  }
}
