/** What CloudWatch and the acknowledgement need, in seconds and minutes. */
export interface EscalationTiming {
  /** How long a page waits for its acknowledgement: `ActionsSuppressorWaitPeriod`, in seconds. */
  readonly waitPeriod: number;
  /** How long it waits again after an acknowledgement has ended: `ActionsSuppressorExtensionPeriod`, in seconds. */
  readonly extensionPeriod: number;
  /** For how many minutes, from now on, an acknowledgement writes its metric. */
  readonly acknowledgedMinutes: number;
  /** For how many minutes the alarm for the test page stays in ALARM: longer than the second level takes. */
  readonly testMinutes: number;
}

/**
 * An acknowledgement is seen when its metric has been evaluated: one period of a minute, and one for the data to
 * arrive. A shorter wait would page the second level over the head of who has answered.
 */
const FASTEST_MINUTES = 3;

/** PutMetricData takes time stamps of up to two hours from now. Source: CloudWatch API reference. */
const FURTHEST_MINUTES = 119;

/** Beyond this nobody would call it escalation. CloudWatch documents no maximum for the wait period itself. */
const SLOWEST_MINUTES = 60;

/**
 * The numbers of an escalation.
 *
 * @param escalateAfter minutes until the second level is paged
 * @param acknowledged minutes that an acknowledgement holds
 * @returns the numbers, or what is wrong with them
 */
export function escalationTiming(escalateAfter: number, acknowledged: number): EscalationTiming | string {
  if (!Number.isInteger(escalateAfter) || escalateAfter < FASTEST_MINUTES || escalateAfter > SLOWEST_MINUTES) {
    return (
      `escalateAfter is ${escalateAfter} minutes; give ${FASTEST_MINUTES} to ${SLOWEST_MINUTES} whole minutes ` +
      '(CloudWatch needs two to see an acknowledgement)'
    );
  }
  if (!Number.isInteger(acknowledged) || acknowledged <= escalateAfter || acknowledged > FURTHEST_MINUTES) {
    return (
      `acknowledgementLasts is ${acknowledged} minutes; give whole minutes, more than the ${escalateAfter} of escalateAfter ` +
      `and at most ${FURTHEST_MINUTES} (CloudWatch takes metrics for the next two hours)`
    );
  }
  return {
    waitPeriod: escalateAfter * 60,
    extensionPeriod: escalateAfter * 60,
    acknowledgedMinutes: acknowledged,
    testMinutes: escalateAfter + 5,
  };
}
