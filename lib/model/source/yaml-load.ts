import { loadAll, type EventType, type LoadOptions, type State } from 'js-yaml';
import { MAX_DEPTH, MAX_MERGED_KEYS } from './text-limits';
import { CLOUDFORMATION_SCHEMA } from './yaml-schema';

/** Called when js-yaml begins and ends a node. */
export type YamlListener = (event: EventType, state: State) => void;

/** Options that js-yaml has and its type declarations lack. */
interface Limits {
  readonly maxDepth: number;
  readonly maxTotalMergeKeys: number;
}

const OPTIONS: LoadOptions & Limits = {
  schema: CLOUDFORMATION_SCHEMA,
  // The last of two equal keys wins, as in CloudFormation and in JSON.
  json: true,
  // js-yaml counts a scalar as a level.
  maxDepth: MAX_DEPTH + 1,
  maxTotalMergeKeys: MAX_MERGED_KEYS,
};

/**
 * The documents of a YAML text as js-yaml reads them, with `PlainScalar`s in them.
 *
 * @param text the text
 * @param listener told of every node
 */
export function loadYaml(text: string, listener?: YamlListener): unknown[] {
  return loadAll(text, null, { ...OPTIONS, listener });
}
