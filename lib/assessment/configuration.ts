import { readEstimates } from '../analysis/recovery/overrides';
import { SEVERITIES, STRICTNESSES, UNDETERMINED_POLICIES } from '../engine/vocabulary';
import { isDay } from '../intent/schema/day';
import { DeclarationError } from '../intent/schema/fields';
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

const ids: Check = (value) =>
  Array.isArray(value) && value.every((each) => typeof each === 'string') ? undefined : 'must be a list of rule ids';

/** An empty selection would judge nothing and find nothing. */
const someIds: Check = (value) => ids(value) ?? ((value as unknown[]).length > 0 ? undefined : 'must name a rule');

const text: Check = (value) => (typeof value === 'string' ? undefined : 'must be a text');

const name: Check = (value) =>
  typeof value === 'string' && value !== '' ? undefined : 'must be a text that is not empty';

const mapOf =
  (check: Check): Check =>
  (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'must be an object';
    return Object.entries(value)
      .map(([key, each]) => [key, check(each)] as const)
      .find(([, fault]) => fault !== undefined)
      ?.join(' ');
  };

const day: Check = (value) => (isDay(value) ? undefined : 'must be a day, YYYY-MM-DD');

const estimates: Check = (value) => {
  try {
    readEstimates(value, 'it');
    return undefined;
  } catch (error) {
    if (error instanceof DeclarationError) return `cannot be read: ${error.message}`;
    throw error;
  }
};

const CHECKS: Readonly<Record<keyof Configuration, Check>> = {
  strictness: oneOf(STRICTNESSES),
  failOn: oneOf(FAIL_ON),
  undetermined: oneOf(UNDETERMINED_POLICIES),
  tier: oneOf(TIERS),
  rules: someIds,
  except: ids,
  severities: mapOf(oneOf(SEVERITIES.filter((severity) => severity !== 'fatal'))),
  parameters: mapOf(text),
  region: name,
  account: name,
  estimates,
  asOf: day,
  breakGlass: name,
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
  const { estimates: declared, ...others } = raw as { readonly [key: string]: unknown };
  if (declared === undefined) return raw as Configuration;
  return { ...others, estimates: readEstimates(declared, 'estimates') };
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

/** The part of a configuration that decides values, whatever rules are run. */
export type Environment = Pick<Configuration, 'parameters' | 'region' | 'account' | 'estimates' | 'asOf'>;

/** What decides values: later configurations win over earlier ones, parameters one by one. */
export function environmentOf(...all: readonly Environment[]): Environment {
  const { region, account, estimates, asOf } = mergeConfigurations(...all.map(known));
  const parameters = Object.assign({}, ...all.map((each) => each.parameters)) as Environment['parameters'];
  return known({ ...(Object.keys(parameters ?? {}).length > 0 && { parameters }), region, account, estimates, asOf });
}

/** What selects rules and weighs what they find. */
export function weightsOf(configuration: Configuration): Partial<RunOptions> {
  const { strictness, failOn, undetermined, tier, rules, except, severities, breakGlass } = configuration;
  return known({ strictness, failOn, undetermined, tier, rules, except, severities, breakGlass });
}

/** Leaves out what is not said. */
function known<T extends object>(said: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as T;
}
