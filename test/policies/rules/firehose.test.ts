import { RuleTester } from 'cdk-resilience/rules';
import { firehoseErrorLogging, firehoseRetry } from '../../../policies/rules/firehose';

RuleTester.run(firehoseRetry, {
  valid: [
    { name: 'the default', given: { SplunkDestinationConfiguration: { HECEndpoint: 'https://example.com' } } },
    { name: 'S3, which has no such property', given: { ExtendedS3DestinationConfiguration: { BucketARN: 'b' } } },
  ],
  invalid: [
    {
      name: 'zero as text',
      given: { RedshiftDestinationConfiguration: { RetryOptions: { DurationInSeconds: '0' } } },
      finds: ['Subject.Properties.RedshiftDestinationConfiguration.RetryOptions.DurationInSeconds'],
    },
  ],
  undetermined: [
    {
      name: 'a duration given at deployment',
      given: {
        Parameters: { Seconds: { Type: 'Number' } },
        Resources: {
          Subject: {
            Type: 'AWS::KinesisFirehose::DeliveryStream',
            Properties: { SplunkDestinationConfiguration: { RetryOptions: { DurationInSeconds: { Ref: 'Seconds' } } } },
          },
        },
      },
      open: ['Subject.Properties.SplunkDestinationConfiguration.RetryOptions.DurationInSeconds'],
    },
  ],
});

RuleTester.run(firehoseErrorLogging, {
  valid: [{ name: 'no destination yet', given: { DeliveryStreamName: 'quotes' } }],
  invalid: [
    {
      name: 'false',
      given: { ExtendedS3DestinationConfiguration: { CloudWatchLoggingOptions: { Enabled: false } } },
      finds: ['Subject.Properties.ExtendedS3DestinationConfiguration.CloudWatchLoggingOptions.Enabled'],
    },
  ],
});
