import type { Namings } from '../edges/inference';
import type { Resource } from '../resource';

/** Who names whom in templates. */
export const NAMINGS: Namings<Resource> = {
  named: (holder, property) => (property === undefined ? holder.properties : holder.at(property)).mentions,
  reference: (holder, property) => holder.reference(property),
  namers: (target, type, property) => target.referencedBy(type, property),
};
