import { dirname, join } from 'node:path';
import type { Skipped } from '../application';
import { InputError } from '../input-error';
import type { StackSource } from '../stack';
import { isObject, type JsonObject } from '../values';
import { readJsonFile } from './json';
import { refuseEndless, withoutParameters, type SharedSource } from './nested';
import { parseTemplateText } from './template-text';

/** The properties that name the template of a nested stack, by resource type. */
const TEMPLATE_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

/** A template that was given as a file, and how its nested stacks are called. */
export interface LocalContext {
  readonly file: string;
  readonly template: JsonObject;
  readonly parentId: string;
  readonly shared: SharedSource;
  /** The files that lead here. */
  readonly above?: readonly string[];
  /** How many have been read so far. */
  readonly counter?: { count: number };
}

/** What was read, and what was left out. */
export interface LocalNested {
  readonly nested: Map<string, StackSource>;
  readonly skipped: Skipped[];
}

/**
 * Reads the nested stacks that a template names by a path from its own folder, as templates do before
 * `aws cloudformation package`. Those that are named by a URL are left out.
 *
 * @throws InputError when such a file cannot be read, or nests itself
 */
export function readLocalNested(context: LocalContext): LocalNested {
  const { file, template, parentId, shared, above = [], counter = { count: 0 } } = context;
  const out: LocalNested = { nested: new Map(), skipped: [] };
  for (const [id, resource] of Object.entries(isObject(template.Resources) ? template.Resources : {})) {
    if (!isObject(resource) || !isObject(resource.Properties)) continue;
    const property = TEMPLATE_PROPERTIES[String(resource.Type)];
    const location = property === undefined ? undefined : resource.Properties[property];
    if (location === undefined) continue;
    if (typeof location !== 'string' || /^[a-z][a-z0-9]*:/i.test(location)) {
      out.skipped.push({
        stack: parentId,
        templatePath: file,
        logicalId: id,
        because: 'the template of the nested stack is not a file, so its resources are not judged',
      });
      continue;
    }
    const path = join(dirname(file), location);
    if ([...above, file].includes(path)) throw new InputError(path, 'nests itself');
    refuseEndless(path, above.length + 1, (counter.count += 1));
    const { value, digest } = readJsonFile(path, parseTemplateText);
    const own = `${parentId}/${id}`;
    const below = readLocalNested({
      file: path,
      template: value,
      parentId: own,
      shared,
      above: [...above, file],
      counter,
    });
    out.nested.set(id, {
      ...withoutParameters(shared),
      id: own,
      templatePath: path,
      template: value,
      digest,
      nested: below.nested,
    });
    out.skipped.push(...below.skipped);
  }
  return out;
}
