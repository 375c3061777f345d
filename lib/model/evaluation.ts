import type { Expression } from './conditions';
import type { Resource } from './resource';
import type { Stack } from './stack';
import { Worlds, type Split } from './worlds';

/** A condition of a stack and the outcome taken for it. */
export interface Decision {
  readonly stack: Stack;
  readonly name: string;
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

  private outcomes?: Map<Expression, boolean>;
  private names?: Map<string, unknown>;
  private split?: Split;

  /**
   * @param decisions the outcomes taken
   * @param worlds what is possible under them
   */
  constructor(
    public readonly decisions: readonly Decision[] = [],
    private readonly worlds: Worlds = Worlds.ALL,
  ) {}

  /** What names come to under the outcomes taken. */
  public get settled(): Map<string, unknown> {
    return (this.names ??= new Map());
  }

  /** Records that a value was needed that is not known, and ends the run. */
  public unknown(read: UnknownRead): never {
    this.unknownRead ??= read;
    throw new Interrupt();
  }

  /** The outcome of a condition in this run. An open one ends the run, to be run once for each outcome. */
  public decide(stack: Stack, name: string, expression: Expression): boolean {
    const known = this.outcomes?.get(expression);
    if (known !== undefined) return known;
    const taken = this.decisions.find((decision) => decision.stack === stack && decision.name === name);
    if (taken !== undefined) return this.remember(expression, taken.outcome);
    const split = this.worlds.split(expression);
    if (split.whenTrue === undefined || split.whenFalse === undefined) {
      return this.remember(expression, split.whenTrue !== undefined);
    }
    if (this.openCondition === undefined) {
      this.openCondition = { stack, name };
      this.split = split;
    }
    throw new Interrupt();
  }

  /** The run that goes on from the open condition, under one of its outcomes. */
  public take(outcome: boolean): Evaluation {
    const decision = { ...(this.openCondition as Omit<Decision, 'outcome'>), outcome };
    const worlds = outcome ? this.split?.whenTrue : this.split?.whenFalse;
    return new Evaluation([...this.decisions, decision], worlds);
  }

  private remember(expression: Expression, outcome: boolean): boolean {
    (this.outcomes ??= new Map()).set(expression, outcome);
    return outcome;
  }
}
