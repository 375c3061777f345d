import { statementsOf } from '../../../lib/report/statements';
import { finding, manyFindings } from './documents';

const said = (findings: Parameters<typeof statementsOf>[0]) =>
  statementsOf(findings).map(({ ruleId, why, findings: told }) => [ruleId, why, told.map(({ detail }) => detail)]);

test('the reason is told once, details beside their findings', () => {
  const findings = [finding({ detail: 'It has 1.5 replicas in a.' }), finding({ constructPath: 'Data/Other' })];
  expect(said(findings)).toEqual([['OneZone', 'The zone takes it down.', ['It has 1.5 replicas in a.', '']]]);
});

test.each([
  ['is all there is to tell', 'Rule A failed: x', 'Rule A failed: x'],
  ['is told without its title', 'It runs in one zone. In a.', 'In a.'],
  ['may be empty', '', ''],
])('where no rule speaks, the message %s', (_, message, detail) => {
  expect(said([finding({ message, why: undefined })])).toEqual([['OneZone', '', [detail]]]);
});

test.each([
  { ruleId: 'Other' },
  { title: 'Other' },
  { fix: 'Other' },
  { docs: 'https://example.com' },
  { why: 'Other' },
])('findings that differ in %o are told apart', (fields) =>
  expect(statementsOf([finding(), finding(fields), finding()]).map((each) => each.findings.length)).toEqual([2, 1]),
);

test('no finding is lost', () => {
  const statements = statementsOf(manyFindings());
  expect(statements.map(({ ruleId }) => ruleId)).toEqual(Array.from({ length: 20 }, (_, i) => `Rule${i}`));
  expect(statements.flatMap((each) => each.findings)).toHaveLength(500);
  expect(statements[3]?.why).toBe('Because of 3.');
  expect(statements[3]?.findings[1]?.detail).toBe('Number 23.');
});
