import { App, Stack } from 'aws-cdk-lib';
import { RiskAcceptance, type RiskAcceptanceProps } from '../../../lib/intent/risk-acceptance';

const TERMS: RiskAcceptanceProps = {
  rule: 'RdsMultiAz',
  reason: 'A test system',
  owner: 'orders',
  expires: '2027-03-31',
};

const declared = (stack: Stack): unknown[] =>
  stack.node.metadata.filter(({ type }) => type === 'cdk-resilience:acceptance').map(({ data }) => data);

test('keeps each in the metadata of the scope', () => {
  const stack = new Stack(new App(), 'Orders');
  RiskAcceptance.of(stack).accept(TERMS);
  RiskAcceptance.of(stack).accept({ ...TERMS, rule: 'Resilience::RdsBackup', path: 'Db*/**' });
  expect(declared(stack)).toEqual([TERMS, { ...TERMS, rule: 'RdsBackup', path: 'Db*/**' }]);
});

test('a passed day, and a rule that no one knows here, break nothing at construction', () => {
  const stack = new Stack(new App(), 'Orders');
  RiskAcceptance.of(stack).accept({ ...TERMS, rule: 'MyOwnRule', expires: '1999-12-31' });
  expect(declared(stack)).toHaveLength(1);
});

test.each<[what: string, props: Partial<RiskAcceptanceProps>, message: string]>([
  ['no reason', { reason: ' ' }, 'reason of the accepted risk is empty'],
  ['no owner', { owner: '' }, 'owner of the accepted risk is empty'],
  ['no rule', { rule: '' }, 'rule of the accepted risk is empty'],
  ['a reason that is missing', { reason: undefined as never }, 'reason of the accepted risk is empty'],
  ['an empty path', { path: '' }, 'path of the accepted risk is empty'],
  [
    'an owner of deployment time',
    { owner: '${Token[AWS.StackName.1]}' },
    'owner of the accepted risk is known at deployment only; write it out',
  ],
  [
    "another tool's rule",
    { rule: 'AwsSolutions::AwsSolutions-RDS3' },
    "accepted risk.rule must be the id of a rule, such as RdsMultiAz; 'AwsSolutions::AwsSolutions-RDS3' cannot be one",
  ],
  [
    'a pattern of rules',
    { rule: 'Rds*' },
    "accepted risk.rule must be the id of a rule, such as RdsMultiAz; 'Rds*' cannot be one",
  ],
  ['a day in words', { expires: 'soon' }, 'accepted risk.expires must be a day of the calendar, YYYY-MM-DD'],
  ['a day that is none', { expires: '2027-02-29' }, 'accepted risk.expires must be a day of the calendar, YYYY-MM-DD'],
  [
    'an instant',
    { expires: '2027-03-31T00:00:00Z' },
    'accepted risk.expires must be a day of the calendar, YYYY-MM-DD',
  ],
  ['a short form', { expires: '2027-3-31' }, 'accepted risk.expires must be a day of the calendar, YYYY-MM-DD'],
  [
    'an absolute path',
    { path: '/Orders/Db' },
    'accepted risk.path must not begin with a slash: it is a pattern for what is below the place it is declared at',
  ],
])('refuses %s', (_, props, message) => {
  const stack = new Stack(new App(), 'Orders');
  const token = props.owner?.includes('Token') ? { owner: stack.region } : {};
  expect(() => RiskAcceptance.of(stack).accept({ ...TERMS, ...props, ...token })).toThrow(
    new Error(`Orders: ${message}`),
  );
  expect(declared(stack)).toEqual([]);
});
