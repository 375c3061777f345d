import fc from 'fast-check';
import { IMPACTS, type Effect } from '../../../../lib/analysis/failure/impact';
import { simulate } from '../../../../lib/analysis/failure/simulation';
import { plans, systemOf, type Plan } from '../random-system';
import { impactsByAsking } from './fixpoint';

const STOPPED = IMPACTS.indexOf('STOPPED');

/** Whether each part works when one is deleted, by asking again and again until nothing changes. */
function workingWithout(lost: number, { parts }: Plan, excluded: readonly number[]): boolean[] {
  const works = parts.map((_, i) => i !== lost || excluded.includes(i));
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    parts.forEach(({ single, gates }, i) => {
      if (!works[i] || excluded.includes(i)) return;
      const isUp = (to: number): boolean => works[to] === true || excluded.includes(to);
      const goesOn =
        single.every(([to, effect]) => effect !== 'HARD' || isUp(to)) &&
        gates.every(({ members, outsiders, effect }) => effect !== 'HARD' || outsiders > 0 || members.some(isUp));
      if (!goesOn) [works[i], isSettled] = [false, false];
    });
  }
  return works;
}

/** What each loss does, journey by journey. */
function impactsOf(plan: Plan): { [lost: string]: (string | undefined)[] } {
  const { outcomes, leftOut } = simulate(systemOf(plan));
  expect(leftOut).toEqual([]);
  return Object.fromEntries(outcomes.map(({ loss, impacts }) => [loss.name, impacts.map((each) => IMPACTS[each])]));
}

const LEAF = { single: [], gates: [] };
const needs = (to: number, effect: Effect = 'HARD'): Plan['parts'][number] => ({ single: [[to, effect]], gates: [] });
const needsBoth = (...both: number[]): Plan['parts'][number] => ({
  single: both.map((to) => [to, 'HARD'] as const),
  gates: [],
});
const byFirst = [{ entryPoints: [0], excluded: [] }];
const chain = (length: number): Plan => ({
  parts: Array.from({ length }, (_, i) => (i + 1 < length ? needs(i + 1) : LEAF)),
  journeys: byFirst,
});

describe('simulate', () => {
  it('stops a journey exactly when brute-force deletion does', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const { outcomes } = simulate(systemOf(plan));
        const found = outcomes.map(({ loss, impacts }) => [loss.name, ...impacts.map((each) => each === STOPPED)]);
        const expected = found.map(([name]) => [
          name,
          ...plan.journeys.map(({ entryPoints, excluded }) => {
            const works = workingWithout(Number(name), plan, excluded);
            return !entryPoints.every((entry) => works[entry] === true || excluded.includes(entry));
          }),
        ]);
        expect(found).toEqual(expected);
      }),
      { numRuns: 5000 },
    );
  });

  it('does to journeys what asking everybody again and again comes to', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const { outcomes } = simulate(systemOf(plan));
        const expected = outcomes.map(({ loss: { name } }) => [
          name,
          ...plan.journeys.map(({ entryPoints, excluded }) => {
            const lost = new Map([[Number(name), STOPPED]]);
            const each = impactsByAsking(plan.parts, lost, (part) => excluded.includes(part));
            return Math.max(...entryPoints.map((entry) => each[entry] as number));
          }),
        ]);
        expect(outcomes.map(({ loss, impacts }) => [loss.name, ...impacts])).toEqual(expected);
      }),
      { numRuns: 4000 },
    );
  });

  it('loses everything that journeys reach, and nothing else', () => {
    const parts = [needs(1), LEAF, LEAF];
    expect(impactsOf({ parts, journeys: byFirst })).toEqual({
      0: ['STOPPED'],
      1: ['STOPPED'],
    });
  });

  it.each([
    ['HARD', 'STOPPED'],
    ['SOFT', 'DEGRADED'],
    ['BUFFERED', 'DELAYED'],
  ] as const)('hands on the loss of a %s dependency as %s', (effect, impact) => {
    const parts = [needs(1, effect), LEAF];
    expect(impactsOf({ parts, journeys: byFirst })['1']).toEqual([impact]);
  });

  it.each([
    ['ALTERNATIVES', 0, 'NONE', 'STOPPED'],
    ['ALTERNATIVES', 1, 'NONE', 'NONE'],
    ['WAYS', 0, 'DEGRADED', 'STOPPED'],
  ] as const)('a gate of %s with %i outsiders: one lost %s, what both need lost %s', (kind, outsiders, one, both) => {
    const members = [1, 2];
    const parts = [
      { single: [], gates: [{ kind, members, outsiders, effect: 'HARD' as const }] },
      needs(3),
      needs(3),
      LEAF,
    ];
    const impacts = impactsOf({ parts, journeys: byFirst });
    expect([impacts['1'], impacts['3']]).toEqual([[one], [both]]);
  });

  it('leaves out what one journey does without, for that journey alone', () => {
    const parts = [needs(1), LEAF];
    const journeys = [
      { entryPoints: [0], excluded: [] },
      { entryPoints: [0], excluded: [1] },
    ];
    expect(impactsOf({ parts, journeys })).toEqual({ 0: ['STOPPED', 'STOPPED'], 1: ['STOPPED', 'NONE'] });
  });

  it.each([
    ['a chain of 20,000', chain(20_000), 20_000],
    ['a circle of 20,000', { ...chain(20_000), parts: [...chain(20_000).parts.slice(0, -1), needs(0)] }, 20_000],
    [
      'a chain of 20,000 that all need one more',
      {
        parts: [...Array.from({ length: 20_000 }, (_, i) => needsBoth(i < 19_999 ? i + 1 : 20_000, 20_000)), LEAF],
        journeys: byFirst,
      },
      20_001,
    ],
    [
      'a clique of 500, each with itself too',
      {
        parts: Array.from({ length: 500 }, () => ({
          single: Array.from({ length: 500 }, (_, to) => [to, 'HARD'] as const),
          gates: [],
        })),
        journeys: byFirst,
      },
      500,
    ],
  ] as const)('comes through %s', (_, plan, stops) => {
    const { outcomes, leftOut } = simulate(systemOf(plan as Plan));
    expect(leftOut).toEqual([]);
    expect(outcomes.filter(({ impacts }) => impacts[0] === STOPPED)).toHaveLength(stops);
  });

  it('comes through a chain of 20,000 queues, which all delay', () => {
    const parts = chain(20_000).parts.map(({ single }) => ({
      single: single.map(([to]) => [to, 'BUFFERED'] as const),
      gates: [],
    }));
    const { outcomes, leftOut } = simulate(systemOf({ parts, journeys: byFirst }));
    expect(leftOut).toEqual([]);
    expect(outcomes.map(({ impacts }) => IMPACTS[impacts[0] as number])).toEqual([
      'STOPPED',
      ...new Array<string>(19_999).fill('DELAYED'),
    ]);
  });

  it('comes through 300 journeys, each of which does without something else', () => {
    const { parts } = chain(3_000);
    const journeys = Array.from({ length: 300 }, (_, i) => ({ entryPoints: [0], excluded: [i * 10 + 9] }));
    const { outcomes, leftOut } = simulate(systemOf({ parts, journeys }));
    expect(leftOut).toEqual([]);
    // The first journey ends at the tenth, the last one but for the last.
    expect(outcomes.map(({ impacts }) => impacts.filter((each) => each === STOPPED).length)).toEqual(
      Array.from({ length: 2_999 }, (_, i) => 300 - Math.floor((i + 1) / 10)),
    );
  });

  it('says what it left out where too much hangs on too much', () => {
    // Two ways lead down each step, so that no loss stands for another.
    const step = (i: number, to: number): Plan['parts'][number][] => [
      {
        single: [
          [i + 1, 'BUFFERED'],
          [i + 2, 'BUFFERED'],
        ],
        gates: [],
      },
      { single: [[to, 'HARD']], gates: [] },
      { single: [[to, 'HARD']], gates: [] },
    ];
    const parts = [...Array.from({ length: 2_500 }, (_, i) => step(3 * i, 3 * i + 3)).flat(), LEAF];
    const { outcomes, leftOut } = simulate(systemOf({ parts, journeys: byFirst }));
    expect(outcomes.length + leftOut.length).toBe(parts.length);
    expect(leftOut.length).toBeGreaterThan(0);
    expect(outcomes.filter(({ impacts }) => impacts[0] === STOPPED)).toHaveLength(1);
  });
});
