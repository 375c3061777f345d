import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage, type App } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { nativeAcceptances, type Acceptance } from '../../lib/assessment/acceptances';
import { assess, type AssessInput, type Run } from '../../lib/assessment/assess';
import { readConfiguration, CONFIGURATION_KEY, type Configuration } from '../../lib/assessment/configuration';
import { ASSESSMENT_FILE, type Assessment, type RunOptions } from '../../lib/assessment/document';
import { documentOf } from '../../lib/assessment/document-file';
import { Evaluator } from '../../lib/engine/evaluate';
import type { Rule } from '../../lib/engine/rule';
import { Application } from '../../lib/model/application';
import { readAssembly, type AssemblyApplication } from '../../lib/model/source/assembly';

/** An application of the App, read and judged once for all packs. */
export interface JudgedApplication {
  readonly application: Application;
  readonly directory: string;
  readonly evaluator: Evaluator;
  /** What each pack so far asked of it. */
  readonly runs: (Run & { readonly customRules: readonly string[] })[];
  /** Severities under which findings were reported to CDK, by fingerprint. */
  readonly reported: Map<string, string>;
}

/** One synthesis of an App: what its packs share. */
export class AppRun {
  private static readonly current = new WeakMap<IConstruct, AppRun>();

  /** The run a pack takes part in. A pack that comes again begins a new one: the App is synthesized again. */
  public static join(pack: object, root: IConstruct): AppRun {
    let run = AppRun.current.get(root);
    if (run === undefined || run.packs.has(pack)) AppRun.current.set(root, (run = new AppRun(root as App)));
    run.packs.add(pack);
    return run;
  }

  /** The folder of the cloud assembly. */
  public readonly directory: string;
  /** What the App's context says about this library. */
  public readonly configuration: Configuration;

  private readonly packs = new Set<object>();
  private loaded?: readonly JudgedApplication[];

  private constructor(private readonly root: App) {
    this.directory = root.outdir;
    this.configuration = readConfiguration(
      root.node.tryGetContext(CONFIGURATION_KEY),
      `context '${CONFIGURATION_KEY}' (cdk.json)`,
    );
  }

  /** The applications of the cloud assembly. */
  public get applications(): readonly JudgedApplication[] {
    return (this.loaded ??= readAssembly(this.directory, this.configuration).map((source) => this.judged(source)));
  }

  /** Judges an application by one pack alone. */
  public assess(judged: JudgedApplication, run: Run, customRules: readonly string[], registry: readonly Rule[]): Assessment {
    judged.runs.push({ ...run, customRules });
    return this.assessRuns(judged, [{ ...run, customRules }], registry);
  }

  /** Writes what all packs so far say of all applications. */
  public write(registry: readonly Rule[]): void {
    const judged = this.applications.filter(({ runs }) => runs.length > 0);
    this.writeAssessments(judged.map((each) => this.assessRuns(each, each.runs, registry)));
  }

  /** Writes the document. It is there whole or not at all. */
  public writeAssessments(assessments: readonly Assessment[]): void {
    const file = join(this.directory, ASSESSMENT_FILE);
    writeFileSync(`${file}.tmp`, `${JSON.stringify(documentOf(assessments), undefined, 1)}\n`);
    renameSync(`${file}.tmp`, file);
  }

  private judged(source: AssemblyApplication): JudgedApplication {
    const { asOf } = this.configuration;
    const application = new Application({ ...source, ...(asOf !== undefined && { asOf }) });
    const { directory } = source;
    return { application, directory, evaluator: new Evaluator(application), runs: [], reported: new Map() };
  }

  private assessRuns(judged: JudgedApplication, runs: JudgedApplication['runs'], registry: readonly Rule[]): Assessment {
    const { application, evaluator } = judged;
    const customRules = [...new Set(runs.flatMap((run) => run.customRules))];
    const { parameters, region, account } = this.configuration;
    const options = runs.map((run) => run.options);
    const input: AssessInput = {
      runs,
      customRules,
      knownRules: new Set([...registry.map(({ id }) => id), ...customRules]),
      acceptances: this.acceptancesAbove(application),
      options: {
        ...(options[0] as RunOptions),
        ...(parameters && { parameters }),
        ...(region && { region }),
        ...(account && { account }),
        asOf: application.asOf,
        packs: options,
      },
    };
    return assess(application, input, evaluator);
  }

  /** Acknowledgements on the App and its Stages: the assembly keeps metadata from stacks downwards only. */
  private acceptancesAbove(application: Application): Acceptance[] {
    const paths = application.stacks.map(({ constructPath = '' }) => constructPath);
    const scopes = [this.root, ...this.root.node.findAll().filter((each) => Stage.isStage(each) && each !== this.root)];
    return scopes
      .filter(({ node: { path } }) => path === '' || paths.some((stack) => stack.startsWith(`${path}/`)))
      .flatMap(({ node }) => nativeAcceptances(node.metadata.map(({ type, data }) => [node.path, acknowledged(type, data)])));
  }
}

function acknowledged(type: string, data: unknown): { acknowledged?: { [id: string]: string } } {
  return type === 'aws:cdk:acknowledged-rules' ? { acknowledged: data as { [id: string]: string } } : {};
}
