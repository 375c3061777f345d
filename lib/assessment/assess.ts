import type { AnalysisRecord } from '../analysis/analysis';
import { Evaluator, weigh } from '../engine/evaluate';
import type { Rule } from '../engine/rule';
import { selectRules } from '../engine/select';
import type { Severity } from '../engine/vocabulary';
import type { Application } from '../model/application';
import { acceptanceFindings, acceptanceRecord } from './acceptance-findings';
import { AcceptanceIndex } from './acceptance-index';
import { acceptancesOf, type Acceptance } from './acceptances';
import type { Assessment, AssessmentOptions, FindingRecord, RunOptions, UndeterminedRecord } from './document';
import { closesGate, gateReasons, summaryOf, undeterminedCloses } from './gate';
import { externalDependenciesOf, journeysOf } from './journeys';
import { accepted, findingRecord, undeterminedRecord } from './records';

/** One selection of rules and what to make of what they say. */
export interface Run {
  /** The rules the options select from. */
  readonly rules: readonly Rule[];
  readonly options: RunOptions;
}

/** What is taken over as it is. */
export interface Carried {
  readonly findings: readonly FindingRecord[];
  readonly undetermined: readonly UndeterminedRecord[];
  /** Ids of the rules that were run elsewhere. */
  readonly rules?: readonly string[];
}

/** What an assessment needs beside the application. */
export interface AssessInput {
  /** What is asked of the application: by one pack, by several, or by the command line. */
  readonly runs: readonly Run[];
  readonly options: AssessmentOptions;
  /** Ids that acceptances may name. */
  readonly knownRules: ReadonlySet<string>;
  /** Ids of the user's own rules. */
  readonly customRules?: readonly string[];
  /** Acceptances from elsewhere than the application's construct metadata. */
  readonly acceptances?: readonly Acceptance[];
  /** What was found elsewhere: by custom rules, when only their report is at hand; by a pack that failed. */
  readonly carried?: Carried;
  /** What the analysis of the application found. */
  readonly analysis?: AnalysisRecord;
  /** The path that was given on the command line. */
  readonly source?: string;
}

/** Judges an application and says everything about it. Several runs make one assessment; the worst severity holds. */
export function assess(
  application: Application,
  input: AssessInput,
  evaluator = new Evaluator(application),
): Assessment {
  const acceptances = acceptancesOf(application, input.acceptances);
  // Where packs disagree, the stricter one holds: CDK is told by each.
  const [breakGlass, ...others] = input.runs.map(({ options }) => options.breakGlass);
  const isGlassBroken = breakGlass !== undefined && !others.includes(undefined);
  const index = new AcceptanceIndex(acceptances, application.asOf, isGlassBroken);
  const { findings: made = [], undetermined: left = [], rules: ran = [] } = input.carried ?? {};
  const always = made.map((each) => accepted(application, each, index));
  const open = left.map((each) => accepted(application, each, index));
  const selected = new Set<Rule>();
  const [all, closing] = [[...always], [] as FindingRecord[]];
  const [undetermined, undecided] = [new Map<string, UndeterminedRecord>(), new Set<string>()];
  for (const { rules, options } of input.runs) {
    const chosen = selectRules(rules, selectionOf(options));
    chosen.forEach((rule) => selected.add(rule));
    const evaluated = evaluator.run(chosen);
    const findings = evaluated.findings.map((finding) => {
      return findingRecord(application, finding, weigh(finding, options), index);
    });
    findings.forEach((finding) => all.push(finding));
    for (const each of [...always, ...findings]) if (closesGate(each, options)) closing.push(each);
    const verdicts = evaluated.undetermined.map((verdict) => undeterminedRecord(application, verdict, index));
    for (const each of [...open, ...verdicts]) {
      const key = `${each.ruleId} ${each.stack}/${each.logicalId ?? ''} ${each.path}`;
      undetermined.set(key, each);
      if (each.status === 'open' && undeterminedCloses(options)) undecided.add(key);
    }
  }
  const { knownRules } = input;
  const known = {
    application,
    acceptances,
    index,
    knownRules,
    ran: new Set([...ran, ...[...selected].map(({ id }) => id)]),
  };
  for (const each of acceptanceFindings({ ...known, ...(isGlassBroken && { breakGlass }) })) {
    all.push(each);
    if (input.runs.some(({ options }) => closesGate(each, options))) closing.push(each);
  }
  const findings = sorted(worst(all));
  const reasons = gateReasons(worst(closing), undecided.size);
  return {
    application: application.name,
    ...(input.source !== undefined && { source: input.source }),
    gate: reasons.length === 0 ? 'open' : 'closed',
    gateReasons: reasons,
    summary: {
      ...summaryOf(findings),
      undetermined: undetermined.size,
      skipped: application.skipped.length,
      stacks: application.stacks.length,
      resources: application.stacks.reduce((count, stack) => count + stack.resources.size, 0),
      rules: selected.size,
    },
    options: input.options,
    findings,
    undetermined: [...undetermined.keys()].sort().map((key) => undetermined.get(key) as UndeterminedRecord),
    acceptances: acceptances.map((each) => acceptanceRecord(each, known)),
    journeys: journeysOf(application),
    externalDependencies: externalDependenciesOf(application),
    ...(input.analysis !== undefined && { analysis: input.analysis }),
    skipped: [...application.skipped],
    missingContext: [...application.missingContext],
    templates: application.stacks.map(({ id, templatePath, source }) => ({
      stack: id,
      templatePath,
      ...(source.digest !== undefined && { digest: source.digest }),
    })),
    customRules: [...(input.customRules ?? [])],
  };
}

function selectionOf({ strictness, rules, except }: RunOptions): Parameters<typeof selectRules>[1] {
  return { strictness, ...(rules && { only: rules }), ...(except && { except }) };
}

const ORDER: readonly Severity[] = ['fatal', 'error', 'warning', 'info'];

/** Whether one severity is worse than another. */
export function isWorse(a: Severity, b: Severity): boolean {
  return ORDER.indexOf(a) < ORDER.indexOf(b);
}

function worst(findings: readonly FindingRecord[]): FindingRecord[] {
  const kept = new Map<string, FindingRecord>();
  for (const each of findings) {
    const known = kept.get(each.fingerprint);
    if (known === undefined || isWorse(each.severity, known.severity)) kept.set(each.fingerprint, each);
  }
  return [...kept.values()];
}

/** Open before accepted, worse before less bad, then by place. */
function sorted(findings: readonly FindingRecord[]): FindingRecord[] {
  const keyed = findings.map((finding) => {
    const { status, severity, constructPath, stack, logicalId = '', ruleId } = finding;
    const rank = `${status === 'accepted' ? 1 : 0}${ORDER.indexOf(severity)}`;
    return { finding, key: `${rank} ${constructPath ?? `${stack}/${logicalId}`} ${ruleId}` };
  });
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ finding }) => finding);
}
