import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { acknowledge } from './acknowledge';
import type { BrokerageRegion } from './brokerage-region';
import { KEPT_LOGS, RegionalStack } from './region';

/** Three zones that share nothing: each has its own NAT gateway and its own way to the AWS APIs. */
export class NetworkStack extends RegionalStack {
  public readonly vpc: ec2.Vpc;

  constructor(here: BrokerageRegion, id: string) {
    super(here, id);
    const flowLogs = new LogGroup(this, 'FlowLogs', KEPT_LOGS);
    this.vpc = new ec2.Vpc(this, 'Vpc', {
      ipAddresses: ec2.IpAddresses.cidr(here.region.cidr),
      maxAzs: here.region.zones.length,
      subnetConfiguration: [
        { name: 'Public', subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 },
        { name: 'Private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'Isolated', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      gatewayEndpoints: {
        S3: { service: ec2.GatewayVpcEndpointAwsService.S3 },
        DynamoDb: { service: ec2.GatewayVpcEndpointAwsService.DYNAMODB },
      },
      flowLogs: { All: { destination: ec2.FlowLogDestination.toCloudWatchLogs(flowLogs) } },
    });

    // What a task needs to start and to place an order does not go through a NAT gateway.
    const services = {
      Images: ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER,
      Registry: ec2.InterfaceVpcEndpointAwsService.ECR,
      Logs: ec2.InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
      Secrets: ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
      Queues: ec2.InterfaceVpcEndpointAwsService.SQS,
      Streams: ec2.InterfaceVpcEndpointAwsService.KINESIS_STREAMS,
    };
    for (const [name, service] of Object.entries(services)) this.vpc.addInterfaceEndpoint(name, { service });
    acknowledge(this, { EC23: 'Only addresses of the own network are let in, which cdk-nag cannot read.' });
  }
}
