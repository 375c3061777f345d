import { isPossible, type Expression } from './conditions';
import type { Resource } from './resource';
import type { Stack } from './stack';

/** A condition of a stack and the outcome taken for it. */
export interface Decision {
  readonly stack: Stack;
  readonly name: string;
  readonly expression: Expression;
  readonly outcome: boolean;
}

/** The first read that could not be answered. */
export interface UnknownRead {
  readonly resource: Resource;
  readonly path: string;
  readonly because: string;
}

/** Ends a rule's run early. What it means is recorded on the evaluation, so catching it changes nothing. */
export class Interrupt extends Error {
  constructor() {
    super('The value is decided at deployment.');
  }
}

/**
 * One run of a rule, under the outcomes taken for the conditions that the template leaves open.
 * It records what stopped the run: an unknown value, or a condition that has to be taken both ways.
 */
export class Evaluation {
  /** The unknown value that was read, if one was. */
  public unknownRead?: UnknownRead;
  /** The open condition that was met, if one was. */
  public openCondition?: Omit<Decision, 'outcome'>;

  constructor(public readonly decisions: readonly Decision[] = []) {}

  /** Records that a value was needed that is not known, and ends the run. */
  public unknown(read: UnknownRead): never {
    this.unknownRead ??= read;
    throw new Interrupt();
  }

  /** The outcome of a condition in this run. An open one ends the run, to be run once for each outcome. */
  public decide(stack: Stack, name: string, expression: Expression): boolean {
    const taken = this.decisions.find((decision) => decision.stack === stack && decision.name === name);
    if (taken !== undefined) return taken.outcome;
    const [canBeTrue, canBeFalse] = [true, false].map((outcome) =>
      isPossible([...this.decisions, { expression, outcome }]),
    );
    if (canBeTrue !== canBeFalse) return canBeTrue === true;
    this.openCondition ??= { stack, name, expression };
    throw new Interrupt();
  }
}
