import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack, type App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { analyse, type AnalysisRecord } from '../../lib/analysis/analysis';
import { nativeAcceptances, type Acceptance } from '../../lib/assessment/acceptances';
import { assess, isWorse, type Run } from '../../lib/assessment/assess';
import {
  CONFIGURATION_KEY,
  environmentOf,
  readConfiguration,
  type Configuration,
} from '../../lib/assessment/configuration';
import { ASSESSMENT_FILE, type Assessment, type FindingRecord, type RunOptions } from '../../lib/assessment/document';
import { documentOf } from '../../lib/assessment/document-file';
import { failedAssessment } from '../../lib/assessment/failure';
import { settleUnused } from '../../lib/assessment/unused';
import { Evaluator } from '../../lib/engine/evaluate';
import type { Severity } from '../../lib/engine/vocabulary';
import { Application } from '../../lib/model/application';
import { APP, readAssembly, type AssemblyApplication } from '../../lib/model/source/assembly';

/** What a pack asks of an application. */
export interface PackRun extends Run {
  /** Ids of the user's own rules among the pack's. */
  readonly customRules: readonly string[];
}

/** An application of the App, read and judged once for all packs. */
export interface JudgedApplication {
  readonly application: Application;
  readonly directory: string;
  readonly evaluator: Evaluator;
  /** What each pack so far asked of it. */
  readonly runs: PackRun[];
  /** Made when it is first asked for. */
  analysis?: AnalysisRecord;
}

/** One synthesis of an App: what its packs share. */
export class AppRun {
  private static readonly current = new WeakMap<IConstruct, AppRun>();

  /**
   * The run a pack takes part in. A new one begins when the assembly was written anew, and when a pack comes again.
   *
   * @param pack the pack
   * @param root the App
   * @param knownRules ids that acceptances may name
   */
  public static join(pack: object, root: IConstruct, knownRules: ReadonlySet<string>): AppRun {
    let run = AppRun.current.get(root);
    if (run === undefined || run.packs.has(pack) || run.stamp !== stampOf(run.directory)) {
      AppRun.current.set(root, (run = new AppRun(root, knownRules)));
    }
    run.packs.add(pack);
    return run;
  }

  /** The folder of the cloud assembly. */
  public readonly directory: string;

  private readonly packs = new Set<object>();
  private readonly stamp: string;
  private readonly failures = new Map<string, FindingRecord>();
  private readonly told = new Map<string, Severity>();
  private context?: Configuration;
  private loaded?: readonly JudgedApplication[];

  /**
   * @param root the App
   * @param knownRules ids that acceptances may name
   */
  constructor(
    public readonly root: IConstruct,
    private readonly knownRules: ReadonlySet<string>,
  ) {
    this.directory = (root as App).outdir;
    this.stamp = stampOf(this.directory);
  }

  /**
   * What the App's context says about this library.
   *
   * @throws InputError when it is not understood
   */
  public get configuration(): Configuration {
    const raw: unknown = this.root.node.tryGetContext(CONFIGURATION_KEY);
    return (this.context ??= readConfiguration(raw, `context '${CONFIGURATION_KEY}' (cdk.json)`));
  }

  /**
   * The applications of the cloud assembly.
   *
   * @throws InputError when it cannot be read
   */
  public get applications(): readonly JudgedApplication[] {
    return (this.loaded ??= readAssembly(this.directory, environmentOf(this.configuration)).map((source) =>
      this.judged(source),
    ));
  }

  /** Judges an application by one pack alone. */
  public assess(judged: JudgedApplication, run: PackRun): Assessment {
    judged.runs.push(run);
    return this.assessRuns(judged, [run]);
  }

  /** Keeps a failure of a pack: it stands in the document from now on. Tells what is new in it. */
  public fail(error: unknown): FindingRecord[] {
    const { findings } = failedAssessment(APP, error);
    for (const each of findings) this.failures.set(each.fingerprint, each);
    // Where what was judged cannot be said again, the failure can; where nothing can be written, it closes the gate alone.
    if (!this.isWritten(() => this.assessments())) this.isWritten(() => this.failed());
    return findings.filter(({ fingerprint, severity }) => this.isNews(fingerprint, severity));
  }

  /** Whether something is to be told to CDK: another pack has not, or not as severely. */
  public isNews(key: string, severity: Severity): boolean {
    const known = this.told.get(key);
    if (known !== undefined && !isWorse(severity, known)) return false;
    this.told.set(key, severity);
    return true;
  }

  /** Writes what all packs so far say of all applications. The document is there whole or not at all. */
  public write(assessments = this.assessments()): void {
    const file = join(this.directory, ASSESSMENT_FILE);
    const temporary = `${file}.tmp`;
    try {
      writeFileSync(temporary, `${JSON.stringify(documentOf(assessments), undefined, 1)}\n`);
      renameSync(temporary, file);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }

  private assessments(): Assessment[] {
    const judged = (this.loaded ?? []).filter(({ runs }) => runs.length > 0);
    if (judged.length > 0) return this.settled(judged.map((each) => this.assessRuns(each, each.runs)));
    return this.failed();
  }

  private isWritten(assessments: () => Assessment[]): boolean {
    try {
      this.write(assessments());
      return true;
    } catch {
      return false;
    }
  }

  private failed(): Assessment[] {
    return [...this.failures.values()].map(({ message }) => failedAssessment(APP, message));
  }

  /** Settles what several applications say of the acceptances above them. */
  public settled(assessments: readonly Assessment[]): Assessment[] {
    return settleUnused(assessments, assessments.length === this.applications.length);
  }

  private judged(source: AssemblyApplication): JudgedApplication {
    const { asOf } = this.configuration;
    const application = new Application({ ...source, ...(asOf !== undefined && { asOf }) });
    return { application, directory: source.directory, evaluator: new Evaluator(application), runs: [] };
  }

  private assessRuns(judged: JudgedApplication, runs: readonly PackRun[]): Assessment {
    const { application, evaluator } = judged;
    const options = runs.map((run) => run.options);
    judged.analysis ??= analyse(application, environmentOf(this.configuration));
    const input = {
      runs,
      customRules: [...new Set(runs.flatMap((run) => run.customRules))],
      knownRules: this.knownRules,
      acceptances: this.acceptancesAbove(application),
      analysis: judged.analysis,
      carried: { findings: [...this.failures.values()], undetermined: [] },
      options: {
        ...(options[0] as RunOptions),
        ...environmentOf(this.configuration),
        asOf: application.asOf,
        packs: options,
      },
    };
    return assess(application, input, evaluator);
  }

  /** Acknowledgements above the stacks: the assembly keeps metadata from stacks downwards only. */
  private acceptancesAbove(application: Application): Acceptance[] {
    const paths = application.stacks.map(({ constructPath = '' }) => constructPath);
    return constructsAboveStacks(this.root)
      .filter(({ node: { path } }) => path === '' || paths.some((stack) => stack.startsWith(`${path}/`)))
      .flatMap(({ node }) =>
        nativeAcceptances(node.metadata.map(({ type, data }) => [node.path, acknowledged(type, data)])),
      );
  }
}

/** Tells one synthesis into a folder from the next. */
function stampOf(directory: string): string {
  const stat = statSync(join(directory, 'manifest.json'), { bigint: true, throwIfNoEntry: false });
  return `${stat?.mtimeNs} ${stat?.size}`;
}

function constructsAboveStacks(scope: IConstruct): IConstruct[] {
  return Stack.isStack(scope) ? [] : [scope, ...scope.node.children.flatMap(constructsAboveStacks)];
}

function acknowledged(type: string, data: unknown): { acknowledged?: { [id: string]: string } } {
  return type === 'aws:cdk:acknowledged-rules' ? { acknowledged: data as { [id: string]: string } } : {};
}
