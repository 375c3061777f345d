import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { INTERNAL_ERROR } from '../engine/evaluate';
import type { Application } from '../model/application';
import { InputError } from '../model/input-error';
import { readJsonFile } from '../model/source/json';
import { ASSESSMENT_FILE, type Assessment, type AssessmentDocument, type FindingRecord } from './document';
import { SCHEMA_VERSION } from './version';

/**
 * The document that packs left in a cloud assembly. `undefined` where none ran.
 *
 * @throws InputError when it is damaged, or of a version this one cannot read
 */
export function readRecorded(assembly: string): AssessmentDocument | undefined {
  const file = join(assembly, ASSESSMENT_FILE);
  if (!existsSync(file)) return undefined;
  const document = readJsonFile(file).value as unknown as AssessmentDocument;
  const remedy = 'Synthesize the app again';
  if (!Array.isArray(document.assessments)) throw new InputError(file, 'is not an assessment', remedy);
  const [own, other] = [SCHEMA_VERSION, String(document.schemaVersion)].map((version) => version.split('.')[0]);
  if (own !== other) throw new InputError(file, `has schema version ${document.schemaVersion}, not ${SCHEMA_VERSION}`, remedy);
  return document;
}

/**
 * The recorded findings that cannot be made again here, as their rules are the user's own: theirs, and the failures
 * they may have caused. Failures of a whole run are found again, or are gone.
 *
 * @throws InputError when the templates are no longer those that were judged
 */
export function carriedFindings(recorded: Assessment, application: Application, source: string): FindingRecord[] {
  if (recorded.customRules.length === 0) return [];
  const now = new Map(application.stacks.map(({ templatePath, source: { digest } }) => [templatePath, digest]));
  const changed = recorded.templates.find(({ templatePath, digest }) => now.get(templatePath) !== digest);
  if (changed !== undefined || recorded.templates.length !== now.size) {
    throw new InputError(
      source,
      `was judged by rules of its own (${recorded.customRules.join(', ')}), and its templates have changed since`,
      'Synthesize the app again',
    );
  }
  const own = new Set([...recorded.customRules, INTERNAL_ERROR]);
  return recorded.findings.filter(({ ruleId }) => own.has(ruleId));
}
