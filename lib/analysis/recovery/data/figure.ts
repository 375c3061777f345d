import type { Disruption } from '../../../intent/schema/policy';
import type { Confidence } from '../../confidence';

/** Where a number comes from. */
export type Basis =
  /** AWS states it. */
  | 'DOCUMENTED'
  /** It follows from settings that AWS documents: an interval times a threshold, the period of a schedule. */
  | 'DERIVED'
  /** AWS Resilience Hub or a public assessment of it reported it. */
  | 'OBSERVED'
  /** Nobody publishes it: our estimate, to be tuned. */
  | 'MODELLED'
  /** The user stated it. */
  | 'DECLARED';

/** A time that no recovery ends. AWS Resilience Hub reports 2592001 seconds, a month and a second, for it. */
export const UNRECOVERABLE = 'UNRECOVERABLE';

/** A length of time and how sure it is. */
export interface Amount {
  /** In seconds. */
  readonly seconds: number | typeof UNRECOVERABLE;
  readonly basis: Basis;
  readonly confidence: Confidence;
}

/** Who brings a component back. */
export type Hands =
  /** The service, by itself. */
  | 'AUTOMATIC'
  /** People, who have to notice, answer and decide first. */
  | 'MANUAL';

/** How long one kind of component takes to come back in one configuration, and how much data it loses. */
export interface RecoveryFigure {
  /** Names it, for good: `rds-standby`. */
  readonly id: string;
  /** Key of the service; `*` for all of a kind. */
  readonly service: string;
  /** The configuration, in words. */
  readonly condition: string;
  readonly disruptions: readonly Disruption[];
  /** From the loss of the component to its return; for what is done by hand, from the decision on. */
  readonly rto: Amount;
  /** Age of the newest data that survives. */
  readonly rpo: Amount;
  readonly hands: Hands;
  /** Why that: who does what. */
  readonly how: string;
  /** Where it was read; for what is modelled, what it was modelled on. */
  readonly source: string;
  readonly note?: string;
  /** Its time is that of clients who turn to a copy that runs already. */
  readonly isSwitch?: true;
  /** One deployment brings all such components back, side by side: its time counts once. */
  readonly isDeployment?: true;
  /** It has no recovery of its own: it is back when what it belongs to is. */
  readonly isWithOthers?: true;
  /** Why no component is estimated by it. Absent where some are. */
  readonly aside?: string;
}

const amount =
  (basis: Basis, usual: Confidence) =>
  (seconds: Amount['seconds'], confidence: Confidence = usual): Amount => ({ seconds, basis, confidence });

export const documented = amount('DOCUMENTED', 'HIGH');
export const derived = amount('DERIVED', 'MEDIUM');
export const observed = amount('OBSERVED', 'MEDIUM');
export const modelled = amount('MODELLED', 'LOW');

/** No way back that a template can show; AWS Resilience Hub says so of this kind of configuration. */
export const never = modelled(UNRECOVERABLE, 'MEDIUM');

/** The page that says which configuration each check of AWS Resilience Hub reads. */
export const HUB = 'AWS Resilience Hub User Guide, resilience-checks';
