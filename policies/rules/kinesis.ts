import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';

const STREAM_ARN = { 'Fn::GetAtt': ['Subject', 'Arn'] };

export const kinesisRetention = defineRule({
  id: 'KinesisRetention',
  appliesTo: 'AWS::Kinesis::Stream',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The stream keeps records for less than a week',
  why: 'Consumers that are down or wrong over a weekend lose what was written meanwhile, and nothing is left to replay. The default is 24 hours.',
  fix: 'Set RetentionPeriodHours to 168 or more (CDK: retentionPeriod: Duration.days(7)).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'config:kinesis-stream-backup-retention-check',
    'prowler:kinesis_stream_data_retention_period',
    'securityhub:Kinesis.3',
    'steampipe:kinesis_stream_retention_period_168_hours',
  ],
  docs: 'https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html',
  remedy: { RetentionPeriodHours: 168 },
  examples: {
    noncompliant: { ShardCount: 2 },
    compliant: { ShardCount: 2, RetentionPeriodHours: 168 },
    at: 'Properties.RetentionPeriodHours',
  },
  check: (stream) => {
    const hours = stream.number('RetentionPeriodHours');
    if ((hours ?? 24) >= 168) return compliant;
    return nonCompliant('RetentionPeriodHours', {
      detail: `Records are kept for ${hours ?? '24 (the default)'} hours.`,
    });
  },
});

export const kinesisCapacityMode = defineRule({
  id: 'KinesisCapacityMode',
  appliesTo: 'AWS::Kinesis::Stream',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The stream does not grow with its load',
  why: 'Each shard takes 1 MB or 1,000 records a second: in a surge writes are throttled until somebody adds shards.',
  fix: 'Set StreamModeDetails.StreamMode to ON_DEMAND, or scale the shards (CDK: streamMode: StreamMode.ON_DEMAND).',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html',
  examples: {
    noncompliant: { ShardCount: 2, StreamModeDetails: { StreamMode: 'PROVISIONED' } },
    compliant: { StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
    at: 'Properties.StreamModeDetails.StreamMode',
  },
  check: (stream) => {
    const mode =
      stream.string('StreamModeDetails.StreamMode') ?? (stream.has('ShardCount') ? 'PROVISIONED' : undefined);
    if (mode === undefined) return notApplicable;
    return mode === 'PROVISIONED' ? nonCompliant('StreamModeDetails.StreamMode') : compliant;
  },
});

export const kinesisConsumerFanOut = defineRule({
  id: 'KinesisConsumerFanOut',
  appliesTo: 'AWS::Kinesis::Stream',
  category: 'SHARED_FATE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Several consumers share the read throughput of the stream',
  why: 'Consumers without enhanced fan-out share 2 MB and five reads a second of each shard: one that catches up slows down the others.',
  fix: 'Register an AWS::Kinesis::StreamConsumer for each and read from its ConsumerARN (CDK: StreamConsumer).',
  wellArchitected: ['REL01-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html',
  examples: {
    noncompliant: withReaders('A', 'B', 'C'),
    compliant: withReaders('A', 'B'),
    at: '',
  },
  check: (stream) => {
    const readers = [
      ...stream.referencedBy('AWS::Lambda::EventSourceMapping', 'EventSourceArn'),
      ...stream.referencedBy('AWS::Pipes::Pipe', 'Source'),
      ...stream.referencedBy('AWS::KinesisFirehose::DeliveryStream', 'KinesisStreamSourceConfiguration'),
    ];
    if (readers.length <= 2) return compliant;
    const detail = `${readers.map((each) => each.id).join(', ')} share it.`;
    return nonCompliant(undefined, { detail, related: readers });
  },
});

function withReaders(...ids: string[]): { Resources: { [id: string]: unknown } } {
  const Properties = { EventSourceArn: STREAM_ARN, FunctionName: 'quotes', StartingPosition: 'LATEST' };
  const readers = ids.map((id) => [id, { Type: 'AWS::Lambda::EventSourceMapping', Properties }] as const);
  return { Resources: { Subject: { Type: 'AWS::Kinesis::Stream' }, ...Object.fromEntries(readers) } };
}
