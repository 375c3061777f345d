import { acceptanceFingerprint, UNUSED } from '../../../lib/assessment/acceptance-findings';
import type { AcceptanceRecord, Assessment } from '../../../lib/assessment/document';
import { settleUnused } from '../../../lib/assessment/unused';
import { acceptance, assessment, finding } from '../report/documents';

/** An application, and of each acceptance its scope and use. */
function judged(application: string, ...uses: [scope: string, use: AcceptanceRecord['use']][]): Assessment {
  const acceptances = uses.map(([scope, use]) => acceptance({ scope, use }));
  const unused = acceptances.filter(({ use }) => use === 'unused');
  const told = unused.map((each) =>
    finding({
      ruleId: UNUSED,
      severity: 'info',
      fingerprint: acceptanceFingerprint(UNUSED, each),
      constructPath: each.scope,
    }),
  );
  return assessment({ application, acceptances, findings: [finding(), ...told] });
}

const told = (assessments: readonly Assessment[]): string[] =>
  assessments.flatMap(({ application, findings }) =>
    findings.filter(({ ruleId }) => ruleId === UNUSED).map(({ constructPath }) => `${application}: ${constructPath}`),
  );

test.each<[what: string, assessments: Assessment[], isWhole: boolean, expected: string[]]>([
  [
    'in the one application there is',
    [judged('App', ['', 'unused'], ['Data', 'unused'])],
    true,
    ['App: ', 'App: Data'],
  ],
  ['used in one of several', [judged('A', ['', 'unused']), judged('B', ['', 'used'])], true, []],
  ['unused in all, told once', [judged('A', ['', 'unused']), judged('B', ['', 'unused'])], true, ['A: ']],
  ['not judged elsewhere', [judged('A', ['', 'unused']), judged('B', ['', 'unknown'])], true, ['A: ']],
  ['below one of several', [judged('A', ['A/Data', 'unused']), judged('B')], true, ['A: A/Data']],
  [
    'above a part',
    [judged('Prod/Eu', ['', 'unused'], ['Prod', 'unused'], ['Prod/Eu', 'unused'])],
    false,
    ['Prod/Eu: Prod/Eu'],
  ],
  [
    'beside a part',
    [judged('Prod', ['Pro', 'unused'], ['Prod/Data', 'unused'])],
    false,
    ['Prod: Pro', 'Prod: Prod/Data'],
  ],
])('%s', (_, assessments, isWhole, expected) => {
  const settled = settleUnused(assessments, isWhole);
  expect(told(settled)).toEqual(expected);
  expect(settled.map(({ findings }) => findings.some(({ ruleId }) => ruleId === 'OneZone'))).not.toContain(false);
  expect(settled.reduce((sum, { summary }) => sum + summary.infos, 0)).toBe(expected.length);
});
