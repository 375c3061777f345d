import { Evaluator, INTERNAL_ERROR, weigh, type Finding } from '../../../lib/engine/evaluate';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../../lib/engine/verdict';
import { applicationOf, applicationOfStacks, stackOf } from '../model/templates';
import { ruleOf } from './rules';

const application = applicationOf({
  Parameters: { Open: { Type: 'String' } },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Open' }, 'prod'] } },
  Resources: {
    Good: { Type: 'Test::Type', Properties: { Value: 'good' } },
    Bad: { Type: 'Test::Type', Properties: { Value: 'bad' } },
    Open: { Type: 'Test::Type', Properties: { Value: { Ref: 'AWS::StackId' } } },
    Sometimes: { Type: 'Test::Type', Properties: { Value: { 'Fn::If': ['IsProd', 'bad', 'good'] } } },
    Other: { Type: 'Test::Other', Properties: { Value: 'bad' } },
    AWS679f53fac002430cb0da5b7982bd22872D164C4C: { Type: 'Test::Type', Properties: { Value: 'bad' } },
  },
});

const isBad = ruleOf({
  id: 'IsBad',
  check: (subject) =>
    subject.string('Value') === 'bad' ? nonCompliant('Value', { detail: 'It is bad.', related: [subject] }) : compliant,
});

const told = (findings: readonly Finding[]): unknown[] =>
  findings.map(({ ruleId, resource, path, detail, condition }) => [ruleId, resource?.id, path, detail, condition]);

describe('an evaluator', () => {
  const evaluator = new Evaluator(application);

  it('judges the resources of the types of a rule, without what CDK made for itself', () => {
    const { findings, undetermined: open } = evaluator.run([isBad]);
    expect(told(findings)).toEqual([
      ['IsBad', 'Bad', 'Properties.Value', 'It is bad.', undefined],
      ['IsBad', 'Sometimes', 'Properties.Value', 'It is bad.', 'IsProd is true'],
    ]);
    expect(findings[0]!.rule).toBe(isBad);
    expect(findings[0]!.related.map(({ id }) => id)).toEqual(['Bad']);
    expect(open.map(({ rule, resource, path, because }) => [rule.id, resource?.id, path, because])).toEqual([
      ['IsBad', 'Open', 'Properties.Value', 'AWS::StackId is not known before deployment'],
    ]);
  });

  it('judges several types, in the order they are named', () => {
    const rule = ruleOf({
      appliesTo: ['Test::Other', 'Test::Type'],
      check: (subject) => (subject.id === 'Good' ? notApplicable : nonCompliant('')),
    });
    const found = evaluator.run([rule]).findings.map(({ resource, path }) => [resource?.id, path]);
    expect(found).toEqual([
      ['Other', ''],
      ['Bad', ''],
      ['Open', ''],
      ['Sometimes', ''],
    ]);
  });

  it('runs a rule once', () => {
    let runs = 0;
    const rule = ruleOf({ appliesTo: 'Test::Other', check: () => ((runs += 1), nonCompliant('')) });
    expect(evaluator.run([rule, rule]).findings).toHaveLength(2);
    expect(evaluator.run([rule]).findings).toHaveLength(1);
    expect(runs).toBe(1);
  });

  it('leaves out faults of what CDK made for itself', () => {
    const rule = ruleOf({
      appliesTo: 'application',
      check: (whole) => whole.resources('Test::Type').map((resource) => nonCompliant('Value', { resource })),
    });
    expect(evaluator.run([rule]).findings.map(({ resource }) => resource?.id)).toEqual([
      'Good',
      'Bad',
      'Open',
      'Sometimes',
    ]);
  });

  it('takes what a rule leaves open for the resource it is about', () => {
    const rule = ruleOf({ appliesTo: 'Test::Other', check: () => undetermined('Value', 'why') });
    const [open] = evaluator.run([rule]).undetermined;
    expect([open!.resource?.id, open!.path, open!.because]).toEqual(['Other', 'Properties.Value', 'why']);
  });

  it.each<[name: string, thrown: unknown, detail: string]>([
    ['an error', new Error('first line\nsecond line'), 'Rule Fails failed: first line'],
    ['an error without a message', new TypeError(''), 'Rule Fails failed: TypeError'],
    ['a text', 'broken', "Rule Fails failed: 'broken'"],
    ['nothing', undefined, 'Rule Fails failed: undefined'],
    ['an object without a text', Object.create(null), 'Rule Fails failed: [Object: null prototype] {}'],
  ])('makes a finding of a rule that throws %s', (_, thrown, detail) => {
    const rule = ruleOf({
      id: 'Fails',
      appliesTo: 'Test::Other',
      check: () => {
        throw thrown;
      },
    });
    const [finding, ...rest] = new Evaluator(application).run([rule]).findings;
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ ruleId: INTERNAL_ERROR, path: '', related: [] });
    expect(finding!.detail!.replace(/ \[stack.*| at .*/, '')).toMatch(
      new RegExp(`^${detail.replace(/[[\]{}()]/g, '\\$&')}`),
    );
    expect([finding!.rule, finding!.resource?.id]).toEqual([undefined, 'Other']);
    expect(weigh(finding!, { severities: { Fails: 'info', InternalError: 'info' } })).toBe('fatal');
  });

  it('goes on with the other rules and resources when one fails', () => {
    const rule = ruleOf({
      check: (subject) => {
        if (subject.id === 'Good') throw new Error('x');
        return nonCompliant('');
      },
    });
    const { findings } = new Evaluator(application).run([rule, isBad]);
    expect(findings.map(({ ruleId, resource }) => `${ruleId} ${resource?.id}`)).toEqual([
      'InternalError Good',
      'TestRule Bad',
      'TestRule Open',
      'TestRule Sometimes',
      'IsBad Bad',
      'IsBad Sometimes',
    ]);
  });
});

describe('a finding of an application rule', () => {
  const declared = { 'cdk-resilience': { policy: { tier: 'MISSION_CRITICAL' } } };
  const whole = applicationOfStacks(
    stackOf('A', {
      Metadata: declared,
      Parameters: { P: { Type: 'String' } },
      Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
      Resources: { R: { Type: 'Test::A', Condition: 'C' } },
    }),
    stackOf('B', { Resources: {} }),
  );
  const rule = ruleOf({
    appliesTo: 'application',
    severity: 'warning',
    check: ({ stacks }) => stacks.map(({ id }) => ({ ...nonCompliant(''), stack: id })),
  });

  it('is about a stack, whose tier weighs it', () => {
    const { findings } = new Evaluator(whole).run([rule]);
    expect(
      findings.map((finding) => [
        finding.stack,
        finding.resource,
        weigh(finding, {}),
        weigh(finding, { tier: 'CRITICAL' }),
      ]),
    ).toEqual([
      ['A', undefined, 'error', 'error'],
      ['B', undefined, 'warning', 'error'],
    ]);
  });

  it('names the stack of a condition, unless it is its own', () => {
    const conditional = ruleOf({
      appliesTo: 'application',
      check: (each) =>
        each.resources('Test::A').flatMap(() => each.stacks.map(({ id }) => ({ ...nonCompliant(''), stack: id }))),
    });
    const { findings } = new Evaluator(whole).run([conditional]);
    expect(findings.map(({ stack, condition }) => [stack, condition])).toEqual([
      ['A', 'C is true'],
      ['B', 'C of A is true'],
    ]);
  });
});

describe('the weight of a finding', () => {
  const declaring = applicationOf({
    Resources: {
      Plain: { Type: 'Test::Type' },
      Critical: { Type: 'Test::Type', Metadata: { 'cdk-resilience': { policy: { tier: 'CRITICAL' } } } },
      Minor: { Type: 'Test::Type', Metadata: { 'cdk-resilience': { policy: { tier: 'NON_CRITICAL' } } } },
    },
  });
  const warning = ruleOf({ id: 'Warns', severity: 'warning', check: () => nonCompliant('') });
  const { findings } = new Evaluator(declaring).run([warning]);

  it('is that of the tier declared, else of the tier given, and the user has the last word', () => {
    expect(findings.map((finding) => weigh(finding, {}))).toEqual(['warning', 'error', 'warning']);
    expect(findings.map((finding) => weigh(finding, { tier: 'MISSION_CRITICAL' }))).toEqual([
      'error',
      'error',
      'warning',
    ]);
    expect(findings.map((finding) => weigh(finding, { severities: { Warns: 'info' } }))).toEqual([
      'info',
      'info',
      'info',
    ]);
  });
});
