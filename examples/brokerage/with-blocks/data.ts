import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { InstanceClass, InstanceSize, InstanceType, Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import type { IConnectable, IVpc } from 'aws-cdk-lib/aws-ec2';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import {
  AuroraPostgresEngineVersion,
  CfnEventSubscription,
  StorageType,
  type IDatabaseCluster,
} from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { QuoteCache } from './parts/quote-cache';
import { names, RegionalStack, type Needs } from './region';

export const LEDGER_VERSION = AuroraPostgresEngineVersion.VER_17_7;

/** The brokerage's data in one Region. */
export abstract class DataStack extends RegionalStack {
  /** Customers and their accounts. */
  public abstract readonly accounts: { readonly host: string; readonly secret: ISecret };
  /** Trades and positions. */
  public abstract readonly ledger: IDatabaseCluster;
  public abstract readonly ledgerSecret: ISecret;
  /** Who is logged in, in both Regions. */
  public abstract readonly sessions: ITableV2;
  /** Quotes and portfolio pages; can be built again from the feed and the ledger. */
  public readonly cache: QuoteCache;

  protected readonly databaseTraffic: SecurityGroup;
  protected readonly encryptionKey = new Key(this, 'Key', {
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) {
    super(scope, id, props);
    const { serviceEvents } = props.operations;
    this.databaseTraffic = new SecurityGroup(this, 'DatabaseTraffic', { vpc: props.vpc, allowAllOutbound: false });
    this.cache = new QuoteCache(this, 'Cache', props.vpc, serviceEvents);
    for (const [name, sourceType] of Object.entries({ Instance: 'db-instance', Cluster: 'db-cluster' })) {
      new CfnEventSubscription(this, `${name}Events`, { snsTopicArn: serviceEvents.topicArn, sourceType });
    }
    this.letBackupAccountRead();
  }

  /** Lets a service talk to the databases and to the cache; the rules stand in the stack of the service. */
  public allowFrom({ connections }: IConnectable): void {
    connections.allowTo(this.databaseTraffic, Port.POSTGRES);
    connections.allowTo(this.cache.traffic, Port.tcp(6379));
  }

  /** What the accounts are in both Regions: written in one, followed in the other. */
  protected accountsSettings(vpc: IVpc) {
    return {
      instanceType: InstanceType.of(InstanceClass.M7G, InstanceSize.LARGE),
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.databaseTraffic],
      multiAz: true,
      storageType: StorageType.GP3,
      maxAllocatedStorage: 1000,
      storageEncryptionKey: this.encryptionKey,
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      autoMinorVersionUpgrade: true,
      monitoringInterval: Duration.seconds(60),
      enablePerformanceInsights: true,
      cloudwatchLogsExports: ['postgresql', 'upgrade'],
    };
  }

  /** Copies of backups go to the backup account, which has to read what this key encrypts. */
  private letBackupAccountRead(): void {
    const backupAccount = new AccountPrincipal(names.backupAccount);
    this.encryptionKey.grantEncryptDecrypt(backupAccount);
    this.encryptionKey.addToResourcePolicy(
      new PolicyStatement({
        principals: [backupAccount],
        actions: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
        resources: ['*'],
        conditions: { Bool: { 'kms:GrantIsForAWSResource': true } },
      }),
    );
  }
}
