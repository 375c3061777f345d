import { existsSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { InputError } from '../input-error';
import type { ApplicationSource } from '../application';
import type { StackSource } from '../stack';
import { isObject, type Json, type JsonObject } from '../values';
import { readJsonFile, type TemplateParser } from './json';
import { readMetadata, type StackMetadata } from './metadata';
import { readNested } from './nested';

/** What the reader of templates is told by its user. */
export interface ReadOptions {
  /** Values for parameters, for every template that declares them. */
  readonly parameters?: { readonly [name: string]: string };
  /** Region of stacks whose environment does not say. */
  readonly region?: string;
  /** Account of stacks whose environment does not say. */
  readonly account?: string;
  /** Reads the text of a template; JSON only by default. */
  readonly parse?: TemplateParser;
}

/** An application of a cloud assembly: the stacks of its App, or of one Stage. */
export interface AssemblyApplication extends ApplicationSource {
  /** The folder that holds its manifest. */
  readonly directory: string;
}

/** How reports call the stacks that an App holds directly. */
export const APP = 'App';

/**
 * Reads a cloud assembly: one application for the stacks of the App, and one for each Stage.
 *
 * @throws InputError when the manifest or a file it names cannot be read
 */
export function readAssembly(directory: string, options: ReadOptions = {}): AssemblyApplication[] {
  return readLevel(directory, directory, APP, options);
}

function readLevel(root: string, directory: string, name: string, options: ReadOptions): AssemblyApplication[] {
  const manifestFile = join(directory, 'manifest.json');
  if (!existsSync(manifestFile) || !statSync(manifestFile).isFile()) {
    const remedy = 'Give the folder that `cdk synth` writes (cdk.out), or a template file';
    throw new InputError(directory, 'is not a cloud assembly: it has no manifest.json', remedy);
  }
  const manifest = readJsonFile(manifestFile).value;
  const artifacts = isObject(manifest.artifacts) ? manifest.artifacts : {};
  const stacks: StackSource[] = [];
  const stages: AssemblyApplication[] = [];
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (!isObject(artifact)) continue;
    const properties = isObject(artifact.properties) ? artifact.properties : {};
    if (artifact.type === 'aws:cloudformation:stack') {
      stacks.push(readStack(root, directory, id, artifact, properties, options));
    } else if (artifact.type === 'cdk:cloud-assembly') {
      const folder = requiredText(properties, 'directoryName', manifestFile, id);
      const stage = text(properties.displayName) ?? id.replace(/^assembly-/, '');
      stages.push(...readLevel(root, join(directory, folder), stage, options));
    }
  }
  const missing = Array.isArray(manifest.missing) ? manifest.missing : [];
  const missingContext = missing.map((each) => String(isObject(each) ? each.key : each));
  const own = { name, directory, stacks, missingContext };
  return stacks.length === 0 ? stages : [own, ...stages];
}

function readStack(
  root: string,
  directory: string,
  id: string,
  artifact: JsonObject,
  properties: JsonObject,
  options: ReadOptions,
): StackSource {
  const manifestFile = join(directory, 'manifest.json');
  const file = join(directory, requiredText(properties, 'templateFile', manifestFile, id));
  const { value: template, digest } = readJsonFile(file, options.parse);
  const metadata = stackMetadata(directory, artifact);
  const constructPath = text(artifact.displayName) ?? id;
  const environment = environmentOf(artifact.environment);
  const region = environment.region ?? options.region;
  const account = environment.account ?? options.account;
  const shared: Omit<StackSource, 'id' | 'templatePath' | 'template'> = {
    metadata: metadata.constructs,
    ...(region !== undefined && { region }),
    ...(account !== undefined && { account }),
    ...(options.parameters && { parameters: options.parameters }),
  };
  return {
    ...shared,
    id,
    stackName: text(properties.stackName) ?? id,
    constructPath,
    templatePath: relative(root, file),
    template,
    digest,
    terminationProtection: properties.terminationProtection === true,
    dependencies: Array.isArray(artifact.dependencies) ? artifact.dependencies.map(String) : [],
    constructPaths: metadata.pathsOf(constructPath),
    nested: readNested({ root, directory, template, parentId: id, metadata, shared, owner: constructPath, options }),
  };
}

/** Constructs' metadata: in a file of its own, or (older assemblies) in the manifest. */
function stackMetadata(directory: string, artifact: JsonObject): StackMetadata {
  const file = text(artifact.additionalMetadataFile);
  const inManifest = isObject(artifact.metadata) ? artifact.metadata : {};
  return readMetadata(file === undefined ? [inManifest] : [inManifest, readJsonFile(join(directory, file)).value]);
}

/** `aws://account/region`, either of which may be unknown. */
function environmentOf(raw: Json | undefined): { region?: string; account?: string } {
  const match = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(text(raw) ?? '');
  const [account, region] = [match?.[1], match?.[2]];
  return {
    ...(account !== undefined && account !== 'unknown-account' && { account }),
    ...(region !== undefined && region !== 'unknown-region' && { region }),
  };
}

function text(raw: Json | undefined): string | undefined {
  return typeof raw === 'string' ? raw : undefined;
}

function requiredText(properties: JsonObject, key: string, file: string, id: string): string {
  const value = text(properties[key]);
  if (value === undefined) throw new InputError(file, `artifact '${id}' has no ${key}`, 'Synthesize the app again');
  return value;
}
