import type { Detection } from '../detection/detection';
import type { Tests } from '../evidence/tests';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import type { Confidence } from '../confidence';
import type { FailureMode } from './records';

/** What the failure simulation says of one loss. Its outcomes have this form. */
export interface LossOutcome {
  readonly loss: {
    readonly kind: 'RESOURCE' | 'ZONE' | 'REGION' | 'EXTERNAL' | 'LIMIT';
    readonly name: string;
    /** For a resource, a third party and a limit. */
    readonly node?: SystemNode;
    /** For a zone: by which alarms are found. Default: the name. */
    readonly zone?: { readonly name: string; readonly region?: string };
  };
  /** Impacts by number (`failure/impact`), in the order of `system.journeys`. */
  readonly impacts: readonly number[];
}

/** A component that gives way before a surge is over. */
export interface Overload {
  readonly node: SystemNode;
  /** The load at which it gives way, in percent of the journey's usual load. */
  readonly atLoad: number;
  /** Impacts by number, in the order of `system.journeys`. */
  readonly impacts: readonly number[];
  /** Why, in words: `100 concurrent executions take 200 requests a second`. */
  readonly because: string;
}

/** How available something is promised to be. */
export interface Promised {
  /** In percent of the time. */
  readonly percent: number;
  readonly source: string;
  readonly confidence?: Confidence;
  /** Who promises: AWS by its service level agreement, or a third party as it was declared. */
  readonly basis?: 'SLA' | 'DECLARED';
}

/** What the risk register is made of. */
export interface RiskInputs {
  readonly system: System;
  readonly outcomes: readonly LossOutcome[];
  readonly overloads?: readonly Overload[];
  /** What is promised of a component as it is configured, or of a third party; `undefined` where nothing is. */
  readonly promised: (node: SystemNode) => Promised | undefined;
  readonly detection: Detection;
  readonly tests: Tests;
  /** Occurrence ratings of the user, by failure mode: they win over this library's judgement. */
  readonly occurrences?: Partial<Readonly<Record<FailureMode, number>>>;
}
