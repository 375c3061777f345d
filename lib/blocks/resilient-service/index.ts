export type { DomainOptions } from './domain';
export type { InstanceOptions } from './instances';
export type { LoadBalancingOptions } from './load-balancing-options';
export type { NetworkLoadBalancingOptions } from './network-load-balancing-options';
export type { BlueGreenOptions, ResilientServiceProps, ServiceAlarmOptions } from './props';
export { ResilientService } from './resilient-service';
