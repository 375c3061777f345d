import { Ways } from '../../../../lib/analysis/failure/ways';
import { systemOf, type Plan } from '../random-system';

/** The way of the first journey to a part, by names. */
function wayTo(plan: Plan, part: number): string[] {
  const system = systemOf(plan);
  const way = new Ways(system, system.journeys[0]!).to(system.nodes[part]!);
  return way.length === 0 ? [] : [...way.map(({ from }) => from.name), way.at(-1)!.to.name];
}

const needs = (...to: number[]): Plan['parts'][number] => ({ single: to.map((i) => [i, 'HARD']), gates: [] });
const byFirst = [{ entryPoints: [0], excluded: [] }];

describe('Ways', () => {
  it('are the shortest', () => {
    expect(wayTo({ parts: [needs(1, 2), needs(2), needs()], journeys: byFirst }, 2)).toEqual(['journey 0', '0', '2']);
  });

  it.each(['SOFT', 'BUFFERED'] as const)('lead along nothing %s', (effect) => {
    expect(wayTo({ parts: [{ single: [[1, effect]], gates: [] }, needs()], journeys: byFirst }, 1)).toEqual([]);
  });

  it('lead through gates, as what all of them need is needed', () => {
    const gate = { kind: 'ALTERNATIVES' as const, members: [1, 2], outsiders: 0, effect: 'HARD' as const };
    const parts = [{ single: [], gates: [gate] }, needs(3), needs(3), needs()];
    expect(wayTo({ parts, journeys: byFirst }, 3)).toEqual(['journey 0', '0', '1', '3']);
  });

  it('go round what a journey does without', () => {
    const parts = [needs(1, 2), needs(3), needs(4), needs(), needs(3)];
    const journeys = [{ entryPoints: [0], excluded: [1] }];
    expect([wayTo({ parts, journeys }, 3), wayTo({ parts, journeys }, 1)]).toEqual([
      ['journey 0', '0', '2', '4', '3'],
      [],
    ]);
  });

  it('come out of circles, and lead to nothing that is not reached', () => {
    const parts = [needs(0, 1), needs(0), needs(1)];
    expect([wayTo({ parts, journeys: byFirst }, 1), wayTo({ parts, journeys: byFirst }, 2)]).toEqual([
      ['journey 0', '0', '1'],
      [],
    ]);
  });

  it('begin nearer to their end where they are long', () => {
    const parts = Array.from({ length: 30 }, (_, i) => (i < 29 ? needs(i + 1) : needs()));
    expect(wayTo({ parts, journeys: byFirst }, 29)).toEqual(Array.from({ length: 13 }, (_, i) => String(17 + i)));
  });
});
