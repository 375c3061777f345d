import {
  RemovalPolicy,
  aws_dynamodb as dynamodb,
  aws_ec2 as ec2,
  aws_iam as iam,
  aws_rds as rds,
  aws_secretsmanager as secretsmanager,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { product } from '../product';
import { DataStack, LEDGER_VERSION } from './data';
import { names, primary, type Needs } from './region';

/** Follows the primary Region, ready to be promoted. */
export class StandbyDataStack extends DataStack {
  public readonly accounts;
  public readonly ledger: rds.IDatabaseCluster;
  public readonly ledgerSecret = secretsmanager.Secret.fromSecretNameV2(this, 'LedgerSecret', names.ledgerSecret);
  public readonly sessions = dynamodb.TableV2.fromTableName(this, 'Sessions', names.sessionsTable);

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) {
    super(scope, id, props);
    this.accounts = {
      host: this.addAccounts(props.vpc).instanceEndpoint.hostname,
      secret: secretsmanager.Secret.fromSecretNameV2(this, 'AccountsSecret', names.accountsSecret),
    };
    this.ledger = this.addLedger(props.vpc);
  }

  private addAccounts(vpc: ec2.IVpc): rds.DatabaseInstanceReadReplica {
    const accounts = new rds.DatabaseInstanceReadReplica(this, 'Accounts', {
      ...this.accountsSettings(vpc),
      sourceDatabaseInstance: rds.DatabaseInstance.fromDatabaseInstanceAttributes(this, 'PrimaryAccounts', {
        engine: rds.DatabaseInstanceEngine.postgres({ version: rds.PostgresEngineVersion.VER_17_9 }),
        instanceIdentifier: names.accountsInstance,
        instanceEndpointAddress: '',
        port: 5432,
        securityGroups: [],
      }),
      preferredMaintenanceWindow: 'wed:06:00-wed:06:30',
    });
    // The L2 construct does not know a source in another Region, which brings its encryption along, nor backups of a
    // PostgreSQL replica.
    const instance = accounts.node.defaultChild as rds.CfnDBInstance;
    instance.backupRetentionPeriod = 35;
    instance.storageEncrypted = undefined;
    instance.sourceDbInstanceIdentifier = `arn:aws:rds:${primary.name}:${product.account}:db:${names.accountsInstance}`;
    instance.sourceRegion = primary.name;
    return accounts;
  }

  /** The global database's second cluster, which the L2 construct cannot create. */
  private addLedger(vpc: ec2.IVpc): rds.IDatabaseCluster {
    const subnets = new rds.CfnDBSubnetGroup(this, 'LedgerSubnets', {
      dbSubnetGroupDescription: 'A subnet in each zone',
      subnetIds: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds,
    });
    const cluster = new rds.CfnDBCluster(this, 'Ledger', {
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
    const monitoringRole = new iam.Role(this, 'MonitoringRole', {
      assumedBy: new iam.ServicePrincipal('monitoring.rds.amazonaws.com'),
      managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonRDSEnhancedMonitoringRole')],
    });
    vpc.availabilityZones.forEach((availabilityZone, index) => {
      new rds.CfnDBInstance(this, `LedgerInstance${index + 1}`, {
        engine: 'aurora-postgresql',
        dbClusterIdentifier: cluster.ref,
        dbInstanceClass: 'db.r7g.large',
        availabilityZone,
        promotionTier: Math.min(index, 1),
        enablePerformanceInsights: true,
        monitoringInterval: 60,
        monitoringRoleArn: monitoringRole.roleArn,
        autoMinorVersionUpgrade: true,
      }).applyRemovalPolicy(RemovalPolicy.RETAIN);
    });
    return rds.DatabaseCluster.fromDatabaseClusterAttributes(this, 'LedgerCluster', {
      clusterIdentifier: cluster.ref,
      dataApiEnabled: true,
      secret: this.ledgerSecret,
    });
  }
}
