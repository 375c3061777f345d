import type { Subject } from '../subject';

/** Names and values of the dimensions of a metric; an open value is a token. */
export type Dimensions = Readonly<Record<string, string>>;

/** A threshold that follows from the properties of the resource, and in words how. */
export interface Derived {
  readonly text: string;
  /** `undefined` where the properties do not tell, and no alarm is made. */
  readonly of: (subject: Subject) => number | undefined;
}

/** An alarm that every resource of a type should have. */
export interface AlarmRow {
  /** Name within the type: stable, as users tune by it and logical ids are made from it. */
  readonly id: string;
  readonly metric: string;
  /** @see Metric.statistic */
  readonly statistic: string;
  /** A second metric, `w`, and what the alarm reads then, with `m` for the first: metric math. */
  readonly with?: string;
  readonly expression?: string;
  /** ALARM while the value is so to the threshold. */
  readonly when: 'atLeast' | 'atMost' | 'below';
  readonly threshold: number | Derived;
  /** Seconds; `DEFAULTS.period` if absent. */
  readonly period?: number;
  /** So many of the last `of` periods. */
  readonly datapoints: number;
  readonly of: number;
  /** Data stops when the resource does, so missing data is breaching; else it means that nothing happened. */
  readonly isHeartbeat?: true;
  /** The resource is out of service, not only slow or near a limit: what depends on it cannot work. */
  readonly isOutage?: true;
  /** What is wrong for whom; the beginning of the description. */
  readonly reason: string;
  /** Whether the resource publishes the metric and its value means something. */
  readonly applies?: (subject: Subject) => boolean;
  /** Where the metric has other dimensions than the type's. Several: their maximum or sum is read. */
  readonly dimensions?: (subject: Subject) => readonly Dimensions[];
  readonly combine?: 'MAX' | 'SUM';
  readonly namespace?: string;
}

/** The alarms of one resource type. */
export interface AlarmRows {
  readonly namespace: string | ((subject: Subject) => string | undefined);
  /** `undefined` where the properties do not tell. */
  readonly dimensions: (subject: Subject) => Dimensions | undefined;
  /** The only Region that has the metrics; absent where it is the resource's own. */
  readonly region?: 'us-east-1';
  /** Where the alarms of the type stand if not in the stack of the resource. */
  readonly home?: (subject: Subject) => Subject | undefined;
  readonly alarms: readonly AlarmRow[];
}

/** Resource type -> its alarms. */
export type Registry = Readonly<Record<string, AlarmRows>>;
