import type { DeclaredJourney } from '../../intent/schema/journey';
import type { Application } from '../../model/application';
import type { Declared } from '../../model/intent';

/** The declared journeys that begin in an application: one that is declared above the stacks may belong to other Stages. */
export function journeysBeginningIn({ intent, stacks }: Application): Declared<DeclaredJourney>[] {
  const paths = stacks.flatMap(({ constructPath }) => constructPath ?? []);
  const isInside = (path: string): boolean => paths.some((stack) => path === stack || path.startsWith(`${stack}/`));
  return intent.journeys.filter(({ scope, data }) => {
    return scope.constructPath === undefined || isInside(scope.constructPath) || data.entryPoints.some(isInside);
  });
}
