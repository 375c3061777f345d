import { isObject, Unknown, type Json, type Settled } from './values';
import type { Stack } from './stack';

/** A condition with everything folded that the template decides. Variables are values it leaves open. */
export type Expression =
  | boolean
  | { readonly op: 'not'; readonly of: Expression }
  | { readonly op: 'and' | 'or'; readonly of: readonly Expression[] }
  | {
      readonly op: 'equals';
      readonly variable: string;
      readonly literal: string;
      /** The values a parameter allows. */
      readonly allowed?: readonly string[];
    };

/** An expression and the outcome wanted of it. */
export interface Wanted {
  readonly expression: Expression;
  readonly outcome: boolean;
}

/** The literal that stands for "something else" in a world, and for "true" of an opaque comparison. */
const OTHER = '\u0000other';
const OPAQUE = '\u0000same';

/** Combinations looked at before two outcomes are taken to be possible together. */
const MAX_WORLDS = 4096;

/** Reads one named condition of a stack. `undefined` when the template has no such condition. */
export function readCondition(stack: Stack, name: string, open: ReadonlySet<string> = new Set()): Expression | undefined {
  const raw = stack.section('Conditions')[name];
  if (raw === undefined) return undefined;
  if (open.has(name)) return opaque(stack, `circular:${name}`);
  return readExpression(stack, raw, new Set([...open, name]));
}

function readExpression(stack: Stack, raw: Json, open: ReadonlySet<string>): Expression {
  if (typeof raw === 'boolean') return raw;
  if (!isObject(raw)) return opaque(stack, JSON.stringify(raw));
  const [key] = Object.keys(raw);
  const argument = key === undefined ? undefined : raw[key];
  const list = Array.isArray(argument) ? argument : [];
  switch (key) {
    case 'Condition':
      return readCondition(stack, String(argument), open) ?? opaque(stack, `undefined:${String(argument)}`);
    case 'Fn::Not':
      return not(readExpression(stack, list[0] ?? false, open));
    case 'Fn::And':
    case 'Fn::Or':
      return combine(
        key === 'Fn::And' ? 'and' : 'or',
        list.map((each) => readExpression(stack, each, open)),
      );
    case 'Fn::Equals':
      return equals(stack, list[0] ?? null, list[1] ?? null);
    default:
      return opaque(stack, JSON.stringify(raw));
  }
}

function equals(stack: Stack, left: Json, right: Json): Expression {
  const [a, b] = [stack.settle(left), stack.settle(right)];
  const [x, y] = [literal(a), literal(b)];
  if (x !== undefined && y !== undefined) return x === y;
  const [p, q] = [variable(stack, left, a), variable(stack, right, b)];
  if (x === undefined && y === undefined) {
    if (p.name === q.name) return true;
    return { op: 'equals', variable: [p.name, q.name].sort().join(' = '), literal: OPAQUE };
  }
  const open = x === undefined ? p : q;
  const value = (x ?? y) as string;
  if (open.allowed !== undefined && !open.allowed.includes(value)) return false;
  return { op: 'equals', variable: open.name, literal: value, ...(open.allowed && { allowed: open.allowed }) };
}

/** CloudFormation compares as text. */
function literal(settled: Settled): string | undefined {
  if (typeof settled === 'string') return settled;
  if (typeof settled === 'number' || typeof settled === 'boolean') return String(settled);
  return undefined;
}

function variable(stack: Stack, raw: Json, settled: Settled): { name: string; allowed?: readonly string[] } {
  if (settled instanceof Unknown && settled.symbol !== undefined) {
    const allowed = stack.application.allowedValues(settled.symbol);
    return { name: settled.symbol, ...(allowed && { allowed }) };
  }
  return { name: `${stack.id}:${JSON.stringify(raw)}` };
}

function opaque(stack: Stack, name: string): Expression {
  return { op: 'equals', variable: `${stack.id}:${name}`, literal: OPAQUE };
}

function not(of: Expression): Expression {
  if (typeof of === 'boolean') return !of;
  return of.op === 'not' ? of.of : { op: 'not', of };
}

function combine(op: 'and' | 'or', parts: readonly Expression[]): Expression {
  const absorbing = op === 'or';
  if (parts.includes(absorbing)) return absorbing;
  const open = parts.filter((part) => typeof part !== 'boolean');
  if (open.length === 0) return !absorbing;
  return open.length === 1 ? (open[0] as Expression) : { op, of: open };
}

/**
 * Whether there are values for the open parameters under which all outcomes hold together.
 * Answers `true` when there are too many combinations to look at.
 */
export function isPossible(wanted: readonly Wanted[]): boolean {
  const domains = new Map<string, Set<string>>();
  for (const { expression } of wanted) collect(expression, domains);
  const variables = [...domains].map(([name, values]) => ({ name, values: [...values] }));
  const worlds = variables.reduce((count, { values }) => count * values.length, 1);
  if (worlds > MAX_WORLDS) return true;
  const world = new Map<string, string>();
  const search = (depth: number): boolean => {
    const next = variables[depth];
    if (next === undefined) return wanted.every(({ expression, outcome }) => holds(expression, world) === outcome);
    return next.values.some((value) => {
      world.set(next.name, value);
      return search(depth + 1);
    });
  };
  return search(0);
}

function collect(expression: Expression, domains: Map<string, Set<string>>): void {
  if (typeof expression === 'boolean') return;
  if (expression.op === 'not') return collect(expression.of, domains);
  if (expression.op !== 'equals') return expression.of.forEach((part) => collect(part, domains));
  let domain = domains.get(expression.variable);
  if (domain === undefined) {
    domain = new Set(expression.allowed ?? [OTHER]);
    domains.set(expression.variable, domain);
  }
  domain.add(expression.literal);
}

function holds(expression: Expression, world: ReadonlyMap<string, string>): boolean {
  if (typeof expression === 'boolean') return expression;
  if (expression.op === 'not') return !holds(expression.of, world);
  if (expression.op === 'equals') return world.get(expression.variable) === expression.literal;
  return expression.op === 'and'
    ? expression.of.every((part) => holds(part, world))
    : expression.of.some((part) => holds(part, world));
}
