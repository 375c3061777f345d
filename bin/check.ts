import { environmentOf, mergeConfigurations, readConfiguration } from '../lib/assessment/configuration';
import { documentOf } from '../lib/assessment/document-file';
import { configurationFile } from './configuration-file';
import { judge, type Settings } from './judge';
import { outputsOf, writeOutputs } from './outputs';

/** The flags of `check`, as commander gives them. */
export interface CheckFlags {
  readonly format: string[];
  readonly failOn?: string;
  readonly strictness?: string;
  readonly undetermined?: string;
  readonly tier?: string;
  readonly parameters: { readonly [name: string]: string };
  readonly region?: string;
  readonly account?: string;
  readonly rules?: string[];
  readonly except?: string[];
  readonly config?: string;
  readonly asOf?: string;
  readonly breakGlass?: string;
}

/** Judges each path, writes the reports and sets the exit status. */
export function check(paths: readonly string[], flags: CheckFlags): void {
  const outputs = outputsOf(flags.format);
  const assessments = judge(paths, settingsOf(flags));
  writeOutputs(outputs, documentOf(assessments));
  process.exitCode = assessments.some(({ gate }) => gate === 'closed') ? 1 : 0;
}

function settingsOf({ config, format: _, parameters, ...rest }: CheckFlags): Settings {
  const file = configurationFile(config);
  const flags = readConfiguration(
    { ...rest, ...(Object.keys(parameters).length > 0 && { parameters }) },
    'command line',
  );
  // A file that is asked for is a flag like others; the working folder's cdk.json is what the app is told anyway.
  if (config === undefined) return { configured: file, flagged: flags };
  return { configured: {}, flagged: { ...mergeConfigurations(file, flags), ...environmentOf(file, flags) } };
}
