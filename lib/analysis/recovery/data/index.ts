import { COMPUTE } from './compute';
import { CONNECTIONS } from './connections';
import { DATABASES } from './databases';
import type { RecoveryFigure } from './figure';
import { STORAGE } from './storage';

/** Every figure of recovery, with where it comes from. */
export const FIGURES: readonly RecoveryFigure[] = [...DATABASES, ...STORAGE, ...COMPUTE, ...CONNECTIONS];

let byId: ReadonlyMap<string, RecoveryFigure> | undefined;

/** The figure of an id. */
export function figure(id: string): RecoveryFigure {
  byId ??= new Map(FIGURES.map((each) => [each.id, each]));
  const found = byId.get(id);
  if (found === undefined) throw new Error(`There is no figure '${id}'`);
  return found;
}
