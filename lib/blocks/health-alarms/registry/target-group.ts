import { Stack } from 'aws-cdk-lib';
import type { Subject } from '../subject';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

/** The part of an ARN that CloudWatch knows a load balancer by. */
const FULL_NAME = /:(?:loadbalancer|listener(?:-rule)?)\/((?:app|net)\/[^/]+\/[^/]+)/;

interface Attachment {
  /** The listener or rule that sends requests to the group. */
  readonly through: Subject;
  readonly balancer: string;
}

/** Whether a load balancer is one for HTTP. */
export function isApplication(balancer: Subject): boolean {
  return (balancer.text('Type') ?? 'application') === 'application';
}

/** The namespace of the group's metrics; `undefined` where targets have no health or the protocol is open. */
export function namespaceOf(group: Subject): string | undefined {
  const protocol = group.text('Protocol');
  if (group.text('TargetType') === 'lambda' || protocol === undefined) return undefined;
  if (/^HTTPS?$/.test(protocol)) return 'AWS/ApplicationELB';
  return /^(TCP|TLS|UDP|TCP_UDP|QUIC|TCP_QUIC)$/.test(protocol) ? 'AWS/NetworkELB' : undefined;
}

/** The full name of the load balancer in front of the group. */
export function balancerOf(group: Subject): string | undefined {
  return attachmentOf(group)?.balancer;
}

/** What names both the group and its load balancer, where they are in different stacks: no new dependency there. */
export function homeOf(group: Subject): Subject | undefined {
  return attachmentOf(group)?.through;
}

/** One of two groups that deployments swap: the idle one has no targets. */
export function isSwapped(group: Subject): boolean {
  return group.mentions().some(({ by, path }) => {
    if (path.includes('AlternateTargetGroupArn') || by.type === 'AWS::CodeDeploy::DeploymentGroup') return true;
    if (by.type !== 'AWS::ECS::Service' || !path.startsWith('LoadBalancers[]')) return false;
    const isRolling = ['ROLLING', undefined].includes(by.text('DeploymentConfiguration.Strategy'));
    return !isRolling || by.text('DeploymentController.Type') === 'CODE_DEPLOY';
  });
}

function attachmentOf(group: Subject): Attachment | undefined {
  const through = group.mentions(LISTENER, RULE).map(({ by }) => by);
  const found = through.flatMap((by) => {
    const balancer = balancerBehind(by);
    return balancer === undefined ? [] : [{ through: by, balancer }];
  });
  // Next to the group, if there is a choice.
  return found.find((each) => each.through.stack === Stack.of(group.resource)) ?? found[0];
}

function balancerBehind(by: Subject): string | undefined {
  const listener = by.type === RULE ? by.named('ListenerArn') : by;
  if (listener === undefined) return fullName(by.text('ListenerArn'));
  const balancer = listener.named('LoadBalancerArn');
  if (balancer?.type === BALANCER) return balancer.attribute('LoadBalancerFullName');
  return fullName(listener.text('LoadBalancerArn'));
}

function fullName(arn: string | undefined): string | undefined {
  return arn === undefined ? undefined : FULL_NAME.exec(arn)?.[1];
}
