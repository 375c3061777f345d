import { evidenceRecord, placeOf, type EvidenceRecord, type PlaceRecord } from '../place';
import type { Dependency, SystemNode } from '../system/node';
import type { System } from '../system/system';
import { STOPPED } from './impact';
import type { Loss } from './losses';
import type { Outcome, Simulation } from './simulation';
import { Ways } from './ways';

/** What makes a single point of failure one. */
export const SINGLE_POINT_KINDS = [
  /** One host, task or node: its loss stops the journey, and so does the loss of its zone. */
  'SINGLE_UNIT',
  /** Redundant in one Availability Zone, and lost with it. */
  'SINGLE_ZONE',
  /** An Availability Zone. */
  'ZONE',
  /** A third party. */
  'THIRD_PARTY',
  /** A key, a secret, a certificate, a hosted zone, a limit: whatever uses it fails with it. */
  'SHARED_FATE',
  /** The Region. */
  'REGION',
  /** Deployment decides whether it is redundant. */
  'UNDETERMINED',
  /** Redundant within its Region: it is lost as a whole only, by mistake, by a failure of the service, or with the Region. */
  'SERVICE',
] as const;
export type SinglePointKind = (typeof SINGLE_POINT_KINDS)[number];

/** Something that stops journeys when it alone is lost: a minimal cut set of order one. */
export interface SinglePointRecord {
  readonly kind: SinglePointKind;
  readonly on: PlaceRecord;
  /** Names of the journeys it stops. */
  readonly journeys: readonly string[];
  /** The way from the first journey to it: names, the journey first. Empty for a zone and a Region. */
  readonly way: readonly string[];
  /** Whether the way leads along a dependency that is inferred. */
  readonly isInferred: boolean;
  /** For a zone: what the journeys need in it. A Region takes along all that is in it. */
  readonly takes: readonly TakenRecord[];
  /** What its redundancy was read from. */
  readonly evidence: readonly EvidenceRecord[];
}

/** A component that is lost with its zone. */
export interface TakenRecord {
  readonly name: string;
  /** `POSSIBLE` where AWS chooses the zone it lies in. */
  readonly certainty: 'CERTAIN' | 'POSSIBLE';
}

/** The single points of failure of an application, the worst kinds first. */
export function singlePointsOf(system: System, { outcomes }: Simulation): SinglePointRecord[] {
  const ways = system.journeys.map((journey) => new Ways(system, journey));
  const stopping = outcomes.filter(({ impacts }) => impacts.includes(STOPPED));
  const nodes = new Set(stopping.flatMap(({ loss }) => loss.node ?? []));
  const found = stopping
    .filter(({ loss }) => loss.node === undefined || !standsForAnother(loss.node, system, nodes))
    .map((outcome) => recordOf(system, outcome, ways));
  const rank = ({ kind }: SinglePointRecord): number => SINGLE_POINT_KINDS.indexOf(kind);
  return found.sort((a, b) => rank(a) - rank(b) || b.journeys.length - a.journeys.length);
}

/** The only instance of a cluster is no finding beside its cluster: one root cause is told once. */
function standsForAnother(node: SystemNode, system: System, nodes: ReadonlySet<SystemNode>): boolean {
  return system.dependentsOf(node).some(({ from, edge }) => {
    return edge?.redundancyGroup === 'instances' && nodes.has(from) && from.component?.redundancy === 'SINGLE';
  });
}

function recordOf(system: System, { loss, impacts }: Outcome, ways: readonly Ways[]): SinglePointRecord {
  const stopped = impacts.flatMap((impact, i) => (impact === STOPPED ? [i] : []));
  const first = stopped[0] as number;
  const way = loss.node === undefined ? [] : (ways[first] as Ways).to(loss.node);
  return {
    kind: kindOf(loss),
    on: loss.node === undefined ? { name: loss.name } : placeOf(loss.node),
    journeys: stopped.map((i) => system.journeys[i]!.name),
    way: namesOn(way),
    isInferred: way.some(({ edge }) => edge?.basis === 'inferred'),
    takes:
      loss.kind === 'ZONE'
        ? takenBy(
            loss,
            stopped.map((i) => ways[i] as Ways),
          )
        : [],
    evidence: (loss.node?.component?.evidence ?? []).map(evidenceRecord),
  };
}

/** Roles of what is used by many and fails for all of them at once. */
const SHARED = new Set(['SECURITY', 'IDENTITY']);

function kindOf({ kind, node }: Loss): SinglePointKind {
  if (kind === 'ZONE' || kind === 'REGION') return kind;
  if (kind === 'EXTERNAL') return 'THIRD_PARTY';
  if (kind === 'LIMIT') return 'SHARED_FATE';
  const { redundancy, isZoneRedundant, role, resource } = node!.component!;
  if (redundancy === 'SINGLE') return 'SINGLE_UNIT';
  if (isZoneRedundant === false) return 'SINGLE_ZONE';
  if (redundancy === 'UNKNOWN') return 'UNDETERMINED';
  return SHARED.has(role) || resource.type === 'AWS::Route53::HostedZone' ? 'SHARED_FATE' : 'SERVICE';
}

function namesOn(way: readonly Dependency[]): string[] {
  const names = way.map(({ from }) => from.name);
  const last = way.at(-1)?.to.name;
  return last === undefined ? names : [...names, last];
}

/** What of a zone the stopped journeys need for certain. */
function takenBy({ seeds }: Loss, ways: readonly Ways[]): TakenRecord[] {
  return seeds
    .filter(({ node, impact }) => {
      return impact === STOPPED && node.component !== undefined && ways.some((way) => way.to(node).length > 0);
    })
    .map(({ node, isPossible }) => ({ name: node.name, certainty: isPossible ? 'POSSIBLE' : 'CERTAIN' }));
}
