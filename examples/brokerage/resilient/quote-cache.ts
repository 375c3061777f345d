import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elasticache from 'aws-cdk-lib/aws-elasticache';
import { Construct } from 'constructs';
import type { BrokerageRegion } from './brokerage-region';

/** Quotes and portfolio pages: a node in each zone, and a replica takes over by itself. */
export class QuoteCache extends Construct {
  public readonly host: string;
  public readonly traffic: ec2.SecurityGroup;

  constructor(scope: Construct, id: string, { operations, vpc }: BrokerageRegion) {
    super(scope, id);
    this.traffic = new ec2.SecurityGroup(this, 'Traffic', { vpc, allowAllOutbound: false });
    const subnets = new elasticache.CfnSubnetGroup(this, 'Subnets', {
      description: 'A subnet in each zone',
      subnetIds: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED }).subnetIds,
    });
    const cache = new elasticache.CfnReplicationGroup(this, 'Nodes', {
      replicationGroupDescription: 'Quotes and portfolio pages',
      engine: 'valkey',
      engineVersion: '8.0',
      cacheParameterGroupName: 'default.valkey8',
      cacheNodeType: 'cache.r7g.large',
      numNodeGroups: 1,
      replicasPerNodeGroup: vpc.availabilityZones.length - 1,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      autoMinorVersionUpgrade: true,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      snapshotRetentionLimit: 7,
      snapshotWindow: '04:00-05:00',
      preferredMaintenanceWindow: 'sat:06:00-sat:07:00',
      notificationTopicArn: operations.serviceEvents.topic.topicArn,
      cacheSubnetGroupName: subnets.ref,
      securityGroupIds: [this.traffic.securityGroupId],
    });
    cache.applyRemovalPolicy(RemovalPolicy.SNAPSHOT);
    this.host = cache.attrPrimaryEndPointAddress;
  }
}
