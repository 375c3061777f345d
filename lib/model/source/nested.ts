import { join, relative } from 'node:path';
import { InputError } from '../input-error';
import type { StackSource } from '../stack';
import { isObject, type JsonObject } from '../values';
import type { ReadOptions } from './assembly';
import { readJsonFile } from './json';
import type { StackMetadata } from './metadata';

/** Levels of nested stacks that are followed. */
export const MAX_NESTING = 20;

/** What a nested stack has of the stack above it. */
export type SharedSource = Omit<StackSource, 'id' | 'templatePath' | 'template'>;

/** Where nested stacks are looked for, and what they have of the stack above them. */
export interface NestedContext {
  readonly root: string;
  readonly directory: string;
  readonly template: JsonObject;
  readonly parentId: string;
  /** Construct path of the stack that nests. */
  readonly owner: string;
  readonly metadata: StackMetadata;
  readonly shared: SharedSource;
  readonly options: ReadOptions;
  readonly depth?: number;
}

/**
 * Reads the templates of the nested stacks that are in a cloud assembly. Those that are only named by a URL are not:
 * their outputs are unknown.
 *
 * @throws InputError when a template that belongs to the assembly cannot be read
 */
export function readNested(context: NestedContext): Map<string, StackSource> {
  const nested = new Map<string, StackSource>();
  const { root, directory, template, parentId, metadata, depth = 1 } = context;
  const resources = isObject(template.Resources) ? template.Resources : {};
  for (const id in resources) {
    const resource = resources[id];
    if (!isObject(resource) || resource.Type !== 'AWS::CloudFormation::Stack' || !isObject(resource.Metadata)) continue;
    const file = resource.Metadata['aws:asset:path'];
    if (typeof file !== 'string' || resource.Metadata['aws:asset:property'] !== 'TemplateURL') continue;
    const path = join(directory, file);
    if (depth > MAX_NESTING) throw new InputError(path, `stacks are nested more than ${MAX_NESTING} deep`);
    const { value, digest } = readJsonFile(path, context.options.parse);
    const owner = metadata.nestedPath(context.owner, id);
    const own = `${parentId}/${id}`;
    nested.set(id, {
      // Parameters given by the user are those of top-level stacks; a nested stack has its parent's.
      ...withoutParameters(context.shared),
      id: own,
      ...(owner !== undefined && { constructPath: owner, constructPaths: metadata.pathsOf(owner) }),
      templatePath: relative(root, path),
      template: value,
      digest,
      nested: readNested({ ...context, template: value, parentId: own, owner: owner ?? '', depth: depth + 1 }),
    });
  }
  return nested;
}

/** What a nested stack has of its parent: everything but the parameters the user gives. */
export function withoutParameters({ parameters: _, ...rest }: SharedSource): SharedSource {
  return rest;
}
