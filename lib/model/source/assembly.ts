import { existsSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { INTENT_ARTIFACT } from '../../intent/schema/keys';
import { InputError } from '../input-error';
import type { ApplicationSource, Skipped } from '../application';
import type { StackSource } from '../stack';
import { isObject, type Json, type JsonObject } from '../values';
import { assetsInMetadata, readAssets, type Assets } from './assets';
import { readJsonFile, type TemplateParser } from './json';
import { readMetadata, type StackMetadata } from './metadata';
import { readNested, type NestedContext, type SharedSource } from './nested';

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
  return readLevel({ root: directory, directory, name: APP, options, above: [], intent: [] });
}

/** The App's assembly, or that of a Stage in it. */
interface Level {
  readonly root: string;
  readonly directory: string;
  readonly name: string;
  readonly options: ReadOptions;
  readonly above: readonly string[];
  /** Metadata of constructs that are in no stack: the App, Stages and what they hold. */
  readonly intent: readonly JsonObject[];
}

function readLevel(level: Level): AssemblyApplication[] {
  const { root, directory, name, options } = level;
  const manifestFile = join(directory, 'manifest.json');
  if (!existsSync(manifestFile) || !statSync(manifestFile).isFile()) {
    const remedy = 'Give the folder that `cdk synth` writes (cdk.out), or a template file';
    throw new InputError(directory, 'is not a cloud assembly: it has no manifest.json', remedy);
  }
  const above = [...level.above, resolve(directory)];
  const manifest = readJsonFile(manifestFile).value;
  const artifacts = manifest.artifacts ?? {};
  if (!isObject(artifacts)) throw new InputError(manifestFile, 'is not a manifest: its artifacts are not an object');
  const assets = readAssets(directory, artifacts);
  const intent = [...level.intent, ...intentAboveStacks(directory, artifacts)];
  const skipped: Skipped[] = [];
  const stacks: StackSource[] = [];
  const stages: AssemblyApplication[] = [];
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (!isObject(artifact)) continue;
    const properties = isObject(artifact.properties) ? artifact.properties : {};
    if (artifact.type === 'aws:cloudformation:stack') {
      stacks.push(readStack({ root, directory, options, assets, skipped, intent }, id, artifact, properties));
    } else if (artifact.type === 'cdk:cloud-assembly') {
      const folder = join(directory, requiredText(properties, 'directoryName', manifestFile, id));
      if (above.includes(resolve(folder))) throw new InputError(manifestFile, `Stage '${id}' holds itself`);
      const stage = text(properties.displayName) ?? id.replace(/^assembly-/, '');
      stages.push(...readLevel({ root, directory: folder, name: stage, options, above, intent }));
    }
  }
  const missing = Array.isArray(manifest.missing) ? manifest.missing : [];
  const missingContext = missing.map((each) => String(isObject(each) ? each.key : each));
  const own = { name, directory, stacks, skipped, missingContext };
  return stacks.length === 0 ? stages : [own, ...stages];
}

type StackContext = Pick<NestedContext, 'root' | 'directory' | 'options' | 'assets' | 'skipped'> &
  Pick<Level, 'intent'>;

function readStack(context: StackContext, id: string, artifact: JsonObject, properties: JsonObject): StackSource {
  const { root, directory, options, intent } = context;
  const manifestFile = join(directory, 'manifest.json');
  const file = join(directory, requiredText(properties, 'templateFile', manifestFile, id));
  const { value: template, digest } = readJsonFile(file, options.parse);
  const templatePath = relative(root, file);
  const constructPath = text(artifact.displayName) ?? id;
  const { metadata, assets } = readStackMetadata(directory, artifact, intent);
  const environment = environmentOf(artifact.environment);
  const region = environment.region ?? options.region;
  const account = environment.account ?? options.account;
  const shared: SharedSource = {
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
    templatePath,
    template,
    digest,
    terminationProtection: properties.terminationProtection === true,
    dependencies: Array.isArray(artifact.dependencies) ? artifact.dependencies.map(String) : [],
    constructPaths: metadata.pathsOf(constructPath),
    nested: readNested({
      ...context,
      assets: new Map([...context.assets, ...assets]),
      template,
      templatePath,
      parentId: id,
      owner: constructPath,
      metadata,
      shared,
    }),
  };
}

/** Constructs' metadata: in a file of its own, or (older assemblies) in the manifest. */
function readStackMetadata(
  directory: string,
  artifact: JsonObject,
  intent: readonly JsonObject[],
): { metadata: StackMetadata; assets: Assets } {
  const inManifest = isObject(artifact.metadata) ? artifact.metadata : {};
  const parts = [inManifest, ...additionalMetadata(directory, artifact)];
  return { metadata: readMetadata([...intent, ...parts]), assets: assetsInMetadata(parts) };
}

/** What is declared above the stacks of a level: an artifact of its own carries it. */
function intentAboveStacks(directory: string, artifacts: JsonObject): JsonObject[] {
  const artifact = artifacts[INTENT_ARTIFACT];
  return isObject(artifact) ? additionalMetadata(directory, artifact) : [];
}

function additionalMetadata(directory: string, artifact: JsonObject): JsonObject[] {
  const file = text(artifact.additionalMetadataFile);
  return file === undefined ? [] : [readJsonFile(join(directory, file)).value];
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
