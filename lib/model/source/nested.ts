import { relative, resolve } from 'node:path';
import type { Skipped } from '../application';
import { InputError } from '../input-error';
import type { StackSource } from '../stack';
import { isObject, type JsonObject } from '../values';
import type { ReadOptions } from './assembly';
import { assetAt, type Assets } from './assets';
import { readJsonFile } from './json';
import type { StackMetadata } from './metadata';

/** Levels of nested stacks that are followed. */
const MAX_NESTING = 20;

/** Nested stacks that are read for one stack; templates that nest each other several times make many of few. */
const MAX_NESTED = 2000;

/** What a nested stack has of the stack above it. */
export type SharedSource = Omit<StackSource, 'id' | 'templatePath' | 'template'>;

/** Where nested stacks are looked for, and what they have of the stack above them. */
export interface NestedContext {
  readonly root: string;
  readonly directory: string;
  readonly template: JsonObject;
  readonly templatePath: string;
  readonly parentId: string;
  /** Construct path of the stack that nests, where known. */
  readonly owner: string | undefined;
  readonly metadata: StackMetadata;
  readonly assets: Assets;
  readonly shared: SharedSource;
  readonly options: ReadOptions;
  /** What is left out is added here. */
  readonly skipped: Skipped[];
  readonly depth?: number;
  /** How many have been read so far. */
  readonly counter?: { count: number };
}

/**
 * Reads the templates of the nested stacks that are in a cloud assembly. Those that are elsewhere are left out, and
 * their outputs are unknown.
 *
 * @throws InputError when a template that belongs to the assembly cannot be read
 */
export function readNested(context: NestedContext): Map<string, StackSource> {
  const nested = new Map<string, StackSource>();
  const { root, directory, template, parentId, metadata, depth = 1, counter = { count: 0 } } = context;
  const resources = isObject(template.Resources) ? template.Resources : {};
  for (const id in resources) {
    const resource = resources[id];
    if (!isObject(resource) || resource.Type !== 'AWS::CloudFormation::Stack') continue;
    const found = findTemplate(resource, context);
    if ('because' in found) {
      context.skipped.push({ stack: parentId, templatePath: context.templatePath, logicalId: id, ...found });
      continue;
    }
    const path = resolve(directory, found.file);
    refuseEndless(path, depth, (counter.count += 1));
    const { value, digest } = readJsonFile(path, context.options.parse);
    const owner = context.owner === undefined ? undefined : metadata.nestedPath(context.owner, id);
    const own = `${parentId}/${id}`;
    const below = {
      template: value,
      templatePath: relative(root, path),
      parentId: own,
      owner,
      depth: depth + 1,
      counter,
    };
    nested.set(id, {
      // Parameters given by the user are those of top-level stacks; a nested stack has its parent's.
      ...withoutParameters(context.shared),
      id: own,
      ...(owner !== undefined && { constructPath: owner, constructPaths: metadata.pathsOf(owner) }),
      templatePath: below.templatePath,
      template: value,
      digest,
      nested: readNested({ ...context, ...below }),
    });
  }
  return nested;
}

/** The template of a nested stack, or why it is left out. */
function findTemplate(
  resource: JsonObject,
  { assets, options }: NestedContext,
): { file: string } | { because: string } {
  const { Metadata: metadata, Properties: properties } = resource;
  // CDK names the file in the resource's metadata if it may, else the place in S3 tells.
  const named = isObject(metadata) ? metadata['aws:asset:path'] : undefined;
  const file = named ?? (isObject(properties) ? assetAt(properties.TemplateURL, assets) : undefined);
  if (typeof file !== 'string') {
    return { because: 'the template of the nested stack is not in the assembly, so its resources are not judged' };
  }
  // CDK writes JSON; a template of the user's own may be YAML, for which there is no reader at synth.
  if (options.parse !== undefined || file.endsWith('.json')) return { file };
  return { because: 'the template of the nested stack is not JSON, so only the command line judges its resources' };
}

/** Refuses stacks that are nested too deep or too often, as templates that nest themselves are. */
export function refuseEndless(path: string, depth: number, count: number): void {
  if (depth > MAX_NESTING) throw new InputError(path, `stacks are nested more than ${MAX_NESTING} deep`);
  if (count > MAX_NESTED) throw new InputError(path, `a stack has more than ${MAX_NESTED} nested stacks`);
}

/** What a nested stack has of its parent: everything but the parameters the user gives. */
export function withoutParameters({ parameters: _, ...rest }: SharedSource): SharedSource {
  return rest;
}
