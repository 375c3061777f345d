import { statSync } from 'node:fs';
import { assess, type Run } from '../lib/assessment/assess';
import {
  DEFAULTS,
  environmentOf,
  refuseUnknownRules,
  weightsOf,
  type Configuration,
  type Environment,
} from '../lib/assessment/configuration';
import type { Assessment, AssessmentDocument, RunOptions } from '../lib/assessment/document';
import { acceptancesAbove, carriedFindings, packFailures, readRecorded } from '../lib/assessment/recorded';
import { withTemplateLines } from '../lib/assessment/template-lines';
import { settleUnused } from '../lib/assessment/unused';
import { Application, type ApplicationSource } from '../lib/model/application';
import { InputError } from '../lib/model/input-error';
import { assemblyOf, readInput } from '../lib/model/source/input';
import { rulesOfPack } from '../policies/packs/selectors';
import { RULES } from '../policies/rules';

/** What a path is judged by. */
export interface Settings {
  /** Holds for what no pack has judged. */
  readonly configured: Configuration;
  /** Holds whatever the packs were told. */
  readonly flagged: Configuration;
}

/** A path of the command line, read. */
interface Subject {
  readonly path: string;
  readonly isAssembly: boolean;
  readonly applications: readonly ApplicationSource[];
  /** What packs left in it. */
  readonly recorded?: AssessmentDocument;
  readonly environment: Environment;
}

/**
 * Judges the applications at some paths: cloud assemblies and templates.
 *
 * @throws InputError when the work cannot be done
 */
export function judge(paths: readonly string[], settings: Settings): Assessment[] {
  const subjects = paths.map((path) => read(path, settings));
  refuseUnknownParameters(settings.flagged, subjects);
  return subjects.flatMap((subject) => {
    return settleUnused(subject.applications.map((source) => judgeOne(subject, source, settings)));
  });
}

function read(path: string, { configured, flagged }: Settings): Subject {
  if (statSync(path, { throwIfNoEntry: false })?.isCharacterDevice()) {
    throw new InputError(path, 'is a device, neither a folder nor a file');
  }
  const assembly = assemblyOf(path);
  const recorded = assembly === undefined ? undefined : readRecorded(assembly);
  const environment = environmentOf(
    recorded === undefined ? configured : recordedEnvironment(recorded, configured),
    flagged,
  );
  const { applications } = readInput(path, environment);
  return { path, isAssembly: assembly !== undefined, applications, environment, ...(recorded && { recorded }) };
}

/** The day is not taken over: it was the day of the synthesis, and what has expired since has expired. */
function recordedEnvironment({ assessments: [first] }: AssessmentDocument, { asOf }: Configuration): Environment {
  return { ...first?.options, asOf };
}

function judgeOne(subject: Subject, source: ApplicationSource, settings: Settings): Assessment {
  const { path, recorded, environment } = subject;
  const { asOf } = environment;
  const application = new Application({ ...source, ...(asOf !== undefined && { asOf }) });
  const before = recorded?.assessments.find((each) => each.application === source.name);
  const customRules = (recorded?.assessments ?? []).flatMap((each) => each.customRules);
  const knownRules = new Set([...RULES.map(({ id }) => id), ...customRules]);
  const runs = runsOf(before, settings, knownRules);
  const options = runs.map((run) => run.options);
  const overridden = before === undefined ? [] : Object.keys(settings.flagged);
  const carried = before && carriedFindings(before, application, options, path);
  const assessment = assess(application, {
    runs,
    knownRules,
    customRules: before?.customRules ?? [],
    source: path,
    carried: {
      findings: [...(carried?.findings ?? []), ...(recorded === undefined ? [] : packFailures(recorded))],
      undetermined: carried?.undetermined ?? [],
      rules: carried?.rules ?? [],
    },
    acceptances: before === undefined ? [] : acceptancesAbove(before, application),
    options: {
      ...(options[0] as RunOptions),
      ...environment,
      asOf: application.asOf,
      ...(before?.options.packs && { packs: options }),
      ...(overridden.length > 0 && { overridden }),
    },
  });
  if (assessment.summary.rules + assessment.customRules.length === 0) {
    throw new InputError(path, 'no rule is left to judge it by');
  }
  return subject.isAssembly ? assessment : withTemplateLines(assessment);
}

/** What each pack was told, unless a flag says otherwise; without packs, what the configuration says. */
function runsOf(
  before: Assessment | undefined,
  { configured, flagged }: Settings,
  knownRules: ReadonlySet<string>,
): Run[] {
  const [weights, overrides] = [weightsOf(configured), weightsOf(flagged)];
  refuseUnknownRules(weights, knownRules, 'configuration');
  refuseUnknownRules(overrides, knownRules, 'command line');
  const told: readonly RunOptions[] = before?.options.packs ?? [{ ...DEFAULTS, ...weights }];
  return told.map((options): Run => {
    // Rules that are asked for by name are run whether the pack holds them or not.
    const rules = overrides.rules === undefined ? rulesOfPack(options.pack, RULES) : RULES;
    return { rules, options: { ...options, ...overrides } };
  });
}

/** A parameter that no template has is a typing error: what it was meant for would stay undecided. */
function refuseUnknownParameters({ parameters = {} }: Configuration, subjects: readonly Subject[]): void {
  const templates = subjects.flatMap(({ applications }) => applications.flatMap(({ stacks }) => stacks));
  const names = new Set(templates.flatMap(({ template }) => Object.keys(template.Parameters ?? {})));
  const unknown = Object.keys(parameters).find((name) => !names.has(name));
  if (unknown !== undefined) throw new InputError('--parameters', `no template has a parameter '${unknown}'`);
}
