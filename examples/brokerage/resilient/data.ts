import { Duration, SecretValue } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import * as rds from 'aws-cdk-lib/aws-rds';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { product } from '../product';
import { acknowledge } from './acknowledge';
import type { BrokerageFunction } from './brokerage-function';
import type { BrokerageRegion } from './brokerage-region';
import { QuoteCache } from './quote-cache';
import { names, primary, RegionalStack, standby } from './region';

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
  public abstract readonly accounts: rds.IDatabaseInstance;
  public readonly accountsSecret = Secret.fromSecretNameV2(this, 'AccountsSecret', names.accountsSecret);
  /** Trades and positions. */
  public readonly ledger: rds.DatabaseCluster;
  /** Who is logged in, in both Regions. */
  public abstract readonly sessions: dynamodb.ITableV2;
  /** Quotes and portfolio pages; can be built again from the feed and the ledger. */
  public readonly cache = new QuoteCache(this, 'Cache', this.here);

  private readonly ledgerSecret = Secret.fromSecretNameV2(this, 'LedgerSecret', names.ledgerSecret);
  private readonly traffic = new ec2.SecurityGroup(this, 'Traffic', { vpc: this.here.vpc, allowAllOutbound: false });
  private readonly encryptionKey = new Key(this, 'Key', { enableKeyRotation: true });

  constructor(here: BrokerageRegion, id: string, ledgerUser: rds.Credentials) {
    super(here, id);
    this.ledger = this.createLedger(ledgerUser);
    const port = 'A secret port protects from nobody: the web tasks alone get an answer, by their security group.';
    acknowledge(this, {
      RDS11: port,
      AEC5: port,
      AEC6: 'The cache answers the web tasks alone, encrypted, and holds nothing that they may not see.',
      SMG4: 'Tasks read the secret when they start: a rotation without a new deployment would lock them out.',
      'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole]':
        'AWS keeps it to what the monitoring needs.',
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
  public openLedger(reader: BrokerageFunction): void {
    reader.addEnvironment('LEDGER_ARN', this.ledger.clusterArn);
    reader.addEnvironment('LEDGER_SECRET_ARN', this.ledgerSecret.secretArn);
    reader.addEnvironment('LEDGER_DATABASE', product.ledgerDatabase);
    this.ledger.grantDataApiAccess(reader);
    this.ledgerSecret.grantRead(reader);
  }

  /** What the accounts are in both Regions: written in one, followed in the other. */
  protected accountsSettings() {
    return {
      ...this.databaseSettings('06'),
      instanceType: ec2.InstanceType.of(ec2.InstanceClass.M7G, ec2.InstanceSize.LARGE),
      multiAz: true,
      storageType: rds.StorageType.GP3,
      maxAllocatedStorage: 1000,
      enablePerformanceInsights: true,
      cloudwatchLogsExports: ['postgresql', 'upgrade'],
    };
  }

  private databaseSettings(hour: string) {
    const { region, vpc } = this.here;
    return {
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.traffic],
      storageEncryptionKey: this.encryptionKey,
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      autoMinorVersionUpgrade: true,
      monitoringInterval: Duration.seconds(60),
      preferredMaintenanceWindow: `${region.maintenanceDay}:${hour}:00-${region.maintenanceDay}:${hour}:30`,
    };
  }

  /** The writer and two readers, each in its own zone, each able to become the writer. */
  private createLedger(credentials: rds.Credentials): rds.DatabaseCluster {
    const [writer, ...readers] = this.availabilityZones.map((availabilityZone, index) =>
      rds.ClusterInstance.provisioned(index === 0 ? 'Writer' : `Reader${index}`, {
        availabilityZone,
        promotionTier: index < 2 ? 0 : 1,
        instanceType: ec2.InstanceType.of(ec2.InstanceClass.R7G, ec2.InstanceSize.LARGE),
        enablePerformanceInsights: true,
      }),
    );
    return new rds.DatabaseCluster(this, 'Ledger', {
      ...this.databaseSettings('07'),
      engine: LEDGER_ENGINE,
      writer,
      readers,
      credentials,
      enableDataApi: true,
      iamAuthentication: true,
      cloudwatchLogsExports: ['postgresql'],
    });
  }
}

/** Where the data is written. */
export class PrimaryDataStack extends DataStack {
  public readonly accounts = new rds.DatabaseInstance(this, 'Accounts', {
    ...this.accountsSettings(),
    engine: ACCOUNTS_ENGINE,
    instanceIdentifier: names.accountsInstance,
    credentials: user('accounts', names.accountsSecret),
    allocatedStorage: 200,
    databaseInsightsMode: rds.DatabaseInsightsMode.STANDARD,
  });
  public readonly sessions = new dynamodb.TableV2(this, 'Sessions', {
    tableName: names.sessionsTable,
    partitionKey: { name: 'sessionId', type: dynamodb.AttributeType.STRING },
    timeToLiveAttribute: 'expiresAt',
    billing: dynamodb.Billing.onDemand(),
    replicas: [{ region: standby.name }],
  });

  constructor(here: BrokerageRegion, id: string) {
    super(here, id, user('ledger', names.ledgerSecret));
    (this.ledger.node.defaultChild as rds.CfnDBCluster).databaseName = product.ledgerDatabase;
    // The standby Region's cluster joins this one and can be promoted within minutes.
    new rds.CfnGlobalCluster(this, 'GlobalLedger', {
      globalClusterIdentifier: names.globalLedger,
      sourceDbClusterIdentifier: this.ledger.clusterArn,
      deletionProtection: true,
    });
  }
}

/** Follows the primary Region, ready to be promoted. */
export class StandbyDataStack extends DataStack {
  public readonly accounts = new rds.DatabaseInstanceReadReplica(this, 'Accounts', {
    ...this.accountsSettings(),
    sourceDatabaseInstance: rds.DatabaseInstance.fromDatabaseInstanceAttributes(this, 'PrimaryAccounts', {
      engine: ACCOUNTS_ENGINE,
      instanceIdentifier: names.accountsInstance,
      instanceEndpointAddress: '',
      port: 5432,
      securityGroups: [],
    }),
  });
  public readonly sessions = dynamodb.TableV2.fromTableName(this, 'Sessions', names.sessionsTable);

  constructor(here: BrokerageRegion, id: string) {
    super(here, id, rds.Credentials.fromPassword('nobody', SecretValue.unsafePlainText('')));
    // What the L2 constructs do not know: a source in another Region, which brings its encryption along; backups of a
    // PostgreSQL replica; a cluster that gets its users and databases from the global database's first one.
    Object.assign(this.accounts.node.defaultChild as rds.CfnDBInstance, {
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
    acknowledge(this.accounts, { RDS2: 'A replica is encrypted as its source is; its own key is given.' });
  }
}
