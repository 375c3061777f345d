import type { Duration } from 'aws-cdk-lib';

/** What a disruption may cost at most. */
export interface RecoveryTarget {
  /** Recovery time objective: how long the workload may be down. */
  readonly rto: Duration;
  /** Recovery point objective: of how long a time data may be lost. Zero where none may be. */
  readonly rpo: Duration;
}
