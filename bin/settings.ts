import { environmentOf, mergeConfigurations, readConfiguration } from '../lib/assessment/configuration';
import { configurationFile } from './configuration-file';
import type { Settings } from './subject';

/** Flags that say what a configuration may say too, and the flag that names one. */
export interface SettingFlags {
  readonly config?: string;
  readonly parameters: { readonly [name: string]: string };
  readonly [key: string]: unknown;
}

/** What flags and the configuration say. */
export function settingsOf({ config, parameters, ...rest }: SettingFlags): Settings {
  const file = configurationFile(config);
  const flags = readConfiguration(
    { ...rest, ...(Object.keys(parameters).length > 0 && { parameters }) },
    'command line',
  );
  // A file that is asked for is a flag like others; the working folder's cdk.json is what the app is told anyway.
  if (config === undefined) return { configured: file, flagged: flags };
  return { configured: {}, flagged: { ...mergeConfigurations(file, flags), ...environmentOf(file, flags) } };
}
