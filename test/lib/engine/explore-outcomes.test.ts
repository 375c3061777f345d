import * as fc from 'fast-check';
import { explore } from '../../../lib/engine/explore';
import { nonCompliant } from '../../../lib/engine/verdict';
import { applicationOf } from '../model/templates';
import { ruleOf } from './rules';

const NAMES = ['P0', 'P1', 'P2', 'P3'];
const PARAMETERS = Object.fromEntries(
  NAMES.map((name) => [name, { Type: 'String', AllowedValues: ['true', 'false'] }]),
);
const choice = (name: string, ifTrue: unknown, ifFalse: unknown): object => ({ 'Fn::If': [name, ifTrue, ifFalse] });

describe('compared with every combination of parameters', () => {
  /** A random tree of `Fn::If` over four conditions, with `bad`, `good` and AWS::NoValue at its ends. */
  const tree: fc.Arbitrary<unknown> = fc.letrec<{ node: unknown; end: unknown }>((tie) => ({
    end: fc.constantFrom('bad', 'good', { Ref: 'AWS::NoValue' }),
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      tie('end'),
      fc
        .tuple(fc.constantFrom('D0', 'D1', 'D2', 'D3'), tie('node'), tie('node'))
        .map(([name, a, b]) => choice(name, a, b)),
    ),
  })).node;

  /** A random condition over four boolean parameters. */
  const condition: fc.Arbitrary<unknown> = fc.letrec<{ node: unknown; leaf: unknown }>((tie) => ({
    leaf: fc
      .tuple(fc.constantFrom('P0', 'P1', 'P2', 'P3'), fc.constantFrom('true', 'false', 'other'))
      .map(([name, value]) => ({ 'Fn::Equals': [{ Ref: name }, value] })),
    node: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      tie('leaf'),
      fc.tuple(fc.constantFrom('Fn::And', 'Fn::Or'), tie('node'), tie('node')).map(([op, a, b]) => ({ [op]: [a, b] })),
      tie('node').map((a) => ({ 'Fn::Not': [a] })),
      fc.constantFrom('D0', 'D1').map((name) => ({ Condition: name })),
    ),
  })).node;

  const values = ['true', 'false'];
  const worlds = values.flatMap((P0) =>
    values.flatMap((P1) => values.flatMap((P2) => values.map((P3) => ({ P0, P1, P2, P3 })))),
  );

  /** Faults at the values `bad` and where there is none, of the subject and of all that are with it. */
  const rule = ruleOf({
    check: (subject, application) => {
      const faults = ['A', 'B'].flatMap((name) => {
        const value = subject.string(name);
        if (value === 'bad') return [nonCompliant(name)];
        return value === undefined ? [nonCompliant(`${name}.None`)] : [];
      });
      return application.resources('Test::Guard').length === 0 ? [...faults, nonCompliant('Guard')] : faults;
    },
  });

  it('finds the same, and says when', () => {
    fc.assert(
      fc.property(
        fc.tuple(condition, condition, condition, condition),
        tree,
        tree,
        fc.boolean(),
        (conditions, a, b, isConditional) => {
          const subject = { Type: 'Test::Type', Properties: { A: a, B: b }, ...(isConditional && { Condition: 'D2' }) };
          const template = {
            Parameters: PARAMETERS,
            // The first two name no other, so there are no circles, which have no truth.
            Conditions: Object.fromEntries(
              conditions.map((each, i) => [`D${i}`, i < 2 ? { 'Fn::Equals': [{ Ref: `P${i}` }, 'true'] } : each]),
            ),
            Resources: { Subject: subject, Guard: { Type: 'Test::Guard', Condition: 'D3' } },
          };
          const open = applicationOf(template);
          const [found] = open.resources('Test::Type');
          const outcome = found === undefined ? { faults: [], open: [], crash: undefined } : explore(rule, open, found);
          expect(outcome.open).toEqual([]);
          expect(outcome.crash).toBeUndefined();
          for (const parameters of worlds) {
            const decided = applicationOf(template, { parameters });
            const [own] = decided.resources('Test::Type');
            const expected = own === undefined ? [] : explore(rule, decided, own).faults.map(({ path }) => path);
            const holds = outcome.faults.filter(({ when }) =>
              when.some((group) =>
                group.every(({ name, outcome: taken }) => decided.stacks[0]!.condition(name) === taken),
              ),
            );
            expect(holds.map(({ path }) => path).sort()).toEqual(expected.sort());
          }
        },
      ),
      { seed: 20261123, numRuns: 150 },
    );
  });
});
