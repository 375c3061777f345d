#!/usr/bin/env node
import { CommanderError } from 'commander';
import { InputError } from '../lib/model/input-error';
import { program } from './program';

/** Ends with 2: the work could not be done. One message, and nothing of ours on the user's screen. */
function fail(error: unknown): void {
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

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(error);
});

try {
  program().parse();
} catch (error) {
  fail(error);
}
