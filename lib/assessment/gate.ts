import type { FindingRecord, RunOptions, Summary } from './document';

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

/** Why the gate is closed; nothing for an open gate. A failure of the tool itself closes it whatever the options. */
export function gateOf(
  findings: readonly FindingRecord[],
  undetermined: number,
  options: Pick<RunOptions, 'failOn' | 'undetermined'>,
): string[] {
  const { fatal, errors, warnings } = summaryOf(findings);
  const reasons: string[] = [];
  if (fatal > 0) reasons.push(`${count(fatal, 'failure')} of the tool itself`);
  if (options.failOn !== 'never') {
    if (errors > 0) reasons.push(`${count(errors, 'open error')}`);
    if (options.failOn === 'warning' && warnings > 0) reasons.push(`${count(warnings, 'open warning')}`);
    const undeterminedCloses =
      options.undetermined === 'fail' || (options.undetermined === 'warn' && options.failOn === 'warning');
    if (undetermined > 0 && undeterminedCloses) reasons.push(`${count(undetermined, 'undetermined verdict')}`);
  }
  return reasons;
}

/** `1 error`, `2 errors`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
