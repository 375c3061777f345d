import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';

const STREAM = 'arn:aws:kinesis:eu-west-1:111122223333:stream/quotes';
const TARGET = 'arn:aws:lambda:eu-west-1:111122223333:function:quotes';
const DeadLetterConfig = { Arn: 'arn:aws:sqs:eu-west-1:111122223333:quotes-dead' };

export const pipesUnboundedRetries = defineRule({
  id: 'PipesUnboundedRetries',
  appliesTo: 'AWS::Pipes::Pipe',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'essential',
  title: 'One bad record stops the shard until it expires',
  why: 'A pipe retries a failing batch before it reads on. Neither retries nor record age is limited by default, so the records behind it wait for hours or days, and expire with it.',
  fix: 'Set MaximumRetryAttempts or MaximumRecordAgeInSeconds, and DeadLetterConfig, of the source (CDK: maximumRetryAttempts, maximumRecordAge, deadLetterTarget).',
  wellArchitected: ['REL05-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html',
  examples: {
    noncompliant: pipe({}),
    compliant: pipe({ MaximumRetryAttempts: 5 }),
    at: 'Properties.SourceParameters.KinesisStreamParameters.MaximumRetryAttempts',
  },
  check: (resource) => {
    const source = streamSettingsOf(resource);
    if (source === undefined) return notApplicable;
    const [retries, age] = [source.at('MaximumRetryAttempts'), source.at('MaximumRecordAgeInSeconds')];
    // A limit that is known decides, whatever the other one is.
    const known = [retries, age].filter((limit) => !limit.isUnknown);
    if ([...known, retries, age].some((limit) => (limit.number() ?? -1) !== -1)) return compliant;
    return nonCompliant(retries, { detail: 'Retries and record age are both without limit (-1, the default).' });
  },
});

export const pipesStreamDlq = defineRule({
  id: 'PipesStreamDlq',
  appliesTo: 'AWS::Pipes::Pipe',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Records that the pipe cannot deliver are dropped',
  why: 'When retries are used up, the pipe reads on and the records are gone unless a dead-letter queue takes note of them. The default is none.',
  fix: 'Set DeadLetterConfig.Arn of the source (CDK: deadLetterTarget).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html',
  examples: {
    noncompliant: pipe({ MaximumRetryAttempts: 5 }),
    compliant: pipe({ MaximumRetryAttempts: 5, DeadLetterConfig }),
    at: 'Properties.SourceParameters.KinesisStreamParameters.DeadLetterConfig',
  },
  check: (resource) => {
    const source = streamSettingsOf(resource);
    if (source === undefined) return notApplicable;
    const config = source.at('DeadLetterConfig');
    return config.isPresent ? compliant : nonCompliant(config);
  },
});

/** The settings of a source that is read shard by shard: the template must give its starting position. */
function streamSettingsOf(resource: Resource): Value | undefined {
  const sources = ['KinesisStreamParameters', 'DynamoDBStreamParameters'];
  return sources.map((each) => resource.at('SourceParameters').at(each)).find((each) => each.isPresent);
}

function pipe(settings: { [property: string]: unknown }): { [property: string]: unknown } {
  const KinesisStreamParameters = { StartingPosition: 'LATEST', ...settings };
  return { Source: STREAM, Target: TARGET, RoleArn: 'role', SourceParameters: { KinesisStreamParameters } };
}
