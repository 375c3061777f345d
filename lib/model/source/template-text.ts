import type { Json, JsonObject } from '../values';
import { decodeText } from './text-decode';
import { objectOf, parseJsonValue } from './text-json';
import { TextProblem } from './text-problem';
import { parseYaml } from './yaml-text';

/**
 * Reads a CloudFormation template, JSON or YAML whatever the file is called, as the JSON it stands for:
 * short forms of intrinsic functions are written out. Of equal keys the last wins, as in CloudFormation.
 * What YAML aliases stand for is shared, so the result must not be changed in place.
 *
 * @param input what is in the file
 * @param file the file as the user named it
 * @throws InputError if it is no template, with line and column
 */
export function parseTemplateText(input: string | Uint8Array, file: string): JsonObject {
  const text = decodeText(input, file);
  try {
    return objectOf(/^\s*[{[]/.test(text) ? parseBracketed(text) : parseYaml(text), file);
  } catch (problem) {
    throw problem instanceof TextProblem ? problem.inFile(file, text) : problem;
  }
}

/** A text in brackets is JSON, or a YAML flow collection: that may have trailing commas, comments and bare words. */
function parseBracketed(text: string): Json {
  try {
    return parseJsonValue(text);
  } catch (asJson) {
    try {
      return parseYaml(text);
    } catch (asYaml) {
      const isMeantAsJson = /^\s*(?:\{\s*["}]|\[)/.test(text);
      throw isMeantAsJson ? asJson : asYaml;
    }
  }
}
