import { Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import { TableV2, type ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { InstanceClass, InstanceSize, InstanceType, SubnetType, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  CfnDBCluster,
  CfnDBInstance,
  CfnDBSubnetGroup,
  DatabaseCluster,
  DatabaseInstance,
  DatabaseInstanceEngine,
  DatabaseInstanceReadReplica,
  PostgresEngineVersion,
  StorageType,
  type IDatabaseCluster,
} from 'aws-cdk-lib/aws-rds';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { product } from '../product';
import { DataStack, LEDGER_VERSION, type DataStackProps } from './data';
import { gibibytes, watchDatabase } from './parts/databases';
import { watchTable } from './parts/tables';
import { names, primary } from './regions';

/** Follows the primary Region, ready to be promoted. */
export class StandbyDataStack extends DataStack {
  public readonly accounts: { readonly host: string; readonly secret: ISecret };
  public readonly ledger: IDatabaseCluster;
  public readonly ledgerSecret: ISecret;
  public readonly sessions: ITableV2;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    this.accounts = this.addAccounts(props);
    this.ledgerSecret = Secret.fromSecretNameV2(this, 'LedgerSecret', names.ledgerSecret);
    this.ledger = this.addLedger(props.vpc, props.operations.pager);
    this.sessions = TableV2.fromTableName(this, 'Sessions', names.sessionsTable);
    watchTable(this.sessions, names.sessionsTable, props.operations.pager);
  }

  private addAccounts({ vpc, operations }: DataStackProps): { host: string; secret: ISecret } {
    const accounts = new DatabaseInstanceReadReplica(this, 'Accounts', {
      sourceDatabaseInstance: DatabaseInstance.fromDatabaseInstanceAttributes(this, 'PrimaryAccounts', {
        engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_17_9 }),
        instanceIdentifier: names.accountsInstance,
        instanceEndpointAddress: '',
        port: 5432,
        securityGroups: [],
      }),
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
      preferredMaintenanceWindow: 'wed:06:00-wed:06:30',
      monitoringInterval: Duration.seconds(60),
      enablePerformanceInsights: true,
      cloudwatchLogsExports: ['postgresql', 'upgrade'],
    });
    // The L2 construct does not know a source in another Region, which brings its encryption along, nor backups of a
    // PostgreSQL replica.
    const instance = accounts.node.defaultChild as CfnDBInstance;
    instance.backupRetentionPeriod = 35;
    instance.storageEncrypted = undefined;
    instance.sourceDbInstanceIdentifier = `arn:aws:rds:${primary.name}:${product.account}:db:${names.accountsInstance}`;
    instance.sourceRegion = primary.name;
    Tags.of(accounts).add('backup', 'databases');
    watchDatabase(accounts, {
      pager: operations.pager,
      dimensions: { DBInstanceIdentifier: accounts.instanceIdentifier },
      atLeast: { ReplicaLag: 60 },
      below: { FreeStorageSpace: gibibytes(20) },
    });
    return {
      host: accounts.instanceEndpoint.hostname,
      secret: Secret.fromSecretNameV2(this, 'AccountsSecret', names.accountsSecret),
    };
  }

  /** The global database's second cluster, which the L2 construct cannot create. */
  private addLedger(vpc: IVpc, pager: ITopic): IDatabaseCluster {
    const subnets = new CfnDBSubnetGroup(this, 'LedgerSubnets', {
      dbSubnetGroupDescription: 'A subnet in each zone',
      subnetIds: vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED }).subnetIds,
    });
    const cluster = new CfnDBCluster(this, 'Ledger', {
      engine: 'aurora-postgresql',
      engineVersion: LEDGER_VERSION.auroraPostgresFullVersion,
      globalClusterIdentifier: names.globalLedger,
      dbSubnetGroupName: subnets.ref,
      vpcSecurityGroupIds: [this.databaseTraffic.securityGroupId],
      enableHttpEndpoint: true,
      storageEncrypted: true,
      kmsKeyId: this.encryptionKey.keyArn,
      backupRetentionPeriod: 35,
      deleteAutomatedBackups: false,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      preferredMaintenanceWindow: 'wed:07:00-wed:07:30',
      enableCloudwatchLogsExports: ['postgresql'],
    });
    cluster.applyRemovalPolicy(RemovalPolicy.RETAIN);
    Tags.of(cluster).add('backup', 'databases');
    const monitoringRole = new Role(this, 'MonitoringRole', {
      assumedBy: new ServicePrincipal('monitoring.rds.amazonaws.com'),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonRDSEnhancedMonitoringRole')],
    });
    vpc.availabilityZones.forEach((zone, index) => {
      new CfnDBInstance(this, `LedgerInstance${index + 1}`, {
        engine: 'aurora-postgresql',
        dbClusterIdentifier: cluster.ref,
        dbInstanceClass: 'db.r7g.large',
        availabilityZone: zone,
        promotionTier: Math.min(index, 1),
        enablePerformanceInsights: true,
        monitoringInterval: 60,
        monitoringRoleArn: monitoringRole.roleArn,
        autoMinorVersionUpgrade: true,
      }).applyRemovalPolicy(RemovalPolicy.RETAIN);
    });
    watchDatabase(cluster, {
      pager,
      dimensions: { DBClusterIdentifier: cluster.ref },
      atLeast: { AuroraGlobalDBReplicationLag: 5000 },
      below: { FreeLocalStorage: gibibytes(10) },
    });
    return DatabaseCluster.fromDatabaseClusterAttributes(this, 'LedgerCluster', {
      clusterIdentifier: cluster.ref,
      dataApiEnabled: true,
      secret: this.ledgerSecret,
    });
  }
}
