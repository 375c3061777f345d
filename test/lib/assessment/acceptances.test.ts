import {
  acceptancesOf,
  acknowledgement,
  nativeAcceptances,
  type Acceptance,
} from '../../../lib/assessment/acceptances';
import { Application } from '../../../lib/model/application';
import type { ConstructMetadata } from '../../../lib/model/stack';

const TERMS = { reason: 'Known', owner: 'orders', expires: '2027-01-01' };
const NATIVE = { form: 'acknowledgement', owner: 'not stated', expires: 'not stated' };

function application(metadata: { [path: string]: ConstructMetadata }): Application {
  const shared = new Map(Object.entries(metadata));
  const stacks = ['A', 'B'].map((id) => ({
    id,
    constructPath: id,
    templatePath: '',
    template: { Resources: {} },
    metadata: shared,
  }));
  return new Application({ name: 'App', stacks });
}

const declared = (...rules: string[]): ConstructMetadata => ({
  intent: { acceptance: rules.map((rule) => ({ rule, ...TERMS })) },
});

test("acknowledgements of this tool's rules, not of others'", () => {
  const acknowledged = { 'Resilience::OneZone': 'Known', 'AwsSolutions::AwsSolutions-RDS3': 'Known', OneZone: 'Known' };
  expect(
    nativeAcceptances([
      ['A/Db', { acknowledged }],
      ['A', {}],
    ]),
  ).toEqual([{ ...NATIVE, ruleId: 'OneZone', scope: 'A/Db', reason: 'Known' }]);
});

test('each once, though stacks share their metadata', () => {
  const elsewhere = { ...NATIVE, ruleId: 'Two', scope: '', reason: 'Known' } as Acceptance;
  const all = acceptancesOf(
    application({
      '': declared('OneZone'),
      'A/Db': { acknowledged: { 'Resilience::Two': 'Known' }, ...declared('Two', 'Two') },
    }),
    [elsewhere, elsewhere],
  );
  expect(all.map(({ at: _, ...each }) => each)).toEqual([
    { form: 'acceptance', ruleId: 'OneZone', scope: '', ...TERMS },
    { form: 'acceptance', ruleId: 'Two', scope: 'A/Db', ...TERMS },
    { ...NATIVE, ruleId: 'Two', scope: 'A/Db', reason: 'Known' },
    elsewhere,
  ]);
});

test('what was passed on to CDK is no acceptance of its own; what somebody else wrote is', () => {
  const passedOn = acknowledgement(TERMS);
  expect(passedOn).toBe('Known (owner orders, until 2027-01-01)');
  const acknowledged = { 'Resilience::OneZone': passedOn, 'Resilience::Two': passedOn };
  const all = acceptancesOf(application({ A: declared('OneZone'), 'A/Db/Resource': { acknowledged } }));
  expect(all.map(({ form, ruleId }) => `${form} ${ruleId}`)).toEqual(['acceptance OneZone', 'acknowledgement Two']);
});
