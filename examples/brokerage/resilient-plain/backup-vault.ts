import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BackupVault, BackupVaultEvents } from 'aws-cdk-lib/aws-backup';
import { AccountPrincipal, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { product } from '../product';
import { names } from './regions';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

interface LockedVaultProps {
  readonly notificationTopic?: ITopic;
  /** An account that may copy its backups into the vault. */
  readonly copiesFrom?: string;
}

/** A vault with a key of its own, whose backups nobody deletes before their time. */
export class LockedVault extends Construct {
  public readonly vault: BackupVault;

  constructor(scope: Construct, id: string, props: LockedVaultProps = {}) {
    super(scope, id);

    this.vault = new BackupVault(this, 'Vault', {
      backupVaultName: names.backupVault,
      encryptionKey: new Key(this, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN }),
      lockConfiguration: { minRetention: Duration.days(30), maxRetention: Duration.days(400) },
      notificationTopic: props.notificationTopic,
      notificationEvents: props.notificationTopic && [
        BackupVaultEvents.BACKUP_JOB_FAILED,
        BackupVaultEvents.BACKUP_JOB_EXPIRED,
        BackupVaultEvents.COPY_JOB_FAILED,
        BackupVaultEvents.RESTORE_JOB_COMPLETED,
        BackupVaultEvents.RESTORE_JOB_FAILED,
      ],
      accessPolicy: props.copiesFrom ? allowCopiesFrom(props.copiesFrom) : undefined,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

function allowCopiesFrom(account: string): PolicyDocument {
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        principals: [new AccountPrincipal(account)],
        actions: ['backup:CopyIntoBackupVault'],
        resources: ['*'],
      }),
    ],
  });
}

/** Out of reach of whoever can delete the data. */
export class BackupAccountStack extends RegionalStack {
  constructor(scope: Construct, id: string, props: RegionalStackProps) {
    super(scope, id, { ...props, env: { account: names.backupAccount, region: props.region.name } });
    new LockedVault(this, 'Copies', { copiesFrom: product.account });
  }
}
