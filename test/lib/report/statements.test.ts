import { statementsOf } from '../../../lib/report/statements';
import { finding, manyFindings } from './documents';

const said = (findings: Parameters<typeof statementsOf>[0]) =>
  statementsOf(findings).map(({ ruleId, why, findings: told }) => [ruleId, why, told.map(({ detail }) => detail)]);

test('what all messages of a rule end with is the reason, what differs is the detail', () => {
  const findings = [
    finding({ message: 'It runs in one zone. It has 1.5 replicas in a. The zone takes it down. Always.' }),
    finding({ message: 'It runs in one zone. The zone takes it down. Always.', constructPath: 'Data/Other' }),
  ];
  expect(said(findings)).toEqual([['OneZone', 'The zone takes it down. Always.', ['It has 1.5 replicas in a.', '']]]);
});

test('a rule with one finding has no detail', () => {
  const message = 'It runs in one zone. In a. The zone takes it down.';
  expect(said([finding({ message })])).toEqual([['OneZone', 'In a. The zone takes it down.', ['']]]);
});

test('messages that have nothing in common are details', () => {
  const findings = [finding({ message: 'Rule A failed: x' }), finding({ message: 'Rule B failed: y' })];
  expect(said(findings)).toEqual([['OneZone', '', ['Rule A failed: x', 'Rule B failed: y']]]);
});

test.each([
  ['the title alone', 'It runs in one zone.', ''],
  ['nothing', '', ''],
])('a message that is %s', (_, message, why) => expect(said([finding({ message })])).toEqual([['OneZone', why, ['']]]));

test.each([{ ruleId: 'Other' }, { title: 'Other' }, { fix: 'Other' }, { docs: 'https://example.com' }])(
  'findings that differ in %o are told apart',
  (fields) =>
    expect(statementsOf([finding(), finding(fields), finding()]).map((each) => each.findings.length)).toEqual([2, 1]),
);

test('no finding is lost', () => {
  const statements = statementsOf(manyFindings());
  expect(statements.map(({ ruleId }) => ruleId)).toEqual(Array.from({ length: 20 }, (_, i) => `Rule${i}`));
  expect(statements.flatMap((each) => each.findings)).toHaveLength(500);
  expect(statements[3]?.why).toBe('Because of 3.');
  expect(statements[3]?.findings[1]?.detail).toBe('Number 23.');
});
