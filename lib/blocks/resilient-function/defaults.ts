import { Duration } from 'aws-cdk-lib';
import { LambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { StartingPosition, Tracing } from 'aws-cdk-lib/aws-lambda';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

/** The opinions of the block, by the property that overrides each. */
export const DEFAULTS = {
  /** CPU comes with memory: with the 128 MB of Lambda a function is slow to start and holds its concurrency for longer. */
  memorySize: 1024,
  tracing: Tracing.ACTIVE,
  /** An incident is looked into weeks later, and compared with how it was before. */
  logRetention: RetentionDays.ONE_YEAR,
  deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
  failedShare: 5,
  keepFailedEvents: true,
  /** The most that Lambda takes: what is throttled, or fails within Lambda, is tried again for as long. */
  maxEventAge: Duration.hours(6),
  retryAttempts: 2,
} as const;

/** The opinions on reading streams. */
export const STREAM_DEFAULTS = {
  batchSize: 100,
  parallelizationFactor: 1,
  retryAttempts: 5,
  startingPosition: StartingPosition.TRIM_HORIZON,
  reportBatchItemFailures: true,
} as const;

/** Zones that a function in a VPC needs subnets of: one may be lost. */
export const LEAST_ZONES = 2;
