import { Fields, secondsOf } from '../../intent/schema/fields';
import { DISRUPTED, type Disruption } from '../../intent/schema/policy';
import type { Component } from '../component';
import { UNRECOVERABLE } from './data/figure';
import { DEFAULTS, type Assumptions } from './defaults';

/** What a user knows better about the recovery of a component in one disruption. Nothing is added to it. */
export interface DeclaredRecovery {
  /** In seconds, people's part included. */
  readonly rto?: number | typeof UNRECOVERABLE;
  /** In seconds. */
  readonly rpo?: number | typeof UNRECOVERABLE;
}

/** What a user knows better about some components, and why. */
export interface EstimateOverride extends Partial<Readonly<Record<Disruption, DeclaredRecovery>>> {
  /**
   * Which: a construct path, which means all below it too (`*` is any one step); a resource type
   * (`AWS::RDS::DBInstance`); or the key of a service (`rds`).
   */
  readonly component: string;
  /** How it is known: a drill, a measurement. */
  readonly reason: string;
  /** Its data can be made again from elsewhere, so that none is lost. The default for caches; `false` says otherwise. */
  readonly rebuildable?: boolean;
}

/** What the configuration may say of estimates. */
export interface EstimateSettings {
  /** Of several that fit a component, the first counts. */
  readonly components: readonly EstimateOverride[];
  readonly assumptions: Partial<Assumptions>;
}

/**
 * Reads what the configuration says of estimates.
 *
 * @throws DeclarationError when it is malformed
 */
export function readEstimates(data: unknown, place: string): EstimateSettings {
  const fields = new Fields(data, place, ['components', 'assumptions'], 'person');
  return {
    components: fields.list('components', readOverride),
    assumptions: fields.has('assumptions') ? readAssumptions(fields.raw('assumptions'), fields.at('assumptions')) : {},
  };
}

function readOverride(data: unknown, place: string): EstimateOverride {
  const fields = new Fields(data, place, ['component', 'reason', 'rebuildable', ...DISRUPTED], 'person');
  const recoveries = DISRUPTED.filter((each) => fields.has(each)).map((disruption) => {
    return [disruption, readRecovery(fields.raw(disruption), fields.at(disruption))] as const;
  });
  const rebuildable = fields.has('rebuildable') ? fields.raw('rebuildable') : undefined;
  if (rebuildable !== undefined && typeof rebuildable !== 'boolean') {
    return fields.fail('rebuildable', 'must be true or false');
  }
  const override = { component: fields.text('component'), reason: fields.text('reason') };
  if (recoveries.length === 0 && rebuildable === undefined) {
    fields.fail('component', `must have one of ${[...DISRUPTED, 'rebuildable'].join(', ')} beside it`);
  }
  return { ...override, ...(rebuildable !== undefined && { rebuildable }), ...Object.fromEntries(recoveries) };
}

function readRecovery(data: unknown, place: string): DeclaredRecovery {
  const fields = new Fields(data, place, ['rto', 'rpo'], 'person');
  if (!fields.has('rto') && !fields.has('rpo')) fields.fail('rto', 'or rpo must be given');
  const timeAt = (key: 'rto' | 'rpo'): number | typeof UNRECOVERABLE => {
    const raw = fields.raw(key);
    return raw === UNRECOVERABLE ? UNRECOVERABLE : fields.seconds(key);
  };
  return { ...(fields.has('rto') && { rto: timeAt('rto') }), ...(fields.has('rpo') && { rpo: timeAt('rpo') }) };
}

function readAssumptions(data: unknown, place: string): Partial<Assumptions> {
  const keys = Object.keys(DEFAULTS) as (keyof Assumptions)[];
  const fields = new Fields(data, place, keys, 'person');
  for (const key of keys) if (fields.has(key)) fields.seconds(key);
  return Object.fromEntries(keys.filter((key) => fields.has(key)).map((key) => [key, secondsOf(fields.raw(key))]));
}

/** What users know better, found by component. */
export class Overrides {
  private readonly fits: readonly (readonly [(component: Component) => boolean, EstimateOverride])[];

  constructor(overrides: readonly EstimateOverride[]) {
    this.fits = overrides.map((override) => [matcherOf(override.component), override]);
  }

  public of(component: Component): EstimateOverride | undefined {
    return this.fits.find(([fits]) => fits(component))?.[1];
  }
}

function matcherOf(pattern: string): (component: Component) => boolean {
  if (pattern.includes('::')) return ({ resource }) => resource.type === pattern;
  const steps = pattern.split('/').filter((step) => step !== '');
  return ({ resource, service }) => {
    if (service === pattern) return true;
    const path = (resource.constructPath ?? resource.key).split('/');
    return steps.every((step, i) => step === path[i] || (step === '*' && path[i] !== undefined));
  };
}
