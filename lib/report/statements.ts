import type { FindingRecord } from '../assessment/document';
import { groupBy } from './group';

/** A finding, and what is said of it alone. */
export interface Told {
  readonly finding: FindingRecord;
  /** Empty where all findings of the rule say the same. */
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
  const same = groupBy(findings, ({ ruleId, title, fix, docs }) => JSON.stringify([ruleId, title, fix, docs]));
  return [...same.values()].map((group) => statementOf(group as [FindingRecord, ...FindingRecord[]]));
}

/** A message is the title, the detail where there is one, and the reason: what all of them end with is the reason. */
function statementOf(findings: readonly [FindingRecord, ...FindingRecord[]]): Statement {
  const { ruleId, title, fix, docs } = findings[0];
  const sentences = findings.map(sentencesOf);
  const [first, ...others] = sentences as [string[], ...string[][]];
  let shared = 0;
  while (shared < first.length && others.every((each) => each.at(-1 - shared) === first.at(-1 - shared))) shared += 1;
  const told = findings.map((finding, i) => {
    const own = sentences[i] as string[];
    return { finding, detail: own.slice(0, own.length - shared).join(' ') };
  });
  return { ruleId, title, why: first.slice(first.length - shared).join(' '), fix, docs, findings: told };
}

function sentencesOf({ title, message }: FindingRecord): string[] {
  const body = message.startsWith(`${title}.`) ? message.slice(title.length + 1) : message;
  return body.trim().split(/(?<=[.!?]) +/);
}
