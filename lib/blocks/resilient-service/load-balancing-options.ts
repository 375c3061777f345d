import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type {
  IApplicationListener,
  IApplicationLoadBalancer,
  ListenerCondition,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { fault } from '../fault';
import type { DomainOptions } from './domain';

/** How requests reach a service. */
export interface LoadBalancingOptions {
  /**
   * An existing load balancer, which gets a listener for the service.
   *
   * @default - a new load balancer
   */
  readonly loadBalancer?: IApplicationLoadBalancer;

  /**
   * An existing listener, which gets a rule for the service. It needs `priority` and `conditions`.
   *
   * @default - a new listener
   */
  readonly listener?: IApplicationListener;

  /**
   * The priority of the rule on the existing listener.
   *
   * @default - none; needed with `listener`
   */
  readonly priority?: number;

  /**
   * Which requests the rule on the existing listener is for.
   *
   * @default - none; needed with `listener`
   */
  readonly conditions?: ListenerCondition[];

  /**
   * The certificate of the new listener, which then answers HTTPS.
   *
   * @default - the new listener answers HTTP
   */
  readonly certificate?: ICertificate;

  /**
   * The names of the service: their certificate, with which the new listener answers HTTPS, and their records.
   *
   * @default - no names
   */
  readonly domain?: DomainOptions;

  /**
   * The port of the new listener.
   *
   * @default - 443 with a certificate or a domain, 80 without
   */
  readonly listenerPort?: number;

  /**
   * Whether the new load balancer is reached from the Internet. It needs a certificate or a domain, and sends
   * HTTP to HTTPS.
   *
   * @default false
   */
  readonly internetFacing?: boolean;

  /**
   * The subnets of the new load balancer, in all zones of the tasks.
   *
   * @default - the public subnets if it faces the Internet, the subnets of the tasks if not
   */
  readonly vpcSubnets?: SubnetSelection;

  /**
   * Where the new load balancer writes its access logs.
   *
   * @default - no access logs
   */
  readonly accessLogs?: IBucket;

  /**
   * Whether the new load balancer is protected against deletion.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * Lets AWS shift traffic of the new load balancer away from an impaired zone, and practise it every week. Without,
   * the load balancer is ready for a zonal shift that somebody starts.
   *
   * @default false
   */
  readonly zonalAutoshift?: boolean;

  /**
   * The path that tells whether a task can do its work.
   *
   * @default '/health'
   */
  readonly healthCheckPath?: string;
}

const OF_NEW_LOAD_BALANCER = [
  'internetFacing',
  'vpcSubnets',
  'accessLogs',
  'deletionProtection',
  'zonalAutoshift',
] as const;
const OF_NEW_LISTENER = ['certificate', 'domain', 'listenerPort'] as const;
const OF_EXISTING_LISTENER = ['priority', 'conditions'] as const;

/** Refuses options that contradict each other. */
export function checkLoadBalancing(scope: Construct, options: LoadBalancingOptions): void {
  const given = (names: readonly (keyof LoadBalancingOptions)[]): string =>
    names.filter((name) => options[name] !== undefined).join(', ');
  const { listener, loadBalancer } = options;
  const refuse = (names: string, why: string): void => {
    if (names !== '') throw fault(scope, `loadBalancing: ${names} ${why}`);
  };
  if (listener !== undefined) {
    if (loadBalancer !== undefined) throw fault(scope, 'loadBalancing: give loadBalancer or listener, not both.');
    refuse(
      given([...OF_NEW_LOAD_BALANCER, ...OF_NEW_LISTENER]),
      'cannot be set for an existing listener; set it there.',
    );
    if (options.priority === undefined || (options.conditions ?? []).length === 0) {
      throw fault(
        scope,
        'loadBalancing: an existing listener needs priority and conditions of the rule for the service.',
      );
    }
    return;
  }
  refuse(given(OF_EXISTING_LISTENER), 'belong to a rule on an existing listener; give the listener too.');
  if (loadBalancer !== undefined) {
    refuse(given(OF_NEW_LOAD_BALANCER), 'cannot be set for an existing load balancer; set it there.');
  } else if (options.internetFacing === true && (options.certificate ?? options.domain) === undefined) {
    throw fault(scope, 'loadBalancing: a load balancer that faces the Internet needs a certificate or a domain.');
  }
  if (options.certificate !== undefined && options.domain !== undefined) {
    throw fault(scope, 'loadBalancing: domain makes a certificate; give certificate or domain.');
  }
}
