import { RESERVED_IDS } from '../engine/rule';
import type { Severity } from '../engine/vocabulary';
import { daysBetween } from '../intent/schema/day';
import type { Resource } from '../model/resource';
import { constructScope, pathBelow, scopesAround } from '../model/scopes';
import type { Stack } from '../model/stack';
import { scopeKeyOf, type Acceptance } from './acceptances';
import { NOT_STATED, type AcceptanceRecord } from './document';
import { pathPattern } from '../model/path-pattern';

/** Days before its last one on which an acceptance is said to expire. */
const NOTICE = 14;

/** What a verdict is about; no stack for the application as a whole. */
export interface Place {
  readonly stack?: Stack;
  readonly resource?: Resource;
}

/** How far an acceptance is from its last day. */
export function stateOf({ expires }: Pick<Acceptance, 'expires'>, asOf: string): AcceptanceRecord['state'] {
  if (expires === NOT_STATED) return 'valid';
  const left = daysBetween(asOf, expires);
  if (left < 0) return 'expired';
  return left <= NOTICE ? 'expiring' : 'valid';
}

/** Finds what accepts a finding, and keeps what each acceptance was good for. */
export class AcceptanceIndex {
  private readonly byRule = new Map<string, Map<string, Acceptance[]>>();
  private readonly patterns = new Map<Acceptance, (path: string) => boolean>();
  /** What each acceptance covers: fingerprints of findings. */
  private readonly covered = new Map<Acceptance, Set<string>>();
  /** Expired acceptances of what nothing else accepts. */
  private readonly missed = new Set<Acceptance>();

  /**
   * @param acceptances all there are
   * @param asOf the day that expiries are judged for
   * @param isGlassBroken whether expired ones hold
   */
  constructor(
    acceptances: readonly Acceptance[],
    private readonly asOf: string,
    private readonly isGlassBroken: boolean,
  ) {
    for (const acceptance of acceptances) {
      const scopes = this.byRule.get(acceptance.ruleId) ?? new Map<string, Acceptance[]>();
      const key = scopeKeyOf(acceptance);
      this.byRule.set(acceptance.ruleId, scopes.set(key, [...(scopes.get(key) ?? []), acceptance]));
      if (acceptance.path !== undefined) this.patterns.set(acceptance, pathPattern(acceptance.path));
    }
  }

  /**
   * The acceptance that covers a verdict: the nearest around its place that holds. Failures of the tool and of
   * acceptances themselves have none.
   *
   * @param fingerprint the finding's; none for an undetermined verdict
   */
  public covering(ruleId: string, severity: Severity, place: Place, fingerprint?: string): Acceptance | undefined {
    const scopes = this.byRule.get(ruleId);
    if (scopes === undefined || severity === 'fatal' || RESERVED_IDS.includes(ruleId)) return undefined;
    const expired: Acceptance[] = [];
    for (const key of keysAround(place)) {
      for (const acceptance of scopes.get(key) ?? []) {
        if (!this.reaches(acceptance, place)) continue;
        if (this.isGlassBroken || stateOf(acceptance, this.asOf) !== 'expired') {
          const covered = this.covered.get(acceptance) ?? new Set();
          this.covered.set(acceptance, fingerprint === undefined ? covered : covered.add(fingerprint));
          return acceptance;
        }
        expired.push(acceptance);
      }
    }
    expired.forEach((acceptance) => this.missed.add(acceptance));
    return undefined;
  }

  /** Whether an acceptance covers something. */
  public isUsed(acceptance: Acceptance): boolean {
    return this.covered.has(acceptance);
  }

  /** Whether something is open again because an acceptance has expired. */
  public isMissed(acceptance: Acceptance): boolean {
    return this.missed.has(acceptance);
  }

  /** The fingerprints of the findings an acceptance covers. */
  public findingsOf(acceptance: Acceptance): string[] {
    return [...(this.covered.get(acceptance) ?? [])].sort();
  }

  private reaches(acceptance: Acceptance, { stack, resource }: Place): boolean {
    const matches = this.patterns.get(acceptance);
    if (matches === undefined) return true;
    return (
      stack !== undefined && matches(pathBelow(acceptance.at ?? constructScope(acceptance.scope), stack, resource))
    );
  }
}

function keysAround({ stack, resource }: Place): Iterable<string> {
  return stack === undefined ? [constructScope('').key] : scopesAround(stack, resource);
}
