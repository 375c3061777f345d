import type { FindingRecord } from '../assessment/document';
import { groupBy } from './group';

/** A finding, and what is said of it alone. */
export interface Told {
  readonly finding: FindingRecord;
  /** Empty where there is nothing to say beyond the title. */
  readonly detail: string;
}

/** What a rule says of everything it found: title, reason and fix are told once, however many findings there are. */
export interface Statement {
  readonly ruleId: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly docs: string;
  readonly findings: readonly Told[];
}

/** The statements behind findings, in the order of their first finding. */
export function statementsOf(findings: readonly FindingRecord[]): Statement[] {
  const same = groupBy(findings, ({ ruleId, title, why, fix, docs }) =>
    JSON.stringify([ruleId, title, why, fix, docs]),
  );
  return [...same.values()].map((group) => statementOf(group as [FindingRecord, ...FindingRecord[]]));
}

function statementOf(findings: readonly [FindingRecord, ...FindingRecord[]]): Statement {
  const { ruleId, title, fix, docs, why } = findings[0];
  // What no rule says (a failure of the tool) has no reason of its own: there the message is all there is.
  const told = findings.map((finding) => ({
    finding,
    detail: finding.detail ?? (why === undefined ? bodyOf(finding) : ''),
  }));
  return { ruleId, title, why: why ?? '', fix, docs, findings: told };
}

function bodyOf({ title, message }: FindingRecord): string {
  return message.startsWith(`${title}.`) ? message.slice(title.length + 1).trim() : message;
}
