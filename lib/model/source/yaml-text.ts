import { YAMLException } from 'js-yaml';
import type { Json } from '../values';
import { MAX_MERGED_KEYS, TOO_DEEP } from './text-limits';
import { TextProblem } from './text-problem';
import { SourceLines } from './text-source-lines';
import { loadYaml } from './yaml-load';
import { PlainProblem, toPlain } from './yaml-plain';

/** js-yaml's words for what users of CloudFormation run into, and ours. */
const PLAINER_WORDS: readonly { readonly theirs: RegExp; readonly ours?: string; readonly remedy?: string }[] = [
  { theirs: /^nesting exceeded.*/, ours: TOO_DEEP },
  { theirs: /^merge keys exceeded.*/, ours: `'<<' copies more than ${MAX_MERGED_KEYS.toLocaleString('en')} keys` },
  { theirs: /^cannot merge mappings.*/, ours: `'<<' stands before something that is no mapping` },
  { theirs: /^tab characters/, remedy: 'Indent with spaces' },
  { theirs: /^unidentified alias/, remedy: 'Put a value that begins with * in quotes' },
  {
    theirs: /^name of an alias node.*/,
    ours: 'a * that begins a value makes it an alias',
    remedy: 'Put a value that begins with * in quotes',
  },
  {
    theirs: /^duplication of a tag.*/,
    ours: 'a short-form function stands directly before another',
    remedy: 'Write the outer function in its long form, such as Fn::Base64',
  },
  { theirs: /^unknown tag !<tag:yaml\.org,2002:(.*)>$/, ours: 'CloudFormation has no tag !!$1' },
];

/**
 * Reads YAML as CloudFormation does. Aliases share what they stand for.
 *
 * @param text the text, without a byte order mark
 */
export function parseYaml(text: string): Json {
  const documents = load(text).filter((document) => document !== null);
  if (documents.length > 1) {
    throw new TextProblem('YAML', 'a second document begins here, and a template is one', secondDocument(text));
  }
  try {
    return toPlain(documents[0] ?? null);
  } catch (error) {
    if (!(error instanceof PlainProblem)) throw error;
    throw new TextProblem('YAML', error.reason, new SourceLines(text).offsetOf(error.path) ?? 0, error.remedy);
  }
}

function load(text: string): unknown[] {
  try {
    return loadYaml(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw new TextProblem('YAML', (error as Error).message, 0);
    const words = PLAINER_WORDS.find(({ theirs }) => theirs.test(error.reason));
    const reason = words?.ours === undefined ? error.reason : error.reason.replace(words.theirs, words.ours);
    throw new TextProblem('YAML', reason, error.mark?.position ?? 0, words?.remedy);
  }
}

function secondDocument(text: string): number {
  const starts: number[] = [];
  let depth = 0;
  const documents = loadYaml(text, (event, state) => {
    if (event === 'open' && depth === 0) starts.push(state.position);
    depth += event === 'open' ? 1 : -1;
  });
  return starts.filter((_, index) => documents[index] !== null)[1] ?? 0;
}
