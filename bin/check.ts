import { documentOf } from '../lib/assessment/document-file';
import { judge } from './judge';
import { outputsOf, writeOutputs } from './outputs';
import { settingsOf } from './settings';

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
  readonly evidence?: string;
}

/** Judges each path, writes the reports and sets the exit status. */
export function check(paths: readonly string[], flags: CheckFlags): void {
  const outputs = outputsOf(flags.format);
  const { format: _, evidence, ...asked } = flags;
  const assessments = judge(paths, settingsOf(asked), evidence);
  writeOutputs(outputs, documentOf(assessments));
  process.exitCode = assessments.some(({ gate }) => gate === 'closed') ? 1 : 0;
}
