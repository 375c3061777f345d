import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { ResilientFunction, type ResilientFunctionProps } from '../../../../lib/blocks/resilient-function';

const ENVIRONMENT = { env: { account: '111122223333', region: 'eu-central-1' } };

export function newStack(outdir?: string): Stack {
  return new Stack(new App({ ...(outdir !== undefined && { outdir }) }), 'Stack', ENVIRONMENT);
}

export function functionIn(
  scope: Construct,
  props: Partial<ResilientFunctionProps> = {},
  code = 'exports.handler = async () => ({ batchItemFailures: [] })',
): ResilientFunction {
  return new ResilientFunction(scope, 'Login', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline(code),
    timeout: Duration.seconds(10),
    concurrency: 300,
    ...props,
  });
}

/** The template of a function with these properties. */
export function templateOf(props: Partial<ResilientFunctionProps> = {}, code?: string): Template {
  const stack = newStack();
  functionIn(stack, props, code);
  return Template.fromStack(stack);
}

/** The logical id of the only resource of a type. */
export function idOf(template: Template, type: string): string {
  const ids = Object.keys(template.findResources(type));
  expect(ids).toHaveLength(1);
  return ids[0]!;
}
