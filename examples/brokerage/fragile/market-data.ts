import { Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { ComparisonOperator } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AttributeType, BillingMode, Table } from 'aws-cdk-lib/aws-dynamodb';
import {
  CfnEIP,
  CfnEIPAssociation,
  Instance,
  InstanceClass,
  InstanceSize,
  InstanceType,
  LaunchTemplate,
  MachineImage,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  type IVpc,
} from 'aws-cdk-lib/aws-ec2';
import { NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { Function, Runtime, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { functionCode } from '../product';

interface MarketDataStackProps extends StackProps {
  readonly vpc: IVpc;
}

export class MarketDataStack extends Stack {
  /** Every price of every symbol. */
  public readonly ticks: Stream;

  constructor(scope: Construct, id: string, props: MarketDataStackProps) {
    super(scope, id, props);

    this.ticks = new Stream(this, 'Ticks', {
      streamMode: StreamMode.PROVISIONED,
      shardCount: 2,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.addExchangeGateway(props.vpc);
    this.addFeedHandlers(props.vpc);
    this.addQuotes();
  }

  /** The exchange accepts connections from one address only. */
  private addExchangeGateway(vpc: IVpc): void {
    const gateway = new Instance(this, 'ExchangeGateway', {
      vpc,
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      instanceType: InstanceType.of(InstanceClass.T3, InstanceSize.MEDIUM),
      machineImage: MachineImage.latestAmazonLinux2023(),
    });
    this.ticks.grantWrite(gateway);
    new CfnEIPAssociation(this, 'ExchangeAddress', {
      instanceId: gateway.instanceId,
      allocationId: new CfnEIP(this, 'Address').attrAllocationId,
    });
  }

  private addFeedHandlers(vpc: IVpc): void {
    const securityGroup = new SecurityGroup(this, 'FeedHandlerTraffic', { vpc });
    const handlers = new AutoScalingGroup(this, 'FeedHandlers', {
      vpc,
      launchTemplate: new LaunchTemplate(this, 'FeedHandler', {
        instanceType: InstanceType.of(InstanceClass.T3, InstanceSize.LARGE),
        machineImage: MachineImage.latestAmazonLinux2023(),
        securityGroup,
        role: new Role(this, 'FeedHandlerRole', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }),
      }),
      minCapacity: 1,
      maxCapacity: 1, // handlers do not share their subscriptions yet
    });
    this.ticks.grantWrite(handlers);

    const loadBalancer = new NetworkLoadBalancer(this, 'QuoteStream', {
      vpc,
      // next to the exchange's line
      vpcSubnets: { subnetType: SubnetType.PRIVATE_WITH_EGRESS, availabilityZones: ['us-east-1a'] },
    });
    loadBalancer.connections.allowFrom(Peer.ipv4(vpc.vpcCidrBlock), Port.tcp(9000));
    loadBalancer.connections.allowTo(handlers, Port.tcp(9000));
    loadBalancer.addListener('Quotes', { port: 9000 }).addTargets('FeedHandlers', { port: 9000, targets: [handlers] });
  }

  private addQuotes(): void {
    const quotes = new Table(this, 'Quotes', {
      partitionKey: { name: 'symbol', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const keepQuotes = new Function(this, 'KeepQuotes', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.wholeBatch',
      code: functionCode('quotes'),
      timeout: Duration.minutes(1),
      environment: { QUOTES_TABLE: quotes.tableName },
    });
    quotes.grantWriteData(keepQuotes);
    keepQuotes.addEventSource(
      new KinesisEventSource(this.ticks, { startingPosition: StartingPosition.LATEST, batchSize: 500 }),
    );

    const feedAlarms = new Topic(this, 'FeedAlarms'); // operations will subscribe
    this.ticks
      .metricPutRecordsBytes({ period: Duration.minutes(15) })
      .createAlarm(this, 'SilentFeed', {
        threshold: 1,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: 2,
      })
      .addAlarmAction(new SnsAction(feedAlarms));
  }
}
