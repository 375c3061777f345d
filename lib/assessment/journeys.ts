import type { DeclaredJourney } from '../intent/schema/journey';
import type { Application } from '../model/application';
import type { Declared } from '../model/intent';
import { nameOf } from '../model/scopes';
import type { ExternalDependencyRecord, JourneyRecord } from './document';

/** The customer journeys that begin in an application, as they were declared. */
export function journeysOf({ intent, stacks }: Application): JourneyRecord[] {
  const paths = stacks.flatMap(({ constructPath }) => constructPath ?? []);
  const isInside = (path: string): boolean => paths.some((stack) => path === stack || path.startsWith(`${stack}/`));
  const begins = ({ scope, data }: Declared<DeclaredJourney>): boolean =>
    // One that is declared above the stacks may belong to other Stages.
    scope.constructPath === undefined || isInside(scope.constructPath) || data.entryPoints.some(isInside);
  return intent.journeys.filter(begins).map((journey) => {
    const { scope, data } = journey;
    const { name, owner, entryPoints, baseline, surgeFactor, surgeDuration, dependsOn, exclude } = data;
    const policy = intent.policyOfJourney(journey);
    return {
      name,
      owner,
      scope: nameOf(scope),
      ...(policy !== undefined && { policy }),
      entryPoints: [...entryPoints],
      ...(baseline !== undefined && { baseline }),
      surgeFactor,
      surgeDuration,
      dependencies: [...dependsOn],
      exclusions: [...exclude],
    };
  });
}

/** The third parties that were declared for an application. */
export function externalDependenciesOf({ intent }: Application): ExternalDependencyRecord[] {
  return intent.externalDependencies.map(({ scope, data }) => ({ ...data, scope: nameOf(scope) }));
}
