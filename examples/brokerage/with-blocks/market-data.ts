import { Duration, RemovalPolicy, aws_dynamodb as dynamodb, aws_kinesis as kinesis } from 'aws-cdk-lib';
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
    removalPolicy: RemovalPolicy.RETAIN,
  });
  /** The last price of each symbol. */
  public readonly quotes = new dynamodb.TableV2(this, 'Quotes', {
    partitionKey: { name: 'symbol', type: dynamodb.AttributeType.STRING },
    billing: dynamodb.Billing.onDemand(),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  public readonly feedHandlers: FeedHandlers;

  constructor(scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) {
    super(scope, id, props);
    this.feedHandlers = new FeedHandlers(this, 'FeedHandlers', { ...props, ticks: this.ticks });

    const keepQuotes = new BrokerageFunction(this, 'KeepQuotes', {
      folder: 'quotes',
      handler: 'index.perRecord',
      timeout: Duration.seconds(30),
      concurrency: 100,
      environment: { QUOTES_TABLE: this.quotes.tableName },
    });
    this.quotes.grantWriteData(keepQuotes);
    readStream(keepQuotes, this.ticks, Duration.minutes(5));
  }
}
