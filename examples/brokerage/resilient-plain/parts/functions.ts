import { RemovalPolicy, type Duration } from 'aws-cdk-lib';
import { Function, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { functionCode } from '../../product';
import { pageOn } from './alarms';

interface WatchedFunctionProps {
  readonly pager: ITopic;
  /** A folder of `functions/`. */
  readonly folder: string;
  readonly handler?: string;
  readonly timeout: Duration;
  /** Kept for this function, and the most it may take from the others. */
  readonly concurrency: number;
  readonly environment?: Record<string, string>;
}

/** A Lambda function with its own share of the concurrency, logs that are kept, and alarms. */
export function watchedFunction(scope: Construct, id: string, props: WatchedFunctionProps): Function {
  const fn = new Function(scope, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: props.handler ?? 'index.handler',
    code: functionCode(props.folder),
    memorySize: 512,
    timeout: props.timeout,
    reservedConcurrentExecutions: props.concurrency,
    environment: props.environment,
    tracing: Tracing.ACTIVE,
    logGroup: keptLogs(scope, `${id}Logs`),
  });
  pageOn(fn, 'Errors', props.pager, {
    metric: fn.metricErrors(),
    atLeast: 3,
    summary: `${id} fails.`,
    runbook: 'functions',
  });
  pageOn(fn, 'Throttles', props.pager, {
    metric: fn.metricThrottles(),
    atLeast: 1,
    summary: `${id} has used up its concurrency.`,
    runbook: 'functions',
  });
  return fn;
}

/** Logs that are there when an incident is looked into a year later. */
export function keptLogs(scope: Construct, id: string): LogGroup {
  return new LogGroup(scope, id, {
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
    deletionProtectionEnabled: true,
  });
}
