import { Duration, RemovalPolicy, Tags } from 'aws-cdk-lib';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Stream, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { FeedHandlers } from './feed-handlers';
import type { OperationsStack } from './operations';
import { pageOn } from './parts/alarms';
import { watchedFunction } from './parts/functions';
import { DeadLetterQueue } from './parts/queues';
import { watchTable } from './parts/tables';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

interface MarketDataStackProps extends RegionalStackProps {
  readonly vpc: IVpc;
  readonly operations: OperationsStack;
}

export class MarketDataStack extends RegionalStack {
  /** Every price of every symbol. */
  public readonly ticks: Stream;

  constructor(scope: Construct, id: string, props: MarketDataStackProps) {
    super(scope, id, props);
    const { pager } = props.operations;

    this.ticks = new Stream(this, 'Ticks', {
      streamMode: StreamMode.ON_DEMAND,
      retentionPeriod: Duration.days(7),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    pageOn(this.ticks, 'SilentFeed', pager, {
      metric: this.ticks.metricIncomingRecords({ statistic: 'Sum' }),
      below: 1,
      summary: 'No prices arrive from the exchange.',
      runbook: 'market-data',
    });
    pageOn(this.ticks, 'RefusedTicks', pager, {
      metric: this.ticks.metricWriteProvisionedThroughputExceeded({ statistic: 'Sum' }),
      atLeast: 1,
      summary: 'The stream refuses prices.',
      runbook: 'market-data',
    });
    new FeedHandlers(this, 'FeedHandlers', { ...props, ticks: this.ticks });
    this.addQuotes(props);
  }

  private addQuotes({ operations: { pager } }: MarketDataStackProps): void {
    const quotes = new TableV2(this, 'Quotes', {
      partitionKey: { name: 'symbol', type: AttributeType.STRING },
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Tags.of(quotes).add('backup', 'tables');
    watchTable(quotes, quotes.tableName, pager);

    const keepQuotes = watchedFunction(this, 'KeepQuotes', {
      pager,
      folder: 'quotes',
      handler: 'index.perRecord',
      timeout: Duration.seconds(30),
      concurrency: 100,
      environment: { QUOTES_TABLE: quotes.tableName },
    });
    quotes.grantWriteData(keepQuotes);
    keepQuotes.addEventSource(
      new KinesisEventSource(this.ticks, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 500,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 5,
        maxRecordAge: Duration.minutes(5),
        onFailure: new SqsDlq(new DeadLetterQueue(this, 'LostQuotes', pager)),
      }),
    );
    pageOn(keepQuotes, 'IteratorAge', pager, {
      metric: keepQuotes.metric('IteratorAge', { statistic: 'Maximum' }),
      atLeast: 30_000,
      summary: 'Customers see prices that are more than half a minute old.',
      runbook: 'market-data',
    });
  }
}
