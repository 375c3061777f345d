import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What CDK is told of a finding that somebody accepted. */
export interface Acknowledgement {
  readonly constructPath: string;
  /** `Resilience::RdsMultiAz`. */
  readonly id: string;
  readonly reason: string;
}

/**
 * Passes an acceptance on to CDK, at the very construct of the finding: CDK collects acknowledgements when the plugins
 * have run, and lists the finding among what it suppresses. Acknowledgements have no expiry and no patterns: those are
 * settled before.
 *
 * @returns whether the construct is there; what is declared in an imported template may have none
 */
export function acknowledge(root: IConstruct, { constructPath, id, reason }: Acknowledgement): boolean {
  let construct: IConstruct | undefined = root;
  for (const step of constructPath.split('/')) construct = construct?.node.tryFindChild(step);
  if (construct === undefined) return false;
  Validations.of(construct).acknowledge({ id, reason });
  return true;
}
