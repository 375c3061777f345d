import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ResiliencyPolicy, ResilientService, Tier } from 'cdk-resilience';
import type { IConstruct } from 'constructs';
import { BrokerageFunction } from './brokerage-function';
import type { BrokerageRegion } from './brokerage-region';
import { RegionalStack, RUNBOOKS } from './region';
import { imageOf } from './registry';

/** Prices, which each Region gets from the exchange by itself. */
export class MarketDataStack extends RegionalStack {
  /** Every price of every symbol. */
  public readonly ticks = new kinesis.Stream(this, 'Ticks', {
    encryption: kinesis.StreamEncryption.MANAGED,
    streamMode: kinesis.StreamMode.ON_DEMAND,
    retentionPeriod: Duration.days(7),
  });
  /** The last price of each symbol. */
  public readonly quotes = new dynamodb.TableV2(this, 'Quotes', {
    partitionKey: { name: 'symbol', type: dynamodb.AttributeType.STRING },
    billing: dynamodb.Billing.onDemand(),
  });
  /** What customers fail to see prices without. */
  public readonly partsOfJourney: IConstruct[];

  constructor(here: BrokerageRegion, id: string) {
    super(here, id);
    // When the Region is lost, the other one has the prices that it got itself.
    const critical = ResiliencyPolicy.preset(Tier.CRITICAL);
    ResiliencyPolicy.of(this.quotes).declare({ ...critical, region: undefined, recoveryApproach: undefined });

    // Take prices from the exchange, which accepts the addresses of every zone's NAT gateway: any task can take any feed.
    const feedHandlers = new ResilientService(this, 'FeedHandlers', {
      vpc: here.vpc,
      image: imageOf(this, 'feed-handlers'),
      baselineTasks: here.region.baseline.feedHandlers,
      containerPort: 9000,
      containerHealthCheck: ['CMD-SHELL', 'curl --fail --silent http://localhost:8080/healthz || exit 1'],
      logRetention: RetentionDays.ONE_YEAR,
      networkLoadBalancing: { port: 9000, healthCheckPort: 8080, healthCheckPath: '/healthz' },
      alarms: { runbook: `${RUNBOOKS}market-data` },
      environment: { TICKS_STREAM: this.ticks.streamName },
    });
    this.ticks.grantWrite(feedHandlers);
    const silence = this.ticks.metricIncomingRecords({ statistic: 'Sum', period: Duration.minutes(1) });
    silence
      .createAlarm(this, 'SilentFeed', {
        threshold: 1,
        comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.BREACHING,
        evaluationPeriods: 3,
        alarmDescription: `No prices arrive from the exchange. Runbook: ${RUNBOOKS}market-data`,
      })
      .addAlarmAction(here.operations.pager);

    const keepQuotes = new BrokerageFunction(this, 'KeepQuotes', {
      folder: 'quotes',
      handler: 'index.perRecord',
      timeout: Duration.seconds(30),
      concurrency: 100,
      environment: { QUOTES_TABLE: this.quotes.tableName },
    });
    this.quotes.grantWriteData(keepQuotes);
    keepQuotes.readStream(this.ticks, { batchSize: 500, maxRecordAge: Duration.minutes(5) });
    this.partsOfJourney = [feedHandlers.networkLoadBalancer!, this.ticks, keepQuotes, this.quotes];
  }
}
