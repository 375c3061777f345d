import { INTERNAL_ERROR, type Finding, type UndeterminedVerdict } from '../engine/evaluate';
import type { Severity } from '../engine/vocabulary';
import type { Application } from '../model/application';
import type { AcceptanceIndex, Place } from './acceptance-index';
import type { Acceptance } from './acceptances';
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
  // Rules that fail on one resource are told apart by what is said of them.
  const name = fingerprint(rule === undefined ? `${ruleId} ${detail}` : ruleId, location);
  const acceptance = accepted.covering(ruleId, severity, placeOf(application, finding), name);
  // Written out, not spread: there may be thousands.
  return {
    ruleId,
    fingerprint: name,
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
    detail: rule === undefined ? undefined : detail,
    why: rule?.why,
    fix: rule?.fix ?? `Report it with the template at ${TOOL_DOCS}; leave the rule out to go on without it.`,
    docs: rule?.docs ?? TOOL_DOCS,
    condition,
    related: related.length === 0 ? undefined : related.map(relatedRecord),
    acceptance: acceptance && termsOf(acceptance),
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
  const acceptance = accepted.covering(verdict.rule.id, 'warning', placeOf(application, verdict));
  return {
    ruleId: verdict.rule.id,
    status: acceptance === undefined ? 'open' : 'accepted',
    stack,
    templatePath,
    logicalId,
    constructPath,
    path,
    because: verdict.because,
  };
}

/** A record that was made elsewhere, accepted or not by what holds now. */
export function accepted<R extends FindingRecord | UndeterminedRecord>(
  application: Application,
  record: R,
  index: AcceptanceIndex,
): R {
  const { acceptance: _, ...rest } = record as R & Pick<FindingRecord, 'acceptance'>;
  const stack = application.stacks.find(({ id }) => id === record.stack);
  const resource = record.logicalId === undefined ? undefined : stack?.resources.get(record.logicalId);
  const place = { ...(stack && { stack }), ...(resource && { resource }) };
  const isFinding = 'severity' in record;
  const found = index.covering(
    record.ruleId,
    isFinding ? record.severity : 'warning',
    place,
    isFinding ? record.fingerprint : undefined,
  );
  if (found === undefined) return { ...rest, status: 'open' } as unknown as R;
  return { ...rest, status: 'accepted', ...(isFinding && { acceptance: termsOf(found) }) } as unknown as R;
}

function termsOf({ reason, owner, expires }: Acceptance): NonNullable<FindingRecord['acceptance']> {
  return { reason, owner, expires };
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
  const { stack } = placeOf(application, at);
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

function placeOf(application: Application, { resource, stack: id }: Pick<Finding, 'resource' | 'stack'>): Place {
  const stack = resource?.stack ?? application.stacks.find((each) => each.id === id);
  return { ...(stack && { stack }), ...(resource && { resource }) };
}

function fingerprint(ruleId: string, { constructPath, stack, logicalId = '', path }: Location): string {
  return fingerprintOf(ruleId, constructPath ?? `${stack}/${logicalId}`, path);
}
