import { SEVERITIES, STRICTNESSES, UNDETERMINED_POLICIES } from '../engine/vocabulary';
import { TIERS } from '../intent/schema/tier';
import { InputError } from '../model/input-error';
import { FAIL_ON, type AssessmentOptions, type RunOptions } from './document';

/** The key of the configuration in `cdk.json`'s context. */
export const CONFIGURATION_KEY = 'cdk-resilience';

/** What is done where nobody says otherwise. */
export const DEFAULTS: RunOptions = { strictness: 'recommended', failOn: 'error', undetermined: 'ignore' };

/** What a configuration may say. */
export type Configuration = Partial<Omit<AssessmentOptions, 'pack' | 'packs' | 'overridden'>>;

type Check = (value: unknown) => string | undefined;

const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    values.includes(value as string) ? undefined : `must be one of ${values.join(', ')}`;

const texts: Check = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? undefined : 'must be a list of rule ids';

const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'must be a text');

const mapOf =
  (check: Check): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object';
    return Object.entries(value)
      .map(([key, each]) => [key, check(each)] as const)
      .find(([, fault]) => fault !== undefined)
      ?.join(' ');
  };

const day: Check = (value) =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
    ? undefined
    : 'must be a day, YYYY-MM-DD';

const CHECKS: Readonly<Record<keyof Configuration, Check>> = {
  strictness: oneOf(STRICTNESSES),
  failOn: oneOf(FAIL_ON),
  undetermined: oneOf(UNDETERMINED_POLICIES),
  tier: oneOf(TIERS),
  rules: texts,
  except: texts,
  severities: mapOf(oneOf(SEVERITIES.filter((severity) => severity !== 'fatal'))),
  parameters: mapOf(text),
  region: text,
  account: text,
  asOf: day,
};

/**
 * Checks a configuration: that of `cdk.json`'s context, of a file, or of the command line's flags.
 *
 * @param raw what stands there; nothing is an empty configuration
 * @param where how messages call it
 * @throws InputError when a key is not known or a value not allowed
 */
export function readConfiguration(raw: unknown, where: string): Configuration {
  if (raw === undefined) return {};
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw new InputError(where, 'must be an object');
  for (const [key, value] of Object.entries(raw)) {
    if (!Object.hasOwn(CHECKS, key)) {
      throw new InputError(where, `'${key}' is not known`, `Known are ${Object.keys(CHECKS).join(', ')}`);
    }
    const fault = CHECKS[key as keyof Configuration](value);
    if (fault !== undefined) throw new InputError(where, `'${key}' ${fault}`);
  }
  return raw as Configuration;
}

/**
 * Refuses rule ids that no rule has.
 *
 * @throws InputError naming the first such id
 */
export function refuseUnknownRules(options: Partial<RunOptions>, known: ReadonlySet<string>, where: string): void {
  const ids = [...(options.rules ?? []), ...(options.except ?? []), ...Object.keys(options.severities ?? {})];
  const unknown = ids.find((id) => !known.has(id));
  if (unknown === undefined) return;
  const close = [...known].find((id) => id.toLowerCase() === unknown.toLowerCase());
  const remedy = close === undefined ? '`cdk-resilience rules` lists all rules' : `Do you mean '${close}'?`;
  throw new InputError(where, `there is no rule '${unknown}'`, remedy);
}

/** Later configurations win over earlier ones, key by key. */
export function mergeConfigurations(...all: readonly Configuration[]): Configuration {
  return Object.assign({}, ...all) as Configuration;
}
