import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Value } from '../../lib/model/value';
import { EVENT_SOURCE_TYPES, eventSourcesOf, isShardedStream } from '../../lib/facts/event-sources';
import { reservedConcurrencyOf } from '../../lib/facts/functions';

const STREAM = 'arn:aws:kinesis:eu-west-1:111122223333:stream/quotes';
const QUEUE = 'arn:aws:sqs:eu-west-1:111122223333:orders';
const FAILED = { OnFailure: { Destination: 'arn:aws:sqs:eu-west-1:111122223333:orders-dead' } };

export const lambdaEsmUnboundedRetries = defineRule({
  id: 'LambdaEsmUnboundedRetries',
  appliesTo: EVENT_SOURCE_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'essential',
  title: 'One bad record stops the shard until it expires',
  why: 'Lambda retries a failing batch before it reads on. Neither retries nor record age is limited by default, so the records behind it wait for hours or days, and expire with it.',
  fix: 'Set MaximumRetryAttempts or MaximumRecordAgeInSeconds, and DestinationConfig.OnFailure (CDK: retryAttempts, maxRecordAge, onFailure).',
  wellArchitected: ['REL05-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
  remedy: { MaximumRetryAttempts: 5 },
  examples: {
    noncompliant: { EventSourceArn: STREAM, FunctionName: 'quotes', StartingPosition: 'LATEST' },
    compliant: { EventSourceArn: STREAM, FunctionName: 'quotes', StartingPosition: 'LATEST', MaximumRetryAttempts: 5 },
    at: 'Properties.MaximumRetryAttempts',
  },
  check: (resource) =>
    eventSourcesOf(resource)
      .filter(isShardedStream)
      .map(({ settings }) => {
        const [retries, age] = [settings.at('MaximumRetryAttempts'), settings.at('MaximumRecordAgeInSeconds')];
        // A limit that is known decides, whatever the other one is.
        const known = [retries, age].filter((limit) => !limit.isUnknown);
        if ([...known, retries, age].some((limit) => (limit.number() ?? -1) !== -1)) return compliant;
        return nonCompliant(retries, { detail: 'Retries and record age are both without limit (-1, the default).' });
      }),
});

export const lambdaEsmFailureDestination = defineRule({
  id: 'LambdaEsmFailureDestination',
  appliesTo: EVENT_SOURCE_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Records that the function cannot process are dropped',
  why: 'When retries are used up, Lambda reads on and the records are gone unless a destination takes note of them. The default is none.',
  fix: 'Set DestinationConfig.OnFailure.Destination to a queue, topic or bucket (CDK: onFailure: new SqsDlq(queue)).',
  wellArchitected: ['REL05-BP04'],
  equivalents: ['cdk-nag:LambdaEventSourceMappingDestination'],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
  examples: {
    noncompliant: { EventSourceArn: STREAM, FunctionName: 'quotes', StartingPosition: 'LATEST' },
    compliant: {
      EventSourceArn: STREAM,
      FunctionName: 'quotes',
      StartingPosition: 'LATEST',
      DestinationConfig: FAILED,
    },
    at: 'Properties.DestinationConfig.OnFailure',
  },
  check: (resource) =>
    eventSourcesOf(resource)
      .filter((each) => isShardedStream(each) || each.kind === 'kafka')
      .map(({ settings }) => {
        const destination = settings.at('DestinationConfig.OnFailure');
        return destination.isPresent ? compliant : nonCompliant(destination);
      }),
});

export const lambdaEsmBisectBatch = defineRule({
  id: 'LambdaEsmBisectBatch',
  appliesTo: EVENT_SOURCE_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'One bad record fails its whole batch',
  why: 'Without bisecting or partial responses the good records of the batch are retried and given up together with the bad one. The default batch has 100 records and is not split.',
  fix: 'Set BisectBatchOnFunctionError to true, or FunctionResponseTypes to ReportBatchItemFailures with a function that answers so (CDK: bisectBatchOnError, reportBatchItemFailures).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html',
  remedy: { BisectBatchOnFunctionError: true },
  examples: {
    noncompliant: { EventSourceArn: STREAM, FunctionName: 'quotes', StartingPosition: 'LATEST' },
    compliant: {
      EventSourceArn: STREAM,
      FunctionName: 'quotes',
      StartingPosition: 'LATEST',
      BisectBatchOnFunctionError: true,
    },
    at: 'Properties.BisectBatchOnFunctionError',
  },
  check: (resource) =>
    eventSourcesOf(resource)
      .filter(isShardedStream)
      .map(({ settings }) => {
        const bisect = settings.at('BisectBatchOnFunctionError');
        if (reportsItems(settings) || bisect.isTrue || settings.at('BatchSize').number() === 1) return compliant;
        return nonCompliant(bisect, {
          detail: `A batch has up to ${settings.at('BatchSize').number() ?? '100 (the default)'} records.`,
        });
      }),
});

export const lambdaEsmPartialBatchResponse = defineRule({
  id: 'LambdaEsmPartialBatchResponse',
  appliesTo: EVENT_SOURCE_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'One bad message sends its whole batch back to the queue',
  why: 'All messages of the batch are processed again and count a receive, so good ones reach the dead-letter queue with the bad one. By default a batch has 10 messages and fails as a whole.',
  fix: 'Set FunctionResponseTypes to ReportBatchItemFailures and return batchItemFailures from the function (CDK: reportBatchItemFailures: true).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html',
  remedy: { FunctionResponseTypes: ['ReportBatchItemFailures'] },
  examples: {
    noncompliant: { EventSourceArn: QUEUE, FunctionName: 'orders' },
    compliant: { EventSourceArn: QUEUE, FunctionName: 'orders', FunctionResponseTypes: ['ReportBatchItemFailures'] },
    at: 'Properties.FunctionResponseTypes',
  },
  check: (resource) =>
    eventSourcesOf(resource)
      .filter(({ kind }) => kind === 'sqs')
      .map(({ settings }) => {
        if (reportsItems(settings) || settings.at('BatchSize').number() === 1) return compliant;
        const detail = `A batch has up to ${settings.at('BatchSize').number() ?? '10 (the default)'} messages.`;
        return nonCompliant(settings.at('FunctionResponseTypes'), { detail });
      }),
});

export const lambdaEsmSqsConcurrency = defineRule({
  id: 'LambdaEsmSqsConcurrency',
  appliesTo: EVENT_SOURCE_TYPES,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The queue feeds the function faster than its reserved concurrency allows',
  why: 'Lambda goes on polling when the function is throttled. Each throttled message counts a receive, so a surge moves good messages to the dead-letter queue. The default is no limit on the mapping.',
  fix: 'Set ScalingConfig.MaximumConcurrency of the mapping to no more than ReservedConcurrentExecutions of the function (CDK: maxConcurrency).',
  wellArchitected: ['REL05-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html',
  examples: {
    noncompliant: {
      Resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 20 } },
        Subject: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: QUEUE, FunctionName: { Ref: 'Handler' } },
        },
      },
    },
    compliant: {
      Resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 20 } },
        Subject: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: QUEUE,
            FunctionName: { Ref: 'Handler' },
            ScalingConfig: { MaximumConcurrency: 20 },
          },
        },
      },
    },
    at: 'Properties.ScalingConfig.MaximumConcurrency',
  },
  check: (resource) =>
    eventSourcesOf(resource)
      .filter(({ kind }) => kind === 'sqs')
      .map(({ settings, function: handler }) => {
        // Provisioned pollers take the place of this limit.
        if (handler === undefined || settings.at('ProvisionedPollerConfig').isPresent) return notApplicable;
        const reserved = reservedConcurrencyOf(handler);
        // A function that is switched off is a finding of its own.
        if (reserved === undefined || reserved === 0) return notApplicable;
        const limit = settings.at('ScalingConfig.MaximumConcurrency');
        const maximum = limit.number();
        if (maximum !== undefined && maximum <= reserved) return compliant;
        const detail = `${handler.id} runs at most ${reserved} at a time, the mapping calls up to ${maximum ?? 'as many as it can'}.`;
        return nonCompliant(limit, { detail, related: [handler] });
      }),
});

export const lambdaEsmStartingPosition = defineRule({
  id: 'LambdaEsmStartingPosition',
  appliesTo: EVENT_SOURCE_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Records that arrive while the mapping is created are skipped',
  why: 'Creating or replacing a mapping takes minutes. One that starts at LATEST does not see what was written meanwhile.',
  fix: 'Set StartingPosition to TRIM_HORIZON or AT_TIMESTAMP (CDK: startingPosition: StartingPosition.TRIM_HORIZON).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html',
  examples: {
    noncompliant: { EventSourceArn: STREAM, FunctionName: 'quotes', StartingPosition: 'LATEST' },
    compliant: { EventSourceArn: STREAM, FunctionName: 'quotes', StartingPosition: 'TRIM_HORIZON' },
    at: 'Properties.StartingPosition',
  },
  check: (resource) =>
    eventSourcesOf(resource)
      .filter((each) => isShardedStream(each) || each.kind === 'kafka')
      .map(({ settings }) => {
        const position = settings.at('StartingPosition');
        return position.string() === 'LATEST' ? nonCompliant(position) : compliant;
      }),
});

export const lambdaEsmDisabled = defineRule({
  id: 'LambdaEsmDisabled',
  appliesTo: EVENT_SOURCE_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The event source mapping is switched off',
  why: 'Nothing reads the queue or stream: what it holds is deleted when the retention ends.',
  fix: 'Set Enabled to true or leave it out, true is the default (CDK: enabled).',
  wellArchitected: ['REL06-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html',
  examples: {
    noncompliant: { EventSourceArn: QUEUE, FunctionName: 'orders', Enabled: false },
    compliant: { EventSourceArn: QUEUE, FunctionName: 'orders', Enabled: true },
    at: 'Properties.Enabled',
  },
  check: (resource) =>
    eventSourcesOf(resource).map(({ settings }) => {
      const enabled = settings.at('Enabled');
      return enabled.isFalse ? nonCompliant(enabled) : compliant;
    }),
});

/** Whether the function says which records of a batch failed. A list that deployment decides counts as said. */
function reportsItems(settings: Value): boolean {
  const types = settings.at('FunctionResponseTypes');
  return types.isUnknown || types.items().some((type) => type.string() === 'ReportBatchItemFailures');
}
