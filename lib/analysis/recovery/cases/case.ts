import type { Disruption } from '../../../intent/schema/policy';
import { longestGap } from '../schedule-gap';
import type { Evidence } from '../../component';
import { formulaElsewhere, type BackupRule } from '../backups';
import type { Amount } from '../data/figure';
import type { Subject } from '../subject';

/** A configuration that was found, and what of its figure the template says more exactly. */
export interface Held {
  readonly evidence: readonly Evidence[];
  readonly rto?: Derived;
  readonly rpo?: Derived;
}

/** A length of time that was read from the template, and how. */
export interface Derived extends Amount {
  readonly formula: string;
}

/** A configuration with a figure: the best first, so that the first one that holds counts. */
export interface Case {
  /** Id of the figure. */
  readonly figure: string;
  /**
   * What it was found by; `undefined` where the configuration is another one. A read that deployment decides ends it:
   * then nothing is said, as a worse case may not be the one that holds.
   */
  readonly holds: (subject: Subject) => Held | undefined;
}

export type Cases = Readonly<Record<Disruption, readonly Case[]>>;

/** A case that holds where something is so. The component's own evidence speaks for it, unless other is given. */
export function when(
  figure: string,
  is: (subject: Subject) => boolean | readonly Evidence[] | undefined = () => true,
): Case {
  return {
    figure,
    holds: (subject) => {
      const found = is(subject);
      if (found === false || found === undefined) return undefined;
      return { evidence: found === true ? subject.component.evidence : found };
    },
  };
}

/** A backup plan of the application makes backups: data loss follows from its schedules. */
export function whenBackedUp(figure: string): Case {
  return { figure, holds: (subject) => bestOf(subject, (rule) => [rule.loss, rule.formula]) };
}

/** A backup plan copies its backups to another Region. */
export function whenCopied(figure: string): Case {
  return {
    figure,
    holds: (subject) => {
      const { rules } = subject.backups;
      if (rules.some((rule) => rule.lossElsewhere !== undefined)) {
        return bestOf(subject, (rule) => [rule.lossElsewhere, formulaElsewhere(rule)]);
      }
      if (rules.some(({ isCopyOpen }) => isCopyOpen)) subject.unknown('the Region of the vault of a copy is not known');
      return bestOf(subject, () => [undefined, '']);
    },
  };
}

/** A backup plan makes continuous backups. */
export function whenContinuous(figure: string): Case {
  return when(figure, (subject) => {
    const rule = subject.backups.rules.find(({ isContinuous }) => isContinuous);
    if (rule !== undefined) return [rule.evidence];
    const { open } = subject.backups;
    return open === undefined ? undefined : subject.unknown(open);
  });
}

function bestOf(
  subject: Subject,
  lossOf: (rule: BackupRule) => readonly [loss: number | undefined, formula: string],
): Held | undefined {
  const { rules, open } = subject.backups;
  let best: { readonly rule: BackupRule; readonly loss: number; readonly formula: string } | undefined;
  for (const rule of rules) {
    const [loss, formula] = lossOf(rule);
    if (loss !== undefined && (best === undefined || loss < best.loss)) best = { rule, loss, formula };
  }
  if (best === undefined) {
    const unread = rules.find(({ loss }) => loss === undefined);
    if (open !== undefined) subject.unknown(open);
    return unread === undefined || rules.every(({ loss }) => loss !== undefined)
      ? undefined
      : subject.unknown(`its schedule cannot be followed (${unread.evidence.says})`);
  }
  const { rule, loss, formula } = best;
  return {
    evidence: [rule.evidence],
    rpo: { seconds: loss, basis: 'DERIVED', confidence: 'MEDIUM', formula },
  };
}

/** Data loss of a schedule that is not one of AWS Backup, in seconds. */
export function lossOf(schedule: string): number | undefined {
  return longestGap(schedule);
}
