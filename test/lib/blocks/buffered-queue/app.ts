import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  Cluster,
  ContainerImage,
  ContainerInsights,
  FargateService,
  FargateTaskDefinition,
  type ICluster,
} from 'aws-cdk-lib/aws-ecs';
import { Code, Function, Runtime, Tracing, type FunctionOptions } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import {
  BufferedQueue,
  type BufferedQueueProps,
  type LambdaConsumerOptions,
  type ServiceConsumerOptions,
} from '../../../../lib/blocks/buffered-queue';

export const ENVIRONMENT = { env: { account: '111122223333', region: 'eu-central-1' } };

export function newStack(outdir?: string): Stack {
  return new Stack(new App({ ...(outdir !== undefined && { outdir }) }), 'Stack', ENVIRONMENT);
}

/** 100 messages a second, five times as many for ten minutes. */
export function queueIn(scope: Construct, props: Partial<BufferedQueueProps> = {}): BufferedQueue {
  return new BufferedQueue(scope, 'Orders', { arrivalRate: 100, maximumDelay: Duration.minutes(30), ...props });
}

export function functionIn(scope: Construct, props: FunctionOptions = {}, id = 'Place'): Function {
  return new Function(scope, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] })'),
    timeout: Duration.seconds(30),
    memorySize: 512,
    tracing: Tracing.ACTIVE,
    ...props,
  });
}

export function serviceIn(scope: Construct, insights?: ContainerInsights, given?: ICluster): FargateService {
  const cluster =
    given ??
    new Cluster(scope, 'Cluster', {
      vpc: new Vpc(scope, 'Vpc', { natGateways: 1 }),
      ...(insights !== undefined && { containerInsightsV2: insights }),
    });
  const taskDefinition = new FargateTaskDefinition(scope, 'Task');
  taskDefinition.addContainer('worker', { image: ContainerImage.fromRegistry('example.com/worker:1') });
  return new FargateService(scope, 'Workers', { cluster, taskDefinition });
}

export const LAMBDA: LambdaConsumerOptions = { batchDuration: Duration.seconds(1) };
export const SERVICE: ServiceConsumerOptions = { messagesPerSecond: 20, processingTimeout: Duration.seconds(30) };

/** A queue with these properties that a function reads. */
export function read(props: Partial<BufferedQueueProps> = {}, options: Partial<LambdaConsumerOptions> = {}): Template {
  const stack = newStack();
  queueIn(stack, props).addLambdaConsumer(functionIn(stack), { ...LAMBDA, ...options });
  return Template.fromStack(stack);
}

/** Ids of the messages of a kind on the stack. */
export function annotations(stack: Stack, kind: 'findWarning' | 'findInfo'): string[] {
  const found = Annotations.fromStack(stack);
  return found[kind]('*', Match.anyValue())
    .map(({ entry }) => /\[ack: (cdk-resilience:\w+)\]/.exec(String(entry.data))?.[1] ?? '')
    .filter((id) => id !== '');
}
