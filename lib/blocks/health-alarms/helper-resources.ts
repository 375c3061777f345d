import type { IConstruct } from 'constructs';

/**
 * Constructs that CDK adds to a user's stack to do its own work at deployment, by the name they have in the path.
 * Nobody is to be woken for them. Source: aws-cdk-lib, the construct that makes each.
 */
const HELPERS: readonly RegExp[] = [
  // Functions of CDK's custom resources, and singleton functions such as that of `BucketDeployment`.
  /^Custom::/,
  // `AwsCustomResource`.
  /^AWS679f53fac002430cb0da5b7982bd2287/i,
  // `LogRetention`.
  /^LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/i,
  // `Bucket` notifications.
  /^BucketNotificationsHandler050a0587b7544547bf325f094a3db834/i,
  // The framework of `custom-resources.Provider`; the user's own handler is not one of them.
  /^framework-(onEvent|isComplete|onTimeout)$/,
  /^waiter-state-machine$/,
  // Providers of EKS and of the first generation of replicated DynamoDB tables.
  /^@aws-cdk--aws-(eks|dynamodb)\./,
  // The hook that drains an instance of an ECS cluster before it ends.
  /^DrainECSHook$/,
];

/** How CDK marks the handlers of custom resources, whatever they are called. */
const HANDLER = 'aws:cdk:is-custom-resource-handler-';

/** Whether a construct belongs to what CDK made to serve another one. */
export function isHelper(construct: IConstruct): boolean {
  return construct.node.scopes.some(({ node }) => {
    return HELPERS.some((name) => name.test(node.id)) || node.metadata.some(({ type }) => type.startsWith(HANDLER));
  });
}
