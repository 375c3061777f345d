import { INTERNAL_ERROR, type Finding, type UndeterminedVerdict } from '../engine/evaluate';
import type { Severity } from '../engine/vocabulary';
import type { Application } from '../model/application';
import type { AcceptanceIndex, Acceptance } from './acceptances';
import { fingerprintOf } from './fingerprint';
import type { FindingRecord, Location, UndeterminedRecord } from './document';

const TOOL_DOCS = 'https://github.com/cdk-resilience/cdk-resilience#readme';

/** A finding as it stands in the document. */
export function findingRecord(
  application: Application,
  finding: Finding,
  severity: Severity,
  accepted: AcceptanceIndex,
): FindingRecord {
  const { rule, ruleId, detail, condition, related } = finding;
  const location = locate(application, finding);
  const { stack, templatePath, logicalId, resourceType, constructPath, source, path } = location;
  const acceptance = accepted.covering({ ruleId, severity }, constructPath);
  // Written out, not spread: there may be thousands.
  return {
    ruleId,
    // Rules that fail on one resource are told apart by what is said of them.
    fingerprint: fingerprint(rule === undefined ? `${ruleId} ${detail}` : ruleId, location),
    status: acceptance === undefined ? 'open' : 'accepted',
    severity,
    category: rule?.category ?? 'MISCONFIGURATION_AND_BUGS',
    disruptions: rule?.disruptions ?? ['software'],
    stack,
    templatePath,
    logicalId,
    resourceType,
    constructPath,
    source,
    path,
    title: rule?.title ?? 'The check itself failed, so the gate stays closed',
    message: messageOf(finding),
    fix: rule?.fix ?? `Report it with the template at ${TOOL_DOCS}; leave the rule out to go on without it.`,
    docs: rule?.docs ?? TOOL_DOCS,
    condition,
    related: related.length === 0 ? undefined : related.map(relatedRecord),
    acceptance: acceptance && { reason: acceptance.reason, owner: acceptance.owner, expires: acceptance.expires },
  };
}

function messageOf({ rule, detail }: Finding): string {
  if (rule === undefined) return detail ?? '';
  return detail === undefined ? `${rule.title}. ${rule.why}` : `${rule.title}. ${detail} ${rule.why}`;
}

function relatedRecord({
  stack,
  id,
  constructPath,
}: Finding['related'][number]): NonNullable<FindingRecord['related']>[number] {
  return { stack: stack.id, logicalId: id, constructPath };
}

/** A verdict that the template does not decide, as it stands in the document. */
export function undeterminedRecord(
  application: Application,
  verdict: UndeterminedVerdict,
  accepted: AcceptanceIndex,
): UndeterminedRecord {
  const { stack, templatePath, logicalId, constructPath, path } = locate(application, verdict);
  return {
    ruleId: verdict.rule.id,
    status:
      accepted.covering({ ruleId: verdict.rule.id, severity: 'warning' }, constructPath) === undefined
        ? 'open'
        : 'accepted',
    stack,
    templatePath,
    logicalId,
    constructPath,
    path,
    because: verdict.because,
  };
}

/** An acceptance that names no rule accepts nothing, and whoever wrote it believes it does. */
export function unknownAcceptance(application: Application, { ruleId, scope }: Acceptance): FindingRecord {
  const stack = application.stacks.find(
    ({ constructPath = '' }) => scope === constructPath || scope.startsWith(`${constructPath}/`),
  );
  const location: Location = {
    stack: stack?.id ?? application.name,
    templatePath: stack?.templatePath ?? '',
    ...(scope !== '' && { constructPath: scope }),
    path: '',
  };
  return {
    ruleId: 'UnknownRule',
    // Above the stacks it is one acceptance of several applications.
    fingerprint: fingerprint(`UnknownRule ${ruleId}`, stack === undefined ? { ...location, stack: '' } : location),
    status: 'open',
    severity: 'error',
    category: 'MISCONFIGURATION_AND_BUGS',
    disruptions: ['software'],
    ...location,
    title: 'An acceptance names a rule that does not exist',
    message: `'${ruleId}' is accepted ${scope === '' ? 'for the whole App' : `at ${scope}`}, but there is no such rule, so nothing is accepted.`,
    fix: 'Use an id that `cdk-resilience rules` lists, written Resilience::Id in CDK.',
    docs: TOOL_DOCS,
  };
}

/** A failure of the tool that belongs to no rule, such as an assembly it cannot read. */
export function failureRecord(message: string, location: Partial<Location> = {}): FindingRecord {
  const at = { stack: '', templatePath: '', path: '', ...location };
  return {
    ruleId: INTERNAL_ERROR,
    fingerprint: fingerprint(`${INTERNAL_ERROR} ${message}`, at),
    status: 'open',
    severity: 'fatal',
    category: 'MISCONFIGURATION_AND_BUGS',
    disruptions: ['software'],
    ...at,
    title: 'The check itself failed, so the gate stays closed',
    message,
    fix: 'Mend what the message names. If it names nothing of yours, report it.',
    docs: TOOL_DOCS,
  };
}

function locate(application: Application, at: Pick<Finding, 'resource' | 'stack' | 'path'>): Location {
  const { resource, path } = at;
  const stack = resource?.stack ?? application.stacks.find(({ id }) => id === at.stack);
  const constructPath = resource === undefined ? stack?.constructPath : resource.constructPath;
  return {
    stack: stack?.id ?? application.name,
    templatePath: stack?.templatePath ?? '',
    logicalId: resource?.id,
    resourceType: resource?.type,
    constructPath,
    source: constructPath === undefined ? undefined : stack?.traceOf(constructPath),
    path,
  };
}

function fingerprint(ruleId: string, { constructPath, stack, logicalId = '', path }: Location): string {
  return fingerprintOf(ruleId, constructPath ?? `${stack}/${logicalId}`, path);
}
