import type { DeclaredExternalDependency } from '../../intent/schema/external-dependency';
import { JOURNEY_DEFAULTS, type DeclaredJourney } from '../../intent/schema/journey';
import type { DeclaredPolicy } from '../../intent/schema/policy';
import type { Application } from '../../model/application';
import type { Declared } from '../../model/intent';
import { nameOf, type Scope } from '../../model/scopes';
import type { SystemBuilder } from './builder';
import { journeysBeginningIn } from './declared';
import { publicEntryPoints } from './entry-points';
import type { SystemNode } from './node';
import { Places } from './places';

/** What a customer does end to end, and what it is made of. */
export interface Journey {
  readonly name: string;
  /** Absent for an implied one. */
  readonly owner?: string;
  /** Where it was declared: a construct path, else the stack. Absent for an implied one. */
  readonly scope?: string;
  /** Nobody declared it: it stands for what customers reach by one public entry point. */
  readonly isImplied: boolean;
  /** Fails when the journey does. */
  readonly node: SystemNode;
  readonly entryPoints: readonly SystemNode[];
  /** What is asked of it: by itself or around it. */
  readonly policy?: DeclaredPolicy;
  /** Requests per second on a usual day. */
  readonly baseline?: number;
  readonly surgeFactor: number;
  /** In seconds. */
  readonly surgeDuration: number;
  /** What the templates connect to it, but it does without. */
  readonly excluded: ReadonlySet<SystemNode>;
  /** Declared places that are in no template of the application. */
  readonly unresolved: readonly string[];
  /** Everything it depends on, nearest first. */
  readonly reached: ReadonlySet<SystemNode>;
  /** What of it can fail by itself: components and third parties. */
  readonly components: readonly SystemNode[];
}

/** Journeys that are implied at most. Who has more entry points than that declares what customers do with them. */
const MAX_IMPLIED = 50;

/** The journeys of an application. */
export interface Journeys {
  readonly journeys: readonly Journey[];
  /** Public entry points for which none was made, as there are too many. */
  readonly leftOut: number;
}

/** Puts the journeys of an application into its system: those declared, else one for each public entry point. */
export function addJourneys(application: Application, builder: SystemBuilder): Journeys {
  const declared = journeysBeginningIn(application);
  if (declared.length === 0) return implied(application, builder);
  return { journeys: new DeclaredJourneys(application, builder).add(declared), leftOut: 0 };
}

class DeclaredJourneys {
  private readonly places: Places;
  private readonly externals = new Map<string, SystemNode>();

  constructor(
    private readonly application: Application,
    private readonly builder: SystemBuilder,
  ) {
    this.places = new Places(application);
    for (const each of application.intent.externalDependencies) {
      const node = builder.addNode('EXTERNAL', each.data.name);
      for (const key of keysOf(each)) this.externals.set(key, node);
    }
  }

  public add(declared: readonly Declared<DeclaredJourney>[]): Journey[] {
    return declared.map((each) => this.addOne(each));
  }

  private addOne(declared: Declared<DeclaredJourney>): Journey {
    const { scope, data } = declared;
    const unresolved: string[] = [];
    const find = (place: string): SystemNode[] => {
      const external = this.externals.get(keyOf(place, scope));
      if (external !== undefined) return [external];
      const resources = this.places.resourcesAt(place, scope);
      if (resources.length === 0) unresolved.push(place);
      return resources.map((resource) => this.builder.nodeOf(resource));
    };
    const entryPoints = data.entryPoints.flatMap(find);
    const dependencies = data.dependsOn.flatMap(({ on, criticality }) => find(on).map((to) => ({ to, criticality })));
    const excluded = new Set(data.exclude.flatMap(find));
    const node = this.builder.addNode('JOURNEY', data.name);
    const fronts = regionalFronts(node, entryPoints, this.builder);
    for (const { to, criticality } of dependencies) {
      // What stands in one Region is needed by the entry points of that Region alone.
      const from = (to.region === undefined ? undefined : fronts.get(to.region)) ?? node;
      this.builder.depend({ from, to, effect: criticality });
    }
    const policy = this.application.intent.policyOfJourney(declared);
    return journey(this.builder, {
      ...data,
      scope: nameOf(scope),
      isImplied: false,
      node,
      entryPoints,
      excluded,
      unresolved,
      ...(policy !== undefined && { policy }),
    });
  }
}

/** Nodes for the entry points of each Region, where there are several: one Region stands in for another. */
function regionalFronts(
  node: SystemNode,
  entryPoints: readonly SystemNode[],
  builder: SystemBuilder,
): Map<string, SystemNode> {
  const fronts = new Map<string, SystemNode>();
  const regions = [...new Set(entryPoints.map(({ region }) => region))];
  if (regions.length < 2 || regions.includes(undefined)) {
    for (const to of new Set(entryPoints)) builder.depend({ from: node, to, effect: 'HARD' });
    return fronts;
  }
  const gate = builder.addGate(node, 'ALTERNATIVES', regions.length);
  for (const region of regions as string[]) {
    const front = builder.addNode('REGIONAL_ENTRY', `${node.name} in ${region}`, undefined, region);
    fronts.set(region, front);
    builder.depend({ from: node, to: front, effect: 'HARD', gate });
    for (const to of new Set(entryPoints))
      if (to.region === region) builder.depend({ from: front, to, effect: 'HARD' });
  }
  return fronts;
}

/** One journey for each public entry point that no other one leads to. */
function implied(application: Application, builder: SystemBuilder): Journeys {
  const nodes = publicEntryPoints(application).map((resource) => builder.nodeOf(resource));
  const fronts = new Set<SystemNode>();
  const seen = new Set<SystemNode>();
  for (const entry of nodes) {
    if (seen.has(entry)) continue;
    fronts.add(entry);
    // What was reached before was reached whole: only what is new is followed.
    const own = new Set([entry]);
    for (const node of own) {
      for (const { to } of builder.reach(node)) {
        if (to !== entry) fronts.delete(to);
        if (!seen.has(to)) own.add(to);
      }
      seen.add(node);
    }
  }
  const journeys = [...fronts].slice(0, MAX_IMPLIED).map((entry) => impliedBy(entry, application, builder));
  return { journeys, leftOut: fronts.size - journeys.length };
}

function impliedBy(entry: SystemNode, application: Application, builder: SystemBuilder): Journey {
  const node = builder.addNode('JOURNEY', `by ${entry.name}`);
  builder.depend({ from: node, to: entry, effect: 'HARD' });
  const policy = application.intent.policyOf(entry.resource!.stack, entry.resource);
  return journey(builder, {
    ...JOURNEY_DEFAULTS,
    name: node.name,
    isImplied: true,
    node,
    entryPoints: [entry],
    excluded: new Set(),
    unresolved: [],
    ...(policy !== undefined && { policy }),
  });
}

function journey(builder: SystemBuilder, known: Omit<Journey, 'reached' | 'components'>): Journey {
  const reached = reachedFrom(builder, [known.node], known.excluded);
  reached.delete(known.node);
  const components = [...reached].filter(({ kind, component }) => kind === 'EXTERNAL' || component !== undefined);
  const { name, owner, scope, isImplied, node, entryPoints, policy, baseline, surgeFactor, surgeDuration } = known;
  return {
    name,
    ...(owner !== undefined && { owner }),
    ...(scope !== undefined && { scope }),
    isImplied,
    node,
    entryPoints,
    ...(policy !== undefined && { policy }),
    ...(baseline !== undefined && { baseline }),
    surgeFactor,
    surgeDuration,
    excluded: known.excluded,
    unresolved: known.unresolved,
    reached,
    components,
  };
}

/** Everything that some nodes depend on, themselves included, nearest first. */
function reachedFrom(
  builder: SystemBuilder,
  from: readonly SystemNode[],
  excluded: ReadonlySet<SystemNode>,
): Set<SystemNode> {
  const reached = new Set(from);
  // A set goes on with what is added to it on the way.
  for (const node of reached) {
    for (const { to } of builder.reach(node)) if (!excluded.has(to)) reached.add(to);
  }
  return reached;
}

function keysOf({ scope, data }: Declared<DeclaredExternalDependency>): string[] {
  return scope.constructPath === undefined ? [keyOf(data.name, scope)] : [keyOf(scope.constructPath, scope)];
}

function keyOf(place: string, { stack }: Scope): string {
  return stack === undefined ? place : `${stack.id} ${place}`;
}
