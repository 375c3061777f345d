import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import type { INetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { fault } from '../fault';
import type { DomainOptions } from './domain';

/** How connections reach a service that speaks TCP: streams, MQTT, TLS that the container ends itself. */
export interface NetworkLoadBalancingOptions {
  /** The port of the new listener. */
  readonly port: number;

  /**
   * An existing load balancer, which gets a listener for the service.
   *
   * @default - a new load balancer
   */
  readonly loadBalancer?: INetworkLoadBalancer;

  /**
   * The certificate of the listener, which then ends TLS and passes the content on.
   *
   * @default - what is sent is passed on as it is
   */
  readonly certificate?: ICertificate;

  /**
   * The names of the service: their certificate, with which the listener ends TLS, and their records.
   *
   * @default - no names
   */
  readonly domain?: DomainOptions;

  /**
   * Whether the new load balancer is reached from the Internet.
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
   * Where the new load balancer writes its access logs. It logs connections whose TLS it ends, and no others.
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
   * The path that tells by HTTP whether a task can do its work.
   *
   * @default - a task is healthy that takes connections
   */
  readonly healthCheckPath?: string;

  /**
   * The port that health is asked at.
   *
   * @default - the port the container listens on
   */
  readonly healthCheckPort?: number;
}

const OF_NEW_LOAD_BALANCER = [
  'internetFacing',
  'vpcSubnets',
  'accessLogs',
  'deletionProtection',
  'zonalAutoshift',
] as const;

/** Refuses options that contradict each other. */
export function checkNetworkLoadBalancing(scope: Construct, options: NetworkLoadBalancingOptions): void {
  const refuse = (isWrong: boolean, message: string): void => {
    if (isWrong) throw fault(scope, `networkLoadBalancing: ${message}`);
  };
  const { accessLogs, certificate, domain, healthCheckPath, healthCheckPort, loadBalancer } = options;
  for (const [name, port] of Object.entries({ port: options.port, healthCheckPort })) {
    const isPort = port === undefined || (Number.isInteger(port) && port >= 1 && port <= 65_535);
    refuse(!isPort, `${name} is ${port}; it must be a whole number from 1 to 65535.`);
  }
  refuse(certificate !== undefined && domain !== undefined, 'domain makes a certificate; give certificate or domain.');
  refuse(
    accessLogs !== undefined && certificate === undefined && domain === undefined,
    'a Network Load Balancer logs TLS that it ends, and nothing else; give accessLogs with a certificate or domain. The flow logs of the VPC show other connections.',
  );
  refuse(
    healthCheckPath?.startsWith('/') === false,
    `healthCheckPath is ${healthCheckPath}; it must begin with a slash.`,
  );
  const given = OF_NEW_LOAD_BALANCER.filter((name) => options[name] !== undefined);
  refuse(
    loadBalancer !== undefined && given.length > 0,
    `${given.join(', ')} cannot be set for an existing load balancer; set it there.`,
  );
}
