import { Application } from '../../../lib/model/application';
import { applicationOf, applicationOfStacks, inRun, resourceIn, stackOf } from './templates';

const CONDITIONS = {
  Parameters: { Env: { Type: 'String' } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] },
    Yes: { 'Fn::Equals': [1, 1] },
    No: { 'Fn::Equals': [1, 2] },
  },
};

test('holds what it is made from', () => {
  const application = new Application({
    name: 'Shop',
    stacks: [stackOf('A', {}), stackOf('B', {})],
    skipped: [{ stack: 'A', templatePath: 'a.json', because: 'x' }],
    missingContext: ['zones'],
    asOf: '2026-01-02',
  });
  expect(application.name).toBe('Shop');
  expect(application.stacks.map(({ id }) => id)).toEqual(['A', 'B']);
  expect(application.skipped).toEqual([{ stack: 'A', templatePath: 'a.json', because: 'x' }]);
  expect([application.missingContext, application.hasDummies, application.asOf]).toEqual([
    ['zones'],
    true,
    '2026-01-02',
  ]);
});

test('is judged for today unless a day is given', () => {
  expect(applicationOf({}).asOf).toBe(new Date().toISOString().slice(0, 10));
});

describe('resources', () => {
  const application = applicationOf({
    ...CONDITIONS,
    Resources: {
      Always: { Type: 'Test::A' },
      Prod: { Type: 'Test::A', Condition: 'IsProd' },
      Created: { Type: 'Test::B', Condition: 'Yes' },
      Never: { Type: 'Test::B', Condition: 'No' },
      Odd: { Type: 'Test::B', Condition: 'Nothing' },
    },
  });

  it('of a type are those that can exist', () => {
    expect(application.resources('Test::A').map(({ id }) => id)).toEqual(['Always', 'Prod']);
    expect(application.resources('Test::B').map(({ id }) => id)).toEqual(['Created', 'Odd']);
    expect(application.resources('Test::B', 'Test::A').map(({ id }) => id)).toEqual([
      'Created',
      'Odd',
      'Always',
      'Prod',
    ]);
    expect(application.resources('Test::C')).toEqual([]);
    expect(application.resources()).toEqual([]);
    expect(application.allResources.map(({ id }) => id)).toEqual(['Always', 'Prod', 'Created', 'Odd']);
  });

  it('under an open condition are taken both ways in a run', () => {
    const ids = (): string[] => application.resources('Test::A').map(({ id }) => id);
    const { evaluation } = inRun(application, ids);
    expect(evaluation.openCondition?.name).toBe('IsProd');
    application.enter(evaluation.take(true));
    expect(ids()).toEqual(['Always', 'Prod']);
    application.enter(evaluation.take(false));
    expect(ids()).toEqual(['Always']);
    application.enter(undefined);
  });

  it('of a nested stack exist with it', () => {
    const nest = { Type: 'AWS::CloudFormation::Stack', Condition: 'IsProd' };
    const nested = stackOf('Stack/Nest', { Resources: { Inner: { Type: 'Test::Inner' } } });
    const stack = stackOf(
      'Stack',
      { ...CONDITIONS, Resources: { Nest: nest } },
      { nested: new Map([['Nest', nested]]) },
    );
    const whole = applicationOfStacks(stack);
    const inner = resourceIn(whole, 'Stack/Nest/Inner');
    const { evaluation } = inRun(whole, () => whole.exists(inner));
    expect(evaluation.openCondition).toEqual({ stack: whole.stacks[0], name: 'IsProd' });
    whole.enter(evaluation.take(false));
    expect([whole.exists(inner), whole.resources('Test::Inner')]).toEqual([false, []]);
    whole.enter(undefined);
  });

  it('of a nested stack that is not created are left out', () => {
    const nest = { Type: 'AWS::CloudFormation::Stack', Condition: 'No' };
    const nested = stackOf('Stack/Nest', { Resources: { Inner: { Type: 'Test::Inner' } } });
    const stack = stackOf(
      'Stack',
      { ...CONDITIONS, Resources: { Nest: nest } },
      { nested: new Map([['Nest', nested]]) },
    );
    expect(applicationOfStacks(stack).allResources).toEqual([]);
  });
});

test('what hangs on an outcome is not kept for another', () => {
  const nested = stackOf('Stack/Nest', {
    Parameters: { Size: { Type: 'String' } },
    Conditions: { IsLarge: { 'Fn::Equals': [{ Ref: 'Size' }, 'large'] } },
    Resources: {
      Subject: { Type: 'Test::Type', Properties: { A: { 'Fn::If': ['IsLarge', 'yes', 'no'] }, B: { Ref: 'Size' } } },
    },
  });
  const size = { 'Fn::If': ['IsProd', 'large', 'small'] };
  const nest = { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { Size: size } } };
  const stack = stackOf('Stack', { ...CONDITIONS, Resources: { Nest: nest } }, { nested: new Map([['Nest', nested]]) });
  const application = applicationOfStacks(stack);
  const subject = resourceIn(application, 'Stack/Nest/Subject');
  const read = (): unknown[] => [subject.string('A'), subject.string('B')];
  const { evaluation } = inRun(application, read);
  expect(evaluation.openCondition?.name).toBe('IsProd');
  for (const [outcome, expected] of [
    [true, ['yes', 'large']],
    [false, ['no', 'small']],
    [true, ['yes', 'large']],
  ] as const) {
    application.enter(evaluation.take(outcome));
    expect(read()).toEqual(expected);
    expect(read()).toEqual(expected);
    application.enter(undefined);
  }
  expect([subject.at('A').kind, subject.at('B').kind]).toEqual(['unknown', 'unknown']);
});

test('an index that a run builds sees open conditions as open', () => {
  const application = applicationOf({
    ...CONDITIONS,
    Resources: {
      Queue: { Type: 'AWS::SQS::Queue' },
      A: { Type: 'Test::A', Properties: { Value: { 'Fn::If': ['IsProd', { Ref: 'Queue' }, 'x'] } } },
    },
  });
  const { result, evaluation } = inRun(application, () => resourceIn(application, 'Stack/Queue').referencedBy());
  expect(evaluation.openCondition).toBeUndefined();
  expect(result?.map(({ id }) => id)).toEqual(['A']);
});
