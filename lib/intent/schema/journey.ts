import { CRITICALITIES, type CriticalityName } from './external-dependency';
import { DeclarationError, Fields, type Author } from './fields';
import { readPolicy, type DeclaredPolicy } from './policy';

/** What is assumed of a journey where nobody says otherwise. */
export const JOURNEY_DEFAULTS = {
  /** Five times the baseline: the surge that takes down systems built for twice of it. */
  surgeFactor: 5,
  /** One hour: a market's opening, a sale's beginning. In seconds. */
  surgeDuration: 3600,
} as const;

/** Something a journey depends on beyond what the templates show. */
export interface DeclaredDependency {
  /** A construct path; a logical id or the name of an external dependency in a hand-written template. */
  readonly on: string;
  readonly criticality: CriticalityName;
}

/** What a customer does end to end. Places are construct paths; in a hand-written template, logical ids. */
export interface DeclaredJourney {
  readonly name: string;
  readonly owner: string;
  /** Its own; else the nearest policy around it holds. */
  readonly policy?: DeclaredPolicy;
  /** What the customer calls first. */
  readonly entryPoints: readonly string[];
  /** Requests per second on a usual day. */
  readonly baseline?: number;
  readonly surgeFactor: number;
  /** In seconds. */
  readonly surgeDuration: number;
  readonly dependsOn: readonly DeclaredDependency[];
  /** What the templates connect to it, but it does without. */
  readonly exclude: readonly string[];
}

const KEYS = [
  'name',
  'owner',
  'policy',
  'entryPoints',
  'baseline',
  'surgeFactor',
  'surgeDuration',
  'dependsOn',
  'exclude',
];

/**
 * Reads a customer journey as it was declared.
 *
 * @param usually the criticality of a dependency that states none, by what it is on
 * @throws DeclarationError when it is malformed
 */
export function readJourney(
  data: unknown,
  place: string,
  author: Author,
  usually: (on: string) => CriticalityName = () => 'HARD',
): DeclaredJourney {
  const fields = new Fields(data, place, KEYS, author);
  const entryPoints = fields.texts('entryPoints');
  if (entryPoints.length === 0) fields.fail('entryPoints', 'must name at least one');
  if (fields.has('baseline') && fields.number('baseline', 0) === 0) fields.fail('baseline', 'must be more than 0');
  return {
    name: fields.text('name'),
    owner: fields.text('owner'),
    ...(fields.has('policy') && { policy: readPolicy(fields.raw('policy'), fields.at('policy'), author) }),
    entryPoints,
    ...(fields.has('baseline') && { baseline: fields.number('baseline', 0) }),
    surgeFactor: fields.has('surgeFactor') ? fields.number('surgeFactor', 1) : JOURNEY_DEFAULTS.surgeFactor,
    surgeDuration: fields.has('surgeDuration') ? fields.seconds('surgeDuration') : JOURNEY_DEFAULTS.surgeDuration,
    dependsOn: fields.list('dependsOn', (entry, at) => readDependency(entry, at, author, usually)),
    exclude: fields.texts('exclude'),
  };
}

/** By hand, a name alone will do. */
function readDependency(
  data: unknown,
  place: string,
  author: Author,
  usually: (on: string) => CriticalityName,
): DeclaredDependency {
  if (typeof data === 'string') {
    if (data.trim() === '') throw new DeclarationError(place, 'must be a text');
    return { on: data, criticality: usually(data) };
  }
  const fields = new Fields(data, place, ['on', 'criticality'], author);
  const on = fields.text('on');
  return { on, criticality: fields.has('criticality') ? fields.oneOf('criticality', CRITICALITIES) : usually(on) };
}
