import type { Duration } from 'aws-cdk-lib';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Tier } from '../../intent/tier';
import type { Responder } from './responder';

/** Properties of an escalation policy. */
export interface EscalationPolicyProps {
  /** Who is paged first: at least two, and for the highest tiers an HTTPS pager among them. */
  readonly responders: Responder[];

  /** Who is paged when nobody acknowledges: at least one who is not among the first. */
  readonly secondLevel: Responder[];

  /**
   * How long a page waits for an acknowledgement.
   *
   * @default Duration.minutes(10)
   */
  readonly escalateAfter?: Duration;

  /**
   * How long an acknowledgement holds. Who still works on it acknowledges again; at most 119 minutes.
   *
   * @default Duration.minutes(60)
   */
  readonly acknowledgementLasts?: Duration;

  /**
   * How much depends on it: decides whether a pager is asked for.
   *
   * @default - that of the nearest `ResiliencyPolicy`
   */
  readonly tier?: Tier;

  /**
   * Encrypts pages. CloudWatch is let use it, so it must be a key of this application.
   *
   * @default - a key of its own
   */
  readonly encryptionKey?: IKey;

  /**
   * Whether pages can be acknowledged from outside of AWS, with a token: a form for people, and an address for the
   * webhooks of on-call tools. Without it, whoever may invoke `acknowledgeFunction` can acknowledge.
   *
   * @default true
   */
  readonly acknowledgeEndpoint?: boolean;
}
