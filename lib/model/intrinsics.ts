import { findInMap, length, select } from './list-functions';
import { partitionOf } from './regions';
import type { Stack } from './stack';
import { join, settleText, split, substitute, toBase64, toJsonString } from './text-functions';
import {
  Composite,
  intrinsicName,
  isObject,
  mentionsIn,
  mentionsOf,
  Open,
  Reference,
  Unknown,
  type Json,
  type Settled,
} from './values';

/** Functions and names that may lead to each other: within a template, and from stack to stack. */
export const MAX_DEPTH = 250;

/** What is said about a value that lies deeper. */
export const TOO_DEEP = 'too many functions lead to each other';

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
  const { application } = stack;
  if (application.depth >= MAX_DEPTH) return new Unknown(TOO_DEEP);
  application.depth += 1;
  try {
    const handler = HANDLERS[name];
    if (handler !== undefined) return handler(raw[name] as Json, stack);
    return new Unknown(`${name} is evaluated at deployment`, undefined, mentionsIn(callsIn(raw[name] as Json, stack)));
  } finally {
    application.depth -= 1;
  }
}

type Handler = (argument: Json, stack: Stack) => Settled;

const HANDLERS: Readonly<Record<string, Handler>> = {
  Ref: ref,
  'Fn::GetAtt': getAtt,
  'Fn::If': choose,
  'Fn::Join': join,
  'Fn::Sub': substitute,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::FindInMap': findInMap,
  'Fn::ImportValue': importValue,
  'Fn::GetStackOutput': getStackOutput,
  'Fn::GetAZs': getZones,
  'Fn::ToJsonString': toJsonString,
  'Fn::Length': length,
  'Fn::Base64': toBase64,
};

/** What the calls of functions within an argument come to. */
function callsIn(raw: Json, stack: Stack): Settled[] {
  if (typeof raw !== 'object' || raw === null) return [];
  if (Array.isArray(raw)) return raw.flatMap((each) => callsIn(each, stack));
  if (intrinsicName(raw) !== undefined) return [settle(raw, stack)];
  return Object.values(raw).flatMap((each) => callsIn(each, stack));
}

/** What `Ref` to a name comes to: a resource, a pseudo parameter or a parameter. */
function ref(argument: Json, stack: Stack): Settled {
  const name = typeof argument === 'string' ? argument : stack.settle(argument);
  if (typeof name !== 'string') return new Unknown('Ref does not say what it refers to');
  const resource = stack.resources.get(name);
  if (resource !== undefined) return new Reference(resource);
  if (name.startsWith('AWS::')) return pseudoParameter(name, stack);
  return stack.isLeftOut(name) ? leftOut(name) : stack.parameter(name);
}

function leftOut(id: string): Unknown {
  return new Unknown(`'${id}' is not created, as its condition is false`);
}

function pseudoParameter(name: string, stack: Stack): Settled {
  const { region, account, stackName } = stack;
  const open = (what: string): Unknown => {
    // A nested stack is where its parent is, but has a name of its own.
    const owner = /::Stack/.test(name) ? stack : stack.root;
    return new Unknown(`${what} is not known before deployment`, `${name} of ${owner.id}`, [], name.replace('::', '.'));
  };
  switch (name) {
    case 'AWS::NoValue':
      return undefined;
    case 'AWS::Region':
      return region ?? open('the Region');
    case 'AWS::AccountId':
      return account ?? open('the account');
    case 'AWS::StackName':
      return stackName ?? open('the stack name');
    case 'AWS::Partition':
      return region === undefined ? open('the partition') : partitionOf(region).name;
    case 'AWS::URLSuffix':
      return region === undefined ? open('the URL suffix') : partitionOf(region).urlSuffix;
    default:
      return open(name);
  }
}

function getAtt(argument: Json, stack: Stack): Settled {
  const id =
    typeof argument === 'string' ? argument.split('.', 1)[0] : Array.isArray(argument) ? argument[0] : undefined;
  if (typeof id !== 'string') return new Unknown('Fn::GetAtt does not name a resource');
  const attribute = attributeOf(argument, stack);
  const resource = stack.resources.get(id);
  if (resource === undefined) {
    return stack.isLeftOut(id)
      ? leftOut(id)
      : new Unknown(`'${id}' is not in the template`, `${stack.id}/${id}.${attribute}`);
  }
  if (attribute === undefined) {
    return new Unknown('the attribute is decided at deployment', undefined, [new Reference(resource)]);
  }
  return stack.application.throughStacks(resource, attribute) ?? new Reference(resource, attribute);
}

function attributeOf(argument: Json, stack: Stack): string | undefined {
  if (typeof argument === 'string')
    return argument.includes('.') ? argument.slice(argument.indexOf('.') + 1) : undefined;
  if (!Array.isArray(argument)) return undefined;
  if (argument.length > 2) return argument.slice(1).join('.');
  const attribute = typeof argument[1] === 'string' ? argument[1] : stack.settle(argument[1]);
  return typeof attribute === 'string' ? attribute : undefined;
}

function choose(argument: Json, stack: Stack): Settled {
  if (!Array.isArray(argument) || argument.length !== 3) return new Unknown('Fn::If is not complete');
  const name = String(argument[0]);
  const outcome = stack.application.decide(stack, name);
  if (outcome !== undefined) return settle(outcome ? argument[1] : argument[2], stack);
  const branches = [settle(argument[1], stack), settle(argument[2], stack)];
  return new Unknown(`condition ${name} is decided at deployment`, undefined, mentionsIn(branches));
}

function importValue(argument: Json, stack: Stack): Settled {
  return stack.application.exports.find(stack.settle(argument), stack);
}

function getStackOutput(argument: Json, stack: Stack): Settled {
  if (!isObject(argument)) return new Unknown('Fn::GetStackOutput is not complete');
  const [name, output, region] = [argument.StackName, argument.OutputName, argument.Region].map((each) =>
    stack.settle(each),
  );
  if (typeof name !== 'string' || typeof output !== 'string' || region instanceof Open) {
    return new Unknown('the output is chosen at deployment');
  }
  const symbol = `output ${output} of ${name} in ${region ?? stack.environment}`;
  const wanted = typeof region === 'string' ? region : stack.region;
  const from = stack.application.stackNamed(name, wanted, argument.RoleArn === undefined ? stack.account : undefined);
  if (from === undefined) return new Unknown(`stack '${name}' is outside of the application`, symbol);
  return from.output(output) ?? new Unknown(`stack '${name}' has no output '${output}'`, symbol);
}

/** Zones are chosen at deployment, but the same index of the same list is the same zone. */
function getZones(argument: Json, stack: Stack): Settled {
  const given = stack.settle(argument);
  const region = given === '' || given === undefined || given === null ? settle({ Ref: 'AWS::Region' }, stack) : given;
  const name = region instanceof Unknown ? region.symbol : typeof region === 'string' ? region : undefined;
  return new Unknown(
    'the zones are chosen at deployment',
    name === undefined ? undefined : `zones of ${name}`,
    mentionsOf(region),
  );
}
