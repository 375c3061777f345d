import type { Resource } from './resource';

/**
 * Constructs that CDK adds to a user's stack to do its own work, by the name they have in a construct path or,
 * where path metadata is off, at the beginning of a logical id. Source: aws-cdk-lib, the construct that makes each.
 */
const HELPERS: readonly RegExp[] = [
  // Functions of CDK's custom resources: `CustomResourceProvider` and `CustomResourceProviderBase`.
  /^Custom::.*(CustomResourceProvider|Provider)$/,
  /^Custom(?=[A-Z])\w*CustomResourceProvider(Role|Handler)?[0-9A-F]{8}$/,
  // `BucketDeployment`, `DockerImage`-less singleton functions: their id is `Custom::` and a fixed UUID.
  /^Custom::\w+[0-9A-F]{8,}$/i,
  /^CustomCDK\w+[0-9A-F]{8}/,
  // `AwsCustomResource`.
  /^AWS679f53fac002430cb0da5b7982bd2287/i,
  // `LogRetention`.
  /^LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a/i,
  // `Bucket` notifications.
  /^BucketNotificationsHandler050a0587b7544547bf325f094a3db834/i,
  // The framework functions of `custom-resources.Provider`; the user's own handler is not one of them.
  /^framework-(onEvent|isComplete|onTimeout)$/,
  /^waiter-state-machine$/,
  // EKS providers.
  /^@aws-cdk--aws-eks\./,
  // `aws-ecs-patterns`, `aws-autoscaling`: the hook that drains an instance before it ends.
  /^DrainECSHook$/,
  // The provider that replicates DynamoDB tables of the first generation.
  /^@aws-cdk--aws-dynamodb\./,
];

/** Whether CDK made a resource to serve another construct: its user has no hold on its properties. */
export function isHelper(resource: Resource): boolean {
  if (resource.type.startsWith('Custom::') || resource.type === 'AWS::CDK::Metadata') return true;
  if (resource.constructPath === undefined) return isHelperName(resource.id);
  const { metadata } = resource.stack.source;
  let path = '';
  return resource.constructPath.split('/').some((name) => {
    path = path === '' ? name : `${path}/${name}`;
    return isHelperName(name) || metadata?.get(path)?.isHelper === true;
  });
}

function isHelperName(name: string): boolean {
  return HELPERS.some((helper) => helper.test(name));
}
