import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { SystemBuilder } from './builder';

/**
 * What resources of one Region share without naming it. Functions that reserve no concurrency draw from one pool
 * (AWS Lambda quotas: 1,000 concurrent executions in a Region at first): one that runs wild starves the others.
 */
export function addLimits(application: Application, builder: SystemBuilder): void {
  const byRegion = new Map<string | undefined, Resource[]>();
  for (const resource of application.resources('AWS::Lambda::Function', 'AWS::Serverless::Function')) {
    if (resource.isHelper || resource.at('ReservedConcurrentExecutions').isPresent) continue;
    const same = byRegion.get(resource.region);
    if (same === undefined) byRegion.set(resource.region, [resource]);
    else same.push(resource);
  }
  for (const [region, functions] of byRegion) {
    if (functions.length < 2) continue;
    const node = builder.addNode('LIMIT', `Lambda concurrency of ${region ?? 'the Region'}`, undefined, region);
    for (const each of functions) builder.depend({ from: builder.nodeOf(each), to: node, effect: 'HARD' });
  }
}
