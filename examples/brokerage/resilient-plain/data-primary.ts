import { Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { InstanceClass, InstanceSize, InstanceType, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  CfnGlobalCluster,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseInsightsMode,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseSecret,
  PostgresEngineVersion,
  StorageType,
} from 'aws-cdk-lib/aws-rds';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { product } from '../product';
import { DataStack, LEDGER_VERSION, type DataStackProps } from './data';
import { gibibytes, watchDatabase } from './parts/databases';
import { watchTable } from './parts/tables';
import { names, standby } from './regions';

/** Where the data is written. */
export class PrimaryDataStack extends DataStack {
  public readonly accounts: { readonly host: string; readonly secret: ISecret };
  public readonly ledger: DatabaseCluster;
  public readonly ledgerSecret: ISecret;
  public readonly sessions: TableV2;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    this.accounts = this.addAccounts(props);
    this.ledger = this.addLedger(props);
    this.ledgerSecret = this.ledger.secret!;
    this.sessions = this.addSessions(props);
  }

  private addAccounts({ vpc, operations }: DataStackProps): { host: string; secret: ISecret } {
    const accounts = new DatabaseInstance(this, 'Accounts', {
      engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_9 }),
      instanceIdentifier: names.accountsInstance,
      instanceType: InstanceType.of(InstanceClass.M7G, InstanceSize.LARGE),
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.databaseTraffic],
      multiAz: true,
      credentials: Credentials.fromSecret(this.createSecret('AccountsSecret', 'accounts', names.accountsSecret)),
      allocatedStorage: 200,
      storageType: StorageType.GP3,
      maxAllocatedStorage: 1000,
      storageEncryptionKey: this.encryptionKey,
      backupRetention: Duration.days(35),
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      autoMinorVersionUpgrade: true,
      preferredMaintenanceWindow: 'sun:06:00-sun:06:30',
      monitoringInterval: Duration.seconds(60),
      enablePerformanceInsights: true,
      databaseInsightsMode: DatabaseInsightsMode.STANDARD,
      cloudwatchLogsExports: ['postgresql', 'upgrade'],
    });
    Tags.of(accounts).add('backup', 'databases');
    watchDatabase(accounts, {
      pager: operations.pager,
      dimensions: { DBInstanceIdentifier: accounts.instanceIdentifier },
      below: { FreeStorageSpace: gibibytes(20) },
    });
    return { host: accounts.instanceEndpoint.hostname, secret: accounts.secret! };
  }

  /** The writer and two readers, each in its own zone, each able to become the writer. */
  private addLedger({ vpc, operations }: DataStackProps): DatabaseCluster {
    const [first, second, third] = vpc.availabilityZones;
    const instance = {
      instanceType: InstanceType.of(InstanceClass.R7G, InstanceSize.LARGE),
      enablePerformanceInsights: true,
    };
    const ledger = new DatabaseCluster(this, 'Ledger', {
      engine: DatabaseClusterEngine.auroraPostgres({ version: LEDGER_VERSION }),
      defaultDatabaseName: product.ledgerDatabase,
      writer: ClusterInstance.provisioned('Writer', { ...instance, availabilityZone: first, promotionTier: 0 }),
      readers: [
        ClusterInstance.provisioned('Reader1', { ...instance, availabilityZone: second, promotionTier: 0 }),
        ClusterInstance.provisioned('Reader2', { ...instance, availabilityZone: third, promotionTier: 1 }),
      ],
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.databaseTraffic],
      credentials: Credentials.fromSecret(this.createSecret('LedgerSecret', 'ledger', names.ledgerSecret)),
      enableDataApi: true,
      storageEncryptionKey: this.encryptionKey,
      backup: { retention: Duration.days(35) },
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      autoMinorVersionUpgrade: true,
      preferredMaintenanceWindow: 'sun:07:00-sun:07:30',
      monitoringInterval: Duration.seconds(60),
      cloudwatchLogsExports: ['postgresql'],
    });
    Tags.of(ledger).add('backup', 'databases');
    watchDatabase(ledger, {
      pager: operations.pager,
      dimensions: { DBClusterIdentifier: ledger.clusterIdentifier },
      atLeast: { AuroraReplicaLagMaximum: 1000 },
      below: { FreeLocalStorage: gibibytes(10) },
    });

    // The standby Region's cluster joins this one and can be promoted within minutes.
    new CfnGlobalCluster(this, 'GlobalLedger', {
      globalClusterIdentifier: names.globalLedger,
      sourceDbClusterIdentifier: ledger.clusterArn,
      deletionProtection: true,
    }).applyRemovalPolicy(RemovalPolicy.RETAIN);
    return ledger;
  }

  private createSecret(id: string, username: string, secretName: string): DatabaseSecret {
    const secret = new DatabaseSecret(this, id, {
      username,
      secretName,
      replicaRegions: [{ region: standby.name }],
    });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return secret;
  }

  private addSessions({ operations }: DataStackProps): TableV2 {
    const sessions = new TableV2(this, 'Sessions', {
      tableName: names.sessionsTable,
      partitionKey: { name: 'sessionId', type: AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      tags: [{ key: 'backup', value: 'tables' }],
      replicas: [{ region: standby.name, tags: [{ key: 'backup', value: 'tables' }] }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    watchTable(sessions, sessions.tableName, operations.pager);
    return sessions;
  }
}
