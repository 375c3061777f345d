import type { IConstruct } from 'constructs';
import { declare } from './carrier';
import { fault, refuseEmpty } from './fault';
import { readAcceptance } from './schema/acceptance';
import { DeclarationError } from './schema/fields';
import { ACCEPTANCE } from './schema/keys';

/** A risk somebody accepts. */
export interface RiskAcceptanceProps {
  /** Id of the rule: `RdsMultiAz`. */
  readonly rule: string;
  /** Why the risk is worth taking. */
  readonly reason: string;
  /** Who accepts it: a role or a team that can be asked. */
  readonly owner: string;
  /**
   * The last day it holds, `YYYY-MM-DD`; the day ends at midnight UTC. Then the finding is open again, and
   * `AcceptanceExpired` closes the gate.
   */
  readonly expires: string;
  /**
   * Only for the constructs below the scope whose path from there matches, and for what is below them: `Orders/Queue`,
   * `Orders*`. A star stands for any text within one step of the path, two stars for any number of steps, a question
   * mark for one character.
   * @default - for the scope and all that is below it
   */
  readonly path?: string;
}

/**
 * Risks somebody accepted. A finding that is accepted is reported as such, with reason, owner and expiry, and leaves
 * the gate open.
 */
export class RiskAcceptance {
  /**
   * The risks accepted for a scope.
   *
   * @param scope an App, a Stage, a stack or any construct in one
   */
  public static of(scope: IConstruct): RiskAcceptance {
    return new RiskAcceptance(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Accepts what a rule finds at the scope and below. Only the form is checked here: a passed day never breaks a
   * hotfix at construction, and is judged with the templates.
   *
   * @param props what is accepted, why, by whom and until when
   */
  public accept(props: RiskAcceptanceProps): void {
    const { rule, reason, owner, expires, path } = props;
    for (const [property, text] of Object.entries({
      rule,
      reason,
      owner,
      expires,
      ...(path !== undefined && { path }),
    })) {
      refuseEmpty(this.scope, `${property} of the accepted risk`, text);
    }
    try {
      declare(
        this.scope,
        ACCEPTANCE,
        readAcceptance({ rule, reason, owner, expires, path }, 'accepted risk', 'person'),
      );
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      throw fault(this.scope, error.message);
    }
  }
}
