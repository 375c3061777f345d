import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import type { Construct, IConstruct } from 'constructs';
import { FeedHandlers } from './feed-handlers';
import { BrokerageFunction } from './parts/functions';
import { readStream } from './parts/stream-reader';
import { RegionalStack, RUNBOOKS, type Needs } from './region';

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

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) {
    super(scope, id, props);
    const silence = this.ticks.metricIncomingRecords({ statistic: 'Sum', period: Duration.minutes(1) });
    silence
      .createAlarm(this, 'SilentFeed', {
        threshold: 1,
        comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: cloudwatch.TreatMissingData.BREACHING,
        evaluationPeriods: 3,
        alarmDescription: `No prices arrive from the exchange. Runbook: ${RUNBOOKS}market-data`,
      })
      .addAlarmAction(props.operations.pager);
    const { loadBalancer } = new FeedHandlers(this, 'FeedHandlers', { ...props, ticks: this.ticks });

    const keepQuotes = new BrokerageFunction(this, 'KeepQuotes', {
      folder: 'quotes',
      handler: 'index.perRecord',
      timeout: Duration.seconds(30),
      concurrency: 100,
      environment: { QUOTES_TABLE: this.quotes.tableName },
    });
    this.quotes.grantWriteData(keepQuotes);
    readStream(keepQuotes, this.ticks, Duration.minutes(5));
    this.partsOfJourney = [loadBalancer, this.ticks, keepQuotes, this.quotes];
  }
}
