import {
  FlowLogDestination,
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  IpAddresses,
  NatProvider,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { pageOn } from './parts/alarms';
import { keptLogs } from './parts/functions';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

interface NetworkStackProps extends RegionalStackProps {
  readonly pager: ITopic;
}

/** Three zones that share nothing: each has its own NAT gateway and its own way to the AWS APIs. */
export class NetworkStack extends RegionalStack {
  public readonly vpc: Vpc;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id, props);
    const zones = props.region.zones.length;
    const nat = NatProvider.gateway();

    this.vpc = new Vpc(this, 'Vpc', {
      ipAddresses: IpAddresses.cidr(props.region.cidr),
      maxAzs: zones,
      natGateways: zones,
      natGatewayProvider: nat,
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
    this.addInterfaceEndpoints();

    nat.configuredGateways.forEach(({ az, gatewayId }, index) => {
      pageOn(this, `NatPorts${index + 1}`, props.pager, {
        metric: new Metric({
          namespace: 'AWS/NATGateway',
          metricName: 'ErrorPortAllocation',
          dimensionsMap: { NatGatewayId: gatewayId },
          statistic: 'Sum',
        }),
        atLeast: 1,
        summary: `The NAT gateway of ${az} has no ports left.`,
        runbook: 'network',
      });
    });
  }

  /** What a task needs to start and to place an order does not go through a NAT gateway. */
  private addInterfaceEndpoints(): void {
    const services = {
      Images: InterfaceVpcEndpointAwsService.ECR_DOCKER,
      Registry: InterfaceVpcEndpointAwsService.ECR,
      Logs: InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS,
      Secrets: InterfaceVpcEndpointAwsService.SECRETS_MANAGER,
      Queues: InterfaceVpcEndpointAwsService.SQS,
      Streams: InterfaceVpcEndpointAwsService.KINESIS_STREAMS,
    };
    for (const [id, service] of Object.entries(services)) this.vpc.addInterfaceEndpoint(id, { service });
  }
}
