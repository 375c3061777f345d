import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Fn, Stack } from 'aws-cdk-lib';
import { addFragileBrokerage } from '../../../../examples/brokerage/fragile';
import { addPlainResilientBrokerage } from '../../../../examples/brokerage/resilient-plain';
import { ConstructGraph } from '../../../../lib/blocks/journey-alarms/construct-graph';
import { Application } from '../../../../lib/model/application';
import type { Match } from '../../../../lib/model/edges/matching';
import { readAssembly } from '../../../../lib/model/source/assembly';

type Path = (end: unknown) => string | undefined;

/** All that is known of an edge, as text. */
function text(
  edge: Omit<Match<never>, 'from' | 'to' | 'holder'> & { from: unknown; to: unknown; holder: unknown },
  path: Path,
): string {
  const { from, to, holder, ...rest } = edge;
  return JSON.stringify([path(from), path(to), path(holder), Object.entries(rest).sort()]);
}

/** The edges of both graphs: of the constructs before synthesis, and of the templates after it. */
function graphsOf(add: (app: App) => void): { constructs: string[]; templates: string[] } {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'journey-alarms-')) });
  add(app);
  const { edges } = new ConstructGraph(app);
  const constructs = edges.map((edge) => text(edge, (end) => (end as { resource: CfnResource }).resource.node.path));
  app.synth();
  const templates = readAssembly(app.outdir).flatMap((source) =>
    new Application(source).graph.edges
      // Fault domains are no constructs.
      .filter(({ from, to }) => !('kind' in from) && !('kind' in to))
      .map((edge) =>
        text(edge as never, (end) => (end as { constructPath?: string }).constructPath?.replace(/^\//, '')),
      ),
  );
  return { constructs: constructs.sort(), templates: templates.sort() };
}

test.each([
  ['fragile', addFragileBrokerage, 150],
  ['plain resilient', addPlainResilientBrokerage, 1000],
])('constructs and templates of the %s brokerage have the same graph', (_, add, atLeast) => {
  const { constructs, templates } = graphsOf(add);
  expect(constructs).toEqual(templates);
  expect(constructs.length).toBeGreaterThan(atLeast);
});

test('references that are written by hand are read too', () => {
  const { constructs, templates } = graphsOf((app) => {
    const stack = new Stack(app, 'S');
    const add = (id: string, type: string, properties: object): CfnResource =>
      new CfnResource(stack, id, { type, properties });
    add('Role', 'AWS::IAM::Role', {});
    add('Store', 'AWS::DynamoDB::Table', { TableName: 'store' });
    add('Policy', 'AWS::IAM::Policy', {
      Roles: [{ Ref: 'Role' }],
      PolicyDocument: { Statement: [{ Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:dynamodb:*:*:table/${Store}' } }] },
    });
    add('F', 'AWS::Lambda::Function', {
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Environment: { Variables: { STORE: { 'Fn::Sub': ['${T}!', { T: { Ref: 'Store' } }] } } },
    });
    add('Url', 'AWS::Lambda::Url', { TargetFunctionArn: { 'Fn::GetAtt': 'F.Arn' } });
    add('Queue', 'AWS::SQS::Queue', { QueueName: 'orders' });
    const queue = `arn:aws:sqs:${stack.region}:${stack.account}:orders`;
    add('Mapping', 'AWS::Lambda::EventSourceMapping', { EventSourceArn: queue, FunctionName: { Ref: 'F' } });
    add('Rule', 'AWS::Events::Rule', { Targets: [{ Id: 'a', Arn: Fn.conditionIf('C', queue, 'x') }] });
    add('Untouched', 'AWS::Logs::LogGroup', { Tags: [{ Key: 'a', Value: { Ref: 'Queue' } }] });
  });
  expect(constructs).toEqual(templates);
  expect(constructs.map((edge) => JSON.parse(edge).slice(0, 2).join(' -> ')).sort()).toEqual([
    'S/F -> S/Role',
    'S/F -> S/Store',
    'S/Policy -> S/Store',
    'S/Queue -> S/F',
    'S/Role -> S/Policy',
    'S/Rule -> S/Queue',
    'S/Url -> S/F',
  ]);
});
