import type { Journey } from '../system/journeys';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import { Buffers, bufferRecord } from './buffers';
import { capacityOf } from './capacities';
import type { Capacity } from './capacity';
import { connectionsOf } from './connections';
import { FLOWS, flowsOf } from './flow';
import { journeyLevel, saturationOf, type Link } from './journey-levels';
import { Member, percentsOf } from './member';
import { QuotaPools } from './quota-records';
import type { BufferRecord, ComponentSurge, JourneySurge, QuotaRecord, SurgeRecord } from './records';
import { tidy } from './words';

const ASSUMPTIONS = [
  'Each request of a journey is one call of each component on its way.',
  'All journeys surge at the same time: a component that several use gets the sum of their loads.',
  'A program that serves several journeys may call for one what it does not call for another: behind it, the sum is what comes at most.',
  'Where a size is known and the rate is not, the baseline fills the least size as far as scaling aims at.',
  'Nothing else fails: what a lost zone takes away is not taken off.',
  'Quotas are compared with their defaults; the account may have more.',
];

/** The surge of one system: each component is read and judged once, each journey looks up its own. */
export class Surge {
  private readonly members = new Map<SystemNode, Member>();
  /** Journeys that reach each node, by its index. */
  private readonly reachedBy: Uint16Array;
  /** Of all journeys: what is not a journey's own is told at each. */
  private readonly percents: readonly number[];
  private readonly buffers: Buffers;
  private readonly pools: QuotaPools;

  constructor(private readonly system: System) {
    this.percents = percentsOf(system.journeys);
    this.buffers = new Buffers(system);
    this.pools = new QuotaPools(system.application);
    this.reachedBy = new Uint16Array(system.nodes.length);
    for (const { reached } of system.journeys) {
      for (const { index } of reached) this.reachedBy[index] = (this.reachedBy[index] ?? 0) + 1;
    }
  }

  public record(): SurgeRecord {
    const { journeys } = this.system;
    const links = journeys.map((journey) => this.meet(journey));
    for (const { node, capacity, load } of this.members.values()) this.pools.add(node, capacity.quotas, load);
    const quotas = this.pools.records(this.percents);
    const byId = new Map(quotas.map((quota) => [quota.id, quota]));
    return {
      assumptions: ASSUMPTIONS,
      journeys: journeys.map((journey, index) => this.journeyRecord(journey, links[index] ?? [], byId)),
      components: [...this.members.values()].map((member) => this.componentRecord(member)),
      quotas,
    };
  }

  /** Notes what the requests of a journey come to. */
  private meet(journey: Journey): Link[] {
    const rankOf = flowsOf(this.system, journey, ({ index }) => (this.reachedBy[index] ?? 0) > 1);
    const links = FLOWS.map((flow) => ({ flow, members: [] as Member[] }));
    for (const node of journey.components) {
      const link = links[rankOf(node)];
      if (link === undefined) continue;
      let member = this.members.get(node);
      if (member === undefined) this.members.set(node, (member = new Member(node)));
      member.meet(journey, link.flow.isEveryRequest);
      link.members.push(member);
    }
    return links.filter(({ members }) => members.length > 0);
  }

  private componentRecord(member: Member): ComponentSurge {
    const { node, capacity, load, journeys } = member;
    const connections = connectionsOf(this.system, node, capacity);
    const buffer = this.bufferOf(member);
    return {
      component: node.name,
      ...(node.resource !== undefined && { type: node.resource.type }),
      journeys: journeys.map(({ name }) => name),
      ...(load.total !== undefined && { baseline: tidy(load.total) }),
      undeclared: journeys.filter(({ baseline }) => baseline === undefined).map(({ name }) => name),
      capacity: member.capacityRecord,
      ...(buffer !== undefined && { buffer }),
      ...(connections !== undefined && { connections }),
      levels: this.percents.map((percent) => member.level(percent)),
    };
  }

  /** What waits in a component through the longest surge of its journeys. */
  private bufferOf({ node, load, journeys }: Member): BufferRecord | undefined {
    const buffer = this.buffers.of(node);
    if (buffer === undefined) return undefined;
    const duration = Math.max(...journeys.map(({ surgeDuration }) => surgeDuration));
    const baseline = load.isComplete ? load.total : undefined;
    return bufferRecord(buffer, { duration, baseline, percents: this.percents }, (consumer) =>
      this.capacityOf(consumer),
    );
  }

  private journeyRecord(
    journey: Journey,
    links: readonly Link[],
    quotas: ReadonlyMap<string, QuotaRecord>,
  ): JourneySurge {
    const { name, isImplied, baseline, surgeFactor, surgeDuration } = journey;
    const saturates = saturationOf(links);
    const drawn = new Set<string>();
    const buffers: string[] = [];
    for (const { node } of links.flatMap(({ members }) => members)) {
      for (const id of this.pools.of(node)) drawn.add(id);
      if (this.buffers.of(node) !== undefined) buffers.push(node.name);
    }
    const own = [...drawn].flatMap((id) => quotas.get(id) ?? []);
    return {
      journey: name,
      isImplied,
      ...(baseline !== undefined && { baseline }),
      surgeFactor,
      surgeDuration,
      links: links.map(({ flow, members }) => ({ ...flow, components: members.map(({ node }) => node.name) })),
      levels: percentsOf([journey]).map((percent) => journeyLevel({ percent, baseline, links, quotas: own })),
      ...(saturates !== undefined && { firstToSaturate: saturates }),
      buffers,
    };
  }

  /** Also of what no journey counts among its components. */
  private capacityOf(node: SystemNode): Capacity {
    return this.members.get(node)?.capacity ?? capacityOf(node);
  }
}
