import fc from 'fast-check';
import { DEGRADED, DELAYED, INTERRUPTED, NONE, STOPPED } from '../../../../lib/analysis/failure/impact';
import { Propagation } from '../../../../lib/analysis/failure/propagation';
import { SystemBuilder } from '../../../../lib/analysis/system/builder';
import type { SystemNode } from '../../../../lib/analysis/system/node';
import { System } from '../../../../lib/analysis/system/system';
import { Application } from '../../../../lib/model/application';
import { plans, type Plan } from '../random-system';
import { impactsByAsking } from './fixpoint';

/** The parts as nodes; those that switch are journeys, which are interrupted while one Region takes over. */
function nodesOf(parts: Plan['parts'], isSwitch: (part: number) => boolean): [System, SystemNode[]] {
  const builder = new SystemBuilder();
  const nodes = parts.map((_, i) => builder.addNode(isSwitch(i) ? 'JOURNEY' : 'EXTERNAL', String(i)));
  const at = (i: number): SystemNode => nodes[i] as SystemNode;
  parts.forEach(({ single, gates }, i) => {
    for (const [to, effect] of single) builder.depend({ from: at(i), to: at(to), effect });
    for (const { kind, members, outsiders, effect } of gates) {
      const gate = builder.addGate(at(i), kind, members.length + outsiders);
      for (const member of members) builder.depend({ from: at(i), to: at(member), effect, gate });
    }
  });
  return [new System(new Application({ name: 'random', stacks: [] }), builder, []), nodes];
}

const losses = fc.array(fc.array(fc.tuple(fc.nat(8), fc.integer({ min: DEGRADED, max: STOPPED })), { maxLength: 3 }), {
  minLength: 1,
  maxLength: 4,
});

describe('Propagation', () => {
  it('hands on what asking everybody again and again comes to, loss after loss', () => {
    fc.assert(
      fc.property(plans(), losses, fc.nat(511), fc.nat(511), ({ parts }, each, switches, out) => {
        const isSwitch = (i: number): boolean => ((switches >> i) & 1) === 1;
        // One in four plans leaves something out.
        const isOut = (i: number): boolean => out % 4 === 0 && ((out >> i) & 1) === 1;
        const [system, nodes] = nodesOf(parts, isSwitch);
        const within = new Set(nodes.filter((_, i) => !isOut(i)));
        const propagation = new Propagation(system, within);
        const told: unknown[] = [];
        const asked: unknown[] = [];
        for (const seeds of each) {
          const lost = seeds.filter(([i]) => i < parts.length && !isOut(i));
          propagation.lose(lost.map(([i, impact]) => ({ node: nodes[i] as SystemNode, impact })));
          const worst = new Map<number, number>();
          for (const [i, impact] of lost) worst.set(i, Math.max(impact, worst.get(i) ?? NONE));
          const expected = impactsByAsking(parts, worst, isOut, isSwitch);
          const reached = propagation.reached.map(({ index }) => index).sort((a, b) => a - b);
          told.push([nodes.map((node) => propagation.impactOn(node)), reached]);
          asked.push([expected, expected.flatMap((impact, i) => (impact === NONE ? [] : [i]))]);
        }
        expect(told).toEqual(asked);
      }),
      { numRuns: 4000 },
    );
  });

  it.each([
    ['SOFT', [NONE, NONE, NONE, DEGRADED, DEGRADED]],
    ['BUFFERED', [NONE, DEGRADED, DELAYED, DELAYED, DELAYED]],
    ['HARD', [NONE, DEGRADED, DELAYED, INTERRUPTED, STOPPED]],
  ] as const)('hands each impact along a %s dependency', (effect, expected) => {
    const parts = [
      { single: [[1, effect] as const], gates: [] },
      { single: [], gates: [] },
    ];
    const [system, [above, below]] = nodesOf(parts, () => false);
    const propagation = new Propagation(system, new Set(system.nodes));
    const felt = expected.map((_, impact) => {
      propagation.lose([{ node: below as SystemNode, impact }]);
      return propagation.impactOn(above as SystemNode);
    });
    expect(felt).toEqual(expected);
  });

  it('tells the way down to what was lost, also in a circle', () => {
    const needs = (...to: number[]): Plan['parts'][number] => ({ single: to.map((i) => [i, 'HARD']), gates: [] });
    const [system, nodes] = nodesOf([needs(1), needs(2, 0), needs(1)], () => false);
    const propagation = new Propagation(system, new Set(nodes));
    propagation.lose([{ node: nodes[2] as SystemNode, impact: STOPPED }]);
    expect(propagation.wayTo(nodes[0] as SystemNode).map(({ name }) => name)).toEqual(['0', '1', '2']);
    propagation.lose([]);
    expect(propagation.wayTo(nodes[0] as SystemNode).map(({ name }) => name)).toEqual(['0']);
  });
});
