import { AcceptanceIndex } from '../../../lib/assessment/acceptance-index';
import { failureRecord, findingRecord, undeterminedRecord } from '../../../lib/assessment/records';
import type { Finding } from '../../../lib/engine/evaluate';
import { Application } from '../../../lib/model/application';
import type { StackSource } from '../../../lib/model/stack';
import { RULES } from '../../../policies/rules';

const RULE = RULES.find(({ id }) => id === 'RdsMultiAz')!;
const NONE = new AcceptanceIndex([], '2026-11-23', false);

const template = { Resources: { Db: { Type: 'AWS::RDS::DBInstance' }, Other: { Type: 'AWS::RDS::DBInstance' } } };
const bare: StackSource = { id: 'db', templatePath: 'db.yaml', template };
const constructed: StackSource = {
  id: 'Data',
  templatePath: 'Data.template.json',
  template,
  constructPath: 'Prod/Data',
  constructPaths: new Map([['Db', 'Prod/Data/Db/Resource']]),
  metadata: new Map([
    ['Prod/Data/Db/Resource', { trace: ['...new DatabaseInstance in aws-cdk-lib...', 'main (/app/lib/data.ts:12:5)'] }],
  ]),
};

const application = (...stacks: StackSource[]): Application => new Application({ name: 'App', stacks });

function finding(of: Application, more: Partial<Finding> = {}): Finding {
  const resource = of.stacks[0]!.resources.get('Db')!;
  return { ruleId: RULE.id, rule: RULE, resource, path: 'Properties.MultiAZ', related: [], ...more };
}

const record = (of: Application, more: Partial<Finding> = {}): ReturnType<typeof findingRecord> =>
  findingRecord(of, finding(of, more), 'error', NONE);

describe('the record of a finding', () => {
  it('says what, where, why and what to do', () => {
    const of = application(constructed);
    const related = [of.stacks[0]!.resources.get('Other')!];
    expect(
      JSON.parse(JSON.stringify(record(of, { detail: 'It runs in one zone.', condition: 'IsProd is false', related }))),
    ).toEqual({
      ruleId: 'RdsMultiAz',
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      status: 'open',
      severity: 'error',
      category: RULE.category,
      disruptions: RULE.disruptions,
      stack: 'Data',
      templatePath: 'Data.template.json',
      logicalId: 'Db',
      resourceType: 'AWS::RDS::DBInstance',
      constructPath: 'Prod/Data/Db/Resource',
      source: '/app/lib/data.ts:12:5',
      path: 'Properties.MultiAZ',
      title: RULE.title,
      message: `${RULE.title}. It runs in one zone. ${RULE.why}`,
      detail: 'It runs in one zone.',
      why: RULE.why,
      fix: RULE.fix,
      docs: RULE.docs,
      condition: 'IsProd is false',
      related: [{ stack: 'Data', logicalId: 'Other' }],
    });
  });

  it('without a construct has what a template has', () => {
    const { constructPath, source, message } = record(application(bare));
    expect([constructPath, source, message]).toEqual([undefined, undefined, `${RULE.title}. ${RULE.why}`]);
  });

  it('about a stack, or the application, is about no resource', () => {
    const of = application(constructed);
    const ofStack = findingRecord(
      of,
      { ruleId: RULE.id, rule: RULE, stack: 'Data', path: '', related: [] },
      'error',
      NONE,
    );
    expect(ofStack).toMatchObject({
      stack: 'Data',
      constructPath: 'Prod/Data',
      templatePath: 'Data.template.json',
      path: '',
    });
    const ofAll = findingRecord(of, { ruleId: RULE.id, rule: RULE, path: '', related: [] }, 'error', NONE);
    expect(ofAll).toMatchObject({ stack: 'App', templatePath: '', path: '' });
    expect([ofStack.logicalId, ofAll.constructPath]).toEqual([undefined, undefined]);
  });
});

describe('a fingerprint', () => {
  const fingerprint = (stack: StackSource, more: Partial<Finding> = {}): string =>
    record(application(stack), more).fingerprint;

  it('stays the same while rule, construct and property do', () => {
    const same = fingerprint(constructed);
    expect(fingerprint({ ...constructed, id: 'Renamed', templatePath: 'Renamed.json' })).toBe(same);
    expect(fingerprint(constructed, { detail: 'Said otherwise.', condition: 'IsProd is true' })).toBe(same);
    expect(findingRecord(application(constructed), finding(application(constructed)), 'info', NONE).fingerprint).toBe(
      same,
    );
  });

  it('differs by rule, construct, logical id, stack and property', () => {
    const other = RULES.find(({ id }) => id === 'RdsDeletionProtection')!;
    const elsewhere = { ...constructed, constructPaths: new Map([['Db', 'Prod/Data/Other/Resource']]) };
    const second = application(bare).stacks[0]!.resources.get('Other')!;
    const all = [
      fingerprint(constructed),
      fingerprint(constructed, { path: 'Properties.Engine' }),
      fingerprint(constructed, { path: '' }),
      fingerprint(constructed, { ruleId: other.id, rule: other }),
      fingerprint(elsewhere),
      fingerprint(bare),
      fingerprint(bare, { resource: second }),
      fingerprint({ ...bare, id: 'other' }),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  it('of a failure differs by what failed', () => {
    const failure = (detail: string): string => {
      const { rule: _, ...crash } = finding(application(bare), { ruleId: 'InternalError', detail });
      return findingRecord(application(bare), crash, 'fatal', NONE).fingerprint;
    };
    expect(failure('Rule A failed: x')).toBe(failure('Rule A failed: x'));
    expect(failure('Rule A failed: x')).not.toBe(failure('Rule B failed: x'));
    expect(failureRecord('a').fingerprint).not.toBe(failureRecord('b').fingerprint);
  });
});

it('the record of an undetermined verdict says why', () => {
  const of = application(bare);
  const resource = of.stacks[0]!.resources.get('Db')!;
  const verdict = { rule: RULE, resource, path: 'Properties.MultiAZ', because: 'nobody knows' };
  expect(JSON.parse(JSON.stringify(undeterminedRecord(of, verdict, NONE)))).toEqual({
    ruleId: 'RdsMultiAz',
    status: 'open',
    stack: 'db',
    templatePath: 'db.yaml',
    logicalId: 'Db',
    path: 'Properties.MultiAZ',
    because: 'nobody knows',
  });
});
