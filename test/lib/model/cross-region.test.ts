import { App, aws_lambda as lambda, aws_sqs as sqs, NestedStack, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Application } from '../../../lib/model/application';
import { readAssembly } from '../../../lib/model/source/assembly';
import { applicationOf, applicationOfStacks, comesTo, resourceIn, stackOf } from './templates';

const account = '111111111111';
const VIRGINIA: StackProps = { env: { account, region: 'us-east-1' }, crossRegionReferences: true };
const IRELAND: StackProps = { env: { account, region: 'eu-west-1' }, crossRegionReferences: true };

function addUser(scope: Construct, queue: sqs.Queue): void {
  new lambda.Function(scope, 'User', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('x'),
    environment: { URL: queue.queueUrl, ARN: queue.queueArn, TEXT: `${queue.queueArn}/x` },
  });
}

/** A queue in one Region, and functions that use it: in its Region, in another, and nested there. */
function synthesize(strength?: string): Application {
  const app = new App({
    context: strength === undefined ? {} : { '@aws-cdk/core:defaultCrossStackReferences': strength },
  });
  const queue = new sqs.Queue(new Stack(app, 'Data', VIRGINIA), 'Queue');
  addUser(new Stack(app, 'Near', VIRGINIA), queue);
  const far = new Stack(app, 'Far', IRELAND);
  addUser(far, queue);
  addUser(new NestedStack(far, 'Nest'), queue);
  return new Application(readAssembly(app.synth().directory)[0]!);
}

describe.each([
  ['by exports and cross-Region custom resources', undefined],
  ['by exports, told to', 'strong'],
  ['by outputs that are read', 'weak'],
  ['by outputs, while the exports stay', 'both'],
])('references between stacks and Regions, %s', (_, strength) => {
  const application = synthesize(strength);
  const [queue] = application.resources('AWS::SQS::Queue');
  const users = application.resources('AWS::Lambda::Function').filter(({ isHelper }) => !isHelper);

  it('lead to the resource', () => {
    expect(users.map(({ constructPath }) => constructPath)).toEqual([
      'Near/User/Resource',
      'Far/User/Resource',
      'Far/Nest/User/Resource',
    ]);
    for (const user of users) {
      const variables = ['URL', 'ARN', 'TEXT'].map((name) => user.at(`Environment.Variables.${name}`));
      expect(variables.map((variable) => variable.reference())).toEqual([queue, queue, queue]);
      expect(variables.map((variable) => variable.text()?.replace(/\$\{\w+/, '${Queue'))).toEqual([
        '${Queue}',
        '${Queue.Arn}',
        '${Queue.Arn}/x',
      ]);
    }
  });

  it('are mentions of it', () => {
    const found = queue!.mentions('AWS::Lambda::Function', 'Environment.Variables.ARN');
    expect(found.map(({ resource, path, attribute }) => [resource.constructPath, path, attribute])).toEqual(
      users.map((user) => [user.constructPath, 'Properties.Environment.Variables.ARN', 'Arn']),
    );
  });
});

test('the ways are the ones that CDK says they are', () => {
  const written = (application: Application): string =>
    application.stacks.map(({ template }) => JSON.stringify(template)).join();
  const [strong, weak, both] = [undefined, 'weak', 'both'].map((strength) => written(synthesize(strength))) as [
    string,
    string,
    string,
  ];
  expect([/Fn::ImportValue/, /CrossRegionExportReader/, /Fn::GetStackOutput/].map((way) => way.test(strong))).toEqual([
    true,
    true,
    false,
  ]);
  expect([/Fn::ImportValue/, /CrossRegionExportReader/, /Fn::GetStackOutput/].map((way) => way.test(weak))).toEqual([
    false,
    false,
    true,
  ]);
  expect([/Fn::ImportValue/, /CrossRegionExportWriter/, /Fn::GetStackOutput/].map((way) => way.test(both))).toEqual([
    false,
    true,
    true,
  ]);
});

describe('a value of another Region', () => {
  const reader = { Type: 'Custom::CrossRegionExportReader' };
  const subject = { Type: 'Test::Type', Properties: { Value: { 'Fn::GetAtt': ['Reader', '/cdk/exports/x'] } } };
  const writer = (region: unknown, value: unknown): object => ({
    Type: 'Custom::CrossRegionExportWriter',
    Properties: { WriterProps: { region, exports: { '/cdk/exports/x': value } } },
  });
  const user = stackOf('User', { Resources: { Reader: reader, Subject: subject } }, { region: 'eu-west-1' });
  const value = (...writers: readonly object[]): unknown => {
    const stacks = writers.map((each, i) => stackOf(`Data${i}`, { Resources: { Writer: each } }));
    return comesTo(resourceIn(applicationOfStacks(user, ...stacks), 'User/Subject').at('Value'));
  };

  it('is the one that is written to its Region', () => {
    expect(value(writer('us-east-1', 'other'), writer('eu-west-1', 'mine'))).toBe('mine');
    expect(value(writer({ 'Fn::Sub': 'eu-west-1' }, 'mine'))).toBe('mine');
  });

  it('of a stack outside of the application is unknown', () => {
    const because = 'open: the value comes from a stack outside of the application';
    expect([value(), value(writer('us-east-1', 'other')), value({ Type: 'Custom::CrossRegionExportWriter' })]).toEqual([
      because,
      because,
      because,
    ]);
  });

  it('that leads back to itself is unknown', () => {
    const application = applicationOf({
      Resources: {
        Reader: reader,
        Subject: subject,
        Writer: writer('eu-west-1', { 'Fn::GetAtt': ['Reader', '/cdk/exports/x'] }),
      },
    });
    expect(comesTo(resourceIn(application, 'Stack/Subject').at('Value'))).toBe('open: it refers to itself in a circle');
  });
});
