import { failedAssessment } from '../../../lib/assessment/failure';

it.each<[string, unknown, string]>([
  ['an error', new Error('first line\n    at somewhere'), 'first line'],
  ['a text', 'just a text', 'just a text'],
  ['nothing', undefined, 'undefined'],
])('an application that could not be judged for %s has a closed gate', (_, thrown, message) => {
  expect(failedAssessment('App', thrown)).toMatchObject({
    application: 'App',
    gate: 'closed',
    gateReasons: ['1 failure of the tool itself'],
    summary: { fatal: 1, errors: 0, warnings: 0, infos: 0, accepted: 0, resources: 0, rules: 0 },
    findings: [{ ruleId: 'InternalError', severity: 'fatal', status: 'open', message, stack: '', path: '' }],
    undetermined: [],
    acceptances: [],
    templates: [],
    customRules: [],
  });
});

it('failures are told apart by what they say', () => {
  const [a, b, again] = ['a', 'b', 'a'].map((said) => failedAssessment('App', said).findings[0]?.fingerprint);
  expect(a).toBe(again);
  expect(a).not.toBe(b);
});
