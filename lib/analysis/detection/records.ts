/** What a signal tells of when it goes off. */
export const NEWS = [
  /** The component is gone, or answers with errors: loss of a unit, a zone or a Region, a faulty release. */
  'FAILURE',
  /** It is near a limit, or slow. */
  'OVERLOAD',
  /** One Availability Zone is in trouble: its metric is of one zone, or AWS tells of it. */
  'ZONE',
  /** Its data is wrong. Only a metric of the team's own can show that; those of AWS count calls and bytes. */
  'DATA',
  /** A backup job failed. That tells of no loss, but of a recovery that will not work. */
  'BACKUP',
] as const;
export type News = (typeof NEWS)[number];

/** How far the loss of a component would be noticed and acted on. */
export const DETECTION_LEVELS = ['NONE', 'ALARM', 'ALARM_AND_RUNBOOK'] as const;
export type DetectionLevel = (typeof DETECTION_LEVELS)[number];

/** What makes somebody look. */
export const SIGNAL_KINDS = [
  /** A CloudWatch alarm on a metric, metric math, an anomaly band, a query or logs. */
  'ALARM',
  /** An alarm on a Route 53 health check. */
  'HEALTH_CHECK',
  /** An alarm on a canary. */
  'CANARY',
  /** An EventBridge rule on events of the service. */
  'EVENT_RULE',
  /** A notification that the service sends by itself. */
  'NOTIFICATION',
] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

/** An alarm or rule that tells somebody. */
export interface SignalRecord {
  /** Construct path of the alarm or rule, else `stack/logicalId`. */
  readonly name: string;
  readonly kind: SignalKind;
  readonly tellsOf: readonly News[];
  /** Why it speaks for this component: `AWS/RDS CPUUtilization, missing data breaching, in Properties.Dimensions.0.Value`. */
  readonly because: string;
  /** Who is told: `topic Pager (2 subscribers)`. */
  readonly tells: string;
  /** The composite alarms that pass it on. Absent where it tells somebody by itself. */
  readonly through?: readonly string[];
  /** What names a procedure: the address or the words in its description, or a tag. */
  readonly runbook?: string;
  /** Region it lives in, where known. What lives in a lost Region tells nobody. */
  readonly region?: string;
}

/** An alarm that watches and tells nobody. */
export interface SilentRecord {
  readonly name: string;
  /** `its action is switched off (ActionsEnabled is false)`. */
  readonly because: string;
}

/** A procedure to follow, beside what alarms name. */
export interface ProcedureRecord {
  /** Construct path of the document or plan, else `stack/logicalId`. */
  readonly name: string;
  readonly says: string;
}

/** Which alarms of an application would tell of the loss of a component. */
export interface DetectionRecord {
  /** The component: construct path, else `stack/logicalId`; name of a zone, Region or third party. */
  readonly name: string;
  /** For its failure (`News` FAILURE; ZONE for a zone and a Region). Other failures: `levelOf`. */
  readonly level: DetectionLevel;
  readonly signals: readonly SignalRecord[];
  readonly silent: readonly SilentRecord[];
  readonly procedures: readonly ProcedureRecord[];
  /** Alarms that were left out, and why: too many composites stand above each other. Empty as a rule. */
  readonly bounded: readonly string[];
}
