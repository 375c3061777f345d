import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  App,
  attachCustomSynthesis,
  CfnCondition,
  CfnParameter,
  Fn,
  NestedStack,
  Stack,
  Stage,
  Validations,
} from 'aws-cdk-lib';
import { CfnAutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct, type IConstruct } from 'constructs';
import { policies, ResiliencyPolicy, type Tier } from 'cdk-resilience';
import { OWN_RULES } from './own-rules';

/** What an app is made of: passed to it as a context value, so that one app can be fragile in many ways. */
export interface Plan {
  /**
   * Where tables stand that lack point-in-time recovery (an error) and deletion protection (a warning): paths of stacks.
   * A stack below another is nested; `Prod`, `Dev` are Stages and `Group` is a plain construct.
   */
  readonly fragile?: readonly string[];
  /** Where tables stand that have both. */
  readonly sound?: readonly string[];
  /** Where tables stand whose point-in-time recovery is decided by a parameter without default. */
  readonly open?: readonly string[];
  /** Where a fragile table stands that a condition on a parameter without default creates. */
  readonly conditional?: readonly string[];
  /** Acknowledgements: a construct path (`''` is the App) and an id. */
  readonly acknowledge?: readonly (readonly [path: string, id: string])[];
  /** Declared tiers by construct path. */
  readonly tiers?: { readonly [path: string]: string };
  readonly packs?: readonly PlannedPack[];
  /** A stack in which the zones of an Auto Scaling group come from a look-up that was not made. */
  readonly lookup?: string;
  /** Also cdk-nag's own pack. */
  readonly cdkNag?: boolean;
  /** What goes wrong: the assessment cannot be written; a nested template is gone when the packs read it. */
  readonly sabotage?: 'assessment' | 'nested template';
  /** Tests of the app's own, before it is synthesized: scopes given to `validateScope` of the first pack. */
  readonly validateFirst?: readonly string[];
}

/** A pack of a plan. */
export interface PlannedPack {
  /** Default: `ResilienceChecks`. */
  readonly pack?: keyof typeof policies;
  /** Path of the App or Stage it is registered on. Default: the App. */
  readonly on?: string;
  readonly options?: Omit<policies.ResiliencePackProps, 'customRules'>;
  /** Names of `OWN_RULES`. */
  readonly own?: readonly string[];
}

/** The rules that most plans are judged by: an error and a warning for each fragile table. */
export const TABLE_RULES = ['DynamoDbPitr', 'DynamoDbDeletionProtection'];

/** Makes the app of a plan. */
export function addPlan(app: App, plan: Plan): policies.ResiliencePack[] {
  const { fragile = [], sound = [], open = [], conditional = [], tiers = {}, acknowledge = [], packs = [{}] } = plan;
  for (const path of fragile) addTable(scopeAt(app, path), 'Fragile');
  for (const path of sound) addTable(scopeAt(app, path), 'Sound', true);
  for (const path of open) addOpenTable(scopeAt(app, path));
  for (const path of conditional) addConditionalTable(scopeAt(app, path));
  if (plan.lookup !== undefined) addLookup(app, plan.lookup);
  for (const [path, tier] of Object.entries(tiers)) {
    ResiliencyPolicy.of(find(app, path)).declare({ tier: tier as Tier });
  }
  for (const [path, id] of acknowledge) {
    Validations.of(find(app, path)).acknowledge({ id, reason: `reason of ${path}` });
  }
  if (plan.sabotage !== undefined) sabotage(app, plan.sabotage);
  const made = packs.map(({ pack = 'ResilienceChecks', on = '', options = {}, own = [] }) => {
    const scope = find(app, on);
    const Pack = policies[pack] as typeof policies.ResilienceChecks;
    const instance = new Pack(scope, {
      rules: [...TABLE_RULES, ...own],
      ...options,
      customRules: own.map((name) => OWN_RULES[name]!),
    });
    Validations.of(scope).addPlugins(instance);
    return instance;
  });
  if (plan.cdkNag === true) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  for (const path of plan.validateFirst ?? []) {
    const report = made[0]!.validateScope(find(app, path));
    process.stderr.write(`validateScope ${path}: ${report.violations.map(({ ruleName }) => ruleName).join(' ')}\n`);
  }
  return made;
}

/** The stack at a path; it and what is above it is made where it is not there yet. */
function scopeAt(app: App, path: string): Construct {
  return path.split('/').reduce<Construct>((scope, id) => {
    const known = scope.node.tryFindChild(id) as Construct | undefined;
    if (known !== undefined) return known;
    if (id === 'Prod' || id === 'Dev') return new Stage(scope, id);
    if (id === 'Group') return new Construct(scope, id);
    return Stack.isStack(scope) ? new NestedStack(scope, id) : new Stack(scope, id);
  }, app);
}

function find(app: App, path: string): IConstruct {
  if (path === '') return app;
  return path.split('/').reduce<IConstruct>((scope, id) => scope.node.findChild(id), app);
}

function addTable(scope: Construct, id: string, isSound = false): dynamodb.Table {
  return new dynamodb.Table(scope, id, {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    ...(isSound && {
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
    }),
  });
}

function addOpenTable(scope: Construct): void {
  const parameter = new CfnParameter(scope, 'Recovery');
  const table = addTable(scope, 'Open', true).node.defaultChild as dynamodb.CfnTable;
  table.addPropertyOverride('PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled', parameter.valueAsString);
}

function addConditionalTable(scope: Construct): void {
  const parameter = new CfnParameter(scope, 'Kind');
  const table = addTable(scope, 'Conditional').node.defaultChild as dynamodb.CfnTable;
  const expression = Fn.conditionEquals(parameter.valueAsString, 'prod');
  table.cfnOptions.condition = new CfnCondition(scope, 'IsProd', { expression });
}

/** Without context, CDK makes up the zones of a known environment. */
function addLookup(app: App, id: string): void {
  const stack = new Stack(app, id, { env: { account: '111122223333', region: 'eu-west-1' } });
  new CfnAutoScalingGroup(stack, 'Instances', {
    minSize: '2',
    maxSize: '4',
    availabilityZones: stack.availabilityZones,
  });
}

function sabotage(app: App, what: NonNullable<Plan['sabotage']>): void {
  if (what === 'assessment') mkdirSync(join(app.outdir, 'resilience-assessment.json'));
  // It runs when all templates are written, before plugins: they may change no file.
  const onSynthesize = (): void => {
    const nested = readdirSync(app.outdir).filter((file) => file.endsWith('.nested.template.json'));
    nested.forEach((file) => rmSync(join(app.outdir, file)));
  };
  if (what === 'nested template') attachCustomSynthesis(app, { onSynthesize });
}
