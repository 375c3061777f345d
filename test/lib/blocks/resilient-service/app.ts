import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { InstanceType, IpAddresses, Vpc } from 'aws-cdk-lib/aws-ec2';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { ResilientService, type ResilientServiceProps } from '../../../../lib/blocks/resilient-service';

export const ENV = { account: '111122223333', region: 'eu-central-1' };
export const ZONES = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];
/** Zones of the Region as a look-up would give them. */
const CONTEXT = { [`availability-zones:account=${ENV.account}:region=${ENV.region}`]: ZONES };

export const INSTANCE_TYPES = [new InstanceType('m7i.large'), new InstanceType('m6i.large')];

export function newStack(outdir?: string, env: object = { env: ENV }): Stack {
  return new Stack(new App({ context: CONTEXT, ...(outdir !== undefined && { outdir }) }), 'Stack', env);
}

export function newVpc(stack: Stack, cidr = '10.0.0.0/16'): Vpc {
  return new Vpc(stack, 'Vpc', { maxAzs: 3, ipAddresses: IpAddresses.cidr(cidr) });
}

type Given = Partial<ResilientServiceProps>;

/** A service of six tasks in three zones, but for what is given. */
export function serviceIn(stack: Stack, given: Given = {}): ResilientService {
  const network = given.vpc === undefined && given.cluster === undefined ? { vpc: newVpc(stack) } : {};
  return new ResilientService(stack, 'Web', {
    ...network,
    image: ContainerImage.fromRegistry('public.ecr.aws/docker/library/nginx:1.29'),
    baselineTasks: 6,
    containerHealthCheck: ['CMD', '/healthy'],
    ...given,
  });
}

export interface Made {
  readonly stack: Stack;
  readonly service: ResilientService;
  readonly template: Template;
}

/** The template of a service whose props may need the stack. */
export function make(given: (stack: Stack) => Given = () => ({})): Made {
  const stack = newStack();
  const props = given(stack);
  const service = serviceIn(stack, { alarms: { topic: new Topic(stack, 'Pager') }, ...props });
  return { stack, service, template: Template.fromStack(stack) };
}

/** What a resource says in the template, as deep as a test looks. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Properties = any;

export interface FoundResource {
  readonly Properties: Properties;
  readonly DependsOn?: string[];
}

/** The only resource of a type, or the one whose logical id starts so. */
export function only(template: Template, type: string, prefix = ''): FoundResource {
  const found = Object.entries(template.findResources(type)).filter(([id]) => id.startsWith(prefix));
  expect(found.map(([id]) => id)).toHaveLength(1);
  return found[0]![1] as FoundResource;
}

/** The warnings of the stack, by id if they are the block's; not those of subnets imported without a route table. */
export function warnings(stack: Stack): string[] {
  return Annotations.fromStack(stack)
    .findWarning('*', Match.not(Match.stringLikeRegexp('No routeTableId')))
    .map(({ entry }) => /\[ack: (cdk-resilience:\w+)\]/.exec(String(entry.data))?.[1] ?? String(entry.data))
    .sort();
}
