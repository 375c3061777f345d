import type { Resource } from '../model/resource';

/** What a component does in a journey. */
export const ROLES = [
  'COMPUTE',
  'DATABASE',
  'CACHE',
  'STORAGE',
  'QUEUE',
  'STREAM',
  'WORKFLOW',
  'API',
  'NETWORK',
  'EDGE',
  'SECURITY',
  'IDENTITY',
] as const;
export type Role = (typeof ROLES)[number];

/** How a component goes on when a part of it is lost. */
export const REDUNDANCIES = [
  /** The service is redundant by itself, over the zones of its Region or over all Regions. */
  'INHERENT',
  /** Several units do the same work at the same time. */
  'REPLICAS',
  /** Another unit takes over: a short interruption. */
  'FAILOVER',
  /** It works while most of its units do. */
  'QUORUM',
  /** One unit, on one host, in one zone. */
  'SINGLE',
  /** Deployment decides. */
  'UNKNOWN',
] as const;
export type Redundancy = (typeof REDUNDANCIES)[number];

/** Something that was read, and where: what a number or a verdict comes from. */
export interface Evidence {
  readonly resource: Resource;
  /** From the resource: `Properties.MultiAZ`; `''` for the whole. */
  readonly path: string;
  /** What it says, in words: `MultiAZ is absent, so there is no standby`. */
  readonly says: string;
}

/** How a resource that can fail by itself is made redundant. What only leads on to others (a listener, a role) has none. */
export interface Profile {
  /** Key of the service in the data of estimates and SLAs: `rds`, `aurora`, `ecs`. */
  readonly service: string;
  readonly role: Role;
  /** `GLOBAL` survives the loss of a Region; what is in `ZONES` has hosts of its own, what is in a `REGION` shares the service's. */
  readonly reach: 'GLOBAL' | 'REGION' | 'ZONES';
  readonly redundancy: Redundancy;
  /** How many units there are at least: instances, tasks, nodes. Absent where the service decides or it is not known. */
  readonly units?: number;
  /** Whether it outlasts the loss of any one zone by itself. Absent where its subnets decide that, or it is not known. */
  readonly isZoneRedundant?: boolean;
  /** Whether data is lost with it. */
  readonly isStateful: boolean;
  /** What this was read from. */
  readonly evidence: readonly Evidence[];
}

/** A resource that can fail by itself. */
export interface Component extends Profile {
  readonly resource: Resource;
}
