import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  App,
  Aspects,
  Stage,
  type CfnResource,
  type IAspect,
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
  type PolicyViolation,
} from 'aws-cdk-lib';
import { NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { PLUGIN_NAME } from '../../lib/assessment/acceptances';
import { refuseUnknownRules } from '../../lib/assessment/configuration';
import { ASSESSMENT_FILE, type Assessment, type FindingRecord } from '../../lib/assessment/document';
import { failedAssessment } from '../../lib/assessment/failure';
import { VERSION } from '../../lib/assessment/version';
import type { Rule } from '../../lib/engine/rule';
import { APP } from '../../lib/model/source/assembly';
import { RULES } from '../rules';
import { acknowledge } from './acknowledgements';
import { AppRun, type JudgedApplication } from './app-run';
import { ownConfiguration, ownRules, runOptions, type ResiliencePackProps } from './options';
import { rulesOfPack, type PackName } from './selectors';
import { failureViolation, gateClosedBy, isWithin, told, type Told, type ViolationOptions } from './violations';

/** Ids that an acceptance may name: of all rules, and of the user's own in any pack, as one pack runs before the other. */
const KNOWN_RULES = new Set(RULES.map(({ id }) => id));

/**
 * What the packs have in common. A pack is registered with `Validations.of(app).addPlugins(new ResilienceChecks(app))`.
 * It judges the synthesized templates, so it sees what CloudFormation will see, and leaves
 * `resilience-assessment.json` in the cloud assembly. All packs report under the name `Resilience`:
 * an acknowledgement of `Resilience::RuleId` holds whichever pack runs.
 */
export abstract class ResiliencePack extends NagPack {
  /** The name findings are reported under. */
  public readonly name: string = PLUGIN_NAME;
  /** The version of this package. */
  public override readonly version?: string = VERSION;

  private readonly props: ResiliencePackProps;
  private readonly rules: readonly Rule[];
  private readonly customRules: readonly string[];

  /**
   * @param packName which pack it is
   * @param scope the App or Stage it is registered on
   * @param props how it judges
   */
  protected constructor(packName: string, scope?: IConstruct, props: ResiliencePackProps = {}) {
    super(scope, props);
    this.packName = packName;
    this.props = props;
    const custom = ownRules(props, RULES);
    this.customRules = custom.map(({ id }) => id);
    this.rules = [...rulesOfPack(packName as PackName, RULES), ...custom];
    this.customRules.forEach((id) => KNOWN_RULES.add(id));
    refuseOptions(packName, props, this.rules);
    if (scope !== undefined) Aspects.of(scope).add(new LeftoverRemoval(scope));
  }

  /** Called by CDK when the templates have been written. Nothing escapes it: CDK takes a plugin that throws for a clean one. */
  public override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    let run: AppRun | undefined;
    const judge = (): PolicyViolation[] => {
      const own = (run = AppRun.join(this, context.appConstruct, KNOWN_RULES));
      const judged = applicationsOf(own, context);
      const assessed = own.settled(judged.map((each) => this.assess(own, each)));
      own.write();
      return judged.flatMap((each, i) => this.news(own, each, assessed[i] as Assessment));
    };
    return reportOf(judge, (error) => run?.fail(error) ?? failedAssessment(APP, error).findings);
  }

  /**
   * Judges a scope at once, for tests: the App around it is synthesized anew, and the open findings in the scope are
   * returned.
   *
   * @param scope an App, a Stage, a stack or any construct in one
   */
  public override validateScope(scope: IConstruct): PolicyValidationPluginReport {
    const { root, path } = scope.node;
    if (!App.isApp(root)) throw new Error(`${this.packName}: '${path}' is in no App, so there is nothing to judge`);
    synthesize(root);
    const judge = (): PolicyViolation[] => {
      const run = new AppRun(root, KNOWN_RULES);
      return run
        .settled(run.applications.map((each) => this.assess(run, each)))
        .flatMap((assessment) => this.told(run, assessment))
        .filter(({ status, violation }) => status === 'open' && isWithin(violation, path))
        .map(({ violation }) => violation);
    };
    return reportOf(judge, (error) => failedAssessment(APP, error).findings);
  }

  /** The packs judge templates: this is only here because cdk-nag's base class asks for it. */
  protected checkResource(_node: CfnResource): void {
    throw new Error(`${this.packName} judges synthesized templates, not constructs`);
  }

  private assess(run: AppRun, judged: JudgedApplication): Assessment {
    const options = runOptions(this.packName, this.props, run.configuration);
    // What the context names may belong to another pack of the App, so only ids that no rule at all has are refused.
    refuseUnknownRules(options, KNOWN_RULES, this.packName);
    return run.assess(judged, { rules: this.rules, options, customRules: this.customRules });
  }

  private told(run: AppRun, assessment: Assessment): Told[] {
    const { failOn, undetermined } = runOptions(this.packName, this.props, run.configuration);
    const options: ViolationOptions = { failOn, undetermined, verbose: this.props.verbose ?? false };
    return told(assessment, run.directory, options);
  }

  /** What is new in an assessment: what another pack has told is not told again, unless this one tells it as something worse. */
  private news(run: AppRun, { directory }: JudgedApplication, assessment: Assessment): PolicyViolation[] {
    const violations = this.told(run, assessment)
      .filter(({ key, severity }) => run.isNews(key, severity))
      .filter(({ acknowledgement }) => acknowledgement === undefined || acknowledge(run.root, acknowledgement))
      .map(({ violation }) => violation);
    const isStage = directory !== run.directory;
    if (!isStage || assessment.gate === 'open' || !run.isNews(`gate of ${directory}`, 'fatal')) return violations;
    return [...violations, gateClosedBy(assessment)];
  }
}

/**
 * Takes away what an earlier synthesis into the same folder left: where CDK insists that plugins change no file, it
 * would refuse the new assessment.
 */
class LeftoverRemoval implements IAspect {
  constructor(private readonly scope: IConstruct) {}

  public visit(node: IConstruct): void {
    const { root } = node.node;
    if (node !== this.scope || !App.isApp(root)) return;
    try {
      rmSync(join(root.outdir, ASSESSMENT_FILE), { force: true });
    } catch {
      // What cannot be removed cannot be written either: that is found, and told, when the assessment is written.
    }
  }
}

/**
 * Options that would judge nothing, or not what is meant, are refused when the pack is made.
 *
 * @throws InputError naming the first of them
 */
function refuseOptions(packName: string, props: ResiliencePackProps, held: readonly Rule[]): void {
  const { rules, except = [], severities = {} } = ownConfiguration(packName, props);
  refuseUnknownRules({ except, severities }, KNOWN_RULES, packName);
  if (rules !== undefined) refuseUnknownRules({ rules }, new Set(held.map(({ id }) => id)), packName);
}

/** Runs a judgement. Whatever goes wrong is a violation that nobody can acknowledge. */
function reportOf(
  judge: () => PolicyViolation[],
  onFailure: (error: unknown) => readonly FindingRecord[],
): PolicyValidationPluginReport {
  let violations: PolicyViolation[];
  try {
    violations = judge();
  } catch (error) {
    violations = onFailure(error).map(failureViolation);
  }
  const closes = violations.some(({ severity }) => severity === 'error' || severity === 'fatal');
  return { success: !closes, violations, pluginVersion: VERSION };
}

/**
 * The applications whose templates CDK names.
 *
 * @throws Error when it names a template that is in none of them
 */
function applicationsOf(run: AppRun, { stackTemplates }: IPolicyValidationContext): JudgedApplication[] {
  const templatesOf = ({ application }: JudgedApplication): string[] =>
    application.stacks.map(({ templatePath }) => resolve(run.directory, templatePath));
  const named = new Set(stackTemplates.map(({ templatePath }) => resolve(templatePath)));
  const judged = run.applications.filter((each) => templatesOf(each).some((template) => named.has(template)));
  for (const each of judged) templatesOf(each).forEach((template) => named.delete(template));
  const [missing] = named;
  if (missing !== undefined) throw new Error(`${missing} is not in the cloud assembly`);
  return judged;
}

/**
 * Synthesizes an App anew. Where plugins close its gate, CDK throws, but only after the assembly is complete:
 * then there is something to judge. CDK keeps what it synthesizes, Stage by Stage, and would call no plugin for it
 * again, so the next synthesis is made a full one too.
 */
function synthesize(app: App): void {
  const manifest = join(app.outdir, 'manifest.json');
  rmSync(manifest, { force: true });
  forgetSynthesis(app);
  try {
    app.synth();
  } catch (error) {
    if (!existsSync(manifest)) throw error;
  } finally {
    forgetSynthesis(app);
  }
}

/** Makes the next synthesis of an App and of each of its Stages a full one. */
function forgetSynthesis(app: App): void {
  for (const stage of app.node.findAll()) {
    if (!Stage.isStage(stage)) continue;
    const synth = stage.synth.bind(stage);
    const isOwn = Object.hasOwn(stage, 'synth');
    stage.synth = (options) => {
      if (isOwn) stage.synth = synth;
      else delete (stage as Partial<Stage>).synth;
      return synth({ ...options, force: true });
    };
  }
}
