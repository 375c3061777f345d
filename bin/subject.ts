import { statSync } from 'node:fs';
import { environmentOf, type Configuration, type Environment } from '../lib/assessment/configuration';
import type { AssessmentDocument } from '../lib/assessment/document';
import { readRecorded } from '../lib/assessment/recorded';
import { Application, type ApplicationSource } from '../lib/model/application';
import { InputError } from '../lib/model/input-error';
import { assemblyOf, readInput } from '../lib/model/source/input';

/** What a path is read by. */
export interface Settings {
  /** Holds for what no pack has judged. */
  readonly configured: Configuration;
  /** Holds whatever the packs were told. */
  readonly flagged: Configuration;
}

/** A path of the command line, read. */
export interface Subject {
  readonly path: string;
  readonly isAssembly: boolean;
  readonly applications: readonly ApplicationSource[];
  /** What packs left in it. */
  readonly recorded?: AssessmentDocument;
  readonly environment: Environment;
}

/**
 * Reads the cloud assemblies and templates at some paths.
 *
 * @throws InputError when one cannot be read, or a parameter is in none of them
 */
export function subjectsAt(paths: readonly string[], settings: Settings): Subject[] {
  const subjects = paths.map((path) => read(path, settings));
  refuseUnknownParameters(settings.flagged, subjects);
  return subjects;
}

/** An application of a path. */
export function applicationOf({ environment: { asOf } }: Subject, source: ApplicationSource): Application {
  return new Application({ ...source, ...(asOf !== undefined && { asOf }) });
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

/** A parameter that no template has is a typing error: what it was meant for would stay undecided. */
function refuseUnknownParameters({ parameters = {} }: Configuration, subjects: readonly Subject[]): void {
  const templates = subjects.flatMap(({ applications }) => applications.flatMap(({ stacks }) => stacks));
  const names = new Set(templates.flatMap(({ template }) => Object.keys(template.Parameters ?? {})));
  const unknown = Object.keys(parameters).find((name) => !names.has(name));
  if (unknown !== undefined) throw new InputError('--parameters', `no template has a parameter '${unknown}'`);
}
