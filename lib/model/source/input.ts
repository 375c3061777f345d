import { statSync, type Stats } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import type { ApplicationSource } from '../application';
import { InputError } from '../input-error';
import { isObject } from '../values';
import { readAssembly, type ReadOptions } from './assembly';
import { readJsonFile } from './json';
import { readLocalNested } from './local-nested';
import { parseTemplateText } from './template-text';

/** One path of the command line, read. */
export interface Input {
  readonly path: string;
  /** The folder of a cloud assembly; absent for a template file. */
  readonly assembly?: string;
  readonly applications: readonly ApplicationSource[];
}

/** The folder of the cloud assembly that a path means; `undefined` for a template file. */
export function assemblyOf(path: string): string | undefined {
  const stat = statOf(path);
  if (stat === undefined) {
    const remedy = 'Give the folder that `cdk synth` writes (cdk.out), or a template file';
    throw new InputError(path, 'does not exist', remedy);
  }
  if (stat.isDirectory()) return path;
  return basename(path) === 'manifest.json' ? dirname(path) : undefined;
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw new InputError(path, `cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

/**
 * Reads a cloud assembly or a template file (JSON or YAML).
 *
 * @throws InputError when it is neither, or cannot be read
 */
export function readInput(path: string, options: Omit<ReadOptions, 'parse'> = {}): Input {
  const assembly = assemblyOf(path);
  if (assembly === undefined) return { path, applications: [readTemplate(path, options)] };
  const applications = readAssembly(assembly, { ...options, parse: parseTemplateText });
  if (applications.length === 0)
    throw new InputError(path, 'is a cloud assembly without stacks, so there is nothing to judge');
  return { path, assembly, applications };
}

function readTemplate(path: string, options: Omit<ReadOptions, 'parse'>): ApplicationSource {
  const { value: template, digest } = readJsonFile(path, parseTemplateText);
  if (!isObject(template.Resources)) {
    const problem = template.Resources === undefined ? 'it has no Resources' : 'its Resources are not an object';
    throw new InputError(path, `is not a CloudFormation template: ${problem}`);
  }
  const id = basename(path, extname(path)).replace(/\.template$/, '');
  const { nested, skipped } = readLocalNested({ file: path, template, parentId: id, shared: options });
  const stack = { ...options, id, templatePath: path, template, digest, nested };
  return { name: path, stacks: [stack], skipped };
}
