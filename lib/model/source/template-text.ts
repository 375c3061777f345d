import type { JsonObject } from '../values';
import { decodeText } from './text-decode';
import { objectOf, parseJsonValue } from './text-json';
import { TextProblem } from './text-problem';
import { parseYaml } from './yaml-text';

/**
 * Reads a CloudFormation template as the JSON it stands for: short forms of intrinsic functions are
 * written out. As in CloudFormation, a text that begins with a bracket is JSON whatever the file is
 * called, all else is YAML, and of equal keys the last wins. What YAML aliases stand for is shared, so
 * the result must not be changed in place.
 *
 * @param input what is in the file
 * @param file the file as the user named it
 * @throws InputError if it is no template, with line and column
 */
export function parseTemplateText(input: string | Uint8Array, file: string): JsonObject {
  const text = decodeText(input, file);
  try {
    return objectOf(/^\s*[{[]/.test(text) ? parseJsonValue(text) : parseYaml(text), file);
  } catch (problem) {
    throw problem instanceof TextProblem ? problem.inFile(file, text) : problem;
  }
}
