import { journeysBeginningIn } from '../analysis/system/declared';
import type { Application } from '../model/application';
import { nameOf } from '../model/scopes';
import type { ExternalDependencyRecord, JourneyRecord } from './document';

/** The customer journeys that begin in an application, as they were declared. */
export function journeysOf(application: Application): JourneyRecord[] {
  const { intent } = application;
  return journeysBeginningIn(application).map((journey) => {
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
