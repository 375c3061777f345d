import {
  Duration,
  RemovalPolicy,
  aws_dynamodb as dynamodb,
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_kms as kms,
  aws_rds as rds,
  aws_secretsmanager as secretsmanager,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { QuoteCache } from './parts/quote-cache';
import { names, RegionalStack, type Needs } from './region';

export const LEDGER_VERSION = rds.AuroraPostgresEngineVersion.VER_17_7;

/** The brokerage's data in one Region. */
export abstract class DataStack extends RegionalStack {
  /** Customers and their accounts. */
  public abstract readonly accounts: { readonly host: string; readonly secret: secretsmanager.ISecret };
  /** Trades and positions. */
  public abstract readonly ledger: rds.IDatabaseCluster;
  public abstract readonly ledgerSecret: secretsmanager.ISecret;
  /** Who is logged in, in both Regions. */
  public abstract readonly sessions: dynamodb.ITableV2;
  /** Quotes and portfolio pages; can be built again from the feed and the ledger. */
  public readonly cache: QuoteCache;

  protected readonly databaseTraffic: ec2.SecurityGroup;
  protected readonly encryptionKey = new kms.Key(this, 'Key', {
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) {
    super(scope, id, props);
    const { serviceEvents } = props.operations;
    this.databaseTraffic = new ec2.SecurityGroup(this, 'DatabaseTraffic', { vpc: props.vpc, allowAllOutbound: false });
    this.cache = new QuoteCache(this, 'Cache', props.vpc, serviceEvents);
    for (const [name, sourceType] of Object.entries({ Instance: 'db-instance', Cluster: 'db-cluster' })) {
      new rds.CfnEventSubscription(this, `${name}Events`, { snsTopicArn: serviceEvents.topicArn, sourceType });
    }
    this.letBackupAccountRead();
  }

  /** Lets a service talk to the databases and to the cache; the rules stand in the stack of the service. */
  public allowFrom({ connections }: ec2.IConnectable): void {
    connections.allowTo(this.databaseTraffic, ec2.Port.POSTGRES);
    connections.allowTo(this.cache.traffic, ec2.Port.tcp(6379));
  }

  /** What the accounts are in both Regions: written in one, followed in the other. */
  protected accountsSettings(vpc: ec2.IVpc) {
    return {
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.databaseTraffic],
      multiAz: true,
      storageType: rds.StorageType.GP3,
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
    const backupAccount = new iam.AccountPrincipal(names.backupAccount);
    this.encryptionKey.grantEncryptDecrypt(backupAccount);
    this.encryptionKey.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [backupAccount],
        actions: ['kms:CreateGrant', 'kms:ListGrants', 'kms:RevokeGrant'],
        resources: ['*'],
        conditions: { Bool: { 'kms:GrantIsForAWSResource': true } },
      }),
    );
  }
}
