import { join } from 'node:path';
import type { PolicyViolation } from 'aws-cdk-lib';
import { acknowledgement, PLUGIN_NAME } from '../../lib/assessment/acceptances';
import {
  NOT_STATED,
  type Assessment,
  type FailOn,
  type FindingRecord,
  type UndeterminedRecord,
} from '../../lib/assessment/document';
import { closesGate, undeterminedCloses } from '../../lib/assessment/gate';
import { RESERVED_IDS } from '../../lib/engine/rule';
import type { Severity, UndeterminedPolicy } from '../../lib/engine/vocabulary';
import type { Acknowledgement } from './acknowledgements';

/** What a finding is to CDK. `never` takes its power to close the gate. */
export interface ViolationOptions {
  readonly failOn: FailOn;
  readonly undetermined: UndeterminedPolicy;
  /** Say more about each finding. */
  readonly verbose: boolean;
}

/** The rule name under which CDK is told that the gate is closed by a Stage. */
const GATE_CLOSED = 'GateClosed';

/** Findings of a Stage that are told by name. */
const LISTED = 10;

/** What CDK is told of an assessment. */
export interface Told {
  /** Says what it is about: packs that tell the same tell it once. */
  readonly key: string;
  readonly status: 'open' | 'accepted';
  /** The violation's. */
  readonly severity: Severity;
  readonly violation: PolicyViolation;
  /** What is passed on to CDK of an acceptance that is not its own acknowledgement. */
  readonly acknowledgement?: Acknowledgement;
}

/**
 * What CDK is told of an assessment: accepted findings too, as CDK lists what it suppresses.
 *
 * @param assessment what a pack says of an application
 * @param directory the folder that template paths are relative to
 * @param options what findings are to CDK
 */
export function told(assessment: Assessment, directory: string, options: ViolationOptions): Told[] {
  const findings = assessment.findings.map((finding): Told => {
    const severity = severityFor(finding, options.failOn);
    const { fingerprint: key, status } = finding;
    const violation = violationOf(finding, severity, directory, options.verbose);
    return { key, status, severity, violation, ...passedOn(finding) };
  });
  const undetermined = assessment.undetermined.filter(
    ({ status }) => status === 'open' && options.undetermined !== 'ignore',
  );
  return [...findings, ...undetermined.map((verdict) => undeterminedOf(verdict, directory, options))];
}

/** CDK knows its own acknowledgements, which state no expiry. */
function passedOn({ ruleId, acceptance, constructPath = '' }: FindingRecord): Pick<Told, 'acknowledgement'> {
  if (acceptance === undefined || acceptance.expires === NOT_STATED) return {};
  const id = `${PLUGIN_NAME}::${ruleId}`;
  return { acknowledgement: { constructPath, id, reason: acknowledgement(acceptance) } };
}

/** A failure of a pack itself as CDK takes it. */
export function failureViolation(finding: FindingRecord): PolicyViolation {
  return violationOf(finding, 'fatal', '', false);
}

function violationOf(
  finding: FindingRecord,
  severity: Severity,
  directory: string,
  isVerbose: boolean,
): PolicyViolation {
  const { ruleId, category, disruptions, condition, fix, docs, fingerprint } = finding;
  const when = condition === undefined ? '' : ` (when ${condition})`;
  const related = finding.related?.map((each) => each.constructPath ?? `${each.stack}/${each.logicalId}`) ?? [];
  const more = isVerbose && related.length > 0 ? ` Together with ${related.join(', ')}.` : '';
  return {
    ruleName: ruleId,
    description: `${finding.message}${when}${more}`,
    // Nothing but the fix is shown of what a plugin says, so the link stands there.
    fix: `${fix}\n${docs}`,
    severity,
    ruleMetadata: { category, disruptions: disruptions.join(','), docs, fingerprint },
    violatingResources: [place(finding, directory)],
  };
}

/** A verdict that the template does not decide. */
function undeterminedOf(verdict: UndeterminedRecord, directory: string, options: ViolationOptions): Told {
  const { ruleId, status, stack, templatePath, logicalId = '', path, because } = verdict;
  const severity = undeterminedCloses(options) ? 'error' : 'warning';
  const violation = {
    ruleName: ruleId,
    description: `${ruleId} cannot be decided: ${because}.`,
    fix: `Give the value at synthesis, or accept it: acknowledge '${PLUGIN_NAME}::${ruleId}'.`,
    severity,
    violatingResources: [place(verdict, directory)],
  };
  return { key: `undetermined ${ruleId} ${templatePath} ${stack}/${logicalId} ${path}`, status, severity, violation };
}

/**
 * Findings in a Stage's stacks do not fail `cdk synth`: the CLI looks at the main assembly only. One violation
 * on the App does. It is fatal, as an acknowledgement of it would open the gate for all Stages.
 */
export function gateClosedBy(assessment: Assessment): PolicyViolation {
  const { application, gateReasons, findings, undetermined, options } = assessment;
  const undecided = undeterminedCloses(options) ? undetermined.filter(({ status }) => status === 'open') : [];
  const closing = [...findings.filter((finding) => closesGate(finding, options)), ...undecided];
  const lines = closing.slice(0, LISTED).map((each) => {
    const line = 'source' in each && each.source !== undefined ? ` (${each.source})` : '';
    return `\n   ${each.ruleId} at ${each.constructPath ?? each.stack}${line}`;
  });
  const more = closing.length > LISTED ? `\n   and ${closing.length - LISTED} more` : '';
  return {
    ruleName: GATE_CLOSED,
    description: `${gateReasons.join(', ')} in Stage ${application}:${lines.join('')}${more}`,
    fix: 'Fix or accept the findings of the Stage. `npx cdk-resilience check` shows them in full.',
    severity: 'fatal',
    violatingResources: [{ constructPath: '', locations: [] }],
  };
}

/** Whether a violation is in the scope of a construct path. What is wrong with the tool or an acceptance is in every scope. */
export function isWithin({ ruleName, violatingResources }: PolicyViolation, path: string): boolean {
  const at = violatingResources[0]?.constructPath ?? '';
  return path === '' || at === path || at.startsWith(`${path}/`) || RESERVED_IDS.includes(ruleName);
}

/**
 * CDK recomputes success from severities when anything is acknowledged, so what closes the gate must be an error, and
 * what does not must not be one; what nobody may acknowledge must be fatal.
 */
function severityFor({ ruleId, severity }: FindingRecord, failOn: FailOn): Severity {
  if (severity === 'fatal') return 'fatal';
  if (failOn === 'never') return severity === 'error' ? 'warning' : severity;
  if (RESERVED_IDS.includes(ruleId)) {
    return closesGate({ ruleId, severity, status: 'open' }, { failOn }) ? 'fatal' : severity;
  }
  return failOn === 'warning' && severity === 'warning' ? 'error' : severity;
}

function place(
  at: { constructPath?: string; logicalId?: string; templatePath: string; path: string },
  directory: string,
): PolicyViolation['violatingResources'][number] {
  const inTemplate = at.templatePath !== '' && at.logicalId !== undefined;
  return {
    constructPath: at.constructPath ?? '',
    ...(inTemplate && { resourceLogicalId: at.logicalId, templatePath: join(directory, at.templatePath) }),
    locations: at.path === '' ? [] : [at.path],
  };
}
