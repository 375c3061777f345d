import { jsonPiecesOf } from './contents';
import { isStandIn } from './dummies';
import { elementsOf } from './list-functions';
import type { Stack } from './stack';
import {
  Composite,
  isObject,
  mentionsIn,
  mentionsOf,
  Open,
  OPEN_SIZE,
  Reference,
  Text,
  toText,
  Unknown,
  type Json,
  type Settled,
} from './values';

/** Longest text that is put together; beyond it a value is unknown. CloudFormation's own limit for a template is 1 MB. */
const MAX_TEXT = 1024 * 1024;

/** Texts up to this length are put together without counting: CloudFormation's limit for a parameter's value. */
const SHORT_TEXT = 4096;

/** What a text of a template comes to: dynamic references in it are resolved at deployment. */
export function settleText(raw: string, stack: Stack): Settled {
  if (raw.includes('{{resolve:')) return withoutDynamicReferences([raw], stack);
  if (stack.application.hasDummies && isStandIn(raw)) {
    return new Unknown(`'${raw}' stands for a context value that is missing`);
  }
  return raw;
}

const DYNAMIC_REFERENCE = /(\{\{resolve:[^{}]*\}\})/;

function withoutDynamicReferences(parts: Text['parts'], stack: Stack): Settled {
  const out = parts.flatMap((part): Text['parts'] => {
    if (typeof part !== 'string' || !part.includes('{{resolve:')) return [part];
    return part.split(DYNAMIC_REFERENCE).map((each, i) => (i % 2 === 0 ? each : dynamicReference(each, stack)));
  });
  const kept = out.filter((part) => part !== '');
  return kept.length === 1 ? kept[0] : toText(kept);
}

function dynamicReference(reference: string, stack: Stack): Unknown {
  return new Unknown('a dynamic reference is resolved at deployment', `${reference} of ${stack.environment}`);
}

/** Puts pieces together to a text. */
function assemble(pieces: readonly Settled[], stack: Stack): Settled {
  const parts: (string | Reference | Unknown | Text)[] = [];
  let length = 0;
  for (const each of pieces) {
    const part = piece(each);
    length += lengthOf(part);
    parts.push(part);
  }
  if (length > MAX_TEXT || (length > SHORT_TEXT && !stack.application.affords(length))) {
    return new Unknown('the text is too long to be put together', undefined, mentionsIn(parts));
  }
  const text = toText(parts);
  if (typeof text === 'string') return settleText(text, stack);
  const [only] = text.parts;
  if (text.parts.length === 1 && only instanceof Unknown) return only;
  const isDynamic = text.parts.some((part) => typeof part === 'string' && part.includes('{{resolve:'));
  return isDynamic ? withoutDynamicReferences(text.parts, stack) : text;
}

function piece(settled: Settled): string | Reference | Unknown | Text {
  if (settled instanceof Composite) return new Unknown('text is expected here');
  if (settled instanceof Reference || settled instanceof Unknown || settled instanceof Text) return settled;
  return settled === undefined || settled === null ? '' : String(settled);
}

function lengthOf(part: string | Reference | Unknown | Text): number {
  if (typeof part === 'string') return part.length;
  return part instanceof Text ? part.size : OPEN_SIZE;
}

/** `Fn::Join`: delimiter and list. */
export function join(argument: Json, stack: Stack): Settled {
  if (!Array.isArray(argument) || argument.length !== 2) return new Unknown('Fn::Join is not complete');
  const delimiter = stack.settle(argument[0]);
  const list = elementsOf(argument[1], stack);
  if (!Array.isArray(list)) return new Unknown(list.because, undefined, list.mentions);
  const pieces: Settled[] = [];
  for (const each of list) {
    if (pieces.length > 0) pieces.push(delimiter);
    pieces.push(each);
  }
  return assemble(pieces, stack);
}

/** `${Name}`, `${Name.Attribute}` and `${!Literal}` of `Fn::Sub`. */
const PLACEHOLDER = /\$\{(!?)([^{}]*)\}/g;

/** `Fn::Sub`: a text, perhaps with names of its own; the others are those of `Ref` and `Fn::GetAtt`. */
export function substitute(argument: Json, stack: Stack): Settled {
  const [text, names] = Array.isArray(argument) ? argument : [argument];
  const template = typeof text === 'string' ? text : stack.settle(text);
  if (typeof template !== 'string') return new Unknown('Fn::Sub is not given a text');
  const own = isObject(names) ? names : {};
  const values = new Map<string, Settled>();
  const valueOf = (name: string): Settled => {
    if (!values.has(name)) {
      const raw = Object.hasOwn(own, name) ? own[name] : name.includes('.') ? { 'Fn::GetAtt': name } : { Ref: name };
      values.set(name, stack.settle(raw));
    }
    return values.get(name);
  };
  const pieces: Settled[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    pieces.push(template.slice(end, match.index));
    end = match.index + match[0].length;
    const name = match[2] as string;
    pieces.push(match[1] === '!' ? `\${${name}}` : valueOf(name.trim()));
  }
  pieces.push(template.slice(end));
  return assemble(pieces, stack);
}

/** `Fn::Split`: delimiter and text. */
export function split(argument: Json, stack: Stack): Settled {
  if (!Array.isArray(argument) || argument.length !== 2) return new Unknown('Fn::Split is not complete');
  const delimiter = stack.settle(argument[0]);
  const text = stack.settle(argument[1]);
  const symbol = text instanceof Unknown && text.symbol !== undefined ? `split of ${text.symbol}` : undefined;
  const open = new Unknown('the text is split at deployment', symbol, mentionsOf(text));
  if (typeof delimiter !== 'string' || delimiter === '') return open;
  if (typeof text === 'string') {
    if (text.length > SHORT_TEXT && !stack.application.affords(text.length)) return open;
    return new Composite(text.split(delimiter), stack);
  }
  if (!(text instanceof Text) || !isListDelimiter(delimiter)) return open;
  return new Composite(splitParts(text, delimiter), stack);
}

/** A name or an ARN holds neither, so a list joined with it comes apart at the same places. */
function isListDelimiter(delimiter: string): boolean {
  return delimiter === '||' || delimiter === ',';
}

/** The elements of a list that was joined to a text. */
export function splitParts(text: Text, delimiter: string): (string | Reference | Unknown | Text)[] {
  const out: (string | Reference | Unknown)[][] = [[]];
  for (const part of text.parts) {
    if (typeof part !== 'string') {
      out[out.length - 1]?.push(part);
      continue;
    }
    part.split(delimiter).forEach((each, i) => {
      if (i > 0) out.push([]);
      out[out.length - 1]?.push(each);
    });
  }
  return out.map((parts) => {
    const kept = parts.filter((part) => part !== '');
    return kept.length === 1 ? (kept[0] as string | Reference | Unknown) : toText(kept);
  });
}

/** `Fn::ToJsonString`: a list or an object as text, with `${...}` where a part is not known. */
export function toJsonString(argument: Json, stack: Stack): Settled {
  const pieces = jsonPiecesOf(stack.settle(argument));
  return Array.isArray(pieces) ? assemble(pieces, stack) : pieces;
}

/** `Fn::Base64`: a text, encoded. */
export function toBase64(argument: Json, stack: Stack): Settled {
  const text = stack.settle(argument);
  if (typeof text === 'string') return Buffer.from(text, 'utf8').toString('base64');
  return new Unknown('the text is encoded at deployment', undefined, text instanceof Open ? mentionsOf(text) : []);
}
