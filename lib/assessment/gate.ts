import type { FindingRecord, RunOptions, Summary } from './document';

/** The finding that says that the glass was broken: it opens the gate, so it cannot close it. */
export const BREAK_GLASS = 'BreakGlass';

/** The counts of findings, open ones by severity. */
export function summaryOf(
  findings: readonly FindingRecord[],
): Pick<Summary, 'fatal' | 'errors' | 'warnings' | 'infos' | 'accepted'> {
  const open = (severity: string): number =>
    findings.filter((each) => each.status === 'open' && each.severity === severity).length;
  return {
    fatal: open('fatal'),
    errors: open('error'),
    warnings: open('warning'),
    infos: open('info'),
    accepted: findings.filter((each) => each.status === 'accepted').length,
  };
}

/** Whether a finding closes the gate. A failure of the tool itself does, whatever the options. */
export function closesGate(
  { ruleId, status, severity }: Pick<FindingRecord, 'ruleId' | 'status' | 'severity'>,
  { failOn }: Pick<RunOptions, 'failOn'>,
): boolean {
  if (status !== 'open' || ruleId === BREAK_GLASS) return false;
  if (severity === 'fatal') return true;
  return (severity === 'error' && failOn !== 'never') || (severity === 'warning' && failOn === 'warning');
}

/** Whether open verdicts that the template does not decide close the gate. */
export function undeterminedCloses({ failOn, undetermined }: Pick<RunOptions, 'failOn' | 'undetermined'>): boolean {
  if (undetermined === 'ignore' || failOn === 'never') return false;
  return undetermined === 'fail' || failOn === 'warning';
}

/**
 * Why the gate is closed; nothing for an open gate.
 *
 * @param closing the findings that close it
 * @param undetermined how many verdicts close it that the template does not decide
 */
export function gateReasons(closing: readonly FindingRecord[], undetermined: number): string[] {
  const { fatal, errors, warnings } = summaryOf(closing);
  return [
    ...(fatal > 0 ? [`${count(fatal, 'failure')} of the tool itself`] : []),
    ...(errors > 0 ? [count(errors, 'open error')] : []),
    ...(warnings > 0 ? [count(warnings, 'open warning')] : []),
    ...(undetermined > 0 ? [count(undetermined, 'undetermined verdict')] : []),
  ];
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
