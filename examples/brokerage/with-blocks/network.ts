import {
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { keptLogs } from './parts/functions';
import { RegionalStack, type Needs } from './region';

/** Three zones that share nothing: each has its own NAT gateway and its own way to the AWS APIs. */
export class NetworkStack extends RegionalStack {
  public readonly vpc: Vpc;

  constructor(scope: Construct, id: string, props: Needs) {
    super(scope, id, props);
    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(props.region.cidr),
      maxAzs: props.region.zones.length,
      subnetConfiguration: [
        { name: 'Public', subnetType: SubnetType.PUBLIC, cidrMask: 24 },
        { name: 'Private', subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 20 },
        { name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 24 },
      ],
      gatewayEndpoints: {
        S3: { service: GatewayVpcEndpointAwsService.S3 },
        DynamoDb: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      },
      flowLogs: { All: { destination: FlowLogDestination.toCloudWatchLogs(keptLogs(this, 'FlowLogs')) } },
    });

    // What a task needs to start and to place an order does not go through a NAT gateway.
    const services = {
      Images: InterfaceVpcEndpointAwsService.ECR_DOCKER,
      Registry: InterfaceVpcEndpointAwsService.ECR,
      Logs: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
      Secrets: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
      Queues: InterfaceVpcEndpointAwsService.SQS,
      Streams: InterfaceVpcEndpointAwsService.KINESIS_STREAMS,
    };
    for (const [name, service] of Object.entries(services)) this.vpc.addInterfaceEndpoint(name, { service });
  }
}
