import type { Disruption } from '../../intent/schema/policy';
import { attempt } from '../../model/attempt';
import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { Component, Evidence } from '../component';
import { BackupPlans } from './backups';
import { casesOf } from './cases';
import type { Case, Held } from './cases/case';
import { figure } from './data';
import { UNRECOVERABLE, type Amount, type Hands, type RecoveryFigure } from './data/figure';
import { DEFAULTS, type Assumptions } from './defaults';
import { Overrides, type DeclaredRecovery, type EstimateOverride } from './overrides';
import { isTransit, Subject } from './subject';

/** A time that nothing says: no figure fits, or deployment decides the configuration. */
export const UNMODELLED = 'UNMODELLED';

export type Seconds = number | typeof UNRECOVERABLE | typeof UNMODELLED;

/** A length of time, and how it is known. */
export interface Time extends Partial<Pick<Amount, 'basis' | 'confidence'>> {
  readonly seconds: Seconds;
  /** How it was worked out from the template: `period 3600 + start window 3600 + job 7200`. */
  readonly formula?: string;
  /** Why nothing says it. */
  readonly because?: string;
}

/** How a component comes back from a disruption. */
export interface Estimate {
  readonly disruption: Disruption;
  /** From the moment that its recovery begins: at once, or when people have decided. */
  readonly rto: Time;
  readonly rpo: Time;
  /** Absent where nothing says it. */
  readonly hands?: Hands;
  /** Until people have noticed, answered and decided, in seconds; 0 where none are needed. */
  readonly people: number;
  /** Absent where none fits. */
  readonly figure?: RecoveryFigure;
  readonly override?: EstimateOverride;
  readonly evidence: readonly Evidence[];
}

export interface EstimateOptions {
  /** What users know better. */
  readonly overrides?: readonly EstimateOverride[];
  readonly assumptions?: Partial<Assumptions>;
  /** Whether an alarm would tell of the loss of a resource. By default any alarm that names it counts. */
  readonly isWatched?: (resource: Resource) => boolean;
}

/** What is lost with a component, and so counts for the RPO of journeys. */
export type Holds = 'DATA' | 'IN_TRANSIT' | 'NOTHING';

/** Estimates how components come back. Each answer is found once. */
export class Estimator {
  public readonly assumptions: Assumptions;
  private readonly overrides: Overrides;
  private readonly plans: BackupPlans;
  private readonly isWatched: (resource: Resource) => boolean;
  private readonly found = new Map<Component, Partial<Record<Disruption, Estimate>>>();
  private readonly subjects = new Map<Component, Subject>();

  constructor(
    private readonly application: Application,
    options: EstimateOptions = {},
  ) {
    this.assumptions = { ...DEFAULTS, ...options.assumptions };
    this.overrides = new Overrides(options.overrides ?? []);
    this.plans = new BackupPlans(application, this.assumptions);
    this.isWatched = options.isWatched ?? ((resource) => resource.mentions('AWS::CloudWatch::Alarm').length > 0);
  }

  public estimateOf(component: Component, disruption: Disruption): Estimate {
    let own = this.found.get(component);
    if (own === undefined) this.found.set(component, (own = {}));
    return (own[disruption] ??= this.read(component, disruption));
  }

  private read(component: Component, disruption: Disruption): Estimate {
    const override = this.overrides.of(component);
    const found = this.find(component, casesOf(component)[disruption], disruption);
    return override === undefined ? found : overridden(found, override, override[disruption]);
  }

  /** How a component of a figure that was found otherwise comes back: one that is promoted. */
  public byFigure(component: Component, disruption: Disruption, id: string, evidence: readonly Evidence[]): Estimate {
    const found = this.estimate(component, disruption, figure(id), { evidence });
    const override = this.overrides.of(component);
    return override === undefined ? found : overridden(found, override, override[disruption]);
  }

  /** What is lost with a component. */
  public holds(component: Component): Holds {
    if (this.subjectOf(component).isRebuildable) return 'NOTHING';
    return isTransit(component) ? 'IN_TRANSIT' : 'DATA';
  }

  /** Until people have noticed, answered and decided. */
  public peopleTime(resource: Resource): number {
    const { detectionWithAlarm, detectionWithoutAlarm, acknowledgement, decision } = this.assumptions;
    return (this.isWatched(resource) ? detectionWithAlarm : detectionWithoutAlarm) + acknowledgement + decision;
  }

  private find(component: Component, cases: readonly Case[], disruption: Disruption): Estimate {
    const subject = this.subjectOf(component);
    const first = attempt(this.application, () => {
      for (const each of cases) {
        const held = each.holds(subject);
        if (held !== undefined) return { figure: each.figure, held };
      }
      return undefined;
    });
    if (!first.isKnown) return unmodelled(component, disruption, first.because, first.path);
    if (first.value !== undefined) {
      return this.estimate(component, disruption, figure(first.value.figure), first.value.held);
    }
    return unmodelled(component, disruption, `no figure fits ${component.resource.type} as it is configured`);
  }

  private estimate(component: Component, disruption: Disruption, found: RecoveryFigure, held: Held): Estimate {
    const isByHand = found.hands === 'MANUAL' && found.rto.seconds !== UNRECOVERABLE;
    return {
      disruption,
      rto: held.rto ?? found.rto,
      rpo: this.subjectOf(component).isRebuildable ? nothingToLose(component) : (held.rpo ?? found.rpo),
      hands: found.hands,
      people: isByHand ? this.peopleTime(component.resource) : 0,
      figure: found,
      evidence: held.evidence,
    };
  }

  private subjectOf(component: Component): Subject {
    let subject = this.subjects.get(component);
    if (subject === undefined) {
      const isRebuildable = this.overrides.of(component)?.rebuildable ?? !component.isStateful;
      this.subjects.set(component, (subject = new Subject(component, isRebuildable, this.plans)));
    }
    return subject;
  }
}

/** How a component comes back from a disruption, by the template, the figures and what users know better. */
export function estimateOf(
  component: Component,
  disruption: Disruption,
  application: Application,
  options: EstimateOptions = {},
): Estimate {
  return new Estimator(application, options).estimateOf(component, disruption);
}

function nothingToLose({ isStateful }: Component): Time {
  const formula = isStateful ? 'its data can be made again' : 'it keeps no data that is nowhere else';
  return { seconds: 0, basis: 'DERIVED', confidence: 'HIGH', formula };
}

function unmodelled(component: Component, disruption: Disruption, because: string, path?: string): Estimate {
  const time: Time = { seconds: UNMODELLED, because };
  const place = path === undefined ? [] : [{ resource: component.resource, path: '', says: `${path}: ${because}` }];
  return {
    disruption,
    rto: time,
    rpo: component.isStateful ? time : nothingToLose(component),
    people: 0,
    evidence: place.length > 0 ? place : component.evidence,
  };
}

function overridden(found: Estimate, override: EstimateOverride, declared: DeclaredRecovery = {}): Estimate {
  const { rto, rpo } = declared;
  const time = (seconds: Seconds): Time => ({ seconds, basis: 'DECLARED', confidence: 'HIGH' });
  if (rto === undefined && rpo === undefined && override.rebuildable === undefined) return found;
  return {
    ...found,
    ...(rto !== undefined && { rto: time(rto), people: 0 }),
    ...(rpo !== undefined && { rpo: time(rpo) }),
    override,
  };
}
