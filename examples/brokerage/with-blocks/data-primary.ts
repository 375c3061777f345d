import { Duration, RemovalPolicy, aws_dynamodb as dynamodb, aws_ec2 as ec2, aws_rds as rds } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { product } from '../product';
import { DataStack, LEDGER_VERSION } from './data';
import { names, standby, type Needs } from './region';

/** Where the data is written. */
export class PrimaryDataStack extends DataStack {
  public readonly accounts;
  public readonly ledger: rds.DatabaseCluster;
  public readonly ledgerSecret = this.secretOf('ledger', names.ledgerSecret);
  public readonly sessions: dynamodb.TableV2;

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) {
    super(scope, id, props);
    const secret = this.secretOf('accounts', names.accountsSecret);
    const accounts = new rds.DatabaseInstance(this, 'Accounts', {
      ...this.accountsSettings(props.vpc),
      engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17_9 }),
      instanceIdentifier: names.accountsInstance,
      credentials: rds.Credentials.fromSecret(secret),
      allocatedStorage: 200,
      backupRetention: Duration.days(35),
      preferredMaintenanceWindow: 'sun:06:00-sun:06:30',
      databaseInsightsMode: rds.DatabaseInsightsMode.STANDARD,
    });
    this.accounts = { host: accounts.instanceEndpoint.hostname, secret };
    this.ledger = this.addLedger(props.vpc);
    this.sessions = new dynamodb.TableV2(this, 'Sessions', {
      tableName: names.sessionsTable,
      partitionKey: { name: 'sessionId', type: dynamodb.AttributeType.STRING },
      timeToLiveAttribute: 'expiresAt',
      billing: dynamodb.Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      replicas: [{ region: standby.name }],
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  /** The writer and two readers, each in its own zone, each able to become the writer. */
  private addLedger(vpc: ec2.IVpc): rds.DatabaseCluster {
    const [writer, ...readers] = vpc.availabilityZones.map((availabilityZone, index) =>
      rds.ClusterInstance.provisioned(index === 0 ? 'Writer' : `Reader${index}`, {
        availabilityZone,
        promotionTier: index < 2 ? 0 : 1,
        instanceType: ec2.InstanceType.of(ec2.InstanceClass.R7G, ec2.InstanceSize.LARGE),
        enablePerformanceInsights: true,
      }),
    );
    const ledger = new rds.DatabaseCluster(this, 'Ledger', {
      engine: rds.DatabaseClusterEngine.auroraPostgres({ version: LEDGER_VERSION }),
      defaultDatabaseName: product.ledgerDatabase,
      writer,
      readers,
      vpc,
      vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
      securityGroups: [this.databaseTraffic],
      credentials: rds.Credentials.fromSecret(this.ledgerSecret),
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
    // The standby Region's cluster joins this one and can be promoted within minutes.
    new rds.CfnGlobalCluster(this, 'GlobalLedger', {
      globalClusterIdentifier: names.globalLedger,
      sourceDbClusterIdentifier: ledger.clusterArn,
      deletionProtection: true,
    }).applyRemovalPolicy(RemovalPolicy.RETAIN);
    return ledger;
  }

  private secretOf(username: string, secretName: string): rds.DatabaseSecret {
    const replicaRegions = [{ region: standby.name }];
    const secret = new rds.DatabaseSecret(this, `Secret-${username}`, { username, secretName, replicaRegions });
    secret.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return secret;
  }
}
