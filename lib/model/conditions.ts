import { identityOf } from './contents';
import type { Stack } from './stack';
import { isObject, ownValue, type Json, type Settled } from './values';

/** A value that the template leaves open, and what it is compared with. */
export interface Comparison {
  readonly op: 'equals';
  readonly variable: string;
  readonly literal: string;
  /** The values a parameter allows. */
  readonly allowed?: readonly string[];
}

/** A condition with everything folded that the template decides. Conditions that name each other share parts. */
export type Expression =
  | boolean
  | { readonly op: 'not' | 'and' | 'or'; readonly of: readonly Expression[]; readonly depth: number }
  | Comparison;

/** Parts of an expression that may stand inside each other; below, it is taken as open. */
const MAX_DEPTH = 500;

/** The literal that stands for "true" of a comparison that cannot be looked into. */
const TRUE = '\u0000true';

/** Reads one named condition of a stack. `undefined` when the template has no such condition. */
export function readCondition(stack: Stack, name: string): Expression | undefined {
  const raw = ownValue(stack.section('Conditions'), name);
  if (raw === undefined) return undefined;
  const expression = readExpression(stack, raw);
  return depthOf(expression) > MAX_DEPTH ? opaqueCondition(stack, name) : expression;
}

/** A condition that cannot be looked into, as it leads back to itself or too far. */
export function opaqueCondition(stack: Stack, name: string): Expression {
  return opaque(stack, `condition ${name}`);
}

function readExpression(stack: Stack, raw: Json): Expression {
  if (typeof raw === 'boolean') return raw;
  if (!isObject(raw)) return opaque(stack, JSON.stringify(raw));
  const [key, more] = Object.keys(raw);
  const argument = key === undefined || more !== undefined ? undefined : raw[key];
  if (key === 'Condition' && typeof argument === 'string') {
    return stack.condition(argument) ?? opaque(stack, `condition ${argument}`);
  }
  if (!Array.isArray(argument)) return opaque(stack, JSON.stringify(raw));
  if (key === 'Fn::Equals' && argument.length === 2) return equals(stack, argument[0] as Json, argument[1] as Json);
  if (key === 'Fn::Not' && argument.length === 1) return not(readExpression(stack, argument[0] as Json));
  if ((key === 'Fn::And' || key === 'Fn::Or') && argument.length > 0) {
    const parts = argument.map((each) => readExpression(stack, each));
    return combine(key === 'Fn::And' ? 'and' : 'or', parts);
  }
  return opaque(stack, JSON.stringify(raw));
}

function equals(stack: Stack, left: Json, right: Json): Expression {
  const [a, b] = [stack.settle(left), stack.settle(right)];
  const [x, y] = [literal(a), literal(b)];
  if (x !== undefined && y !== undefined) return x === y;
  const [p, q] = [variable(stack, left, a), variable(stack, right, b)];
  if (x === undefined && y === undefined) {
    if (p.name === q.name) return true;
    return { op: 'equals', variable: [p.name, q.name].sort().join(' = '), literal: TRUE };
  }
  const open = x === undefined ? p : q;
  const value = (x ?? y) as string;
  const { allowed } = open;
  if (allowed === undefined) return { op: 'equals', variable: open.name, literal: value };
  if (!allowed.includes(value)) return false;
  return allowed.every((each) => each === value) || { op: 'equals', variable: open.name, literal: value, allowed };
}

/** CloudFormation compares as text. */
function literal(settled: Settled): string | undefined {
  if (typeof settled === 'string') return settled;
  if (typeof settled === 'number' || typeof settled === 'boolean') return String(settled);
  return undefined;
}

function variable(stack: Stack, raw: Json, settled: Settled): { name: string; allowed?: readonly string[] } {
  const name = identityOf(settled);
  if (name === undefined) return { name: `${stack.id}: ${JSON.stringify(raw)}` };
  const allowed = stack.application.allowedValues(name);
  return { name, ...(allowed && { allowed }) };
}

function opaque(stack: Stack, name: string): Expression {
  return { op: 'equals', variable: `${stack.id}: ${name}`, literal: TRUE };
}

function not(of: Expression): Expression {
  if (typeof of === 'boolean') return !of;
  return of.op === 'not' ? (of.of[0] as Expression) : { op: 'not', of: [of], depth: depthOf(of) + 1 };
}

function combine(op: 'and' | 'or', parts: readonly Expression[]): Expression {
  const absorbing = op === 'or';
  if (parts.includes(absorbing)) return absorbing;
  const of = [...new Set(parts.filter((part) => typeof part !== 'boolean'))];
  const [first] = of;
  if (first === undefined) return !absorbing;
  return of.length === 1 ? first : { op, of, depth: 1 + of.reduce((depth, part) => Math.max(depth, depthOf(part)), 0) };
}

function depthOf(expression: Expression): number {
  return typeof expression === 'boolean' || expression.op === 'equals' ? 0 : expression.depth;
}
