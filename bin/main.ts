import { CommanderError } from 'commander';
import { InputError } from '../lib/model/input-error';
import { program } from './program';

/** Does what a command line says, and sets the exit status. */
export function main(argv: readonly string[]): void {
  try {
    program().parse(argv);
  } catch (error) {
    fail(error);
  }
}

/** Ends with 2: the work could not be done. One message, and nothing of ours on the user's screen. */
export function fail(error: unknown): void {
  process.exitCode = 2;
  if (error instanceof CommanderError) {
    // commander has said what is wrong; help and version are no failures.
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else if (error instanceof InputError) {
    process.stderr.write(`cdk-resilience: ${error.message}\n`);
  } else {
    const said = error instanceof Error ? error.message : String(error);
    process.stderr.write(`cdk-resilience: failed: ${said.split('\n')[0]}\n`);
  }
}
