import fc from 'fast-check';
import { alarmsIn, holds, readAlarmRule } from '../../../../lib/analysis/detection/alarm-rule';
import type { Resource } from '../../../../lib/model/resource';
import { applicationOf, resourceIn } from '../../model/templates';

const IDS = ['A', 'B', 'C', 'D'];
const ALARMS = Object.fromEntries(
  IDS.map((id) => [id, { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: id } }]),
);

/** The rule as a composite holds it, and the alarms by name. */
function read(rule: unknown): [ReturnType<typeof readAlarmRule>, Map<string, Resource>] {
  const Page = { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: rule } };
  const application = applicationOf({ Resources: { ...ALARMS, Page } });
  const named = new Map(IDS.map((id) => [id, resourceIn(application, `Stack/${id}`)]));
  const page = resourceIn(application, 'Stack/Page');
  return [readAlarmRule(page.at('AlarmRule'), (name) => named.get(name)), named];
}

/** A rule, and what it says by the alarms that are on. */
interface Case {
  readonly text: string;
  readonly expected: (on: ReadonlySet<string>) => boolean;
}

const leaf: fc.Arbitrary<Case> = fc
  .tuple(fc.constantFrom(...IDS), fc.constantFrom('ALARM', 'OK', 'INSUFFICIENT_DATA'), fc.boolean())
  .map(([id, state, isReference]) => ({
    text: `${state}(${isReference ? `"\${${id}}"` : id})`,
    expected: (on) => (state === 'ALARM' ? on.has(id) : state === 'OK' && !on.has(id)),
  }));

const atLeast: fc.Arbitrary<Case> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.subarray(IDS, { minLength: 1 }), fc.boolean())
  .map(([count, ids, isNegated]) => ({
    text: `AT_LEAST(${count}, ${isNegated ? 'NOT OK' : 'ALARM'}, (${ids.map((id) => `"${id}"`).join(', ')}))`,
    expected: (on) => ids.filter((id) => on.has(id)).length >= count,
  }));

const constant: fc.Arbitrary<Case> = fc
  .boolean()
  .map((value) => ({ text: value ? 'TRUE' : 'FALSE', expected: () => value }));

const { rule } = fc.letrec<{ rule: Case; joined: Case; negated: Case }>((tie) => ({
  rule: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, atLeast, constant, tie('joined'), tie('negated')),
  joined: fc
    .tuple(fc.constantFrom('AND', 'OR'), fc.array(tie('rule'), { minLength: 1, maxLength: 3 }))
    .map(([operator, all]) => ({
      text: `(${all.map(({ text }) => text).join(`\n ${operator} `)})`,
      expected: (on) =>
        operator === 'AND' ? all.every(({ expected }) => expected(on)) : all.some(({ expected }) => expected(on)),
    })),
  negated: tie('rule').map(({ text, expected }) => ({ text: `NOT (${text})`, expected: (on) => !expected(on) })),
}));

describe('readAlarmRule', () => {
  it('reads a rule as it says', () => {
    fc.assert(
      fc.property(rule, fc.subarray(IDS), ({ text, expected }, ids) => {
        const [made, named] = read({ 'Fn::Sub': text });
        const on = new Set(ids);
        expect(made).toBeDefined();
        expect(holds(made!, (alarm) => on.has([...named].find(([, each]) => each === alarm)![0]))).toBe(expected(on));
      }),
    );
  });

  it('binds AND closer than OR', () => {
    const [made, named] = read('ALARM(A) OR ALARM(B) AND ALARM(C)');
    expect(holds(made!, (alarm) => alarm === named.get('A'))).toBe(true);
    expect(holds(made!, (alarm) => alarm === named.get('B'))).toBe(false);
    expect(
      alarmsIn(made!)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['A', 'B', 'C']);
  });

  it('knows alarms by name, ARN and reference, and lets others be well', () => {
    const [byArn, named] = read('ALARM("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:A")');
    expect(alarmsIn(byArn!)).toEqual([named.get('A')]);
    const [unknown] = read('OK(other) AND NOT ALARM(other)');
    expect([alarmsIn(unknown!), holds(unknown!, () => true)]).toEqual([[], true]);
  });

  const unreadable: [string, unknown][] = [
    ['nothing', ''],
    ['a word', 'A'],
    ['an open parenthesis', 'ALARM(A'],
    ['something behind', 'ALARM(A) ALARM(B)'],
    ['an operator without operand', 'ALARM(A) AND'],
    ['no threshold', 'AT_LEAST(ALARM, (A))'],
    ['a rule that is too long', 'ALARM(A) OR '.repeat(1000) + 'ALARM(A)'],
    ['one that is too deep', `${'('.repeat(50)}ALARM(A)${')'.repeat(50)}`],
    ['a value of deployment', { Ref: 'AWS::StackId' }],
    ['no text', ['ALARM(A)']],
  ];
  it.each(unreadable)('does not read %s', (_, text) => {
    expect(read(text)[0]).toBeUndefined();
  });
});
