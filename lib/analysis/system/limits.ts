import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { SystemBuilder } from './builder';
import type { SystemNode } from './node';

const FUNCTIONS = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

/**
 * What resources of one Region share without naming it. Functions that reserve no concurrency draw from one pool
 * (AWS Lambda quotas: 1,000 concurrent executions in a Region at first): one that runs wild starves the others.
 */
export class SharedLimits {
  /** By Region; none where a function has the pool for itself. */
  private readonly pools = new Map<string | undefined, SystemNode | undefined>();

  constructor(
    private readonly application: Application,
    private readonly builder: SystemBuilder,
  ) {}

  /** Lets a node depend on the limits that it shares. */
  public dependOnLimit(node: SystemNode): void {
    if (!sharesConcurrency(node.resource!)) return;
    const to = this.poolOf(node.region);
    if (to !== undefined) this.builder.depend({ from: node, to, effect: 'HARD' });
  }

  private poolOf(region: string | undefined): SystemNode | undefined {
    if (!this.pools.has(region)) {
      const sharing = this.application.resources(...FUNCTIONS).filter((resource) => {
        return resource.region === region && sharesConcurrency(resource);
      });
      const name = `Lambda concurrency of ${region ?? 'the Region'}`;
      this.pools.set(region, sharing.length < 2 ? undefined : this.builder.addNode('LIMIT', name, undefined, region));
    }
    return this.pools.get(region);
  }
}

function sharesConcurrency(resource: Resource): boolean {
  const { type, isHelper } = resource;
  return FUNCTIONS.includes(type) && !isHelper && !resource.at('ReservedConcurrentExecutions').isPresent;
}
