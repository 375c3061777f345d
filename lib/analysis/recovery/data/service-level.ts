import type { Confidence } from '../../confidence';

/** What AWS promises of a service in one configuration, by its service level agreement. */
export interface ServiceLevel {
  /** Names it, for good: `rds-zones`. */
  readonly id: string;
  /** Key of the service. */
  readonly service: string;
  /** The configuration, in words. */
  readonly condition: string;
  /** In percent of a month. */
  readonly percent: number;
  /**
   * What the promise is for: each resource, the service in a Region (all resources of it there count once), or the
   * service as a whole.
   */
  readonly per: 'RESOURCE' | 'REGION' | 'SERVICE';
  readonly source: string;
  readonly confidence: Confidence;
  readonly note?: string;
  /** Why it is in no estimate. */
  readonly unused?: string;
}

/** The page of the agreement was read. */
export const OFFICIAL = 'HIGH';
/** Public copies agree; the page itself was not read. */
export const COPIES = 'MEDIUM';
export const RECALLED = 'LOW';
