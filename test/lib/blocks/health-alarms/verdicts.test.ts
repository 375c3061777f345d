import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { LogRetention, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket, EventType } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, Source } from 'aws-cdk-lib/aws-s3-deployment';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { assess } from '../../../../lib/assessment/assess';
import { DEFAULTS } from '../../../../lib/assessment/configuration';
import { HealthAlarms } from '../../../../lib/blocks/health-alarms';
import { isHelper } from '../../../../lib/blocks/health-alarms/helper-resources';
import { Application } from '../../../../lib/model/application';
import { isHelper as isHelperOfModel } from '../../../../lib/model/helpers';
import { readAssembly } from '../../../../lib/model/source/assembly';
import { RULES } from '../../../../policies/rules';
import * as dead from '../../../../policies/rules/dead-letter-alarms';
import * as resourceAlarms from '../../../../policies/rules/resource-alarms';
import { CASES } from './registry.cases';

/** Cases whose resource has an alarm nowhere, or not the one that a rule asks for. */
const WITHOUT = [
  'a REST API whose name is not known',
  // The rule knows an API by its property Name only.
  'a REST API from a definition',
  // Its target groups have the alarms.
  'a Network Load Balancer',
  // Nothing of the load balancer of elsewhere is known here.
  'a target group without a load balancer',
];

const RULES_OF_ALARMS = [...Object.values(resourceAlarms), ...Object.values(dead)].map(({ id }) => id);

interface Verdicts {
  readonly open: string[];
  readonly nag: string[];
}

/** All cases in one app in us-east-1, so that none is left out. */
function appWith(isCovered: boolean): Verdicts {
  const directory = mkdtempSync(join(tmpdir(), 'health-alarms-'));
  const app = new App({ outdir: directory });
  const env = { account: '111122223333', region: 'us-east-1' };
  const operations = new Stack(app, 'Operations', { env });
  const pager = new Topic(operations, 'Pager');
  pager.addSubscription(new UrlSubscription('https://on-call.example.net/trading'));
  CASES.filter(({ name }) => !WITHOUT.includes(name)).forEach(({ resources }, index) => {
    const stack = new Stack(app, `Case${index}`, { env });
    for (const [id, { Type, Properties }] of Object.entries(resources)) {
      new CfnResource(stack, id, { type: Type, ...(Properties && { properties: Properties }) });
    }
  });
  if (isCovered) HealthAlarms.of(app).cover({ actions: [new SnsAction(pager)] });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new NIST80053R5Checks(app));
  try {
    app.synth();
  } catch {
    // The resources of the cases have findings of their own.
  }
  const options = { ...DEFAULTS, strictness: 'exhaustive' as const, asOf: '2026-11-23' };
  const knownRules = new Set(RULES.map(({ id }) => id));
  const open = readAssembly(directory).flatMap((source) => {
    const application = new Application({ ...source, asOf: options.asOf });
    const { findings, undetermined } = assess(application, { runs: [{ rules: RULES, options }], knownRules, options });
    return [...findings, ...undetermined].map((each) => `${each.ruleId} ${each.constructPath}`);
  });
  return { open, nag: violations(directory) };
}

describe('the verdict of our rules at exhaustive, and of cdk-nag', () => {
  let bare: Verdicts;
  let covered: Verdicts;

  beforeAll(() => {
    bare = appWith(false);
    covered = appWith(true);
  });

  test('nothing is open on the alarms', () => {
    expect(covered.open.filter((each) => each.includes('@HealthAlarms'))).toEqual([]);
    expect(covered.nag.filter((each) => each.includes('@HealthAlarms'))).toEqual([]);
    // The packs were really asked.
    expect(covered.nag).toContain('Operations/Pager/Resource AwsSolutions-SNS3');
  });

  test('no rule that asks for an alarm is open any more', () => {
    const asked = (open: string[]): string[] => open.filter((each) => RULES_OF_ALARMS.includes(each.split(' ')[0]!));
    const rules = new Set(asked(bare.open).map((each) => each.split(' ')[0]!));
    expect(RULES_OF_ALARMS.filter((id) => !rules.has(id))).toEqual([]);
    expect(asked(covered.open)).toEqual([]);
  });
});

test('the block and the model agree on what CDK made for its own work', () => {
  const directory = mkdtempSync(join(tmpdir(), 'health-alarms-'));
  const app = new App({ outdir: directory });
  const stack = new Stack(app, 'Stack');
  const handler = (id: string): LambdaFunction =>
    new LambdaFunction(stack, id, {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('//'),
    });
  const bucket = new Bucket(stack, 'Bucket', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
  bucket.addEventNotification(EventType.OBJECT_CREATED, new LambdaDestination(handler('Hear')));
  new BucketDeployment(stack, 'Deployment', { sources: [Source.data('a.txt', 'a')], destinationBucket: bucket });
  new LogRetention(stack, 'Retention', { logGroupName: 'web', retention: RetentionDays.ONE_WEEK });
  new Provider(stack, 'Provider', { onEventHandler: handler('OnEvent'), isCompleteHandler: handler('IsComplete') });
  app.synth();
  const [source] = readAssembly(directory);
  const types = ['AWS::Lambda::Function', 'AWS::StepFunctions::StateMachine'];
  const ofModel = new Application(source!)
    .resources(...types)
    .filter(isHelperOfModel)
    .map(({ constructPath }) => constructPath);
  const ofBlock = stack.node
    .findAll()
    .filter((node) => CfnResource.isCfnResource(node) && types.includes(node.cfnResourceType) && isHelper(node))
    .map(({ node }) => node.path);
  expect(ofBlock.sort()).toEqual(ofModel.sort());
  expect(ofBlock).toHaveLength(8);
});

interface ValidationReport {
  readonly pluginReports: {
    readonly violations: {
      readonly ruleName: string;
      readonly violatingConstructs: { readonly constructPath: string }[];
    }[];
  }[];
}

function violations(directory: string): string[] {
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as ValidationReport;
  return report.pluginReports.flatMap(({ violations: all }) =>
    all.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${constructPath} ${ruleName}`),
    ),
  );
}
