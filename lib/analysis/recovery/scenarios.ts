import type { SystemNode } from '../system/node';
import type { Journey } from '../system/journeys';
import type { System } from '../system/system';
import type { Zone } from '../system/zones';
import { DISRUPTED, type Disruption } from '../../intent/schema/policy';
import { UNRECOVERABLE } from './data/figure';
import { UNMODELLED, type Estimate, type Estimator, type Seconds } from './estimate';
import { promotionOf } from './promotion';
import { Routes, type Routing } from './routing';
import type { Hit } from './timeline';

/** Zones or Regions that are looked at one by one; beyond, one stands for any and hits everything. */
const MAX_DOMAINS = 24;

/** One thing that befalls a system: a fault everywhere, a zone or a Region that is lost. */
export interface Scenario {
  readonly disruption: Disruption;
  /** The zone or Region. Absent for the disruptions that know none. */
  readonly domain?: string;
  readonly hit: Hit;
  /** How each node comes back, by its index; `undefined` for one that is not hit. */
  readonly estimates: readonly (Estimate | undefined)[];
  /** Switching that is needed for an entry in a Region that stays. */
  readonly routingTo: (entry: SystemNode) => Routing | undefined;
}

/** All that is looked at for a system, by disruption. The estimates are shared by all journeys. */
export class Scenarios {
  /** Zones or Regions of a disruption were too many to look at one by one. */
  public readonly bounded: Disruption[] = [];
  public readonly components: readonly SystemNode[];
  private readonly estimates = new Map<SystemNode, Readonly<Record<Disruption, Estimate>>>();
  private readonly byDisruption = new Map<Disruption, readonly Scenario[]>();
  private readonly journeyOf = new Map<SystemNode, Journey>();
  private readonly routings = new Map<SystemNode, Routing>();
  private routes?: Routes;

  constructor(
    private readonly system: System,
    private readonly estimator: Estimator,
  ) {
    const components = new Set<SystemNode>();
    for (const journey of system.journeys) {
      for (const node of journey.components) if (node.component !== undefined) components.add(node);
      for (const { to } of system.dependenciesOf(journey.node)) {
        if (to.kind === 'REGIONAL_ENTRY') this.journeyOf.set(to, journey);
      }
    }
    this.components = [...components];
  }

  public estimatesOf(node: SystemNode): Readonly<Record<Disruption, Estimate>> {
    let own = this.estimates.get(node);
    if (own === undefined) {
      const entries = DISRUPTED.map((each) => [each, this.estimator.estimateOf(node.component!, each)] as const);
      this.estimates.set(node, (own = Object.fromEntries(entries) as Record<Disruption, Estimate>));
    }
    return own;
  }

  public of(disruption: Disruption): readonly Scenario[] {
    let scenarios = this.byDisruption.get(disruption);
    if (scenarios === undefined) this.byDisruption.set(disruption, (scenarios = this.make(disruption)));
    return scenarios;
  }

  private make(disruption: Disruption): Scenario[] {
    if (disruption === 'az') return this.zones();
    if (disruption === 'region') return this.regions();
    return [this.scenario(disruption, (node) => this.estimatesOf(node)[disruption])];
  }

  private zones(): Scenario[] {
    const hit = this.components.filter(
      (node) => this.estimatesOf(node).az.rto.seconds !== 0 || holdsLoss(this.estimatesOf(node).az),
    );
    const named = new Set(this.system.zones.map(({ region }) => region));
    const zones: Zone[] = [...this.system.zones];
    // Where no zone has a name, one stands for any.
    for (const region of new Set(hit.map((node) => node.region))) {
      if (!named.has(region)) zones.push({ name: 'any zone', ...(region !== undefined && { region }) });
    }
    if (zones.length === 0 || zones.length > MAX_DOMAINS) {
      if (zones.length > 0) this.bounded.push('az');
      return [this.scenario('az', (node) => this.estimatesOf(node).az, 'any zone')];
    }
    return zones.map((zone) => this.zone(zone));
  }

  private zone(zone: Zone): Scenario {
    const estimateIn = (node: SystemNode): Estimate | undefined => {
      if (node.region !== undefined && zone.region !== undefined && node.region !== zone.region) return undefined;
      const zones = this.system.zonesOf(node);
      return zones.length === 0 || zones.includes(zone) ? this.estimatesOf(node).az : undefined;
    };
    const { name, region } = zone;
    return this.scenario(
      'az',
      estimateIn,
      region === undefined || name.includes(region) ? name : `${name} of ${region}`,
    );
  }

  private regions(): Scenario[] {
    const { regions } = this.system;
    if (regions.length > MAX_DOMAINS) this.bounded.push('region');
    const isAny = regions.length === 0 || regions.length > MAX_DOMAINS;
    return isAny
      ? [this.scenario('region', (node) => this.estimatesOf(node).region, 'the Region')]
      : regions.map((region) => this.region(region));
  }

  private region(region: string): Scenario {
    const estimateIn = (node: SystemNode): Estimate | undefined => {
      const component = node.component!;
      if (component.reach === 'GLOBAL' || node.region === undefined || node.region === region) {
        return this.estimatesOf(node).region;
      }
      const promotion = promotionOf(component);
      if (promotion === undefined) return undefined;
      const promoted = this.estimator.byFigure(component, 'region', promotion.figure, promotion.evidence);
      // What its source loses is counted there.
      return {
        ...promoted,
        rpo: { seconds: 0, basis: 'DERIVED', confidence: 'HIGH', formula: 'counted for its source' },
      };
    };
    return this.scenario('region', estimateIn, region);
  }

  private scenario(
    disruption: Disruption,
    estimateIn: (node: SystemNode) => Estimate | undefined,
    domain?: string,
  ): Scenario {
    const { length } = this.system.nodes;
    const estimates = new Array<Estimate | undefined>(length);
    const own = new Float64Array(length);
    const release = new Float64Array(length);
    const deployed = new Float64Array(length);
    const isOpen = new Uint8Array(length);
    for (const node of this.components) {
      const estimate = estimateIn(node);
      if (estimate === undefined) continue;
      estimates[node.index] = estimate;
      const { seconds, basis } = estimate.rto;
      const { people, figure } = estimate;
      if (seconds === UNMODELLED) isOpen[node.index] = 1;
      else if (basis !== 'DECLARED' && figure?.isDeployment) deployed[node.index] = people + numberOf(seconds);
      // Requests are led to the other Region once, for all.
      else if (!(figure?.isSwitch && people === 0 && this.journeyOf.size > 0)) own[node.index] = numberOf(seconds);
      release[node.index] = people;
    }
    const routingTo = (entry: SystemNode): Routing | undefined =>
      disruption === 'region' ? this.routingFrom(domain, entry) : undefined;
    const secondsTo = (entry: SystemNode): number | undefined => {
      const routing = routingTo(entry);
      if (routing === undefined) return 0;
      return routing.seconds === UNMODELLED ? undefined : numberOf(routing.seconds);
    };
    const hit: Hit = {
      own,
      release,
      deployed,
      isOpen,
      routingTo: secondsTo,
      isOneHost: disruption === 'infrastructure',
      outsidersStay: disruption === 'infrastructure' || disruption === 'az',
    };
    return { disruption, ...(domain !== undefined && { domain }), hit, estimates, routingTo };
  }

  /** How requests come to an entry when the entry in another Region is lost. */
  private routingFrom(lost: string | undefined, entry: SystemNode): Routing | undefined {
    const journey = this.journeyOf.get(entry);
    if (journey === undefined || lost === undefined || entry.region === lost) return undefined;
    const fronts = this.system.dependenciesOf(journey.node).map(({ to }) => to);
    const front = fronts.find(({ kind, region }) => kind === 'REGIONAL_ENTRY' && region === lost);
    if (front === undefined) return undefined;
    let routing = this.routings.get(front);
    if (routing === undefined) {
      this.routes ??= new Routes(this.system.application, this.estimator);
      const entries = this.system.dependenciesOf(front).flatMap(({ to }) => to.resource ?? []);
      this.routings.set(front, (routing = this.routes.awayFrom(entries)));
    }
    return routing;
  }
}

/** Seconds as a number: what nothing brings back takes for ever. */
function numberOf(seconds: Exclude<Seconds, typeof UNMODELLED>): number {
  return seconds === UNRECOVERABLE ? Infinity : seconds;
}

function holdsLoss({ rpo }: Estimate): boolean {
  return rpo.seconds !== 0;
}
