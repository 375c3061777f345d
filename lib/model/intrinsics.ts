import { isDummy } from './dummies';
import {
  Composite,
  intrinsicName,
  isObject,
  mentionsOf,
  Open,
  Reference,
  Text,
  toText,
  Unknown,
  type Json,
  type JsonObject,
  type Settled,
} from './values';
import { partitionOf } from './regions';
import type { Stack } from './stack';

/** Longest text that is put together; beyond it a value is unknown. CloudFormation's own limit for a template is 1 MB. */
const MAX_TEXT = 1024 * 1024;

/**
 * What a piece of a template comes to, as far as the template decides it. Only the outermost layer is
 * evaluated: the contents of a list or an object are settled when they are read.
 */
export function settle(raw: Json | Open | undefined, stack: Stack): Settled {
  if (typeof raw === 'string') return settleText(raw, stack);
  if (typeof raw !== 'object' || raw === null) return raw;
  if (Array.isArray(raw)) return new Composite(raw, stack);
  if (raw instanceof Open) return raw as Settled;
  const name = intrinsicName(raw);
  if (name === undefined) return new Composite(raw, stack);
  const handler = HANDLERS[name];
  if (handler === undefined) return new Unknown(`${name} is evaluated at deployment`);
  return handler(raw[name] as Json, stack);
}

function settleText(raw: string, stack: Stack): Settled {
  if (raw.includes('{{resolve:')) return new Unknown('a dynamic reference is resolved at deployment', `dynamic:${raw}`);
  if (stack.application.hasDummies && isDummy(raw)) {
    return new Unknown(`'${raw}' stands for a context value that is missing`);
  }
  return raw;
}

type Handler = (argument: Json, stack: Stack) => Settled;

const HANDLERS: Readonly<Record<string, Handler>> = {
  Ref: (argument, stack) => refer(String(argument), stack),
  'Fn::GetAtt': getAtt,
  'Fn::If': choose,
  'Fn::Join': join,
  'Fn::Sub': substitute,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': importValue,
  'Fn::GetStackOutput': getStackOutput,
  'Fn::GetAZs': (argument, stack) => {
    const region = regionOf(argument, stack);
    return new Unknown('the zones are chosen at deployment', `zones of ${region}`);
  },
  'Fn::ToJsonString': (argument, stack) => toJsonString(argument, stack),
  'Fn::Length': (argument, stack) => {
    const list = elements(argument, stack);
    return Array.isArray(list) ? list.length : new Unknown(list.because);
  },
  'Fn::Base64': (argument, stack) => {
    const text = settle(argument, stack);
    if (typeof text === 'string') return Buffer.from(text, 'utf8').toString('base64');
    return new Unknown('the text is encoded at deployment', undefined, mentionsOf(text));
  },
};

/** What `Ref` to a name comes to: a parameter, a pseudo parameter or a resource. */
function refer(name: string, stack: Stack): Settled {
  const resource = stack.resources.get(name);
  if (resource !== undefined) return new Reference(resource);
  if (name.startsWith('AWS::')) return pseudoParameter(name, stack);
  return stack.parameter(name);
}

function pseudoParameter(name: string, stack: Stack): Settled {
  const open = (what: string): Unknown => new Unknown(`${what} is not known before deployment`, `${name} of ${stack.id}`);
  switch (name) {
    case 'AWS::NoValue':
      return undefined;
    case 'AWS::Region':
      return stack.region ?? open('the Region');
    case 'AWS::AccountId':
      return stack.account ?? open('the account');
    case 'AWS::StackName':
      return stack.stackName ?? open('the stack name');
    case 'AWS::Partition':
      return stack.region === undefined ? open('the partition') : partitionOf(stack.region).name;
    case 'AWS::URLSuffix':
      return stack.region === undefined ? open('the URL suffix') : partitionOf(stack.region).urlSuffix;
    default:
      return open(name);
  }
}

function getAtt(argument: Json, stack: Stack): Settled {
  const [id, attribute] = attributeOf(argument, stack);
  if (id === undefined) return new Unknown('Fn::GetAtt does not name a resource');
  const resource = stack.resources.get(id);
  if (resource === undefined) return new Unknown(`'${id}' is not in the template`, `${stack.id}/${id}.${attribute}`);
  if (attribute === undefined) return new Unknown('the attribute is decided at deployment');
  return stack.application.throughStacks(resource, attribute) ?? new Reference(resource, attribute);
}

function attributeOf(argument: Json, stack: Stack): [id?: string, attribute?: string] {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot < 0 ? [argument] : [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  if (!Array.isArray(argument) || typeof argument[0] !== 'string') return [];
  const attribute = settle(argument.length > 2 ? argument.slice(1).join('.') : argument[1], stack);
  return [argument[0], typeof attribute === 'string' ? attribute : undefined];
}

function choose(argument: Json, stack: Stack): Settled {
  if (!Array.isArray(argument) || argument.length < 2) return new Unknown('Fn::If is not complete');
  const name = String(argument[0]);
  const outcome = stack.application.decide(stack, name);
  if (outcome !== undefined) return settle(outcome ? argument[1] : argument[2], stack);
  const branches = [settle(argument[1], stack), settle(argument[2], stack)];
  return new Unknown(`condition ${name} is decided at deployment`, undefined, branches.flatMap(mentionsOf));
}

/** The elements of a list as they stand in the template, `AWS::NoValue` left out. */
function elements(argument: Json, stack: Stack): Settled[] | Unknown {
  const list = settle(argument, stack);
  if (list instanceof Unknown) return list;
  if (list instanceof Composite && Array.isArray(list.raw)) {
    return list.raw.map((each) => settle(each, list.stack)).filter((each) => each !== undefined);
  }
  if (list === undefined || list instanceof Composite) return new Unknown('a list is expected here');
  if (typeof list === 'string') return [list];
  return new Unknown('the list is decided at deployment', undefined, mentionsOf(list));
}

function piece(settled: Settled): string | Reference | Unknown | Text {
  if (settled instanceof Composite) return new Unknown('text is expected here');
  if (settled instanceof Reference || settled instanceof Unknown || settled instanceof Text) return settled;
  return settled === undefined || settled === null ? '' : String(settled);
}

function assemble(pieces: readonly Settled[]): Settled {
  const text = toText(pieces.map(piece));
  const length = typeof text === 'string' ? text.length : text.parts.length * 8 + text.toString().length;
  return length > MAX_TEXT ? new Unknown('the text is too long to be put together') : text;
}

function join(argument: Json, stack: Stack): Settled {
  if (!Array.isArray(argument) || argument.length !== 2) return new Unknown('Fn::Join is not complete');
  const delimiter = settle(argument[0], stack);
  const list = elements(argument[1] as Json, stack);
  if (!Array.isArray(list)) return new Unknown(list.because, undefined, list.mentions);
  return assemble(list.flatMap((each, i) => (i === 0 ? [each] : [delimiter, each])));
}

/** `${Name}`, `${Name.Attribute}` and `${!Literal}` of `Fn::Sub`. */
const PLACEHOLDER = /\$\{(!?)([^}]*)\}/g;

function substitute(argument: Json, stack: Stack): Settled {
  const [text, names] = Array.isArray(argument) ? argument : [argument, {}];
  const template = typeof text === 'string' ? text : settle(text, stack);
  if (typeof template !== 'string') return new Unknown('Fn::Sub is not given a text');
  const own = isObject(names) ? names : {};
  const pieces: Settled[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    pieces.push(template.slice(end, match.index));
    end = match.index + match[0].length;
    const name = (match[2] as string).trim();
    if (match[1] === '!') pieces.push(`\${${match[2]}}`);
    else if (Object.hasOwn(own, name)) pieces.push(settle(own[name], stack));
    else pieces.push(name.includes('.') ? getAtt(name, stack) : refer(name, stack));
  }
  pieces.push(template.slice(end));
  const all = assemble(pieces);
  return typeof all === 'string' ? settleText(all, stack) : all;
}

function select(argument: Json, stack: Stack): Settled {
  if (!Array.isArray(argument) || argument.length !== 2) return new Unknown('Fn::Select is not complete');
  const index = Number(settle(argument[0], stack));
  const list = elements(argument[1] as Json, stack);
  if (!Number.isInteger(index)) return new Unknown('the index is decided at deployment');
  if (Array.isArray(list)) return index < list.length ? list[index] : new Unknown('the list is shorter than the index');
  return new Unknown(list.because, list.symbol === undefined ? undefined : `${list.symbol}[${index}]`, list.mentions);
}

function split(argument: Json, stack: Stack): Settled {
  if (!Array.isArray(argument) || argument.length !== 2) return new Unknown('Fn::Split is not complete');
  const delimiter = settle(argument[0], stack);
  const text = settle(argument[1], stack);
  const symbol = text instanceof Unknown && text.symbol !== undefined ? `split of ${text.symbol}` : undefined;
  const open = new Unknown('the text is split at deployment', symbol, mentionsOf(text));
  if (typeof delimiter !== 'string' || delimiter === '') return open;
  if (typeof text === 'string') return new Composite(text.split(delimiter), stack);
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

function findInMap(argument: Json, stack: Stack): Settled {
  if (!Array.isArray(argument) || argument.length < 3) return new Unknown('Fn::FindInMap is not complete');
  const fallback = isObject(argument[3]) ? argument[3].DefaultValue : undefined;
  const missing = (because: string): Settled => (fallback === undefined ? new Unknown(because) : settle(fallback, stack));
  const name = settle(argument[0], stack);
  if (typeof name !== 'string') return new Unknown('the mapping is chosen at deployment');
  const mapping = stack.section('Mappings')[name];
  if (!isObject(mapping)) return missing(`mapping '${name}' is not in the template`);
  const [first, second] = [settle(argument[1], stack), settle(argument[2], stack)];
  const rows = keysOf(first, mapping);
  const cells = rows.flatMap((row) => {
    const keys = isObject(mapping[row]) ? keysOf(second, mapping[row] as JsonObject) : [];
    return keys.map((key) => (mapping[row] as JsonObject)[key] as Json);
  });
  if (cells.length === 0) return missing(`mapping '${name}' has no such key`);
  const [cell] = cells;
  // An open key is no matter where every row says the same.
  const same = cells.every((each) => JSON.stringify(each) === JSON.stringify(cell));
  const decided = [first, second].every((key) => typeof key === 'string' || typeof key === 'number');
  return decided || (same && fallback === undefined) ? settle(cell, stack) : new Unknown('the key is decided at deployment');
}

function keysOf(key: Settled, of: JsonObject): string[] {
  if (key instanceof Unknown || key instanceof Reference || key instanceof Text) return Object.keys(of);
  return Object.hasOwn(of, String(key)) ? [String(key)] : [];
}

function importValue(argument: Json, stack: Stack): Settled {
  const name = settle(argument, stack);
  const key = typeof name === 'string' ? name : name instanceof Text ? name.toString() : undefined;
  if (key === undefined) return new Unknown('the name of the import is decided at deployment');
  return stack.application.exported(key, stack) ?? new Unknown(`'${key}' is exported outside of the application`, `import of ${key}`);
}

function getStackOutput(argument: Json, stack: Stack): Settled {
  if (!isObject(argument)) return new Unknown('Fn::GetStackOutput is not complete');
  const [name, output, region] = [argument.StackName, argument.OutputName, argument.Region].map((each) =>
    settle(each, stack),
  );
  if (typeof name !== 'string' || typeof output !== 'string') {
    return new Unknown('the output is chosen at deployment');
  }
  const from = stack.application.stackNamed(name, typeof region === 'string' ? region : stack.region);
  const symbol = `output ${output} of ${name}`;
  if (from === undefined) return new Unknown(`stack '${name}' is outside of the application`, symbol);
  return from.output(output) ?? new Unknown(`stack '${name}' has no output '${output}'`, symbol);
}

function regionOf(argument: Json, stack: Stack): string {
  const region = settle(argument, stack);
  if (typeof region === 'string' && region !== '') return region;
  return region instanceof Unknown && region.symbol !== undefined ? region.symbol : (stack.region ?? `AWS::Region of ${stack.id}`);
}

/** Deep evaluation to JSON text, with `${...}` where a part is not known. */
function toJsonString(argument: Json, stack: Stack): Settled {
  const pieces: Settled[] = [];
  writeJson(settle(argument, stack), pieces);
  return assemble(pieces);
}

function writeJson(settled: Settled, pieces: Settled[]): void {
  if (!(settled instanceof Composite)) {
    if (settled instanceof Open) pieces.push('"', settled, '"');
    else pieces.push(JSON.stringify(settled ?? null));
    return;
  }
  const { raw, stack } = settled;
  const isList = Array.isArray(raw);
  const entries = Object.entries(raw)
    .map(([key, value]) => [key, settle(value, stack)] as const)
    .filter(([, value]) => value !== undefined);
  pieces.push(isList ? '[' : '{');
  entries.forEach(([key, value], i) => {
    if (i > 0) pieces.push(',');
    if (!isList) pieces.push(`${JSON.stringify(key)}:`);
    writeJson(value, pieces);
  });
  pieces.push(isList ? ']' : '}');
}
