import { Duration } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import type { Construct } from 'constructs';
import { FeedHandlers } from './feed-handlers';
import { BrokerageFunction } from './parts/functions';
import { readStream } from './parts/stream-reader';
import { RegionalStack, type Needs } from './region';

export class MarketDataStack extends RegionalStack {
  /** Every price of every symbol. */
  public readonly ticks = new kinesis.Stream(this, 'Ticks', {
    streamMode: kinesis.StreamMode.ON_DEMAND,
    retentionPeriod: Duration.days(7),
  });
  /** The last price of each symbol. */
  public readonly quotes = new dynamodb.TableV2(this, 'Quotes', {
    partitionKey: { name: 'symbol', type: dynamodb.AttributeType.STRING },
    billing: dynamodb.Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
  });
  public readonly feedHandlers: FeedHandlers;
  public readonly keepQuotes: BrokerageFunction;

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) {
    super(scope, id, props);
    this.feedHandlers = new FeedHandlers(this, 'FeedHandlers', { ...props, ticks: this.ticks });

    this.keepQuotes = new BrokerageFunction(this, 'KeepQuotes', {
      folder: 'quotes',
      handler: 'index.perRecord',
      timeout: Duration.seconds(30),
      concurrency: 100,
      environment: { QUOTES_TABLE: this.quotes.tableName },
    });
    this.quotes.grantWriteData(this.keepQuotes);
    readStream(this.keepQuotes, this.ticks, Duration.minutes(5));
  }
}
