import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, type App, type Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { AttributeType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stream } from 'aws-cdk-lib/aws-kinesis';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { HealthAlarms } from '../../../../lib/blocks/health-alarms';
import { judge, type Judgement } from '../escalation/judge';
import { functionIn, newStack } from './app';

const VARIANTS: [string, (stack: Stack) => void][] = [
  ['alone', (stack) => void functionIn(stack)],
  [
    'in a VPC',
    (stack) => {
      const availabilityZones = ['eu-central-1a', 'eu-central-1b'];
      functionIn(stack, { vpc: new Vpc(stack, 'Vpc', { availabilityZones }) });
    },
  ],
  [
    'reading streams',
    (stack) => {
      const fn = functionIn(stack, { provisionedConcurrency: 10 });
      fn.readStream(new Stream(stack, 'Ticks'), { maxRecordAge: Duration.minutes(15) });
      const partitionKey = { name: 'symbol', type: AttributeType.STRING };
      const quotes = new TableV2(stack, 'Quotes', { partitionKey, dynamoStream: StreamViewType.NEW_IMAGE });
      fn.readTable(quotes, { maxRecordAge: Duration.minutes(15) });
    },
  ],
  [
    'called by a rule and a workflow',
    (stack) => {
      const fn = functionIn(stack);
      new Rule(stack, 'Booked', { eventPattern: { source: ['shop'] }, targets: [new LambdaFunction(fn)] });
      const call = new LambdaInvoke(stack, 'Call', { lambdaFunction: fn });
      new StateMachine(stack, 'Flow', { definitionBody: DefinitionBody.fromChainable(call) });
    },
  ],
];

function judged(add: (stack: Stack) => void): Judgement {
  const directory = mkdtempSync(join(tmpdir(), 'resilient-function-'));
  try {
    const stack = newStack(directory);
    add(stack);
    const actions = [new SnsAction(new Topic(stack, 'Pager'))];
    HealthAlarms.of(stack).cover({ actions, runbooks: 'https://runbooks.example.com/' });
    return judge(stack.node.root as App);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The function, and what names it elsewhere. */
const own = (findings: readonly string[]): string[] =>
  findings.filter((each) => / Stack\/(Login|@HealthAlarms)\//.test(each) || each.includes('Login'));

describe.each(VARIANTS)('%s', (_, add) => {
  const judgement = judged(add);

  it('has no open finding of ours and no undetermined one', () => {
    expect(own(judgement.own)).toEqual([]);
    // The pager of the test has no subscriber: the rules were really asked.
    expect(judgement.own).toContain('AlarmTopicNoSubscriber Stack/Pager/Resource');
  });

  it('has no finding of AwsSolutions that is not acknowledged', () => {
    expect(own(judgement.nag)).toEqual([]);
    expect(judgement.nag).toContain('AwsSolutions-SNS3 Stack/Pager/Resource');
  });
});

it('does not excuse what you let it do', () => {
  const { nag } = judged((stack) => {
    functionIn(stack).addToRolePolicy(new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] }));
  });
  expect(own(nag)).toEqual(['AwsSolutions-IAM5[Resource::*] Stack/Login/Function/ServiceRole/DefaultPolicy/Resource']);
});
