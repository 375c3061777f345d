import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';

const HTTP = {
  EndpointConfiguration: { Url: 'https://example.com' },
  S3Configuration: { BucketARN: 'b', RoleARN: 'r' },
};

/** Where a stream delivers to; each has its own settings. `S3DestinationConfiguration` is the old form of S3. */
const DESTINATIONS: readonly string[] = [
  'AmazonOpenSearchServerlessDestinationConfiguration',
  'AmazonopensearchserviceDestinationConfiguration',
  'ElasticsearchDestinationConfiguration',
  'ExtendedS3DestinationConfiguration',
  'HttpEndpointDestinationConfiguration',
  'IcebergDestinationConfiguration',
  'RedshiftDestinationConfiguration',
  'S3DestinationConfiguration',
  'SnowflakeDestinationConfiguration',
  'SplunkDestinationConfiguration',
];

export const firehoseRetry = defineRule({
  id: 'FirehoseRetry',
  appliesTo: 'AWS::KinesisFirehose::DeliveryStream',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The delivery stream does not try its destination again',
  why: 'With a retry duration of 0 the first refusal moves records to the error bucket, from where they have to be loaded by hand. The default is one minute to an hour, by destination.',
  fix: 'Set RetryOptions.DurationInSeconds to the longest outage of the destination to ride out, or leave it out (CDK: retryInterval).',
  wellArchitected: ['REL05-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/firehose/latest/dev/retry.html',
  examples: {
    noncompliant: { HttpEndpointDestinationConfiguration: { ...HTTP, RetryOptions: { DurationInSeconds: 0 } } },
    compliant: { HttpEndpointDestinationConfiguration: { ...HTTP, RetryOptions: { DurationInSeconds: 600 } } },
    at: 'Properties.HttpEndpointDestinationConfiguration.RetryOptions.DurationInSeconds',
  },
  check: (stream) =>
    destinationsOf(stream).map((destination) => {
      const duration = destination.at('RetryOptions.DurationInSeconds');
      return duration.number() === 0 ? nonCompliant(duration) : compliant;
    }),
});

export const firehoseErrorLogging = defineRule({
  id: 'FirehoseErrorLogging',
  appliesTo: 'AWS::KinesisFirehose::DeliveryStream',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Failed deliveries of the delivery stream are not logged',
  why: 'Why records did not arrive can then not be found out. The default is no logging.',
  fix: 'Set CloudWatchLoggingOptions with Enabled true, LogGroupName and LogStreamName (CDK: loggingConfig).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-logs.html',
  examples: {
    noncompliant: { HttpEndpointDestinationConfiguration: HTTP },
    compliant: {
      HttpEndpointDestinationConfiguration: {
        ...HTTP,
        CloudWatchLoggingOptions: { Enabled: true, LogGroupName: 'firehose', LogStreamName: 'http' },
      },
    },
    at: 'Properties.HttpEndpointDestinationConfiguration.CloudWatchLoggingOptions.Enabled',
  },
  check: (stream) =>
    destinationsOf(stream).map((destination) => {
      const enabled = destination.at('CloudWatchLoggingOptions.Enabled');
      return enabled.isTrue ? compliant : nonCompliant(enabled);
    }),
});

function destinationsOf(stream: Resource): Value[] {
  return DESTINATIONS.map((each) => stream.at(each)).filter((each) => each.isPresent);
}
