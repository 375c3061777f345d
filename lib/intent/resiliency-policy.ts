import { Aspects, Stack, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { POLICY } from './schema/declared';
import { Tier } from './tier';

const METADATA_TYPE = `cdk-resilience:${POLICY}`;

/** What the business asks of the workload in a scope. */
export interface ResiliencyPolicyProps {
  /** How much depends on it. */
  readonly tier: Tier;
}

/**
 * What the business asks of the workload in a scope: the nearest declaration around a construct holds.
 * It is kept as construct metadata, so both gates read it from the cloud assembly, and no template changes.
 */
export class ResiliencyPolicy {
  /**
   * The policy of a scope.
   *
   * @param scope an App, a Stage, a stack or any construct in one
   */
  public static of(scope: IConstruct): ResiliencyPolicy {
    return new ResiliencyPolicy(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /** The tier that holds for the scope; `undefined` where none is declared. */
  public get tier(): Tier | undefined {
    return declaredAt(this.scope)?.tier;
  }

  /** Declares the policy for the scope and everything below that declares none of its own. */
  public declare(props: ResiliencyPolicyProps): void {
    const data = { tier: props.tier };
    this.scope.node.addMetadata(METADATA_TYPE, data);
    if (!Stage.isStage(this.scope)) return;
    // The assembly keeps metadata by stack: what an App or a Stage declares is copied to the stacks below.
    Aspects.of(this.scope).add({
      visit: (node) => {
        if (Stack.isStack(node) && ownMetadata(node) === undefined && declaredAt(node) === data) {
          node.node.addMetadata(METADATA_TYPE, data);
        }
      },
    });
  }
}

function declaredAt(scope: IConstruct): ResiliencyPolicyProps | undefined {
  for (let at: IConstruct | undefined = scope; at !== undefined; at = at.node.scope) {
    const own = ownMetadata(at);
    if (own !== undefined) return own;
  }
  return undefined;
}

function ownMetadata(scope: IConstruct): ResiliencyPolicyProps | undefined {
  return scope.node.metadata.findLast(({ type }) => type === METADATA_TYPE)?.data as ResiliencyPolicyProps | undefined;
}
