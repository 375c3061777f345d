import fc from 'fast-check';
import type { Effect } from '../../../lib/analysis/failure/impact';
import { SystemBuilder } from '../../../lib/analysis/system/builder';
import type { Journey } from '../../../lib/analysis/system/journeys';
import type { SystemNode } from '../../../lib/analysis/system/node';
import { System } from '../../../lib/analysis/system/system';
import { Application } from '../../../lib/model/application';

/** A system in numbers: what each part depends on. Parts are called by their numbers. */
export interface Plan {
  readonly parts: readonly {
    readonly single: readonly (readonly [to: number, effect: Effect])[];
    readonly gates: readonly {
      readonly kind: 'ALTERNATIVES' | 'WAYS';
      readonly members: readonly number[];
      readonly outsiders: number;
      readonly effect: Effect;
    }[];
  }[];
  readonly journeys: readonly { readonly entryPoints: readonly number[]; readonly excluded: readonly number[] }[];
}

/** A system of third parties, which can each be lost. */
export function systemOf({ parts, journeys }: Plan): System {
  const builder = new SystemBuilder();
  const nodes = parts.map((_, i) => builder.addNode('EXTERNAL', String(i)));
  const at = (i: number): SystemNode => nodes[i] as SystemNode;
  parts.forEach(({ single, gates }, i) => {
    for (const [to, effect] of single) builder.depend({ from: at(i), to: at(to), effect });
    for (const { kind, members, outsiders, effect } of gates) {
      const gate = builder.addGate(at(i), kind, members.length + outsiders);
      for (const member of members) builder.depend({ from: at(i), to: at(member), effect, gate });
    }
  });
  const application = new Application({ name: 'random', stacks: [] });
  const all = journeys.map(({ entryPoints, excluded }, i): Journey => {
    const node = builder.addNode('JOURNEY', `journey ${i}`);
    for (const entry of entryPoints) builder.depend({ from: node, to: at(entry), effect: 'HARD' });
    const reached = new Set(entryPoints.filter((entry) => !excluded.includes(entry)).map(at));
    for (const each of reached) {
      for (const { to } of builder.dependenciesOf(each)) if (!excluded.includes(to.index)) reached.add(to);
    }
    return {
      name: node.name,
      isImplied: false,
      node,
      entryPoints: entryPoints.map(at),
      surgeFactor: 5,
      surgeDuration: 3600,
      excluded: new Set(excluded.map(at)),
      unresolved: [],
      reached,
      components: [...reached],
    };
  });
  return new System(application, builder, all);
}

const EFFECTS = fc.constantFrom<Effect>('HARD', 'HARD', 'HARD', 'SOFT', 'BUFFERED');

/** Plans of some parts, circles and self references among them. */
export function plans(maxParts = 9): fc.Arbitrary<Plan> {
  return fc.integer({ min: 1, max: maxParts }).chain((count) => {
    const part = fc.nat(count - 1);
    const gate = fc.record({
      kind: fc.constantFrom('ALTERNATIVES' as const, 'WAYS' as const),
      members: fc.uniqueArray(part, { minLength: 1, maxLength: 3 }),
      outsiders: fc.constantFrom(0, 0, 0, 1),
      effect: fc.constantFrom<Effect>('HARD', 'HARD', 'BUFFERED'),
    });
    return fc.record({
      parts: fc.array(
        fc.record({
          single: fc.array(fc.tuple(part, EFFECTS), { maxLength: 2 }),
          gates: fc.array(gate, { maxLength: 1 }),
        }),
        { minLength: count, maxLength: count },
      ),
      journeys: fc.array(
        fc.record({
          entryPoints: fc.uniqueArray(part, { minLength: 1, maxLength: 2 }),
          excluded: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.uniqueArray(part, { maxLength: 1 })),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    });
  });
}
