import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../values';
import { readJsonFile } from './json';

/** Files of a cloud assembly that are uploaded, by the hash that their place in S3 is named after. */
export type Assets = ReadonlyMap<string, string>;

const HASH = /[0-9a-f]{64}/g;

/**
 * Reads which file belongs to which hash: from the asset manifests, or (synthesizers without them) from metadata.
 *
 * @param directory the folder of the assembly
 * @param artifacts the artifacts of its manifest
 * @throws InputError when an asset manifest cannot be read
 */
export function readAssets(directory: string, artifacts: JsonObject): Assets {
  const assets = new Map<string, string>();
  for (const artifact of Object.values(artifacts)) {
    if (!isObject(artifact) || artifact.type !== 'cdk:asset-manifest' || !isObject(artifact.properties)) continue;
    const { file } = artifact.properties;
    if (typeof file !== 'string') continue;
    const { files } = readJsonFile(join(directory, file)).value;
    for (const [id, each] of Object.entries(isObject(files) ? files : {})) {
      const source = isObject(each) && isObject(each.source) ? each.source : {};
      if (typeof source.path !== 'string' || source.packaging !== 'file') continue;
      for (const hash of hashesIn([id, (each as JsonObject).destinations ?? null])) assets.set(hash, source.path);
    }
  }
  return assets;
}

/** The assets that stand in the metadata of stacks: that of synthesizers which pass on their places as parameters. */
export function assetsInMetadata(parts: readonly JsonObject[]): Assets {
  const assets = new Map<string, string>();
  for (const entries of parts.flatMap((part) => Object.values(part))) {
    for (const entry of Array.isArray(entries) ? entries : []) {
      if (!isObject(entry) || entry.type !== 'aws:cdk:asset' || !isObject(entry.data)) continue;
      const { id, path, packaging } = entry.data;
      if (typeof id === 'string' && typeof path === 'string' && packaging === 'file') assets.set(id, path);
    }
  }
  return assets;
}

/** The file that a place in S3 is filled from, however the place is put together. */
export function assetAt(location: Json | undefined, assets: Assets): string | undefined {
  for (const hash of hashesIn(location ?? null)) {
    const file = assets.get(hash);
    if (file !== undefined) return file;
  }
  return undefined;
}

function hashesIn(raw: Json): readonly string[] {
  return JSON.stringify(raw).match(HASH) ?? [];
}
