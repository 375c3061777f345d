import { Duration, SecretValue } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AccountPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Function } from 'aws-cdk-lib/aws-lambda';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { product } from '../product';
import { acknowledge } from './parts/acknowledge';
import { QuoteCache } from './parts/quote-cache';
import { names, primary, RegionalStack, standby, type Needs } from './region';

const ACCOUNTS_ENGINE = rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17_9 });
const LEDGER_ENGINE = rds.DatabaseClusterEngine.auroraPostgres({
  version: rds.AuroraPostgresEngineVersion.VER_17_7,
});

/** A user whose password is made up at deployment, and known in both Regions. */
function user(username: string, secretName: string): rds.Credentials {
  return rds.Credentials.fromGeneratedSecret(username, { secretName, replicaRegions: [{ region: standby.name }] });
}

/** The brokerage's data in one Region. */
export abstract class DataStack extends RegionalStack {
  /** Customers and their accounts. */
  public abstract readonly accounts: { readonly host: string; readonly secret: ISecret };
  /** Trades and positions. */
  public readonly ledger: rds.DatabaseCluster;
  /** Who is logged in, in both Regions. */
  public abstract readonly sessions: dynamodb.ITableV2;
  /** Quotes and portfolio pages; can be built again from the feed and the ledger. */
  public readonly cache: QuoteCache;
  protected abstract readonly ledgerSecret: ISecret;

  private readonly traffic: ec2.SecurityGroup;
  private readonly encryptionKey = new Key(this, 'Key', { enableKeyRotation: true });

  constructor(
    scope: Construct,
    id: string,
    protected readonly own: Needs<'vpc' | 'operations'> & { readonly maintenanceDay: string },
    ledgerUser: rds.Credentials,
  ) {
    super(scope, id, own);
    const { serviceEvents } = own.operations;
    this.traffic = new ec2.SecurityGroup(this, 'DatabaseTraffic', { vpc: own.vpc, allowAllOutbound: false });
    this.cache = new QuoteCache(this, 'Cache', own.vpc, serviceEvents);
    this.ledger = this.createLedger(ledgerUser);
    this.letBackupAccountRead();
    for (const [name, sourceType] of Object.entries({ Instance: 'db-instance', Cluster: 'db-cluster' })) {
      new rds.CfnEventSubscription(this, `${name}Events`, { snsTopicArn: serviceEvents.topicArn, sourceType });
    }
    acknowledge(this, {
      RDS11: 'A secret port protects from nobody: the database answers the web tasks alone, by their security group.',
      SMG4: 'Tasks read the secret when they start: a rotation without a new deployment would lock them out.',
    });
  }

  /** Lets a service talk to the databases and to the cache; the rules stand in the stack of the service. */
  public letIn({ connections }: ec2.IConnectable): void {
    for (const client of connections.securityGroups) {
      this.traffic.addIngressRule(client, ec2.Port.POSTGRES, undefined, true);
      this.cache.traffic.addIngressRule(client, ec2.Port.tcp(6379), undefined, true);
    }
  }

  /** Lets a function work with the ledger. */
  public openLedger(reader: Function): void {
    reader.addEnvironment('LEDGER_ARN', this.ledger.clusterArn);
    reader.addEnvironment('LEDGER_SECRET_ARN', this.ledgerSecret.secretArn);
    reader.addEnvironment('LEDGER_DATABASE', product.ledgerDatabase);
    this.ledger.grantDataApiAccess(reader);
    this.ledgerSecret.grantRead(reader);
  }

  /** What the accounts are in both Regions: written in one, followed in the other. */
  protected accountsSettings() {
    return {
      ...this.databaseSettings(),
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
      multiAz: true,
      storageType: rds.StorageType.GP3,
      maxAllocatedStorage: 1000,
      enablePerformanceInsights: true,
      preferredMaintenanceWindow: `${this.own.maintenanceDay}:06:00-${this.own.maintenanceDay}:06:30`,
      cloudwatchLogsExports: ['postgresql', 'upgrade'],
    };
  }

  private databaseSettings() {
    return {
      vpc: this.own.vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.traffic],
      storageEncryptionKey: this.encryptionKey,
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      autoMinorVersionUpgrade: true,
      monitoringInterval: Duration.seconds(60),
    };
  }

  /** The writer and two readers, each in its own zone, each able to become the writer. */
  private createLedger(credentials: rds.Credentials): rds.DatabaseCluster {
    const { maintenanceDay, vpc } = this.own;
    const [writer, ...readers] = vpc.availabilityZones.map((availabilityZone, index) =>
      rds.ClusterInstance.provisioned(index === 0 ? 'Writer' : `Reader${index}`, {
        availabilityZone,
        promotionTier: index < 2 ? 0 : 1,
        instanceType: ec2.InstanceType.of(ec2.InstanceClass.R7G, ec2.InstanceSize.LARGE),
        enablePerformanceInsights: true,
      }),
    );
    return new rds.DatabaseCluster(this, 'Ledger', {
      ...this.databaseSettings(),
      engine: LEDGER_ENGINE,
      writer,
      readers,
      credentials,
      enableDataApi: true,
      iamAuthentication: true,
      preferredMaintenanceWindow: `${maintenanceDay}:07:00-${maintenanceDay}:07:30`,
      cloudwatchLogsExports: ['postgresql'],
    });
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

/** Where the data is written. */
export class PrimaryDataStack extends DataStack {
  public readonly accounts;
  public readonly sessions: dynamodb.TableV2;
  protected readonly ledgerSecret = this.ledger.secret!;

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) {
    super(scope, id, { ...props, maintenanceDay: 'sun' }, user('ledger', names.ledgerSecret));
    const accounts = new rds.DatabaseInstance(this, 'Accounts', {
      ...this.accountsSettings(),
      engine: ACCOUNTS_ENGINE,
      instanceIdentifier: names.accountsInstance,
      credentials: user('accounts', names.accountsSecret),
      allocatedStorage: 200,
      databaseInsightsMode: rds.DatabaseInsightsMode.STANDARD,
    });
    this.accounts = { host: accounts.instanceEndpoint.hostname, secret: accounts.secret! };
    (this.ledger.node.defaultChild as rds.CfnDBCluster).databaseName = product.ledgerDatabase;
    // The standby Region's cluster joins this one and can be promoted within minutes.
    new rds.CfnGlobalCluster(this, 'GlobalLedger', {
      globalClusterIdentifier: names.globalLedger,
      sourceDbClusterIdentifier: this.ledger.clusterArn,
      deletionProtection: true,
    });
    this.sessions = new dynamodb.TableV2(this, 'Sessions', {
      tableName: names.sessionsTable,
      partitionKey: { name: 'sessionId', type: dynamodb.AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billing: dynamodb.Billing.onDemand(),
      replicas: [{ region: standby.name }],
    });
  }
}

/** Follows the primary Region, ready to be promoted. */
export class StandbyDataStack extends DataStack {
  public readonly accounts;
  public readonly sessions = dynamodb.TableV2.fromTableName(this, 'Sessions', names.sessionsTable);
  protected readonly ledgerSecret = Secret.fromSecretNameV2(this, 'LedgerSecret', names.ledgerSecret);

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) {
    const nobody = rds.Credentials.fromPassword('nobody', SecretValue.unsafePlainText(''));
    super(scope, id, { ...props, maintenanceDay: 'wed' }, nobody);
    const accounts = new rds.DatabaseInstanceReadReplica(this, 'Accounts', {
      ...this.accountsSettings(),
      sourceDatabaseInstance: rds.DatabaseInstance.fromDatabaseInstanceAttributes(this, 'PrimaryAccounts', {
        engine: ACCOUNTS_ENGINE,
        instanceIdentifier: names.accountsInstance,
        instanceEndpointAddress: '',
        port: 5432,
        securityGroups: [],
      }),
    });
    // What the L2 constructs do not know: a source in another Region, which brings its encryption along; backups of a
    // PostgreSQL replica; a cluster that gets its users and databases from the global database's first one.
    Object.assign(accounts.node.defaultChild as rds.CfnDBInstance, {
      backupRetentionPeriod: 35,
      storageEncrypted: undefined,
      sourceDbInstanceIdentifier: `arn:aws:rds:${primary.name}:${product.account}:db:${names.accountsInstance}`,
      sourceRegion: primary.name,
    });
    Object.assign(this.ledger.node.defaultChild as rds.CfnDBCluster, {
      globalClusterIdentifier: names.globalLedger,
      masterUsername: undefined,
      masterUserPassword: undefined,
    });
    acknowledge(accounts, { RDS2: 'A replica is encrypted as its source is; its own key is given.' });
    this.accounts = {
      host: accounts.instanceEndpoint.hostname,
      secret: Secret.fromSecretNameV2(this, 'AccountsSecret', names.accountsSecret),
    };
  }
}
