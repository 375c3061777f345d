import { mergeConfigurations, readConfiguration, type Configuration } from '../lib/assessment/configuration';
import { documentOf } from '../lib/assessment/document-file';
import { configurationFile } from './configuration-file';
import { judge } from './judge';
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
}

/** Judges each path, writes the reports and sets the exit status. */
export function check(paths: readonly string[], flags: CheckFlags): void {
  const outputs = outputsOf(flags.format);
  const file = configurationFile(flags.config);
  const own = flagConfiguration(flags);
  // A file that was asked for is a flag like others; the working folder's cdk.json is what the app is told anyway.
  const assumed = flags.config === undefined ? file : {};
  const flagged = flags.config === undefined ? own : mergeConfigurations(file, own);
  const assessments = judge(paths, assumed, flagged);
  writeOutputs(outputs, documentOf(assessments));
  process.exitCode = assessments.some(({ gate }) => gate === 'closed') ? 1 : 0;
}

function flagConfiguration(flags: CheckFlags): Configuration {
  const { format: _, config: __, parameters, ...rest } = flags;
  const given = Object.keys(parameters).length > 0 ? { ...rest, parameters } : rest;
  return readConfiguration(given, 'command line');
}
