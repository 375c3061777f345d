import { ANY_SERVICE } from './any-service';
import { CACHED } from './caches';
import { COMPUTE } from './compute';
import { DATABASES } from './databases';
import type { RecoveryFigure } from './figure';
import { MESSAGES } from './messaging';
import { ROUTES } from './network';
import { RELATIONAL } from './relational';
import { STORAGE } from './storage';

/** Every figure of recovery, with where it comes from. */
export const FIGURES: readonly RecoveryFigure[] = [
  ...RELATIONAL,
  ...DATABASES,
  ...STORAGE,
  ...COMPUTE,
  ...ANY_SERVICE,
  ...MESSAGES,
  ...CACHED,
  ...ROUTES,
];

let byId: ReadonlyMap<string, RecoveryFigure> | undefined;

/** The figure of an id. */
export function figure(id: string): RecoveryFigure {
  byId ??= new Map(FIGURES.map((each) => [each.id, each]));
  const found = byId.get(id);
  if (found === undefined) throw new Error(`There is no figure '${id}'`);
  return found;
}
