import fc from 'fast-check';
import { IMPACTS, type Effect } from '../../../../lib/analysis/failure/impact';
import { simulate } from '../../../../lib/analysis/failure/simulation';
import { plans, systemOf, type Plan } from '../random-system';

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
});
