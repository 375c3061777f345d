import { join } from 'node:path';
import type { SimulationDocument } from '../../lib/report/simulation/document';
import { file, folder, run } from './run';

const INTENT = {
  journeys: [{ name: 'Buy', owner: 'shop', entryPoints: ['Order'], dependsOn: ['Clearing'] }],
  externalDependencies: [{ name: 'Clearing' }],
};

const RESOURCES = {
  Order: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      ReservedConcurrentExecutions: 5,
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Environment: { Variables: { TABLE: { Ref: 'Table' } } },
    },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: { Policies: [{ PolicyDocument: { Statement: [{ Resource: { 'Fn::GetAtt': ['Table', 'Arn'] } }] } }] },
  },
  Table: { Type: 'AWS::DynamoDB::Table' },
};

const shop = (): string => file({ Metadata: { 'cdk-resilience': INTENT }, Resources: RESOURCES }, 'shop.json');
const other = (): string => file({ Resources: { Mail: { Type: 'AWS::SQS::Queue' } } }, 'other.json');

/** What comes out, but for the heading with the file's path. */
function told(...args: readonly string[]): string[] {
  const { status, stdout, stderr } = run('simulate', ...args);
  expect([status, stderr]).toEqual([0, '']);
  return stdout.split('\n').slice(3);
}

test('without a loss, everything is lost in turn', () => {
  expect(told(shop(), '--region', 'eu-west-1')).toEqual([
    '4 failures that 1 journey would notice',
    '--------------------------------------',
    '  1  Buy',
    '  Lost        1        Told by  Comes back',
    '  Regions',
    '  eu-west-1   stopped  nobody   2 by hand in 1 h 45 min (1 of them never)',
    '  Third parties',
    '  Clearing    stopped  nobody   not known',
    '  Components',
    '  shop/Order  stopped  nobody   by hand in 1 h 15 min',
    '  shop/Table  stopped  nobody   by hand (nothing brings it back)',
    '',
    '',
  ]);
});

test.each([
  ['Table', 'Without shop/Table'],
  ['Clearing', 'Without the third party Clearing'],
  ['region', 'Without the Region eu-west-1'],
])('one case: %s', (lose, heading) => {
  expect(told(shop(), '--region', 'eu-west-1', '--lose', lose)[0]).toBe(heading);
});

test('several cases, in the order in which they were asked for', () => {
  const lines = told(shop(), '--lose', 'Table', '--lose', 'Order');
  expect(lines.filter((line) => line.startsWith('Without'))).toEqual(['Without shop/Table', 'Without shop/Order']);
});

test('estimates of the configuration count', () => {
  const config = file(
    { estimates: { components: [{ component: 'dynamodb', reason: 'drill', software: { rto: 90 } }] } },
    'config.json',
  );
  expect(told(shop(), '--lose', 'Table', '--config', config)).toContain('  - shop/Table: in about 1 min 30 s');
});

test('as JSON, with all that is known', () => {
  const { stdout } = run('simulate', shop(), '--lose', 'Table', '--format', 'json');
  const { tool, applications } = JSON.parse(stdout) as SimulationDocument;
  expect(tool.name).toBe('cdk-resilience');
  expect(applications).toHaveLength(1);
  const [{ journeys, failures, cases = [], bounded }] = applications as [SimulationDocument['applications'][number]];
  expect([journeys, failures, bounded]).toEqual([
    [{ name: 'Buy', isImplied: false, components: ['shop/Order', 'Clearing', 'shop/Table'] }],
    undefined,
    [],
  ]);
  expect(cases.map(({ kind, on, journeys: hit }) => [kind, on.name, hit])).toEqual([
    [
      'RESOURCE',
      'shop/Table',
      [
        {
          journey: 'Buy',
          impact: 'STOPPED',
          way: ['Buy', 'shop/Order', 'shop/Table'],
        },
      ],
    ],
  ]);
});

test('as Markdown', () => {
  const { stdout } = run('simulate', shop(), '--lose', 'Table', '--format', 'markdown');
  expect(stdout).toContain(
    '### Without shop/Table\n\n#### What customers notice\n\n- **Buy** stops until what was lost is back: by `shop/Order` &gt; `shop/Table`',
  );
});

test('of several applications, one that has what is to be lost is enough', () => {
  const { status, stdout } = run('simulate', shop(), other(), '--lose', 'Table', '--format', 'json');
  const { applications } = JSON.parse(stdout) as SimulationDocument;
  expect([status, ...applications.map(({ cases }) => cases?.length)]).toEqual([0, 1, 0]);
});

test('without journeys nothing can stop', () => {
  expect(told(other())).toEqual([
    '  No journey is declared and nothing can be called from outside, so nothing can stop.',
    '',
    '',
  ]);
});

test.each<[string, () => string[], string]>([
  ['a file that is not there', () => [join(folder({}), 'no.json')], 'no.json: does not exist. '],
  [
    'something to lose that is not there',
    () => [shop(), '--lose', 'Tabel'],
    "--lose: nothing that can be lost is called 'Tabel'. There are ",
  ],
  [
    'a zone that is not there',
    () => [shop(), '--lose', 'az:q'],
    "--lose: nothing here is called 'az:q'. There are none\n",
  ],
  [
    'an unknown format',
    () => [shop(), '--format', 'html'],
    "option '--format <name>' argument 'html' is invalid. Allowed choices are console, json, markdown.\n",
  ],
  ['an unknown parameter', () => [shop(), '--parameters', 'A=b'], "--parameters: no template has a parameter 'A'\n"],
  ['a day that is none', () => [shop(), '--as-of', 'today'], "command line: 'asOf' must be a day, YYYY-MM-DD\n"],
])('%s ends with 2 and one line', (_, args, message) => {
  const { status, stdout, stderr } = run('simulate', ...args());
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^cdk-resilience: .*\n$/);
});
