import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { ILambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import type { FunctionProps } from 'aws-cdk-lib/aws-lambda';

/**
 * What only you know of the function, and the opinions that you do not share.
 *
 * All properties of a `lambda.Function` hold here too, with some more defaults: a `memorySize` of 1024 MB, a `tracing` that is
 * `ACTIVE`, a `logGroup` of its own that keeps logs for a year and cannot be deleted by accident, a `maxEventAge` of 6
 * hours with 2 `retryAttempts`. `timeout` must be said: what a slow but good run takes. Versions are kept when a newer
 * one takes their place (`currentVersionOptions.removalPolicy`), so that the alias can be pointed back within a minute.
 */
export interface ResilientFunctionProps extends FunctionProps {
  /**
   * How many events the function works on at the same time at most: calls a second in a surge x seconds that a call takes.
   * It is reserved (`reservedConcurrentExecutions`): other functions of the account cannot take it, nor this one theirs,
   * nor can it open more connections to what it calls.
   */
  readonly concurrency: number;

  /**
   * Environments that are started before they are needed, so that no caller waits for that; at most `concurrency`.
   *
   * @default - none
   */
  readonly provisionedConcurrency?: number;

  /**
   * How traffic moves to a new version. `LambdaDeploymentConfig.ALL_AT_ONCE` moves the alias without AWS CodeDeploy: then
   * nothing watches the new version and nothing brings the old one back. It is needed once where the `role` or a dead-letter
   * queue of your own changes: Lambda shares traffic only among versions that have the same ones.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
   * @default LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES
   */
  readonly deploymentConfig?: ILambdaDeploymentConfig;

  /**
   * The part of its calls, in per cent, that a new version may fail in two of five minutes before it is rolled back.
   *
   * @default 5
   */
  readonly failedShare?: number;

  /**
   * Alarms that bring the old version back as well, such as one on the latency of the API in front.
   *
   * @default - only errors of the new version do
   */
  readonly deploymentAlarms?: IAlarm[];

  /**
   * Whether to keep events that the function could not process in a queue. It matters where it is called asynchronously: by a
   * schedule, a topic, a bucket, an event rule, or anybody who does not wait for it. `onFailure`, or a dead-letter
   * queue or topic of your own, takes the place of the queue.
   *
   * @default true
   */
  readonly keepFailedEvents?: boolean;
}
