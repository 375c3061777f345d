import {
  App,
  aws_ec2 as ec2,
  aws_s3_assets as assets,
  aws_sns as sns,
  aws_sqs as sqs,
  CfnStack,
  LegacyStackSynthesizer,
} from 'aws-cdk-lib';
import { NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Application } from '../../../../lib/model/application';
import { readAssembly, type AssemblyApplication } from '../../../../lib/model/source/assembly';
import { folderOf } from './files';

const env = { account: '111111111111', region: 'eu-west-1' };

/** An id without what CDK adds to make it unique. */
function withoutHash(id: string): string {
  return id.replace(/NestedStack\w+NestedStackResource/g, '').replace(/[0-9A-F]{8}/g, '');
}

/** The resources of an application: key, construct path, template. */
function inventory(source: AssemblyApplication): unknown {
  return new Application(source).allResources.map(({ key, constructPath, stack: { templatePath } }) => {
    return [withoutHash(key), constructPath, withoutHash(templatePath)];
  });
}

describe('an App with Stages and nested stacks', () => {
  const app = new App();
  const data = new Stack(app, 'Data', { env, stackName: 'shop-data', terminationProtection: true });
  new sqs.Queue(data, 'Queue');
  const web = new Stack(app, 'Web');
  web.addStackDependency(data);
  const nest = new NestedStack(web, 'Nest');
  new sqs.Queue(nest, 'Queue');
  new sns.Topic(new NestedStack(nest, 'Deep'), 'Topic');
  const prod = new Stage(app, 'Prod', { env });
  const inProd = new Stack(prod, 'Data');
  new sqs.Queue(new NestedStack(inProd, 'Nest'), 'Queue');
  new sqs.Queue(new Stack(new Stage(prod, 'Inner'), 'Data'), 'Queue');
  new Stage(app, 'Empty');
  Validations.of(nest).acknowledge({ id: 'Resilience::SqsDeadLetterQueue', reason: 'it is a cache' });
  nest.node.addMetadata('cdk-resilience:policy', { tier: 'CRITICAL' });
  const { directory } = app.synth();
  const applications = readAssembly(directory, { parameters: { P: 'x' } });
  const [own] = applications;

  it('is an application of its own stacks, and one for each Stage that has some', () => {
    expect(applications.map(({ name, stacks }) => [name, stacks.map(({ id }) => withoutHash(id))])).toEqual([
      ['App', ['Data', 'Web']],
      ['Prod', ['ProdData']],
      ['Prod/Inner', ['ProdInnerData']],
    ]);
    expect(applications.map(({ directory: folder }) => folder.slice(directory.length))).toEqual([
      '',
      '/assembly-Prod',
      '/assembly-Prod/assembly-Prod-Inner',
    ]);
    expect(applications.map(({ skipped, missingContext }) => [skipped, missingContext])).toEqual([
      [[], []],
      [[], []],
      [[], []],
    ]);
  });

  it('gives resources their construct paths and templates', () => {
    expect(inventory(own!)).toEqual([
      ['Data/Queue', 'Data/Queue/Resource', 'Data.template.json'],
      ['Web/Nest', 'Web/Nest.NestedStack/Nest.NestedStackResource', 'Web.template.json'],
      ['Web/Nest/Queue', 'Web/Nest/Queue/Resource', 'WebNest.nested.template.json'],
      ['Web/Nest/Deep', 'Web/Nest/Deep.NestedStack/Deep.NestedStackResource', 'WebNest.nested.template.json'],
      ['Web/Nest/Deep/Topic', 'Web/Nest/Deep/Topic/Resource', 'WebNestDeep.nested.template.json'],
    ]);
  });

  it('finds the nested stacks of Stages', () => {
    const stage = new Application(applications[1]!);
    expect(stage.resources('AWS::SQS::Queue').map(({ constructPath }) => constructPath)).toEqual([
      'Prod/Data/Nest/Queue/Resource',
    ]);
    expect(withoutHash(stage.stacks[1]!.templatePath)).toBe('assembly-Prod/ProdDataNest.nested.template.json');
  });

  it('knows environments, names and protection', () => {
    const [first, second] = own!.stacks;
    expect(first).toMatchObject({
      stackName: 'shop-data',
      constructPath: 'Data',
      ...env,
      terminationProtection: true,
      parameters: { P: 'x' },
    });
    expect(first!.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(second).toMatchObject({
      stackName: 'Web',
      constructPath: 'Web',
      terminationProtection: false,
      dependencies: expect.arrayContaining(['Data']),
    });
    expect([second!.region, second!.account]).toEqual([undefined, undefined]);
    expect([...second!.nested!.values()][0]!.parameters).toBeUndefined();
  });

  it('takes an environment for stacks that have none', () => {
    const [again] = readAssembly(directory, { region: 'us-east-1', account: '222222222222' });
    expect(again!.stacks.map(({ region, account }) => [region, account])).toEqual([
      ['eu-west-1', '111111111111'],
      ['us-east-1', '222222222222'],
    ]);
    expect(new Application(again!).stacks.at(-1)!.region).toBe('us-east-1');
  });

  it('knows where constructs are created, in nested stacks too', () => {
    const created = new Application(own!)
      .resources('AWS::SQS::Queue', 'AWS::SNS::Topic')
      .map(({ createdAt }) => createdAt);
    const [first] = created.map((each) => Number(/:(\d+)/.exec(each ?? '')?.[1]));
    const file = 'test/lib/model/source/assembly.test.ts';
    expect(created).toEqual([`${file}:${first}`, `${file}:${first! + 4}`, `${file}:${first! + 5}`]);
  });

  it('reads acknowledgements and intent', () => {
    expect(own!.stacks[1]!.metadata!.get('Web/Nest')).toMatchObject({
      acknowledged: { 'Resilience::SqsDeadLetterQueue': 'it is a cache' },
      intent: { policy: [{ tier: 'CRITICAL' }] },
    });
  });
});

describe('nested stacks are found', () => {
  function nestedIn(
    build: (stack: Stack) => void,
    props: ConstructorParameters<typeof App>[0] = {},
    legacy = false,
  ): AssemblyApplication {
    const app = new App(props);
    build(new Stack(app, 'Stack', legacy ? { synthesizer: new LegacyStackSynthesizer() } : {}));
    return readAssembly(app.synth().directory)[0]!;
  }
  const queues = (source: AssemblyApplication): unknown =>
    new Application(source).resources('AWS::SQS::Queue').map(({ constructPath }) => constructPath);
  const build = (stack: Stack): void => {
    const nest = new NestedStack(stack, 'Nest');
    new sqs.Queue(nest, 'Queue');
    new sqs.Queue(new NestedStack(nest, 'Deep'), 'Queue');
  };

  it.each<[name: string, source: AssemblyApplication]>([
    [
      'where templates say which files are theirs',
      nestedIn(build, { context: { 'aws:cdk:enable-asset-metadata': true } }),
    ],
    ['where they do not, as without the CLI', nestedIn(build)],
    ['where assets are parameters', nestedIn(build, {}, true)],
  ])('%s', (_, source) => {
    expect(queues(source)).toEqual(['Stack/Nest/Queue/Resource', 'Stack/Nest/Deep/Queue/Resource']);
    expect(source.skipped).toEqual([]);
  });

  it('also as a template of the user that is an asset', () => {
    const folder = folderOf({ 'mine.json': { Resources: { Mine: { Type: 'AWS::SQS::Queue' } } } });
    const source = nestedIn((stack) => {
      const asset = new assets.Asset(stack, 'Template', { path: `${folder}/mine.json` });
      new CfnStack(stack, 'Nest', { templateUrl: asset.httpUrl });
    });
    expect(
      new Application(source).resources('AWS::SQS::Queue').map(({ key, constructPath }) => [key, constructPath]),
    ).toEqual([['Stack/Nest/Mine', undefined]]);
  });

  it('but not elsewhere, which is said', () => {
    const source = nestedIn(
      (stack) => void new CfnStack(stack, 'Nest', { templateUrl: 'https://example.com/template.json' }),
    );
    expect(source.skipped).toEqual([
      {
        stack: 'Stack',
        templatePath: 'Stack.template.json',
        logicalId: 'Nest',
        because: 'the template of the nested stack is not in the assembly, so its resources are not judged',
      },
    ]);
  });
});

test('missing context is that of the Stage it is missing in, and the App names all', () => {
  const app = new App();
  new ec2.Vpc(new Stack(new Stage(app, 'Prod', { env }), 'Net'), 'Vpc');
  new sqs.Queue(new Stack(app, 'Data'), 'Queue');
  const applications = readAssembly(app.synth().directory);
  expect(applications.map(({ name, missingContext }) => [name, missingContext])).toEqual([
    ['App', ['availability-zones:account=111111111111:region=eu-west-1']],
    ['Prod', ['availability-zones:account=111111111111:region=eu-west-1']],
  ]);
});
