import type { IEcsLoadBalancerTarget, ListenerRuleConfiguration } from 'aws-cdk-lib/aws-ecs';
import type { IVpc, SelectedSubnets } from 'aws-cdk-lib/aws-ec2';
import type { ApplicationTargetGroup, NetworkTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { DomainParts } from './domain';
import type { TaskTimes } from './task';

/** What load balancing must know of the service. */
export interface EntryInput {
  readonly vpc: IVpc;
  readonly taskSubnets: SelectedSubnets;
  readonly containerPort: number;
  readonly times: TaskTimes;
  readonly isBlueGreen: boolean;
}

/** How callers reach the tasks, whichever kind of load balancer is in front of them. */
export interface Entry {
  /** The namespace of its metrics. */
  readonly namespace: 'AWS/ApplicationELB' | 'AWS/NetworkELB';
  /** The load balancer as metrics name it. */
  readonly loadBalancerFullName: string;
  /** The load balancer, where it is a new one. */
  readonly ownLoadBalancerArn?: string;
  readonly targetGroup: ApplicationTargetGroup | NetworkTargetGroup;
  /** The other one of blue/green deployments. */
  readonly alternateTargetGroup?: ApplicationTargetGroup | NetworkTargetGroup;
  /** What a blue/green deployment changes. */
  readonly productionListener?: ListenerRuleConfiguration;
  readonly domain?: DomainParts;
  /** Registers the tasks, and lets the load balancer reach them. */
  register(target: IEcsLoadBalancerTarget): void;
}
