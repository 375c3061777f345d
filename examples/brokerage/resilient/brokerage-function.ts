import { Runtime } from 'aws-cdk-lib/aws-lambda';
import { ResilientFunction, type ResilientFunctionProps } from 'cdk-resilience';
import type { Construct } from 'constructs';
import { functionCode } from '../product';

interface BrokerageFunctionProps extends Pick<ResilientFunctionProps, 'timeout' | 'concurrency' | 'environment'> {
  /** A folder of `functions/`. */
  readonly folder: string;
  readonly handler?: string;
}

/** A Lambda function of the brokerage. */
export class BrokerageFunction extends ResilientFunction {
  constructor(scope: Construct, id: string, { folder, ...props }: BrokerageFunctionProps) {
    super(scope, id, { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code: functionCode(folder), ...props });
  }
}
