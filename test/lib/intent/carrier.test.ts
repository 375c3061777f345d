import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage, aws_sqs as sqs } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CustomerJourney } from '../../../lib/intent/customer-journey';
import { ExternalDependency } from '../../../lib/intent/external-dependency';
import { ResiliencyPolicy } from '../../../lib/intent/resiliency-policy';
import { RiskAcceptance } from '../../../lib/intent/risk-acceptance';
import { Tier } from '../../../lib/intent/tier';
import { Application } from '../../../lib/model/application';
import { readAssembly } from '../../../lib/model/source/assembly';

const out = (): string => mkdtempSync(join(tmpdir(), 'carrier-'));

function read(app: App): Map<string, Application> {
  app.synth({ force: true });
  return new Map(readAssembly(app.outdir).map((source) => [source.name, new Application(source)]));
}

/** The tier that the model reads for each resource. */
const tiers = (applications: ReadonlyMap<string, Application>): { [path: string]: string | undefined } =>
  Object.fromEntries(
    [...applications.values()].flatMap((application) =>
      application.allResources
        .filter(({ type }) => type === 'AWS::SQS::Queue')
        .map((resource) => [resource.constructPath, application.intent.policyOf(resource.stack, resource)?.tier]),
    ),
  );

test('what is declared on an App, a Stage, a group, a stack and a nested stack is read by the model', () => {
  const app = new App({ outdir: out() });
  ResiliencyPolicy.of(app).declare({ tier: Tier.IMPORTANT });
  const stack = new Stack(app, 'Own');
  const group = new Construct(app, 'Group');
  const grouped = new Stack(group, 'Grouped');
  const prod = new Stage(app, 'Prod');
  const later = new Stage(prod, 'Later');
  const data = new Stack(prod, 'Data');
  const other = new Stack(later, 'Data');
  const nested = new NestedStack(data, 'Nested');
  const queues = [stack, grouped, data, nested, other].map((scope) => new sqs.Queue(scope, 'Queue'));
  ResiliencyPolicy.of(group).declare({ tier: Tier.NON_CRITICAL });
  ResiliencyPolicy.of(prod).declare({ tier: Tier.CRITICAL });
  ResiliencyPolicy.of(nested).declare({ tier: Tier.MISSION_CRITICAL });
  const expected = {
    'Own/Queue/Resource': 'IMPORTANT',
    'Group/Grouped/Queue/Resource': 'NON_CRITICAL',
    'Prod/Data/Queue/Resource': 'CRITICAL',
    'Prod/Data/Nested/Queue/Resource': 'MISSION_CRITICAL',
    'Prod/Later/Data/Queue/Resource': 'CRITICAL',
  };
  expect(tiers(read(app))).toEqual(expected);
  expect(queues.map((queue) => ResiliencyPolicy.of(queue).tier)).toEqual(Object.values(expected));
});

test('a declaration that was taken away is gone, though its file is still in the folder', () => {
  const folder = out();
  const make = (isDeclared: boolean): App => {
    const app = new App({ outdir: folder });
    new sqs.Queue(new Stack(app, 'Own'), 'Queue');
    if (isDeclared) ResiliencyPolicy.of(app).declare({ tier: Tier.CRITICAL });
    return app;
  };
  expect(tiers(read(make(true)))).toEqual({ 'Own/Queue/Resource': 'CRITICAL' });
  expect(tiers(read(make(false)))).toEqual({ 'Own/Queue/Resource': undefined });
});

test('templates stay as they are', () => {
  const template = (declare: (stack: Stack) => void): object => {
    const app = new App({ outdir: out() });
    const stack = new Stack(app, 'Own');
    new sqs.Queue(stack, 'Queue');
    declare(stack);
    return app.synth().getStackByName('Own').template as object;
  };
  const plain = template(() => undefined);
  const declared = template((stack) => {
    ResiliencyPolicy.of(stack).declare(ResiliencyPolicy.preset(Tier.CRITICAL));
    ResiliencyPolicy.of(stack.node.root).declare(ResiliencyPolicy.preset(Tier.CRITICAL));
    new CustomerJourney(stack, 'Order', { owner: 'orders', entryPoints: [stack] }).dependsOn(
      new ExternalDependency(stack, 'Clearing'),
    );
    RiskAcceptance.of(stack).accept({ rule: 'X1', reason: 'r', owner: 'o', expires: '2027-01-01' });
  });
  expect(declared).toEqual(plain);
});

test('what stands in the metadata is what was declared, in and above stacks', () => {
  const app = new App({ outdir: out() });
  const stack = new Stack(app, 'Own');
  const queue = new sqs.Queue(stack, 'Queue');
  const clearing = new ExternalDependency(app, 'Clearing', { availability: 99.5 });
  const journey = new CustomerJourney(app, 'Order', {
    owner: 'orders',
    entryPoints: [queue],
    policy: { tier: Tier.CRITICAL },
  });
  journey.dependsOn(clearing);
  RiskAcceptance.of(queue).accept({ rule: 'Own1', reason: 'r', owner: 'o', expires: '2027-01-01', path: 'R*' });
  const { intent } = read(app).get('App') as Application;
  expect(intent.externalDependencies).toEqual([
    {
      scope: { key: '/Clearing', constructPath: 'Clearing' },
      data: { name: 'Clearing', availability: 99.5, criticality: 'HARD' },
    },
  ]);
  expect(intent.journeys.map(({ scope, data }) => [scope.constructPath, data.dependsOn])).toEqual([
    ['Order', [{ on: 'Clearing', criticality: 'HARD' }]],
  ]);
  expect(intent.policyOfJourney(intent.journeys[0]!)).toEqual({ tier: 'CRITICAL' });
  expect(intent.acceptances.map(({ scope, data }) => [scope.constructPath, data])).toEqual([
    ['Own/Queue', { rule: 'Own1', reason: 'r', owner: 'o', expires: '2027-01-01', path: 'R*' }],
  ]);
});
