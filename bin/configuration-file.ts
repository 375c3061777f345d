import { existsSync } from 'node:fs';
import { CONFIGURATION_KEY, readConfiguration, type Configuration } from '../lib/assessment/configuration';
import { InputError } from '../lib/model/input-error';
import { readJsonFile } from '../lib/model/source/json';
import { isObject } from '../lib/model/values';

/** Where CDK apps keep their context. */
const CDK_JSON = 'cdk.json';

/**
 * The configuration of a file: a `cdk.json` with the context key, or the object itself. Without a file, that of
 * `cdk.json` in the working folder, where there is one.
 */
export function configurationFile(file: string | undefined): Configuration {
  if (file === undefined && !existsSync(CDK_JSON)) return {};
  const { value } = readJsonFile(file ?? CDK_JSON);
  const isCdkJson = file === undefined || isObject(value.context) || 'app' in value;
  const own = isCdkJson ? (isObject(value.context) ? value.context[CONFIGURATION_KEY] : undefined) : value;
  if (own === undefined && file !== undefined) throw new InputError(file, `has no context key '${CONFIGURATION_KEY}'`);
  return readConfiguration(own, file ?? CDK_JSON);
}
