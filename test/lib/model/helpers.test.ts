import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  App,
  aws_certificatemanager as acm,
  aws_cloudfront as cloudfront,
  aws_cognito as cognito,
  aws_dynamodb as dynamodb,
  aws_ec2 as ec2,
  aws_ecr as ecr,
  aws_ecs as ecs,
  aws_eks as eks,
  aws_eks_v2 as eksV2,
  aws_events as events,
  aws_events_targets as targets,
  aws_iam as iam,
  aws_lambda as lambda,
  aws_logs as logs,
  aws_route53 as route53,
  aws_s3 as s3,
  aws_s3_deployment as deployment,
  aws_s3_notifications as notifications,
  aws_ses as ses,
  aws_stepfunctions as sfn,
  aws_stepfunctions_tasks as tasks,
  CfnJson,
  CfnOutput,
  CustomResource,
  CustomResourceProvider,
  CustomResourceProviderRuntime,
  custom_resources as custom,
  Duration,
  RemovalPolicy,
  Stack,
  triggers,
} from 'aws-cdk-lib';
import { Application } from '../../../lib/model/application';
import type { Resource } from '../../../lib/model/resource';
import { readAssembly } from '../../../lib/model/source/assembly';
import type { StackSource } from '../../../lib/model/stack';
import { applicationOf, resourceIn } from './templates';

// `DnsValidatedCertificate` is deprecated, but still in use.
process.env.JSII_DEPRECATED = 'quiet';

const FOLDER = mkdtempSync(join(tmpdir(), 'helpers-'));
writeFileSync(join(FOLDER, 'index.js'), 'exports.handler = () => {};');

const FUNCTION = { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x') };
const own = (scope: Stack, id: string): lambda.Function => new lambda.Function(scope, id, FUNCTION);

/** Features for which CDK adds constructs of its own, each in a stack of its name. */
const FEATURES: { readonly [name: string]: (stack: Stack) => void } = {
  AutoDelete(stack) {
    new s3.Bucket(stack, 'Bucket', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
    new ecr.Repository(stack, 'Repository', { emptyOnDelete: true, removalPolicy: RemovalPolicy.DESTROY });
  },
  Deployment(stack) {
    const props = { destinationBucket: new s3.Bucket(stack, 'Bucket'), sources: [deployment.Source.data('a', 'b')] };
    new deployment.BucketDeployment(stack, 'Small', props);
    new deployment.BucketDeployment(stack, 'Large', { ...props, memoryLimit: 512 });
  },
  LogRetention(stack) {
    new logs.LogRetention(stack, 'Retention', { logGroupName: 'group', retention: 7 });
    own(stack, 'Own');
  },
  AwsCall(stack) {
    const call = { service: 'S3', action: 'listBuckets', physicalResourceId: custom.PhysicalResourceId.of('x') };
    const policy = custom.AwsCustomResourcePolicy.fromSdkCalls({ resources: ['*'] });
    new custom.AwsCustomResource(stack, 'Call', { onCreate: call, policy });
  },
  Provider(stack) {
    const handlers = { onEventHandler: own(stack, 'OnEvent'), isCompleteHandler: own(stack, 'IsComplete') };
    const provider = new custom.Provider(stack, 'Provider', handlers);
    new CustomResource(stack, 'Mine', { serviceToken: provider.serviceToken, resourceType: 'Custom::Mine' });
  },
  OwnProvider(stack) {
    const props = { codeDirectory: FOLDER, runtime: CustomResourceProviderRuntime.NODEJS_22_X };
    new CustomResource(stack, 'Mine', {
      serviceToken: CustomResourceProvider.getOrCreate(stack, 'Custom::Mine', props),
    });
  },
  Notifications(stack) {
    const bucket = new s3.Bucket(stack, 'Bucket');
    bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.LambdaDestination(own(stack, 'Own')));
  },
  Network: (stack) => void new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }),
  Replicas(stack) {
    const partitionKey = { name: 'id', type: dynamodb.AttributeType.STRING };
    new dynamodb.Table(stack, 'Table', { partitionKey, replicationRegions: ['us-east-1'] });
  },
  Identity: (stack) => void new iam.OpenIdConnectProvider(stack, 'Identity', { url: 'https://example.com' }),
  Dns(stack) {
    const zone = new route53.PublicHostedZone(stack, 'Zone', { zoneName: 'example.com' });
    const delegationRole = iam.Role.fromRoleArn(stack, 'Role', 'arn:aws:iam::111111111111:role/x');
    new route53.CrossAccountZoneDelegationRecord(stack, 'Delegation', {
      delegatedZone: zone,
      parentHostedZoneName: 'com.',
      delegationRole,
    });
    new acm.DnsValidatedCertificate(stack, 'Certificate', { domainName: 'example.com', hostedZone: zone });
  },
  Edge: (stack) => void new cloudfront.experimental.EdgeFunction(stack, 'Own', FUNCTION),
  Mail: (stack) => void new ses.DropSpamReceiptRule(stack, 'Spam', { ruleSet: new ses.ReceiptRuleSet(stack, 'Rules') }),
  Schedule(stack) {
    const call = new targets.AwsApi({ service: 'ECS', action: 'updateService' });
    new events.Rule(stack, 'Rule', { schedule: events.Schedule.rate(Duration.days(1)), targets: [call] });
  },
  Workflow(stack) {
    const call = { service: 's3', action: 'listBuckets', region: 'us-east-1', iamResources: ['*'] };
    const chain = new tasks.CallAwsServiceCrossRegion(stack, 'Call', call).next(
      new tasks.EvaluateExpression(stack, 'Expression', { expression: '1 + 1' }),
    );
    new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(chain) });
  },
  Trigger: (stack) => void new triggers.TriggerFunction(stack, 'Own', FUNCTION),
  Login(stack) {
    const client = new cognito.UserPool(stack, 'Pool').addClient('Client', { generateSecret: true });
    new CfnOutput(stack, 'Secret', { value: client.userPoolClientSecret.unsafeUnwrap() });
  },
  Json: (stack) => void new CfnJson(stack, 'Json', { value: { a: 1 } }),
  Drain(stack) {
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
    cluster.addCapacity('Capacity', { instanceType: new ec2.InstanceType('t3.micro') });
  },
  Kubernetes(stack) {
    const kubectlLayer = new lambda.LayerVersion(stack, 'OwnLayer', { code: lambda.Code.fromAsset(FOLDER) });
    const version = eks.KubernetesVersion.of('1.33');
    new eks.Cluster(stack, 'Cluster', { version, kubectlLayer, defaultCapacity: 0 });
  },
  KubernetesV2(stack) {
    const kubectlLayer = new lambda.LayerVersion(stack, 'OwnLayer', { code: lambda.Code.fromAsset(FOLDER) });
    new eksV2.Cluster(stack, 'Cluster', {
      version: eksV2.KubernetesVersion.of('1.33'),
      defaultCapacityType: eksV2.DefaultCapacityType.NODEGROUP,
      defaultCapacity: 0,
      kubectlProviderOptions: { kubectlLayer },
    });
  },
  Singletons(stack) {
    new lambda.SingletonFunction(stack, 'A', { ...FUNCTION, uuid: 'f7d4f730-4ee1-11e8-9c2d-fa7ae01bbebc' });
    const props = { uuid: 'a7d4f730-4ee1-11e8-9c2d-fa7ae01bbebc', lambdaPurpose: 'Custom::Orders' };
    new lambda.SingletonFunction(stack, 'B', { ...FUNCTION, ...props });
    [
      'CustomHandler',
      'OrderProvider',
      'Custom::OrderProvider',
      'AWSBackup',
      'LogRetentionChecker',
      'framework',
    ].forEach((id) => own(stack, id));
  },
};

/** Types that would be judged, were they not CDK's: all that runs, waits or stores. */
const JUDGED = /^AWS::(Lambda::Function|SNS::Topic|StepFunctions::StateMachine|SQS::Queue|S3::Bucket|ECR::Repository)$/;

/** What CDK makes at the user's word: by the logical id without its hash, as all of them are named. */
const OWN: readonly string[] = [
  'AutoDelete/Bucket',
  'AutoDelete/Repository',
  'Deployment/Bucket',
  'LogRetention/Own',
  'Notifications/Bucket',
  'Notifications/Own',
  'Provider/IsComplete',
  'Provider/OnEvent',
  'Singletons/AWSBackup',
  'Singletons/CustomHandler',
  'Singletons/CustomOrderProvider',
  'Singletons/CustomOrdersa7d4f7304ee111e89c2dfa7ae01bbebc',
  'Singletons/LogRetentionChecker',
  'Singletons/OrderProvider',
  'Singletons/SingletonLambdaf7d4f7304ee111e89c2dfa7ae01bbebc',
  'Singletons/framework',
  'Trigger/Own',
  'Workflow/Machine',
  'edge-lambda-stack/Own',
];

/** Roles and policies that belong to the user's own. */
const OWN_ACCESS: readonly string[] = [
  ...['OnEvent', 'IsComplete'].map((id) => `Provider/${id}ServiceRole`),
  'Notifications/OwnServiceRole',
  'AwsCall/CallCustomResourcePolicy',
  'Workflow/MachineRole',
  'Workflow/MachineRoleDefaultPolicy',
];

function synthesize(context: { readonly [key: string]: unknown }): StackSource[] {
  const app = new App({ context: { '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': true, ...context } });
  for (const [name, add] of Object.entries(FEATURES)) {
    add(new Stack(app, name, { env: { account: '111111111111', region: 'eu-west-1' } }));
  }
  return [...readAssembly(app.synth().directory)[0]!.stacks];
}

/** A stack as its template alone tells of it, its nested stacks too. */
function bare({ metadata: _, constructPaths: __, constructPath: ___, nested, ...rest }: StackSource): StackSource {
  return { ...rest, nested: new Map([...(nested ?? [])].map(([id, each]) => [id, bare(each)])) };
}

function judged(stacks: readonly StackSource[]): Resource[] {
  return new Application({ name: 'App', stacks }).allResources.filter(({ type }) => JUDGED.test(type));
}

const nameOf = ({ key }: Resource): string => key.replace(/^(edge-lambda-stack)-\w+/, '$1').replace(/[0-9A-F]{8}$/, '');

describe('what CDK makes to serve other constructs', () => {
  // One synthesis with the paths in templates and one without: each alone must do.
  const [plain, withPaths] = [synthesize({}), synthesize({ 'aws:cdk:enable-path-metadata': true })];

  it.each<[name: string, stacks: readonly StackSource[]]>([
    ['in an assembly', plain],
    ['in templates with paths', withPaths.map(bare)],
    ['in templates without paths', plain.map(bare)],
  ])('is told from what users make, %s', (_, stacks) => {
    const all = judged(stacks);
    expect(
      all
        .filter(({ isHelper }) => !isHelper)
        .map(nameOf)
        .sort(),
    ).toEqual(OWN);
    // The rest is CDK's: every feature but the last adds some.
    const helped = new Set(all.filter(({ isHelper }) => isHelper).map(({ stack }) => stack.root.id));
    expect([...helped].sort()).toEqual(
      Object.keys(FEATURES)
        .sort()
        .filter((name) => name !== 'Singletons'),
    );
  });

  it.each(['Provider', 'Deployment', 'AwsCall', 'OwnProvider', 'Notifications', 'Replicas', 'Workflow'])(
    'holds the roles and policies of %s too',
    (name) => {
      const source = plain.find(({ id }) => id === name)!;
      const { allResources } = new Application({ name: 'App', stacks: [bare(source)] });
      const access = allResources.filter(({ type }) => /^AWS::IAM::(Role|Policy)$/.test(type));
      const own = access.filter(({ isHelper }) => !isHelper).map(nameOf);
      expect(own.filter((each) => !OWN_ACCESS.includes(each))).toEqual([]);
      expect(access.length).toBeGreaterThan(own.length);
    },
  );
});

test('messages of CDK to itself are helpers, custom resources of users are not', () => {
  const types = [
    'AWS::CDK::Metadata',
    'Custom::LogRetention',
    'Custom::S3AutoDeleteObjects',
    'Custom::Mine',
    'AWS::CloudFormation::CustomResource',
  ];
  const application = applicationOf({ Resources: Object.fromEntries(types.map((Type, i) => [`R${i}`, { Type }])) });
  expect(types.map((_, i) => resourceIn(application, `Stack/R${i}`).isHelper)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
