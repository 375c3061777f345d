import { Fn, RemovalPolicy } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Port, SecurityGroup, SubnetType, type ISecurityGroup, type IVpc } from 'aws-cdk-lib/aws-ec2';
import { CfnReplicationGroup, CfnSubnetGroup } from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import type { OperationsStack } from '../operations';
import { pageOn } from './alarms';

interface QuoteCacheProps {
  readonly vpc: IVpc;
  readonly clients: ISecurityGroup;
  readonly operations: OperationsStack;
}

/** A node in each zone; a replica takes over by itself. */
export class QuoteCache extends Construct {
  public readonly host: string;

  constructor(scope: Construct, id: string, props: QuoteCacheProps) {
    super(scope, id);
    const { vpc, operations } = props;
    const zones = vpc.availabilityZones.length;

    const traffic = new SecurityGroup(this, 'Traffic', { vpc, allowAllOutbound: false });
    traffic.addIngressRule(props.clients, Port.tcp(6379));
    const subnets = new CfnSubnetGroup(this, 'Subnets', {
      description: 'A subnet in each zone',
      subnetIds: vpc.selectSubnets({ subnetType: SubnetType.PRIVATE_ISOLATED }).subnetIds,
    });

    const cache = new CfnReplicationGroup(this, 'Nodes', {
      replicationGroupDescription: 'Quotes and portfolio pages',
      engine: 'valkey',
      engineVersion: '8.0',
      cacheParameterGroupName: 'default.valkey8',
      cacheNodeType: 'cache.r7g.large',
      numNodeGroups: 1,
      replicasPerNodeGroup: zones - 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      autoMinorVersionUpgrade: true,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      snapshotRetentionLimit: 7,
      snapshotWindow: '04:00-05:00',
      preferredMaintenanceWindow: 'sat:06:00-sat:07:00',
      notificationTopicArn: operations.serviceEvents.topicArn,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [traffic.securityGroupId],
    });
    cache.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
    this.host = cache.attrPrimaryEndPointAddress;

    const limits = { EngineCPUUtilization: 80, DatabaseMemoryUsagePercentage: 80, Evictions: 1000, ReplicationLag: 10 };
    for (let node = 1; node <= zones; node++) {
      for (const [metricName, atLeast] of Object.entries(limits)) {
        pageOn(this, `${metricName}${node}`, operations.pager, {
          metric: new Metric({
            namespace: 'AWS/ElastiCache',
            metricName,
            dimensionsMap: { CacheClusterId: Fn.join('-', [cache.ref, `00${node}`]) },
            statistic: 'Maximum',
          }),
          atLeast,
          summary: `${metricName} of a cache node is high.`,
          runbook: 'cache',
        });
      }
    }
  }
}
