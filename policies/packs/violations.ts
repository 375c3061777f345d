import { join } from 'node:path';
import type { PolicyViolation } from 'aws-cdk-lib';
import { PLUGIN_NAME } from '../../lib/assessment/acceptances';
import type { Assessment, FailOn, FindingRecord, UndeterminedRecord } from '../../lib/assessment/document';
import { RESERVED_IDS } from '../../lib/engine/rule';
import type { UndeterminedPolicy } from '../../lib/engine/vocabulary';

/** What a finding is to CDK. `never` takes its power to close the gate. */
export interface ViolationOptions {
  readonly failOn: FailOn;
  readonly undetermined: UndeterminedPolicy;
  /** Say more about each finding. */
  readonly verbose: boolean;
}

/** The rule name under which CDK is told that the gate is closed by a Stage. */
export const GATE_CLOSED = 'GateClosed';

/** Findings of a Stage that are told by name. */
const LISTED = 10;

/** A finding as CDK takes it; `directory` is the folder that template paths are relative to. */
export function violationOf(finding: FindingRecord, directory: string, options: ViolationOptions): PolicyViolation {
  const { ruleId, category, disruptions, condition, fix, docs, fingerprint } = finding;
  const when = condition === undefined ? '' : ` (when ${condition})`;
  const related = finding.related?.map((each) => each.constructPath ?? `${each.stack}/${each.logicalId}`) ?? [];
  const more = options.verbose && related.length > 0 ? ` Together with ${related.join(', ')}.` : '';
  return {
    ruleName: ruleId,
    description: `${finding.message}${when}${more}`,
    // Nothing but the fix is shown of what a plugin says, so the link stands there.
    fix: `${fix}\n${docs}`,
    severity: severityFor(finding, options.failOn),
    ruleMetadata: { category, disruptions: disruptions.join(','), docs, fingerprint },
    violatingResources: [place(finding, directory)],
  };
}

/** A verdict that the template does not decide, as CDK takes it; nothing where it is only counted. */
export function undeterminedViolation(
  verdict: UndeterminedRecord,
  directory: string,
  options: ViolationOptions,
): PolicyViolation | undefined {
  if (options.undetermined === 'ignore' || verdict.status === 'accepted') return undefined;
  const isError = options.undetermined === 'fail' || options.failOn === 'warning';
  return {
    ruleName: verdict.ruleId,
    description: `${verdict.ruleId} cannot be decided: ${verdict.because}.`,
    fix: `Give the value at synthesis, or accept it: acknowledge '${PLUGIN_NAME}::${verdict.ruleId}'.`,
    severity: isError && options.failOn !== 'never' ? 'error' : 'warning',
    violatingResources: [place(verdict, directory)],
  };
}

/**
 * Findings in a Stage's stacks do not fail `cdk synth`: the CLI looks at the main assembly only. One violation
 * on the App does. It is fatal, as an acknowledgement of it would open the gate for all Stages.
 */
export function gateClosedBy({ application, gateReasons, findings }: Assessment): PolicyViolation {
  const open = findings.filter(({ status, severity }) => status === 'open' && severity !== 'info');
  const lines = open.slice(0, LISTED).map(({ ruleId, constructPath, stack, source }) => {
    return `\n   ${ruleId} at ${constructPath ?? stack}${source === undefined ? '' : ` (${source})`}`;
  });
  const more = open.length > LISTED ? `\n   and ${open.length - LISTED} more` : '';
  return {
    ruleName: GATE_CLOSED,
    description: `${gateReasons.join(', ')} in Stage ${application}:${lines.join('')}${more}`,
    fix: 'Fix or accept the findings of the Stage. `npx cdk-resilience check` shows them in full.',
    severity: 'fatal',
    violatingResources: [{ constructPath: '', locations: [] }],
  };
}

/**
 * CDK recomputes success from severities when anything is acknowledged, so what closes the gate must be an error;
 * and what nobody may acknowledge must be fatal.
 */
function severityFor({ ruleId, severity }: FindingRecord, failOn: FailOn): string {
  if (severity === 'fatal' || RESERVED_IDS.includes(ruleId)) return 'fatal';
  if (failOn === 'warning' && severity === 'warning') return 'error';
  return failOn === 'never' && severity === 'error' ? 'warning' : severity;
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
