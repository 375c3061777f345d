import { COMPUTE_LEVELS } from './sla-compute';
import { DATABASE_LEVELS } from './sla-databases';
import { SERVICE_LEVELS_OF_OTHERS } from './sla-others';
import { STORAGE_LEVELS } from './sla-storage';
import type { ServiceLevel } from './service-level';

/** What AWS promises, by its service level agreements. */
export const SERVICE_LEVELS: readonly ServiceLevel[] = [
  ...COMPUTE_LEVELS,
  ...DATABASE_LEVELS,
  ...STORAGE_LEVELS,
  ...SERVICE_LEVELS_OF_OTHERS,
];

let byId: ReadonlyMap<string, ServiceLevel> | undefined;

/** The promise of an id. */
export function serviceLevel(id: string): ServiceLevel {
  byId ??= new Map(SERVICE_LEVELS.map((each) => [each.id, each]));
  const found = byId.get(id);
  if (found === undefined) throw new Error(`There is no service level '${id}'`);
  return found;
}
