import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { InstanceClass, InstanceSize, InstanceType, Peer, Port, SecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnCacheCluster, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  DatabaseCluster,
  DatabaseClusterEngine,
  DatabaseInstance,
  DatabaseInstanceEngine,
  PostgresEngineVersion,
} from 'aws-cdk-lib/aws-rds';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { product } from '../product';

interface DataStackProps extends StackProps {
  readonly vpc: IVpc;
}

export class DataStack extends Stack {
  /** Customers and their accounts. */
  public readonly accounts: DatabaseInstance;
  /** Trades and positions. */
  public readonly ledger: DatabaseCluster;
  /** Quotes and portfolio pages. */
  public readonly cache: CfnCacheCluster;
  /** Statements and trade confirmations. */
  public readonly statements: Bucket;

  constructor(scope: Construct, id: string, props: DataStackProps) {
    super(scope, id, props);
    const { vpc } = props;

    this.accounts = new DatabaseInstance(this, 'Accounts', {
      engine: DatabaseInstanceEngine.postgres({ version: PostgresEngineVersion.VER_16_13 }),
      instanceType: InstanceType.of(InstanceClass.T4G, InstanceSize.MEDIUM),
      vpc,
      allocatedStorage: 100,
      storageEncrypted: true,
      backupRetention: Duration.days(1),
      removalPolicy: RemovalPolicy.DESTROY,
    });

    this.accounts.connections.allowDefaultPortFrom(Peer.ipv4(vpc.vpcCidrBlock));

    this.ledger = new DatabaseCluster(this, 'Ledger', {
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_16_11 }),
      defaultDatabaseName: product.ledgerDatabase,
      writer: ClusterInstance.provisioned('Writer', {
        instanceType: InstanceType.of(InstanceClass.R6G, InstanceSize.LARGE),
      }),
      vpc,
      enableDataApi: true,
      storageEncrypted: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const cacheTraffic = new SecurityGroup(this, 'CacheTraffic', { vpc });
    cacheTraffic.addIngressRule(Peer.ipv4(vpc.vpcCidrBlock), Port.tcp(6379));
    this.cache = new CfnCacheCluster(this, 'Cache', {
      engine: 'redis',
      cacheNodeType: 'cache.t4g.small',
      numCacheNodes: 1,
      vpcSecurityGroupIds: [cacheTraffic.securityGroupId],
      cacheSubnetGroupName: new CfnSubnetGroup(this, 'CacheSubnets', {
        description: 'Subnets of the cache',
        subnetIds: vpc.privateSubnets.map((subnet) => subnet.subnetId),
      }).ref,
    });

    this.statements = new Bucket(this, 'Statements', {
      removalPolicy: RemovalPolicy.DESTROY,
      autoDeleteObjects: true, // so that test stacks can be torn down
    });
  }
}
