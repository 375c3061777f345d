import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { INTERNAL_ERROR } from '../engine/evaluate';
import type { Application } from '../model/application';
import { InputError } from '../model/input-error';
import { readJsonFile } from '../model/source/json';
import type { Acceptance } from './acceptances';
import type { Carried } from './assess';
import {
  ASSESSMENT_FILE,
  type Assessment,
  type AssessmentDocument,
  type FindingRecord,
  type RunOptions,
} from './document';
import { SCHEMA_VERSION } from './version';

const REMEDY = 'Synthesize the app again';

/**
 * The document that packs left in a cloud assembly. `undefined` where none ran.
 *
 * @throws InputError when it is damaged, or of a version this one cannot read
 */
export function readRecorded(assembly: string): AssessmentDocument | undefined {
  const file = join(assembly, ASSESSMENT_FILE);
  if (!existsSync(file)) return undefined;
  const document = readJsonFile(file).value as unknown as AssessmentDocument;
  const [own, other] = [SCHEMA_VERSION, String(document.schemaVersion)].map((version) => version.split('.')[0]);
  if (!Array.isArray(document.assessments)) throw new InputError(file, 'is not an assessment', REMEDY);
  if (own !== other)
    throw new InputError(file, `has schema version ${document.schemaVersion}, not ${SCHEMA_VERSION}`, REMEDY);
  if (!document.assessments.every(isReadable)) throw new InputError(file, 'is damaged', REMEDY);
  return document;
}

/** Whether what is read of a recorded assessment is there. */
function isReadable(assessment: Partial<Assessment> | null): boolean {
  const { options, findings, undetermined, acceptances, templates, customRules } = assessment ?? {};
  const lists: readonly unknown[] = [findings, undetermined, acceptances, templates, customRules, options?.packs ?? []];
  return typeof options === 'object' && options !== null && lists.every(Array.isArray);
}

/**
 * What was recorded and cannot be found again here, as the rules are the user's own: their findings, the failures they
 * caused and what they left undetermined, as far as the options select the rules.
 *
 * @throws InputError when the templates are no longer those that were judged
 */
export function carriedFindings(
  recorded: Assessment,
  application: Application,
  runs: readonly RunOptions[],
  source: string,
): Carried {
  const selected = recorded.customRules.filter((rule) => runs.some((options) => isSelected(rule, options)));
  if (selected.length === 0) return { findings: [], undetermined: [] };
  const now = new Map(application.stacks.map(({ templatePath, source: { digest } }) => [templatePath, digest]));
  const changed = recorded.templates.find(({ templatePath, digest }) => now.get(templatePath) !== digest);
  const before = new Set(recorded.templates.map(({ templatePath }) => templatePath));
  if (changed !== undefined || before.size !== now.size) {
    throw new InputError(
      source,
      `was judged by rules of its own (${selected.join(', ')}), and its templates have changed since`,
      REMEDY,
    );
  }
  return {
    rules: selected,
    findings: recorded.findings.filter((finding) => selected.some((rule) => isOf(rule, finding))),
    undetermined: recorded.undetermined.filter(({ ruleId }) => selected.includes(ruleId)),
  };
}

/** Whether a rule made a finding, or failed and so caused it. */
function isOf(rule: string, { ruleId, message }: FindingRecord): boolean {
  return ruleId === rule || (ruleId === INTERNAL_ERROR && message.startsWith(`Rule ${rule} failed:`));
}

/** The strictness of a rule of one's own is not recorded: it ran, so it is selected unless it is named or left out. */
function isSelected(rule: string, { rules, except }: RunOptions): boolean {
  return !(except ?? []).includes(rule) && (rules === undefined || rules.includes(rule));
}

/** Failures of the packs as a whole: what they would have found is not known, so the gate they closed stays closed. */
export function packFailures(document: AssessmentDocument): FindingRecord[] {
  const failures = document.assessments.flatMap(({ findings }) => findings.filter(isPackFailure));
  return [...new Map(failures.map((each) => [each.fingerprint, each])).values()];
}

function isPackFailure({ ruleId, stack }: FindingRecord): boolean {
  return ruleId === INTERNAL_ERROR && stack === '';
}

/**
 * The recorded acceptances that are in no file but this one: CDK's acknowledgements above the stacks. The others are
 * read where they stand, so none that was taken back lives on.
 */
export function acceptancesAbove(recorded: Assessment, application: Application): Acceptance[] {
  const stacks = application.stacks.flatMap(({ constructPath }) => constructPath ?? []);
  const isBelow = (scope: string): boolean => stacks.some((stack) => scope === stack || scope.startsWith(`${stack}/`));
  return recorded.acceptances
    .filter(({ form, scope }) => form === 'acknowledgement' && !isBelow(scope))
    .map(({ state: _, use: __, findings: ___, ...acceptance }) => acceptance);
}
