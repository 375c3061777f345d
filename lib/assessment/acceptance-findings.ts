import { RESERVED_IDS } from '../engine/rule';
import { daysBetween } from '../intent/schema/day';
import type { Application } from '../model/application';
import type { AcceptanceIndex } from './acceptance-index';
import { stateOf } from './acceptance-index';
import type { Acceptance } from './acceptances';
import type { AcceptanceRecord, FindingRecord, Location } from './document';
import { fingerprintOf } from './fingerprint';
import { BREAK_GLASS, count } from './gate';

const DOCS = 'https://github.com/cdk-resilience/cdk-resilience#readme';

export const UNUSED = 'AcceptanceUnused';

/** What is known when all rules have run. */
export interface Accepted {
  readonly application: Application;
  readonly acceptances: readonly Acceptance[];
  readonly index: AcceptanceIndex;
  /** Ids that acceptances may name. */
  readonly knownRules: ReadonlySet<string>;
  /** Ids of the rules that ran. */
  readonly ran: ReadonlySet<string>;
  /** Why expired acceptances hold, where they do. */
  readonly breakGlass?: string;
}

/** What is wrong with acceptances themselves. Nobody can accept it. */
export function acceptanceFindings(accepted: Accepted): FindingRecord[] {
  const { application, acceptances, breakGlass } = accepted;
  const findings = acceptances.flatMap((acceptance) => findingOf(acceptance, accepted) ?? []);
  return breakGlass === undefined ? findings : [...findings, glassBroken(application, breakGlass, accepted)];
}

/** An acceptance as it stands in the document. */
export function acceptanceRecord(acceptance: Acceptance, { application, index, ran }: Accepted): AcceptanceRecord {
  const { at: _, ...rest } = acceptance;
  const isUsed = index.isUsed(acceptance) || index.isMissed(acceptance);
  return {
    ...rest,
    state: stateOf(acceptance, application.asOf),
    use: isUsed ? 'used' : ran.has(acceptance.ruleId) ? 'unused' : 'unknown',
    findings: index.findingsOf(acceptance),
  };
}

function findingOf(acceptance: Acceptance, accepted: Accepted): FindingRecord | undefined {
  const { application, index, knownRules, ran } = accepted;
  const { ruleId, owner, reason, expires } = acceptance;
  const { asOf } = application;
  const place = `'${ruleId}' is accepted ${placeOf(acceptance)}`;
  const terms = `Accepted by ${owner} until ${expires}: ${reason.replace(/\.$/, '')}.`;
  const state = stateOf(acceptance, asOf);
  if (!knownRules.has(ruleId)) {
    const isReserved = RESERVED_IDS.includes(ruleId);
    return recordOf(application, acceptance, {
      ruleId: 'UnknownRule',
      severity: 'error',
      title: 'An acceptance names a rule that does not exist',
      message: `${place}, but ${isReserved ? 'nobody can accept that' : 'there is no such rule'}, so nothing is accepted.`,
      fix: 'Use an id that `cdk-resilience rules` lists, written Resilience::Id in CDK.',
    });
  }
  if (index.isMissed(acceptance)) {
    return recordOf(application, acceptance, {
      ruleId: 'AcceptanceExpired',
      severity: 'error',
      title: 'The acceptance of a risk has expired',
      message: `${place}, but no longer. ${terms} What it covered is open again.`,
      fix:
        'Mend what is open again, or have the risk accepted anew with a later day. ' +
        'Where neither can wait, breakGlass (--break-glass REASON) lets expired acceptances hold, and says so.',
    });
  }
  if (state === 'expiring' && index.isUsed(acceptance)) {
    const left = daysBetween(asOf, expires);
    return recordOf(application, acceptance, {
      ruleId: 'AcceptanceExpiring',
      severity: 'warning',
      title: 'The acceptance of a risk expires soon',
      message: `${place}; ${left === 0 ? 'today is the last day' : `${count(left, 'day')} left`}. ${terms}`,
      fix: 'Mend what it covers, or have the risk accepted anew with a later day, before the gate closes.',
    });
  }
  if (!index.isUsed(acceptance) && ran.has(ruleId)) {
    return recordOf(application, acceptance, {
      ruleId: UNUSED,
      severity: 'info',
      title: 'An acceptance covers nothing',
      message: `${place}, but the rule finds nothing there that is not accepted otherwise.`,
      fix: 'Remove it, so that it does not hide a finding to come.',
    });
  }
  return undefined;
}

/** Told whenever the option is there, or it would be forgotten and nothing would ever expire again. */
function glassBroken(application: Application, reason: string, { acceptances, index }: Accepted): FindingRecord {
  const held = acceptances.filter((each) => stateOf(each, application.asOf) === 'expired' && index.isUsed(each));
  const what =
    held.length === 0 ? 'No acceptance in use has expired' : `${count(held.length, 'expired acceptance')} held`;
  return {
    ...base(application, { ruleId: BREAK_GLASS, severity: 'warning' }),
    fingerprint: fingerprintOf(BREAK_GLASS, '', ''),
    title: 'Expired acceptances hold, as the glass was broken',
    message: `${what}. The reason given: ${reason}`,
    fix: 'Take the option away when the emergency is over.',
  };
}

type Said = Pick<FindingRecord, 'ruleId' | 'severity' | 'title' | 'message' | 'fix'>;

function recordOf(application: Application, acceptance: Acceptance, said: Said): FindingRecord {
  return {
    ...base(application, said),
    ...locationOf(application, acceptance),
    ...said,
    fingerprint: acceptanceFingerprint(said.ruleId, acceptance),
  };
}

/** The same for all applications that an acceptance above them holds for. */
export function acceptanceFingerprint(id: string, { ruleId, path, scope }: AcceptanceRecord | Acceptance): string {
  return fingerprintOf(path === undefined ? `${id} ${ruleId}` : `${id} ${ruleId} ${path}`, scope, '');
}

function base(application: Application, said: Pick<FindingRecord, 'ruleId' | 'severity'>) {
  return {
    ...said,
    status: 'open',
    category: 'MISCONFIGURATION_AND_BUGS',
    disruptions: ['software'],
    stack: application.name,
    templatePath: '',
    path: '',
    docs: DOCS,
  } as const;
}

function locationOf({ stacks, name }: Application, { at, scope }: Acceptance): Location {
  const { stack: declaredIn, resource } = at ?? {};
  const stack =
    declaredIn ??
    stacks.findLast(({ constructPath }) => constructPath !== undefined && `${scope}/`.startsWith(`${constructPath}/`));
  const constructPath = declaredIn === undefined ? scope : (resource?.constructPath ?? stack?.constructPath ?? '');
  const source = constructPath === '' ? undefined : stack?.traceOf(constructPath);
  return {
    stack: stack?.id ?? name,
    templatePath: stack?.templatePath ?? '',
    ...(resource !== undefined && { logicalId: resource.id, resourceType: resource.type }),
    ...(constructPath !== '' && { constructPath }),
    ...(source !== undefined && { source }),
    path: '',
  };
}

function placeOf({ scope, path }: Acceptance): string {
  const below = path === undefined ? '' : ` below ${path}`;
  return `${scope === '' ? 'for the whole App' : `at ${scope}`}${below}`;
}
