import { type Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { functionCode } from '../../product';
import { acknowledge } from './acknowledge';

interface BrokerageFunctionProps {
  /** A folder of `functions/`. */
  readonly folder: string;
  readonly handler?: string;
  readonly timeout: Duration;
  /** Kept for this function, and the most it may take from the others. */
  readonly concurrency: number;
  readonly environment?: Record<string, string>;
}

/** A Lambda function with its own share of the concurrency, and logs that are kept. */
export class BrokerageFunction extends lambda.Function {
  constructor(scope: Construct, id: string, { folder, concurrency, handler, ...props }: BrokerageFunctionProps) {
    super(scope, id, {
      ...props,
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: handler ?? 'index.handler',
      code: functionCode(folder),
      memorySize: 512,
      reservedConcurrentExecutions: concurrency,
      tracing: lambda.Tracing.ACTIVE,
      logGroup: keptLogs(scope, `${id}Logs`),
    });
    acknowledge(this, { 'IAM5[Resource::*]': 'AWS X-Ray takes traces and knows no resources.' });
  }
}

/** Logs that are there when an incident is looked into a year later. */
export function keptLogs(scope: Construct, id: string): logs.LogGroup {
  return new logs.LogGroup(scope, id, {
    retention: logs.RetentionDays.ONE_YEAR,
    deletionProtectionEnabled: true,
  });
}
