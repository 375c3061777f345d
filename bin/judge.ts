import { assess, type Run } from '../lib/assessment/assess';
import { DEFAULTS, mergeConfigurations, refuseUnknownRules, type Configuration } from '../lib/assessment/configuration';
import type { Assessment, AssessmentDocument, RunOptions } from '../lib/assessment/document';
import { acceptancesAbove, carriedFindings, packFailures, readRecorded } from '../lib/assessment/recorded';
import { withTemplateLines } from '../lib/assessment/template-lines';
import { selectRules } from '../lib/engine/select';
import { Application, type ApplicationSource } from '../lib/model/application';
import { InputError } from '../lib/model/input-error';
import { assemblyOf, readInput } from '../lib/model/source/input';
import { rulesOfPack } from '../policies/packs/selectors';
import { RULES } from '../policies/rules';

/** A path of the command line, read. */
interface Subject {
  readonly path: string;
  readonly isAssembly: boolean;
  readonly applications: readonly ApplicationSource[];
  /** What packs left in it. */
  readonly recorded?: AssessmentDocument;
  /** What holds where no flag says otherwise: what the packs were told, else the configuration. */
  readonly told: Configuration;
}

/**
 * Judges the applications at some paths.
 *
 * @param paths cloud assemblies and templates
 * @param configured what holds for what no pack has judged
 * @param flagged what holds whatever the packs were told
 * @throws InputError when the work cannot be done
 */
export function judge(paths: readonly string[], configured: Configuration, flagged: Configuration): Assessment[] {
  const subjects = paths.map((path) => read(path, configured, flagged));
  refuseUnknownParameters(flagged, subjects);
  return subjects.flatMap((subject) => subject.applications.map((source) => judgeOne(subject, source, flagged)));
}

function read(path: string, configured: Configuration, flagged: Configuration): Subject {
  const assembly = assemblyOf(path);
  const recorded = assembly === undefined ? undefined : readRecorded(assembly);
  const { asOf } = configured;
  const { parameters: recordedParameters, region, account } = recorded?.assessments[0]?.options ?? configured;
  const told: Configuration =
    recorded === undefined
      ? configured
      : { ...(recordedParameters && { parameters: recordedParameters }), ...(region && { region }), ...(account && { account }), ...(asOf && { asOf }) };
  const { applications } = readInput(path, environmentOf(told, flagged));
  return { path, isAssembly: assembly !== undefined, applications, told, ...(recorded && { recorded }) };
}

/** What decides values: parameters one by one, the flags' first. */
function environmentOf(told: Configuration, flagged: Configuration): Pick<Configuration, 'parameters' | 'region' | 'account'> {
  const { region, account } = mergeConfigurations(told, flagged);
  const parameters = { ...told.parameters, ...flagged.parameters };
  return {
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(region !== undefined && { region }),
    ...(account !== undefined && { account }),
  };
}

function judgeOne(subject: Subject, source: ApplicationSource, flagged: Configuration): Assessment {
  const { path, recorded, told } = subject;
  const before = recorded?.assessments.find(({ application }) => application === source.name);
  const { asOf } = mergeConfigurations(told, flagged);
  const application = new Application({ ...source, ...(asOf !== undefined && { asOf }) });
  const knownRules = new Set([...RULES.map(({ id }) => id), ...(recorded?.assessments ?? []).flatMap((each) => each.customRules)]);
  const runs = runsOf(subject, before, flagged, knownRules);
  const options = runs.map((run) => run.options);
  const carried = before && carriedFindings(before, application, options, path);
  const assessment = assess(application, {
    runs,
    knownRules,
    customRules: before?.customRules ?? [],
    source: path,
    carried: {
      findings: [...(carried?.findings ?? []), ...(recorded === undefined ? [] : packFailures(recorded))],
      undetermined: carried?.undetermined ?? [],
    },
    acceptances: before === undefined ? [] : acceptancesAbove(before, application),
    options: {
      ...(options[0] as RunOptions),
      ...environmentOf(told, flagged),
      asOf: application.asOf,
      ...(before?.options.packs && { packs: options }),
      ...(before !== undefined && Object.keys(flagged).length > 0 && { overridden: Object.keys(flagged) }),
    },
  });
  return subject.isAssembly ? assessment : withTemplateLines(assessment);
}

/** What each pack was told, unless a flag says otherwise; without packs, what the configuration says. */
function runsOf(
  { path, told }: Subject,
  before: Assessment | undefined,
  flagged: Configuration,
  knownRules: ReadonlySet<string>,
): Run[] {
  const { asOf: _, parameters: __, region: ___, account: ____, ...weights } = told;
  const { asOf: _____, parameters: ______, region: _______, account: ________, ...overrides } = flagged;
  refuseUnknownRules(weights, knownRules, 'configuration');
  refuseUnknownRules(overrides, knownRules, 'command line');
  const options: readonly RunOptions[] = before?.options.packs ?? [{ ...DEFAULTS, ...weights }];
  const runs = options.map((each): Run => ({ rules: rulesOfPack(each.pack, RULES), options: { ...each, ...overrides } }));
  const isEmpty = runs.every(({ rules, options: { strictness, rules: only, except } }) => {
    return selectRules(rules, { strictness, ...(only && { only }), ...(except && { except }) }).length === 0;
  });
  if (isEmpty && before === undefined) throw new InputError(path, 'no rule is left to judge it by');
  return runs;
}

/** A parameter that no template has is a typing error: what it was meant for would stay undecided. */
function refuseUnknownParameters({ parameters = {} }: Configuration, subjects: readonly Subject[]): void {
  const stacks = subjects.flatMap(({ applications }) => applications.flatMap((each) => each.stacks));
  const unknown = Object.keys(parameters).find((name) => {
    return !stacks.some(({ template: { Parameters } }) => Parameters !== null && Object.hasOwn(Object(Parameters), name));
  });
  if (unknown !== undefined) throw new InputError('--parameters', `no template has a parameter '${unknown}'`);
}
