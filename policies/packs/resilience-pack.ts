import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  App,
  type CfnResource,
  type IPolicyValidationContext,
  type PolicyValidationPluginReport,
  type PolicyViolation,
} from 'aws-cdk-lib';
import { NagPack } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import { PLUGIN_NAME } from '../../lib/assessment/acceptances';
import { isWorse } from '../../lib/assessment/assess';
import { refuseUnknownRules } from '../../lib/assessment/configuration';
import type { Assessment, FindingRecord } from '../../lib/assessment/document';
import { failedAssessment } from '../../lib/assessment/failure';
import { VERSION } from '../../lib/assessment/version';
import { RESERVED_IDS, type Rule } from '../../lib/engine/rule';
import { unknownRules } from '../../lib/engine/select';
import type { Severity } from '../../lib/engine/vocabulary';
import { RULES } from '../rules';
import { AppRun, type JudgedApplication } from './app-run';
import { runOptions, type ResiliencePackProps } from './options';
import { rulesOfPack, type PackName } from './selectors';
import { GATE_CLOSED, gateClosedBy, undeterminedViolation, violationOf, type ViolationOptions } from './violations';

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
  /** The ids of the rules the pack holds, whatever their strictness. */
  public override readonly ruleIds?: string[];

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
    const custom = (props.customRules ?? []).map((rule) => rule._rule);
    refuseTwins(custom);
    this.customRules = custom.map(({ id }) => id);
    this.rules = [...rulesOfPack(packName as PackName, RULES), ...custom];
    this.ruleIds = this.rules.map(({ id }) => id);
    const { rules = [], exceptRules = [], severities = {} } = props;
    refuseUnknownRules({ rules, except: exceptRules, severities }, new Set([...RULES.map(({ id }) => id), ...this.customRules]), packName);
  }

  /** Called by CDK when the templates have been written. Nothing escapes it: CDK takes a plugin that throws for a clean one. */
  public override validate(context: IPolicyValidationContext): PolicyValidationPluginReport {
    const templates = new Set(context.stackTemplates.map(({ templatePath }) => resolve(templatePath)));
    return this.guarded(context.appConstruct, (run) => {
      const judged = run.applications.filter((each) => holdsOneOf(each, run.directory, templates));
      const assessed = judged.map((each) => [each, this.assess(run, each)] as const);
      run.write(RULES);
      return assessed.flatMap(([each, assessment]) => this.report(run, each, assessment));
    });
  }

  /**
   * Judges a scope at once, for tests: the App (or Stage) around it is synthesized, and the findings in the scope are
   * returned.
   *
   * @param scope an App, a Stage, a stack or any construct in one
   */
  public override validateScope(scope: IConstruct): PolicyValidationPluginReport {
    const root = scope.node.root;
    if (!App.isApp(root)) throw new Error(`${this.packName}: '${scope.node.path}' is in no App, so there is nothing to judge`);
    synthesize(root);
    const path = scope.node.path;
    return this.guarded(root, (run) =>
      run.applications.flatMap((each) => {
        const { findings, undetermined } = this.assess(run, each);
        const open = findings.filter(({ status }) => status === 'open');
        return [
          ...open.map((finding) => violationOf(finding, run.directory, this.violationOptions(run))),
          ...undetermined.flatMap((verdict) => undeterminedViolation(verdict, run.directory, this.violationOptions(run)) ?? []),
        ].filter((violation) => isWithin(violation, path));
      }),
    );
  }

  /** The packs judge templates: this is only here because cdk-nag's base class asks for it. */
  protected checkResource(_node: CfnResource): void {
    throw new Error(`${this.packName} judges synthesized templates, not constructs`);
  }

  /** Runs a judgement. Whatever goes wrong is a violation that nobody can acknowledge. */
  private guarded(root: IConstruct, judge: (run: AppRun) => PolicyViolation[]): PolicyValidationPluginReport {
    let run: AppRun | undefined;
    try {
      run = AppRun.join(this, root);
      return reportOf(judge(run));
    } catch (error) {
      const assessment = failedAssessment('App', error);
      try {
        run?.writeAssessments([assessment]);
      } catch {
        // The folder cannot be written to: the violation below says that the check failed, and closes the gate.
      }
      const options: ViolationOptions = { failOn: 'error', undetermined: 'ignore', verbose: false };
      return reportOf(assessment.findings.map((finding) => violationOf(finding, '', options)));
    }
  }

  private assess(run: AppRun, judged: JudgedApplication): Assessment {
    const options = runOptions(this.packName, this.props, run.configuration);
    // What the context names may belong to another pack of the App, so only ids that no rule at all has are refused.
    refuseUnknownRules(options, new Set([...RULES.map(({ id }) => id), ...this.customRules]), this.packName);
    return run.assess(judged, { rules: this.rules, options }, this.customRules, RULES);
  }

  /** What is new in an assessment: what another pack has told is not told again, unless this one judges it worse. */
  private report(run: AppRun, judged: JudgedApplication, assessment: Assessment): PolicyViolation[] {
    const options = this.violationOptions(run);
    const isNew = ({ fingerprint, severity }: FindingRecord): boolean => {
      const known = judged.reported.get(fingerprint) as Severity | undefined;
      if (known !== undefined && !isWorse(severity, known)) return false;
      judged.reported.set(fingerprint, severity);
      return true;
    };
    const isNewlyOpen = ({ ruleId, stack, logicalId, path }: Assessment['undetermined'][number]): boolean => {
      const key = `undetermined ${ruleId} ${stack}/${logicalId ?? ''} ${path}`;
      return !judged.reported.has(key) && judged.reported.set(key, '') !== undefined;
    };
    const violations = [
      ...assessment.findings.filter(isNew).map((finding) => violationOf(finding, run.directory, options)),
      ...assessment.undetermined
        .filter(isNewlyOpen)
        .flatMap((verdict) => undeterminedViolation(verdict, run.directory, options) ?? []),
    ];
    const isStage = judged.directory !== run.directory;
    const isTold = judged.reported.has(GATE_CLOSED);
    if (!isStage || isTold || assessment.gate === 'open') return violations;
    judged.reported.set(GATE_CLOSED, 'fatal');
    return [...violations, gateClosedBy(assessment)];
  }

  private violationOptions(run: AppRun): ViolationOptions {
    const { failOn, undetermined } = runOptions(this.packName, this.props, run.configuration);
    return { failOn, undetermined, verbose: this.props.verbose ?? false };
  }
}

function refuseTwins(custom: readonly Rule[]): void {
  const ids = custom.map(({ id }) => id);
  const twin = ids.find((id, i) => ids.indexOf(id) !== i) ?? ids.find((id) => unknownRules(RULES, [id]).length === 0);
  if (twin !== undefined) throw new Error(`There are two rules with the id '${twin}'`);
}

function reportOf(violations: PolicyViolation[]): PolicyValidationPluginReport {
  const closes = violations.some(({ severity }) => severity === 'error' || severity === 'fatal');
  return { success: !closes, violations, pluginVersion: VERSION };
}

function holdsOneOf({ application }: JudgedApplication, directory: string, templates: ReadonlySet<string>): boolean {
  return application.stacks.some(({ templatePath }) => templates.has(resolve(join(directory, templatePath))));
}

function isWithin({ ruleName, violatingResources }: PolicyViolation, path: string): boolean {
  const at = violatingResources[0]?.constructPath ?? '';
  return path === '' || at === path || at.startsWith(`${path}/`) || RESERVED_IDS.includes(ruleName);
}

/**
 * Synthesizes an App anew. Where plugins close its gate, CDK throws, but only after the assembly is complete:
 * then there is something to judge.
 */
function synthesize(app: App): void {
  const started = Date.now();
  try {
    app.synth({ force: true });
  } catch (error) {
    const written = statSync(join(app.outdir, 'manifest.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Math.ceil(written) < started) throw error;
  }
}
