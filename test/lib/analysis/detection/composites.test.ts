import fc from 'fast-check';
import { Composites } from '../../../../lib/analysis/detection/composites';
import { applicationOf, resourceIn } from '../../model/templates';

const ALARMS = ['A0', 'A1', 'A2'];

/** What a composite alarm asks of the alarms and composites before it. */
interface Rule {
  readonly operator: 'AND' | 'OR';
  readonly operands: readonly { readonly of: number; readonly isNegated: boolean }[];
  readonly suppressor?: number;
}

const rule: fc.Arbitrary<Rule> = fc.record(
  {
    operator: fc.constantFrom('AND' as const, 'OR' as const),
    operands: fc.array(fc.record({ of: fc.nat(100), isNegated: fc.boolean() }), { minLength: 1, maxLength: 4 }),
    suppressor: fc.nat(100),
  },
  { requiredKeys: ['operator', 'operands'] },
);

describe('Composites', () => {
  it('go off as evaluating all of them says', () => {
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 6 }), fc.subarray(ALARMS), (rules, on) => {
        const ids = [...ALARMS];
        const Resources: Record<string, object> = Object.fromEntries(
          ALARMS.map((id) => [id, { Type: 'AWS::CloudWatch::Alarm' }]),
        );
        const states = new Map(ALARMS.map((id) => [id, on.includes(id)]));
        const above = new Map(ALARMS.map((id) => [id, on.includes(id)]));
        const expected: string[] = [];
        rules.forEach(({ operator, operands, suppressor }, i) => {
          const id = `C${i}`;
          const named = operands.map(({ of, isNegated }) => ({ child: ids[of % ids.length] as string, isNegated }));
          const held = suppressor === undefined ? undefined : (ids[suppressor % ids.length] as string);
          const text = named.map(({ child, isNegated }) => `${isNegated ? 'NOT ' : ''}ALARM(\${${child}})`);
          Resources[id] = {
            Type: 'AWS::CloudWatch::CompositeAlarm',
            Properties: {
              AlarmRule: { 'Fn::Sub': text.join(` ${operator} `) },
              ...(held !== undefined && { ActionsSuppressor: { Ref: held } }),
            },
          };
          // What hangs on no alarm that is on stays as it is.
          const isAbove = named.some(({ child }) => above.get(child));
          const holds = named.map(({ child, isNegated }) => states.get(child) !== isNegated);
          const state = isAbove && (operator === 'AND' ? holds.every(Boolean) : holds.some(Boolean));
          above.set(id, isAbove);
          states.set(id, state);
          if (state && (held === undefined || states.get(held) !== true)) expected.push(id);
          ids.push(id);
        });
        const application = applicationOf({ Resources });
        const composites = new Composites(application);
        const off = composites.setOff(new Set(on.map((id) => resourceIn(application, `Stack/${id}`))));
        expect([...off].map(({ id }) => id).sort()).toEqual(expected.sort());
      }),
    );
  });

  it('end where they depend on each other in a circle', () => {
    const composite = (rule: string): object => ({
      Type: 'AWS::CloudWatch::CompositeAlarm',
      Properties: { AlarmRule: { 'Fn::Sub': rule } },
    });
    const application = applicationOf({
      Resources: {
        A: { Type: 'AWS::CloudWatch::Alarm' },
        Self: composite('ALARM(${Self}) AND ALARM(${A})'),
        One: composite('ALARM(${Two}) AND ALARM(${A})'),
        Two: composite('ALARM(${One}) OR ALARM(${A})'),
      },
    });
    const off = new Composites(application).setOff(new Set([resourceIn(application, 'Stack/A')]));
    expect([...off].map(({ id }) => id)).toEqual(['One', 'Two']);
  });
});
