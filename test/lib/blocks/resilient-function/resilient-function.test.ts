import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { HttpApi, HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaDeploymentConfig } from 'aws-cdk-lib/aws-codedeploy';
import { Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Tracing } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { StateMachine, DefinitionBody } from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { ResilientFunctionProps } from '../../../../lib/blocks/resilient-function';
import { functionIn, idOf, newStack, templateOf } from './app';

const FUNCTION = 'AWS::Lambda::Function';
const ALIAS = { Ref: Match.stringLikeRegexp('^LoginFunctionAliaslive') };

describe('function', () => {
  it('has its own concurrency, memory, traces and logs that are kept', () => {
    const template = templateOf();
    template.hasResourceProperties(FUNCTION, {
      ReservedConcurrentExecutions: 300,
      MemorySize: 1024,
      Timeout: 10,
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogGroup: { Ref: idOf(template, 'AWS::Logs::LogGroup') } },
      Architectures: Match.absent(),
      DeadLetterConfig: Match.absent(),
    });
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 365, DeletionProtectionEnabled: true },
      DeletionPolicy: 'Retain',
    });
  });

  it('may send traces before it is made, by a policy for nothing else', () => {
    const template = templateOf({ initialPolicy: [new PolicyStatement({ actions: ['s3:List*'], resources: ['*'] })] });
    const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
    const [tracing] = policies.filter(([, policy]) => JSON.stringify(policy).includes('xray:'));
    expect(tracing?.[1].Properties.PolicyDocument.Statement).toEqual([
      { Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Effect: 'Allow', Resource: '*' },
    ]);
    expect(template.findResources(FUNCTION)[idOf(template, FUNCTION)]?.DependsOn).toContain(tracing?.[0]);
    expect(policies).toHaveLength(2);
  });

  it.each<[string, (stack: Stack) => Partial<ResilientFunctionProps>, object]>([
    ['concurrency', () => ({ concurrency: 7 }), { ReservedConcurrentExecutions: 7 }],
    ['memorySize', () => ({ memorySize: 512 }), { MemorySize: 512 }],
    ['timeout', () => ({ timeout: Duration.minutes(2) }), { Timeout: 120 }],
    ['environment', () => ({ environment: { A: 'b' } }), { Environment: { Variables: { A: 'b' } } }],
    ['architecture', () => ({ architecture: Architecture.ARM_64 }), { Architectures: ['arm64'] }],
    ['tracing passed through', () => ({ tracing: Tracing.PASS_THROUGH }), { TracingConfig: { Mode: 'PassThrough' } }],
    ['description', () => ({ description: 'Opens sessions' }), { Description: 'Opens sessions' }],
    [
      'deadLetterQueue',
      (stack) => ({ deadLetterQueue: new Queue(stack, 'Own') }),
      { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('Own'), 'Arn'] } } },
    ],
    [
      'deadLetterTopic',
      (stack) => ({ deadLetterTopic: new Topic(stack, 'Own') }),
      { DeadLetterConfig: { TargetArn: { Ref: Match.stringLikeRegexp('Own') } } },
    ],
    [
      'vpc',
      (stack) => ({ vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) }),
      { VpcConfig: { SubnetIds: [Match.anyValue(), Match.anyValue()] } },
    ],
  ])('takes %s', (_, props, expected) => {
    const stack = newStack();
    functionIn(stack, props(stack));
    Template.fromStack(stack).hasResourceProperties(FUNCTION, expected);
  });

  it('is not traced where that is switched off', () => {
    const template = templateOf({ tracing: Tracing.DISABLED, keepFailedEvents: false });
    template.hasResourceProperties(FUNCTION, { TracingConfig: Match.absent() });
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  it('logs to a group of yours', () => {
    const stack = newStack();
    const fn = functionIn(stack, { logGroup: new LogGroup(stack, 'Mine') });
    expect(fn.logs).toBeUndefined();
    const template = Template.fromStack(stack);
    template.hasResourceProperties(FUNCTION, {
      LoggingConfig: { LogGroup: { Ref: idOf(template, 'AWS::Logs::LogGroup') } },
    });
  });

  it('runs with a role of yours, which may send traces then', () => {
    const stack = newStack();
    const role = new Role(stack, 'Mine', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    const fn = functionIn(stack, { role });
    expect(fn.role).toBe(role);
    expect(fn.grantPrincipal).toBe(role);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [Match.objectLike({ Action: Match.arrayWith(['xray:PutTraceSegments']) })] },
      Roles: [{ Ref: Match.stringLikeRegexp('Mine') }],
    });
  });

  it('takes more environment, permissions and connections', () => {
    const stack = newStack();
    const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
    const fn = functionIn(stack, { vpc }).addEnvironment('TABLE', 'sessions');
    fn.addToRolePolicy(new PolicyStatement({ actions: ['cognito-idp:InitiateAuth'], resources: ['arn:aws:x'] }));
    new SecurityGroup(stack, 'Database', { vpc }).connections.allowFrom(fn, Port.tcp(5432));
    const template = Template.fromStack(stack);
    template.hasResourceProperties(FUNCTION, { Environment: { Variables: { TABLE: 'sessions' } } });
    template.resourcePropertiesCountIs(
      'AWS::IAM::Policy',
      { PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'cognito-idp:InitiateAuth' })]) } },
      1,
    );
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 5432,
      SourceSecurityGroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('^LoginFunctionSecurityGroup'), 'GroupId'] },
    });
    expect(() => functionIn(newStack()).connections).toThrow('Only VPC-associated Lambda Functions');
  });
});

describe('asynchronous calls', () => {
  const config = (template: Template): Record<string, unknown> =>
    template.findResources('AWS::Lambda::EventInvokeConfig')[idOf(template, 'AWS::Lambda::EventInvokeConfig')]
      ?.Properties as Record<string, unknown>;

  it('keep what failed, on the alias that is called', () => {
    const template = templateOf();
    const queue = idOf(template, 'AWS::SQS::Queue');
    expect(config(template)).toEqual({
      FunctionName: { Ref: idOf(template, FUNCTION) },
      Qualifier: {
        'Fn::Select': [7, { 'Fn::Split': [':', { Ref: expect.stringMatching(/^LoginFunctionAliaslive/) }] }],
      },
      MaximumEventAgeInSeconds: 21_600,
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queue, 'Arn'] } } },
    });
    expect(template.findResources('AWS::SQS::Queue')[queue]?.Properties.MessageRetentionPeriod).toBe(1_209_600);
  });

  it.each<[string, (stack: Stack) => Partial<ResilientFunctionProps>, object]>([
    ['maxEventAge', () => ({ maxEventAge: Duration.hours(1) }), { MaximumEventAgeInSeconds: 3_600 }],
    ['retryAttempts', () => ({ retryAttempts: 0 }), { MaximumRetryAttempts: 0 }],
    [
      'onFailure',
      (stack) => ({ onFailure: new SqsDestination(new Queue(stack, 'Own')) }),
      { DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^Own/), 'Arn'] } } } },
    ],
    [
      'onSuccess',
      (stack) => ({ onSuccess: new SqsDestination(new Queue(stack, 'Done')), keepFailedEvents: false }),
      { DestinationConfig: { OnSuccess: { Destination: { 'Fn::GetAtt': [expect.stringMatching(/^Done/), 'Arn'] } } } },
    ],
  ])('take %s', (_, props, expected) => {
    const stack = newStack();
    functionIn(stack, props(stack));
    expect(config(Template.fromStack(stack))).toMatchObject(expected);
  });

  it.each<[string, (stack: Stack) => Partial<ResilientFunctionProps>]>([
    ['a destination', (stack) => ({ onFailure: new SqsDestination(new Queue(stack, 'Own')) })],
    ['a dead-letter queue', (stack) => ({ deadLetterQueue: new Queue(stack, 'Own') })],
    ['a dead-letter queue that Lambda makes', () => ({ deadLetterQueueEnabled: true })],
  ])('need no queue with %s of yours', (_, props) => {
    const stack = newStack();
    const fn = functionIn(stack, props(stack));
    expect(fn.failedEvents).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::SQS::Queue', 1);
  });

  it('leave nothing where nothing should be kept', () => {
    const stack = newStack();
    const fn = functionIn(stack, { keepFailedEvents: false });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SQS::Queue', 0);
    expect(config(template)).not.toHaveProperty('DestinationConfig');
    expect(fn.failedEvents).toBeUndefined();
  });
});

describe('deployment', () => {
  it('moves a tenth for five minutes, and back when the new version fails', () => {
    const template = templateOf();
    const version = idOf(template, 'AWS::Lambda::Version');
    const alarm = idOf(template, 'AWS::CloudWatch::Alarm');
    template.hasResource('AWS::Lambda::Version', { DeletionPolicy: 'Retain' });
    template.hasResource('AWS::Lambda::Alias', {
      Properties: { Name: 'live', FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] } },
      UpdatePolicy: {
        CodeDeployLambdaAliasUpdate: {
          DeploymentGroupName: { Ref: idOf(template, 'AWS::CodeDeploy::DeploymentGroup') },
        },
      },
    });
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      DeploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: alarm } }] },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
      },
    });
    const fn = { Ref: idOf(template, FUNCTION) };
    const Dimensions = [
      { Name: 'ExecutedVersion', Value: { 'Fn::GetAtt': [version, 'Version'] } },
      { Name: 'FunctionName', Value: fn },
      { Name: 'Resource', Value: { 'Fn::Join': ['', [fn, ':live']] } },
    ];
    const query = (Id: string, MetricName: string): object => ({
      Id,
      MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName, Dimensions }, Period: 60, Stat: 'Sum' },
      ReturnData: false,
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 5,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      DatapointsToAlarm: 2,
      EvaluationPeriods: 5,
      TreatMissingData: 'notBreaching',
      AlarmDescription: 'The new version of Stack/Login fails: CodeDeploy brings the old one back.',
      Metrics: [
        Match.objectLike({ Expression: 'IF(calls > 0, 100 * errors / calls, 0)', ReturnData: true }),
        query('errors', 'Errors'),
        query('calls', 'Invocations'),
      ],
    });
  });

  it('has another alarm for each version, and the same one for the same version', () => {
    const alarm = (code: string): string => idOf(templateOf({}, code), 'AWS::CloudWatch::Alarm');
    const [first, same, next] = ['exports.handler = 1', 'exports.handler = 1', 'exports.handler = 2'].map(alarm);
    expect(same).toBe(first);
    expect(next).not.toBe(first);
    const template = templateOf();
    const hash = idOf(template, 'AWS::Lambda::Version').slice(-32);
    expect(idOf(template, 'AWS::CloudWatch::Alarm').slice(-32)).toBe(hash);
  });

  it('takes another way, another limit and more alarms', () => {
    const stack = newStack();
    const metric = new Metric({ namespace: 'Shop', metricName: 'Slow' });
    const slow = new Alarm(stack, 'Slow', { metric, threshold: 1, evaluationPeriods: 1 });
    const fn = functionIn(stack, {
      deploymentConfig: LambdaDeploymentConfig.LINEAR_10PERCENT_EVERY_1MINUTE,
      failedShare: 1,
      deploymentAlarms: [slow],
    });
    const template = Template.fromStack(stack);
    const names = [fn.deploymentAlarm!, slow].map((alarm) => ({ Name: stack.resolve(alarm.alarmName) as object }));
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      DeploymentConfigName: 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute',
      AlarmConfiguration: { Alarms: names },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { Threshold: 1, TreatMissingData: 'notBreaching' });
    expect(stack.resolve(fn.deploymentGroup?.deploymentGroupName)).toEqual({
      Ref: idOf(template, 'AWS::CodeDeploy::DeploymentGroup'),
    });
  });

  it('happens at once where that is asked for, with the alias all the same', () => {
    const template = templateOf({ deploymentConfig: LambdaDeploymentConfig.ALL_AT_ONCE });
    template.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
    template.resourceCountIs('AWS::CloudWatch::Alarm', 0);
    template.hasResource('AWS::Lambda::Alias', { UpdatePolicy: Match.absent() });
  });

  it('keeps environments ready, and drops old versions where you say so', () => {
    const template = templateOf({
      provisionedConcurrency: 20,
      currentVersionOptions: { removalPolicy: RemovalPolicy.DESTROY, description: 'one' },
    });
    template.hasResourceProperties('AWS::Lambda::Alias', {
      ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 20 },
    });
    template.hasResource('AWS::Lambda::Version', { Properties: { Description: 'one' }, DeletionPolicy: 'Delete' });
  });
});

describe('callers', () => {
  it('call the alias, whatever they are', () => {
    const stack = newStack();
    const fn = functionIn(stack, { events: [new SqsEventSource(new Queue(stack, 'Orders'))] });
    new HttpApi(stack, 'Api').addRoutes({
      path: '/login',
      methods: [HttpMethod.POST],
      integration: new HttpLambdaIntegration('Login', fn),
    });
    new Rule(stack, 'Nightly', { schedule: Schedule.rate(Duration.days(1)), targets: [new LambdaFunction(fn)] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::ApiGatewayV2::Integration', { IntegrationUri: ALIAS });
    template.hasResourceProperties('AWS::Events::Rule', { Targets: [Match.objectLike({ Arn: ALIAS })] });
    template.resourcePropertiesCountIs('AWS::Lambda::Permission', { FunctionName: ALIAS }, 2);
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { FunctionName: ALIAS });
  });

  it('may call the alias and no other version', () => {
    const stack = newStack();
    const fn = functionIn(stack);
    new StateMachine(stack, 'Flow', {
      definitionBody: DefinitionBody.fromChainable(new LambdaInvoke(stack, 'Invoke', { lambdaFunction: fn })),
    });
    const role = new Role(stack, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    fn.grantInvoke(role);
    const template = Template.fromStack(stack);
    for (const owner of ['^Flow', '^Caller']) {
      template.hasResourceProperties('AWS::IAM::Policy', {
        PolicyDocument: { Statement: [{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: ALIAS }] },
        Roles: [{ Ref: Match.stringLikeRegexp(owner) }],
      });
    }
  });

  it('may call it from another stack', () => {
    const app = new App();
    const [here, there] = [new Stack(app, 'Here'), new Stack(app, 'There')];
    const fn = functionIn(here);
    fn.grantInvoke(new Role(there, 'Caller', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') }));
    Template.fromStack(there).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({
            Resource: { 'Fn::ImportValue': Match.stringLikeRegexp('^Here:ExportsOutputRefLoginFunctionAlias') },
          }),
        ],
      },
    });
  });

  it('find a URL of the alias', () => {
    const stack = newStack();
    functionIn(stack).addFunctionUrl();
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Lambda::Url', {
      TargetFunctionArn: { 'Fn::GetAtt': [idOf(template, FUNCTION), 'Arn'] },
      Qualifier: 'live',
    });
  });

  it('see the metrics of the alias', () => {
    const stack = newStack();
    const { dimensions } = functionIn(stack).metricErrors();
    const template = Template.fromStack(stack);
    const Ref = idOf(template, FUNCTION);
    expect(stack.resolve(dimensions)).toEqual({
      FunctionName: { Ref },
      Resource: { 'Fn::Join': ['', [{ Ref }, ':live']] },
    });
  });

  it('reach the latest version only by asking for it', () => {
    const stack = newStack();
    const fn = functionIn(stack);
    expect(fn.latestVersion).toBe(fn.handler.latestVersion);
    expect(stack.resolve(fn.functionArn)).toEqual(stack.resolve(fn.live.functionArn));
    expect(() => fn.configureAsyncInvoke({ retryAttempts: 1 })).toThrow('already been configured');
  });
});

describe('refuses', () => {
  const oneZone = (stack: Stack): Partial<ResilientFunctionProps> => ({ vpc: new Vpc(stack, 'Vpc', { maxAzs: 1 }) });

  it.each<[string, (stack: Stack) => object, string]>([
    ['no timeout', () => ({ timeout: undefined }), 'timeout is not set; set it to what a slow but good run takes'],
    ['no concurrency', () => ({ concurrency: 0 }), 'concurrency is 0; set it to a whole number of at least 1'],
    ['a part of one', () => ({ concurrency: 1.5 }), 'concurrency is 1.5'],
    ['no number', () => ({ concurrency: NaN }), 'concurrency is NaN'],
    [
      'more provisioned than there may be',
      () => ({ provisionedConcurrency: 301 }),
      'provisionedConcurrency is 301, more than the concurrency of 300',
    ],
    ['none provisioned', () => ({ provisionedConcurrency: 0 }), 'provisionedConcurrency is 0'],
    ['a share of nothing', () => ({ failedShare: 0 }), 'failedShare is 0; set it to per cent, above 0 and up to 100'],
    ['a share of more than all', () => ({ failedShare: 101 }), 'failedShare is 101'],
    [
      'the same said twice',
      () => ({ reservedConcurrentExecutions: 5 }),
      'leave reservedConcurrentExecutions out: it is what concurrency says',
    ],
    ['logs by a custom resource', () => ({ logRetention: 30 }), 'leave logRetention out: give a logGroup'],
    ['their removal', () => ({ logRemovalPolicy: 'destroy' }), 'leave logRemovalPolicy out'],
    ['subnets of one zone', oneZone, 'its subnets lie in 1 Availability Zone, and it cannot run when that is lost'],
  ])('%s', (_, props, message) => {
    const stack = newStack();
    expect(() => functionIn(stack, props(stack))).toThrow(`Stack/Login: ${message}`);
  });

  it('nothing that it cannot know: zones of imported subnets', () => {
    const stack = newStack();
    const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId: 'vpc-1',
      availabilityZones: ['eu-central-1a'],
      privateSubnetIds: ['subnet-1'],
    });
    expect(() => functionIn(stack, { vpc })).toThrow('its subnets lie in 1 Availability Zone');
    const agnostic = new Stack(new App(), 'Agnostic');
    expect(() => functionIn(agnostic, { vpc: new Vpc(agnostic, 'Vpc') })).not.toThrow();
  });
});
