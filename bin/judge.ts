import { analyse } from '../lib/analysis/analysis';
import { readEvidence, type TestEvidence } from '../lib/analysis/evidence/schema';
import { assess, type Run } from '../lib/assessment/assess';
import { DEFAULTS, refuseUnknownRules, weightsOf } from '../lib/assessment/configuration';
import type { Assessment, RunOptions } from '../lib/assessment/document';
import { acceptancesAbove, carriedFindings, packFailures } from '../lib/assessment/recorded';
import { withTemplateLines } from '../lib/assessment/template-lines';
import { settleUnused } from '../lib/assessment/unused';
import type { ApplicationSource } from '../lib/model/application';
import { InputError } from '../lib/model/input-error';
import { readJsonFile } from '../lib/model/source/json';
import { rulesOfPack } from '../policies/packs/selectors';
import { RULES } from '../policies/rules';
import { applicationOf, subjectsAt, type Settings, type Subject } from './subject';

/**
 * Judges the applications at some paths: cloud assemblies and templates.
 *
 * @param paths what to judge
 * @param settings what to judge it by
 * @param evidence a file of tests that were run
 * @throws InputError when the work cannot be done
 */
export function judge(paths: readonly string[], settings: Settings, evidence?: string): Assessment[] {
  return subjectsAt(paths, settings).flatMap((subject) => {
    return settleUnused(subject.applications.map((source) => judgeOne(subject, source, settings, evidence)));
  });
}

function judgeOne(subject: Subject, source: ApplicationSource, settings: Settings, evidence?: string): Assessment {
  const { path, recorded, environment } = subject;
  const application = applicationOf(subject, source);
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
    analysis: analyse(application, {
      ...environment,
      ...(evidence !== undefined && { evidence: evidenceIn(evidence, application.asOf) }),
    }),
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

/** The tests in a file, none of them later than the day of the assessment. */
function evidenceIn(file: string, asOf: string): TestEvidence[] {
  return readEvidence(JSON.stringify(readJsonFile(file).value), file, asOf);
}
