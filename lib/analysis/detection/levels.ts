import type { DetectionLevel, DetectionRecord, News, SignalRecord } from './records';

/** The signals that tell of one of some news. */
export function signalsOf({ signals }: Pick<DetectionRecord, 'signals'>, ...news: readonly News[]): SignalRecord[] {
  return signals.filter(({ tellsOf }) => tellsOf.some((each) => news.includes(each)));
}

/** How far one of some news would be noticed: a runbook counts where the alarm names it, or a document the component. */
export function levelOf(
  record: Pick<DetectionRecord, 'signals' | 'procedures'>,
  ...news: readonly News[]
): DetectionLevel {
  const signals = signalsOf(record, ...news);
  if (signals.length === 0) return 'NONE';
  const hasProcedure = record.procedures.length > 0 || signals.some(({ runbook }) => runbook !== undefined);
  return hasProcedure ? 'ALARM_AND_RUNBOOK' : 'ALARM';
}
