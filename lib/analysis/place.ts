import type { Evidence } from './component';
import type { SystemNode } from './system/node';

/** Where something of an analysis is. */
export interface PlaceRecord {
  /** How reports call it: construct path, else `stack/logicalId`; the name of what is no resource. */
  readonly name: string;
  /** For a resource. */
  readonly resourceType?: string;
  /** Id of the stack, for a resource. */
  readonly stack?: string;
  readonly logicalId?: string;
  /** `file:line:column` in the user's code or template, where known. */
  readonly source?: string;
}

/** What a number or a verdict was read from. */
export interface EvidenceRecord {
  /** The resource: construct path, else `stack/logicalId`. */
  readonly on: string;
  /** From the resource: `Properties.MultiAZ`; `''` for the whole. */
  readonly path: string;
  readonly says: string;
}

const PLACES = new WeakMap<SystemNode, PlaceRecord>();

/** The place of a node. Found once. */
export function placeOf(node: SystemNode): PlaceRecord {
  let place = PLACES.get(node);
  if (place === undefined) PLACES.set(node, (place = find(node)));
  return place;
}

function find({ name, resource }: SystemNode): PlaceRecord {
  if (resource === undefined) return { name };
  const { type, stack, id, createdAt } = resource;
  const place = { name, resourceType: type, stack: stack.id, logicalId: id };
  return createdAt === undefined ? place : { ...place, source: createdAt };
}

/** Evidence as it stands in the assessment. */
export function evidenceRecord({ resource, path, says }: Evidence): EvidenceRecord {
  return { on: resource.constructPath ?? resource.key, path, says };
}
