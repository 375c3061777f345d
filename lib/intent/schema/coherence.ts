import type { DeclaredPolicy, DeclaredTarget } from './policy';

/** Availability that leaves no time for building everything anew: 52 minutes a year. */
const FOUR_NINES = 99.99;

const DAY = 24 * 60 * 60;

/** A target beyond this is none. */
const LONGEST = 365 * DAY;

/**
 * The domains of a fault, each part of the next: who survives the loss of a zone survives that of a host in it.
 * Software is not among them: data spoilt by a faulty release is restored from a backup, whatever the Regions do.
 */
const NESTED = ['infrastructure', 'az', 'region'] as const;

const NAMES = { software: 'software', infrastructure: 'infrastructure', az: 'AZ', region: 'Region' } as const;

/** What contradicts itself in a policy, as a clause to stand behind its name; `undefined` for a coherent one. */
export function incoherenceOf(policy: DeclaredPolicy): string | undefined {
  return availabilityFault(policy) ?? rangeFault(policy) ?? orderFault(policy) ?? approachFault(policy);
}

function availabilityFault({ availability }: DeclaredPolicy): string | undefined {
  if (availability === undefined || (availability > 0 && availability < 100)) return undefined;
  return `asks for ${availability} % availability; it must be more than 0 and less than 100 percent`;
}

function rangeFault(policy: DeclaredPolicy): string | undefined {
  for (const disruption of Object.keys(NAMES) as (keyof typeof NAMES)[]) {
    for (const objective of ['rto', 'rpo'] as const) {
      const seconds = policy[disruption]?.[objective];
      if (seconds !== undefined && seconds > LONGEST) {
        return `sets the ${NAMES[disruption]} ${objective.toUpperCase()} to ${spoken(seconds)}; more than ${spoken(LONGEST)} is no target`;
      }
    }
  }
  return undefined;
}

function orderFault(policy: DeclaredPolicy): string | undefined {
  for (const objective of ['rto', 'rpo'] as const) {
    let inner: { readonly name: string; readonly seconds: number } | undefined;
    for (const disruption of NESTED) {
      const target: DeclaredTarget | undefined = policy[disruption];
      if (target === undefined) continue;
      const outer = { name: `${NAMES[disruption]} ${objective.toUpperCase()}`, seconds: target[objective] };
      if (inner !== undefined && outer.seconds < inner.seconds) {
        return (
          `sets the ${outer.name} to ${spoken(outer.seconds)}, less than the ${inner.name} of ${spoken(inner.seconds)}: ` +
          'the larger loss cannot be over sooner, as it holds the smaller one'
        );
      }
      inner = outer;
    }
  }
  return undefined;
}

function approachFault({ availability, recoveryApproach, region }: DeclaredPolicy): string | undefined {
  if (recoveryApproach !== 'BACKUP_AND_RESTORE') return undefined;
  if (availability !== undefined && availability >= FOUR_NINES) {
    return (
      `asks for ${availability} % availability with backup and restore: that leaves less than an hour a year, and restoring ` +
      'a Region from backups takes longer. Keep a standby there (pilot light at least), or ask for less'
    );
  }
  if (region?.rpo === 0) {
    return 'asks for a Region RPO of zero with backup and restore: a backup is always older than what is lost. Replicate, or allow a loss';
  }
  return undefined;
}

/** `90 s`, `15 min`, `4 h`, `3 d`: the largest unit that comes out even. */
export function spoken(seconds: number): string {
  for (const [unit, length] of [
    ['d', DAY],
    ['h', 3600],
    ['min', 60],
  ] as const) {
    if (seconds >= length && seconds % length === 0) return `${seconds / length} ${unit}`;
  }
  return `${seconds} s`;
}
