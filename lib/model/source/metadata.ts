import { METADATA_PREFIX } from '../../intent/schema/keys';
import type { ConstructMetadata } from '../stack';
import { isObject, type Json, type JsonObject } from '../values';

/** What an assembly says about the constructs of one top-level stack, its nested stacks included. */
export interface StackMetadata {
  readonly constructs: ReadonlyMap<string, ConstructMetadata>;
  /** Construct paths by logical id, of the template that belongs to a stack's construct. */
  pathsOf(stackPath: string): ReadonlyMap<string, string>;
  /** The construct path of a nested stack, from the one above it and the logical id of its resource. */
  nestedPath(stackPath: string, logicalId: string): string | undefined;
}

/** CDK keeps a nested stack `Nest` at `Nest` and its resource at `Nest.NestedStack/Nest.NestedStackResource`. */
const NESTED_RESOURCE = /^(.*)\.NestedStack\/[^/]+\.NestedStackResource$/;

/** Reads metadata by construct path, as the cloud assembly holds it (paths begin with a slash), from one or more objects. */
export function readMetadata(parts: readonly JsonObject[]): StackMetadata {
  const constructs = new Map<string, ConstructMetadata>();
  const ids: [path: string, logicalId: string][] = [];
  const nested = new Set<string>();
  for (const [slashed, entries] of parts.flatMap((part) => Object.entries(part))) {
    if (!Array.isArray(entries)) continue;
    const path = slashed.startsWith('/') ? slashed.slice(1) : slashed;
    const nestedAt = path.includes('.NestedStack/') ? NESTED_RESOURCE.exec(path)?.[1] : undefined;
    if (nestedAt !== undefined) nested.add(nestedAt);
    constructs.set(
      path,
      readConstruct(entries, (logicalId) => ids.push([path, logicalId])),
    );
  }
  const byStack = new Map<string, Map<string, string>>();
  for (const [path, logicalId] of ids) {
    const owner = ownerOf(path, nested);
    let paths = byStack.get(owner);
    if (paths === undefined) byStack.set(owner, (paths = new Map()));
    paths.set(logicalId, path);
  }
  const pathsOf = (stackPath: string): ReadonlyMap<string, string> =>
    byStack.get(nested.has(stackPath) ? stackPath : '') ?? new Map();
  return {
    constructs,
    pathsOf,
    nestedPath: (stackPath, logicalId) => NESTED_RESOURCE.exec(pathsOf(stackPath).get(logicalId) ?? '')?.[1],
  };
}

/** The innermost nested stack a construct is in; `''` for the top-level stack. */
function ownerOf(path: string, nested: ReadonlySet<string>): string {
  if (nested.size === 0) return '';
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (nested.has(path.slice(0, end))) return path.slice(0, end);
  }
  return '';
}

function readConstruct(entries: readonly Json[], onLogicalId: (id: string) => void): ConstructMetadata {
  const construct: { -readonly [Key in keyof ConstructMetadata]: ConstructMetadata[Key] } = {};
  for (const entry of entries) {
    if (!isObject(entry) || typeof entry.type !== 'string') continue;
    const { type, data } = entry;
    if (type === 'aws:cdk:logicalId') {
      if (typeof data === 'string') onLogicalId(data);
    } else if (type === 'aws:cdk:creationStack') {
      if (isTrace(data)) construct.trace = data;
    } else if (type.startsWith('aws:cdk:is-custom-resource-handler-')) {
      construct.isHelper = true;
    } else if (type === 'aws:cdk:acknowledged-rules' && isObject(data)) {
      const acknowledged = Object.fromEntries(Object.entries(data).map(([rule, reason]) => [rule, String(reason)]));
      construct.acknowledged = { ...construct.acknowledged, ...acknowledged };
    } else if (type.startsWith(METADATA_PREFIX)) {
      const kind = type.slice(METADATA_PREFIX.length);
      construct.intent = { ...construct.intent, [kind]: [...(construct.intent?.[kind] ?? []), data ?? null] };
    }
  }
  return construct;
}

function isTrace(data: Json | undefined): data is string[] {
  return Array.isArray(data) && data.every((frame) => typeof frame === 'string');
}
