import { explore, MAX_CONDITIONS } from '../../../lib/engine/explore';
import { describe as inWords } from '../../../lib/engine/outcomes';
import type { Rule } from '../../../lib/engine/rule';
import { compliant, nonCompliant, undetermined, type Verdict } from '../../../lib/engine/verdict';
import type { Resource } from '../../../lib/model/resource';
import { applicationOf, applicationOfStacks, resourceIn, stackOf, type Template } from '../model/templates';
import { ruleOf } from './rules';

const PARAMETERS = Object.fromEntries(
  ['P0', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'].map((name) => [
    name,
    { Type: 'String', AllowedValues: ['true', 'false'] },
  ]),
);
const CONDITIONS = Object.fromEntries(
  Object.keys(PARAMETERS).map((name, i) => [`C${i}`, { 'Fn::Equals': [{ Ref: name }, 'true'] }]),
);
const choice = (name: string, ifTrue: unknown, ifFalse: unknown): object => ({ 'Fn::If': [name, ifTrue, ifFalse] });

function templateOf(value: unknown, more: Template = {}): Template {
  const { Resources = {}, Conditions = {}, ...rest } = more as { Resources?: object; Conditions?: object };
  return {
    Parameters: { ...PARAMETERS, Open: { Type: 'String' } },
    Conditions: { ...CONDITIONS, ...Conditions },
    ...rest,
    Resources: { Subject: { Type: 'Test::Type', Properties: { Value: value } }, ...Resources },
  };
}

/** What a rule says of the subject: `path when outcomes` for faults, `open path` and `crash message` for the rest. */
function said(rule: Rule, template: Template): string[] {
  const application = applicationOf(template);
  const subject = resourceIn(application, 'Stack/Subject');
  const { faults, open, crash } = explore(rule, application, subject);
  return [
    ...faults.map(({ path, when, verdict, resource }) => {
      const words = inWords(when, subject.stack);
      const place = resource === subject ? path : `${resource?.id} ${path}`;
      return [place, words && `when ${words}`, verdict.detail && `(${verdict.detail})`].filter(Boolean).join(' ');
    }),
    ...open.map(({ path, because }) => `open ${path}: ${because}`),
    ...(crash === undefined ? [] : [`crash ${String(crash.thrown)}`]),
  ];
}

/** Finds fault with the value `bad`. */
const isBad = ruleOf({ check: (subject) => (subject.string('Value') === 'bad' ? nonCompliant('Value') : compliant) });

describe('a fault', () => {
  it.each<[name: string, value: unknown, expected: readonly string[], more?: Template]>([
    ['that depends on nothing', 'bad', ['Properties.Value']],
    ['under one outcome', choice('C0', 'bad', 'good'), ['Properties.Value when C0 is true']],
    ['under the other', choice('C0', 'good', 'bad'), ['Properties.Value when C0 is false']],
    ['under both', choice('C0', 'bad', 'bad'), ['Properties.Value']],
    ['under none', choice('C0', 'good', 'fine'), []],
    [
      'under two outcomes',
      choice('C0', choice('C1', 'good', 'bad'), 'good'),
      ['Properties.Value when C0 is true and C1 is false'],
    ],
    [
      'under either of two',
      choice('C0', 'bad', choice('C1', 'good', 'bad')),
      ['Properties.Value when C0 is true, or C1 is false'],
    ],
    [
      'under the same of both',
      choice('C0', choice('C1', 'bad', 'good'), choice('C1', 'bad', 'good')),
      ['Properties.Value when C1 is true'],
    ],
    ['that cannot come to pass', choice('C0', 'good', choice('C0', 'bad', 'good')), []],
    [
      'under an outcome that follows from another',
      choice('C0', choice('Not0', 'bad', 'good'), 'good'),
      [],
      { Conditions: { Not0: { 'Fn::Not': [{ Condition: 'C0' }] } } },
    ],
    [
      'where exclusive conditions name all there is',
      choice('Is', 'bad', choice('Else', 'bad', 'good')),
      ['Properties.Value'],
      {
        Conditions: { Is: { 'Fn::Equals': [{ Ref: 'P0' }, 'true'] }, Else: { 'Fn::Equals': [{ Ref: 'P0' }, 'false'] } },
      },
    ],
    [
      'under a condition that is decided',
      choice('No', 'bad', 'good'),
      [],
      { Conditions: { No: { 'Fn::Equals': ['a', 'b'] } } },
    ],
    [
      'under a circular condition',
      choice('Circle', 'bad', 'good'),
      ['Properties.Value when Circle is true'],
      { Conditions: { Circle: { 'Fn::Not': [{ Condition: 'Circle' }] } } },
    ],
    [
      'and an open question',
      choice('C0', 'bad', { Ref: 'Open' }),
      ['Properties.Value when C0 is true', "open Properties.Value: parameter 'Open' has no default"],
    ],
  ])('%s', (_, value, expected, more = {}) => expect(said(isBad, templateOf(value, more))).toEqual(expected));

  it('of a resource under a condition is one where it exists', () => {
    const template = templateOf('x', {
      Resources: { Subject: { Type: 'Test::Type', Condition: 'C0', Properties: { Value: 'bad' } } },
    });
    expect(said(isBad, template)).toEqual(['Properties.Value when C0 is true']);
  });

  it('that hangs on another resource depends on the condition of that', () => {
    const rule = ruleOf({
      check: (_, application) => (application.resources('Test::Guard').length > 0 ? compliant : nonCompliant('')),
    });
    const guard = { Type: 'Test::Guard', Condition: 'C0' };
    expect(said(rule, templateOf('x', { Resources: { Guard: guard } }))).toEqual(['when C0 is false']);
    const mentions = ruleOf({
      check: (subject) => (subject.referencedBy('Test::Guard').length > 0 ? compliant : nonCompliant('Value')),
    });
    const mentioning = { ...guard, Properties: { Of: { Ref: 'Subject' } } };
    expect(said(mentions, templateOf('x', { Resources: { Guard: mentioning } }))).toEqual([
      'Properties.Value when C0 is false',
    ]);
  });

  it('says under several outcomes what is said under each', () => {
    const related = (subject: Resource): Resource =>
      resourceIn(subject.stack.application, `Stack/${subject.string('Value') === 'a' ? 'A' : 'B'}`);
    const rule = ruleOf({
      check: (subject) =>
        nonCompliant('Value', { detail: `It is ${subject.string('Value')}.`, related: [related(subject)] }),
    });
    const template = templateOf(choice('C0', 'a', 'b'), {
      Resources: { A: { Type: 'Test::A' }, B: { Type: 'Test::B' } },
    });
    expect(said(rule, template)).toEqual(['Properties.Value (It is a. Or: It is b.)']);
    const application = applicationOf(template);
    const [fault] = explore(rule, application, resourceIn(application, 'Stack/Subject')).faults;
    expect(fault!.verdict.related!.map(({ id }) => id)).toEqual(['A', 'B']);
  });

  it('is told once for one place', () => {
    const rule = ruleOf({
      check: () => [
        nonCompliant('A', { detail: 'First.' }),
        nonCompliant('B'),
        nonCompliant('A', { detail: 'Second.' }),
      ],
    });
    expect(said(rule, templateOf('x'))).toEqual(['Properties.A (First.)', 'Properties.B']);
  });

  it('is at the resource it names, or the place', () => {
    const rule = ruleOf({
      check: (subject, application) => {
        const other = application.resources('Test::Other')[0]!;
        return [
          nonCompliant('X', { resource: other }),
          nonCompliant(other.attribute('DeletionPolicy')),
          nonCompliant(subject.at('Value')),
        ];
      },
    });
    const template = templateOf('x', { Resources: { Other: { Type: 'Test::Other' } } });
    expect(said(rule, template)).toEqual(['Other Properties.X', 'Other DeletionPolicy', 'Properties.Value']);
  });
});

describe('conditions of nested stacks', () => {
  it('follow from those of the stack above, and faults name whose they are', () => {
    const nested = stackOf('Stack/Nest', {
      Parameters: { Size: { Type: 'String' } },
      Conditions: { IsLarge: { 'Fn::Equals': [{ Ref: 'Size' }, 'large'] } },
      Resources: { Inner: { Type: 'Test::Type', Properties: { Value: choice('IsLarge', 'bad', 'good') } } },
    });
    const nest = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { Parameters: { Size: choice('C0', 'large', 'small') } },
    };
    const stack = stackOf('Stack', templateOf('x', { Resources: { Nest: nest } }), {
      nested: new Map([['Nest', nested]]),
    });
    const application = applicationOfStacks(stack);
    const inner = resourceIn(application, 'Stack/Nest/Inner');
    const { faults } = explore(isBad, application, inner);
    expect(faults.map(({ path, when }) => [path, inWords(when, inner.stack)])).toEqual([
      ['Properties.Value', 'C0 of Stack is true'],
    ]);
  });
});

describe('the bound', () => {
  const tree = (names: readonly string[]): unknown => {
    const [first, ...rest] = names;
    return first === undefined ? 'bad' : choice(first, tree(rest), 'good');
  };

  it('lets a rule read several conditions', () => {
    const names = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5'];
    expect(names).toHaveLength(MAX_CONDITIONS);
    const all = names.map((name) => `${name} is true`).join(' and ');
    expect(said(isBad, templateOf(tree(names)))).toEqual([`Properties.Value when ${all}`]);
  });

  it('leaves open what hangs on more', () => {
    const names = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6'];
    expect(said(isBad, templateOf(tree(names)))).toEqual(['open : more than 6 conditions are decided at deployment']);
  });

  it('keeps what is found within', () => {
    const names = ['C0', 'C1', 'C2', 'C3', 'C4', 'C5', 'C6'];
    expect(said(isBad, templateOf(choice('C7', 'bad', tree(names))))).toEqual([
      'Properties.Value when C7 is true',
      'open : more than 6 conditions are decided at deployment',
    ]);
  });

  it('ends also where thousands of resources hang on conditions', () => {
    const guards = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [`G${i}`, { Type: 'Test::Guard', Condition: `D${i}` }]),
    );
    const conditions = Object.fromEntries(
      Array.from({ length: 3000 }, (_, i) => [
        `D${i}`,
        { 'Fn::Or': [{ Condition: `C${i % 6}` }, { 'Fn::Not': [{ Condition: `C${(i + 1) % 6}` }] }] },
      ]),
    );
    const rule = ruleOf({
      check: (_, application) => (application.resources('Test::Guard').length > 2999 ? nonCompliant('') : compliant),
    });
    const [fault, ...rest] = said(rule, templateOf('x', { Resources: guards, Conditions: conditions }));
    expect(fault).toMatch(/^when /);
    expect(rest).toEqual([]);
  });
});

describe('a rule that cannot go on', () => {
  it('is stopped by an unknown value, also if it catches everything', () => {
    const rule = ruleOf({
      check: (subject): Verdict => {
        try {
          return subject.string('Value') === 'bad' ? nonCompliant('Value') : compliant;
        } catch {
          return nonCompliant('Caught');
        }
      },
    });
    expect(said(rule, templateOf({ Ref: 'Open' }))).toEqual(["open Properties.Value: parameter 'Open' has no default"]);
    expect(said(rule, templateOf(choice('C0', 'bad', 'good')))).toEqual(['Properties.Value when C0 is true']);
  });

  it('may say itself that the template does not decide', () => {
    const rule = ruleOf({
      check: () => [undetermined('A', 'why'), undetermined(undefined, 'all of it'), nonCompliant('B')],
    });
    expect(said(rule, templateOf('x'))).toEqual(['Properties.B', 'open Properties.A: why', 'open : all of it']);
  });

  it.each<[name: string, thrown: unknown, expected: string]>([
    ['an error', new Error('broken'), 'crash Error: broken'],
    ['a text', 'broken', 'crash broken'],
    ['nothing', undefined, 'crash undefined'],
    ['null', null, 'crash null'],
  ])('fails by throwing %s', (_, thrown, expected) => {
    const rule = ruleOf({
      check: () => {
        throw thrown;
      },
    });
    expect(said(rule, templateOf('x'))).toEqual([expected]);
  });

  it('fails under one outcome, and the other is told', () => {
    const rule = ruleOf({
      check: (subject) => {
        if (subject.string('Value') === 'a') throw new Error('broken');
        return nonCompliant('Value');
      },
    });
    expect(said(rule, templateOf(choice('C0', 'a', 'b')))).toEqual([
      'Properties.Value when C0 is false',
      'crash Error: broken',
    ]);
  });

  it('fails by calling itself without end', () => {
    const endless = (): never => endless();
    expect(said(ruleOf({ check: endless }), templateOf('x'))[0]).toMatch(/^crash RangeError/);
  });

  it.each<[name: string, verdict: unknown]>([
    ['nothing', undefined],
    ['a promise', Promise.resolve(compliant)],
    ['true', true],
    ['a list with nothing', [compliant, undefined]],
    ['a list in a list', [[compliant]]],
    ['an odd object', { kind: 'fine' }],
  ])('fails by returning %s', (_, verdict) => {
    const rule = ruleOf({ check: () => verdict as Verdict });
    expect(said(rule, templateOf('x'))).toEqual(['crash Error: its check did not return a verdict']);
  });
});
