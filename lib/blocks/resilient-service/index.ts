export type { InstanceOptions } from './instances';
export type { LoadBalancingOptions } from './load-balancing';
export type { BlueGreenOptions, ResilientServiceProps, ServiceAlarmOptions } from './props';
export { ResilientService } from './resilient-service';
