import { RemovalPolicy } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Port, SecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { AuroraPostgresEngineVersion, CfnEventSubscription, type IDatabaseCluster } from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { OperationsStack } from './operations';
import { QuoteCache } from './parts/quote-cache';
import { names } from './regions';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

export const LEDGER_VERSION = AuroraPostgresEngineVersion.VER_17_7;

export interface DataStackProps extends RegionalStackProps {
  readonly vpc: IVpc;
  readonly operations: OperationsStack;
}

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
  /** What may talk to the databases and to the cache. */
  public readonly clients: SecurityGroup;

  protected readonly encryptionKey: Key;
  protected readonly databaseTraffic: SecurityGroup;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { vpc, operations } = props;

    this.clients = new SecurityGroup(this, 'Clients', { vpc });
    this.databaseTraffic = new SecurityGroup(this, 'DatabaseTraffic', { vpc, allowAllOutbound: false });
    this.databaseTraffic.addIngressRule(this.clients, Port.POSTGRES);
    this.cache = new QuoteCache(this, 'Cache', { vpc, clients: this.clients, operations });

    // Copies of backups go to the backup account, which has to read what this key encrypts.
    this.encryptionKey = new Key(this, 'Key', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
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

    for (const [id, sourceType] of Object.entries({ Instance: 'db-instance', Cluster: 'db-cluster' })) {
      new CfnEventSubscription(this, `${id}Events`, { snsTopicArn: operations.serviceEvents.topicArn, sourceType });
    }
  }
}
