import fc from 'fast-check';
import { liftsOf } from '../../../../lib/analysis/recovery/counterfactual';
import { hardGraphOf } from '../../../../lib/analysis/recovery/hard-graph';
import { timelineOf, type Hit } from '../../../../lib/analysis/recovery/timeline';
import type { System } from '../../../../lib/analysis/system/system';
import { plans, systemOf, type Plan } from '../random-system';

/** Times of the parts of a plan, each how long it takes, when people begin, and when it is deployed. */
interface Times {
  readonly parts: readonly (readonly [own: number, release: number, deployed: number])[];
  readonly isOneHost: boolean;
  readonly outsidersStay: boolean;
}

const TIME = fc.oneof({ weight: 4, arbitrary: fc.nat(9) }, fc.constant(0), {
  weight: 1,
  arbitrary: fc.constant(Infinity),
});

const times = (count: number): fc.Arbitrary<Times> =>
  fc.record({
    parts: fc.array(fc.tuple(TIME, fc.constantFrom(0, 0, 5), fc.constantFrom(0, 0, 0, 12)), {
      minLength: count,
      maxLength: count,
    }),
    isOneHost: fc.boolean(),
    outsidersStay: fc.boolean(),
  });

const cases = plans().chain((plan) => fc.tuple(fc.constant(plan), times(plan.parts.length)));

function hitOf(system: System, { parts, isOneHost, outsidersStay }: Times, perfect?: number): Hit {
  const count = system.nodes.length;
  const at = (place: 0 | 1 | 2): Float64Array =>
    Float64Array.from({ length: count }, (_, i) => (i === perfect ? 0 : (parts[i]?.[place] ?? 0)));
  return {
    own: at(0),
    release: at(1),
    deployed: at(2),
    isOpen: new Uint8Array(count),
    routingTo: () => 0,
    isOneHost,
    outsidersStay,
  };
}

/** When each journey is back, computed anew. */
function backAt(system: System, given: Times, perfect?: number): number[] {
  return system.journeys.map((journey) => {
    const graph = hardGraphOf(system, journey);
    return timelineOf(graph, hitOf(system, given, perfect), 0).finish.at(-1)!;
  });
}

describe('the counterfactual', () => {
  it('is what computing everything anew without each component gives', () => {
    fc.assert(
      fc.property(cases, ([plan, given]) => {
        const system = systemOf(plan);
        system.journeys.forEach((journey, j) => {
          const graph = hardGraphOf(system, journey);
          const hit = hitOf(system, given);
          const timeline = timelineOf(graph, hit, 0);
          const total = timeline.finish.at(-1)!;
          const { lifts, isBounded } = liftsOf(graph, hit, timeline);
          const expected = plan.parts.flatMap((_, i) => {
            const time = backAt(system, given, i)[j]!;
            return time < total ? [[i, time] as const] : [];
          });
          expect(isBounded).toBe(false);
          expect(new Map(lifts.map(({ node, time }) => [node.index, time]))).toEqual(new Map(expected));
        });
      }),
      { numRuns: 3000 },
    );
  });
});

/** When a part is back, told by the words of the method alone. For plans without circles. */
function backByWords(
  plan: Plan,
  { parts, isOneHost, outsidersStay }: Times,
  excluded: readonly number[],
): (i: number) => number {
  const readyAt = (i: number): number => {
    const { single, gates } = plan.parts[i]!;
    const needed = single.flatMap(([to, effect]) => (effect === 'HARD' && !excluded.includes(to) ? [backAt(to)] : []));
    const chosen = gates.flatMap(({ kind, members, outsiders, effect }) => {
      if (effect !== 'HARD') return [];
      const known = members.filter((member) => !excluded.includes(member));
      if (kind === 'WAYS') return known.map(backAt);
      if (known.length === 0 || (outsiders > 0 && outsidersStay)) return [];
      const hasOthers = known.length > 1 || outsiders > 0;
      return [Math.min(...known.map((member) => (isOneHost && hasOthers ? readyAt(member) : backAt(member))))];
    });
    return Math.max(0, ...needed, ...chosen);
  };
  const backAt = (i: number): number => {
    const [own, release, deployed] = parts[i]!;
    const ready = readyAt(i);
    return Math.max(ready, deployed, own > 0 ? Math.max(ready, release) + own : 0);
  };
  return backAt;
}

/** The same plan without circles: parts depend on later ones only. */
function uncircled({ parts, journeys }: Plan): Plan {
  return {
    parts: parts.map(({ single, gates }, i) => ({
      single: single.filter(([to]) => to > i),
      gates: gates
        .map((gate) => ({ ...gate, members: gate.members.filter((member) => member > i) }))
        .filter(({ members }) => members.length > 0),
    })),
    journeys,
  };
}

describe('a timeline', () => {
  it('is what the method says', () => {
    fc.assert(
      fc.property(cases, ([circled, given]) => {
        const plan = uncircled(circled);
        const found = backAt(systemOf(plan), given);
        const expected = plan.journeys.map(({ entryPoints, excluded }) => {
          const back = backByWords(plan, given, excluded);
          return Math.max(0, ...entryPoints.filter((entry) => !excluded.includes(entry)).map(back));
        });
        expect(found).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('of a chain adds up, people being waited for once', () => {
    const plan: Plan = {
      parts: [0, 1, 2].map((i) => ({ single: i < 2 ? [[i + 1, 'HARD']] : [], gates: [] })),
      journeys: [{ entryPoints: [0], excluded: [] }],
    };
    const given: Times = {
      parts: [
        [10, 100, 0],
        [20, 100, 0],
        [40, 0, 0],
      ],
      isOneHost: false,
      outsidersStay: false,
    };
    expect(backAt(systemOf(plan), given)).toEqual([100 + 20 + 10]);
  });

  it('ends for a clique of 500 and a chain of 20,000', () => {
    const clique: Plan = {
      parts: Array.from({ length: 500 }, () => ({
        single: Array.from({ length: 500 }, (_, to) => [to, 'HARD'] as const),
        gates: [],
      })),
      journeys: [{ entryPoints: [0], excluded: [] }],
    };
    const chain: Plan = {
      parts: Array.from({ length: 20_000 }, (_, i) => ({ single: i < 19_999 ? [[i + 1, 'HARD']] : [], gates: [] })),
      journeys: [{ entryPoints: [0], excluded: [] }],
    };
    const one = (plan: Plan): Times => ({
      parts: plan.parts.map(() => [1, 0, 0]),
      isOneHost: false,
      outsidersStay: false,
    });
    for (const [plan, total, lift] of [
      [clique, 1, undefined],
      [chain, 20_000, 19_999],
    ] as const) {
      const system = systemOf(plan);
      const graph = hardGraphOf(system, system.journeys[0]!);
      const hit = hitOf(system, one(plan));
      const timeline = timelineOf(graph, hit, 0);
      const { lifts } = liftsOf(graph, hit, timeline);
      expect([timeline.finish.at(-1), lifts[0]?.time]).toEqual([total, lift]);
    }
  });
});
