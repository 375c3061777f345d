import type { Resource } from '../../model/resource';
import type { Value } from '../../model/value';
import { Reference, Text } from '../../model/values';

/**
 * When a composite alarm goes off. Source: "PutCompositeAlarm" of the CloudWatch API Reference, `AlarmRule`;
 * `AT_LEAST` as aws-cdk-lib writes it.
 */
export type AlarmRule =
  | { readonly kind: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA'; readonly alarm: Resource | undefined }
  | { readonly kind: 'AND' | 'OR'; readonly operands: readonly AlarmRule[] }
  | { readonly kind: 'NOT'; readonly operand: AlarmRule }
  | { readonly kind: 'AT_LEAST'; readonly count: number; readonly operands: readonly AlarmRule[] }
  | { readonly kind: 'CONSTANT'; readonly value: boolean };

/** CloudWatch takes no longer rule. */
const MAX_CHARACTERS = 10_240;
/** Parentheses within each other; those that tools write stay far below. */
const MAX_DEPTH = 20;

/** What stands for a reference while a rule is read. No template holds it. */
const MARK = '\u0000';

/**
 * Reads the rule of a composite alarm; `undefined` where it cannot be read.
 *
 * @param alarmNamed finds an alarm of the application by its name
 */
export function readAlarmRule(value: Value, alarmNamed: (name: string) => Resource | undefined): AlarmRule | undefined {
  const { settled } = value;
  const references: Resource[] = [];
  const parts = settled instanceof Text ? settled.parts : [settled];
  const text = parts
    .map((part) => {
      if (!(part instanceof Reference)) return typeof part === 'object' ? String(part) : (part ?? '');
      return MARK + String(references.push(part.resource) - 1) + MARK;
    })
    .join('');
  if (text.length > MAX_CHARACTERS) return undefined;
  return new Reader(text, references, alarmNamed).read();
}

/** Whether a rule holds, by whether alarms are in ALARM. One that is not is `OK`. */
export function holds(rule: AlarmRule, isInAlarm: (alarm: Resource) => boolean): boolean {
  switch (rule.kind) {
    case 'ALARM':
      return rule.alarm !== undefined && isInAlarm(rule.alarm);
    case 'OK':
      return rule.alarm === undefined || !isInAlarm(rule.alarm);
    case 'INSUFFICIENT_DATA':
      return false;
    case 'CONSTANT':
      return rule.value;
    case 'NOT':
      return !holds(rule.operand, isInAlarm);
    case 'AND':
      return rule.operands.every((each) => holds(each, isInAlarm));
    case 'OR':
      return rule.operands.some((each) => holds(each, isInAlarm));
    case 'AT_LEAST':
      return rule.operands.filter((each) => holds(each, isInAlarm)).length >= rule.count;
  }
}

/** The alarms that a rule names, each once. */
export function alarmsIn(rule: AlarmRule): Resource[] {
  const found = new Set<Resource>();
  const open = [rule];
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    if ('alarm' in each && each.alarm !== undefined) found.add(each.alarm);
    if ('operands' in each) open.push(...each.operands);
    if ('operand' in each) open.push(each.operand);
  }
  return [...found];
}

class Unreadable extends Error {}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly references: readonly Resource[],
    private readonly alarmNamed: (name: string) => Resource | undefined,
  ) {}

  public read(): AlarmRule | undefined {
    try {
      const rule = this.any();
      return /^\s*$/.test(this.text.slice(this.at)) ? rule : undefined;
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }

  private any(): AlarmRule {
    return this.joined('OR', () => this.joined('AND', () => this.factor()));
  }

  private joined(kind: 'AND' | 'OR', operand: () => AlarmRule): AlarmRule {
    const operands = [operand()];
    const word = kind === 'AND' ? /\s*AND\b/iy : /\s*OR\b/iy;
    while (this.takes(word)) operands.push(operand());
    return operands.length === 1 ? (operands[0] as AlarmRule) : { kind, operands };
  }

  private factor(): AlarmRule {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new Unreadable();
    const rule = this.factorBelow();
    this.depth -= 1;
    return rule;
  }

  private factorBelow(): AlarmRule {
    if (this.takes(/\s*NOT\b/iy)) return { kind: 'NOT', operand: this.factor() };
    if (this.takes(/\s*\(/y)) {
      const rule = this.any();
      this.expect(/\s*\)/y);
      return rule;
    }
    if (this.takes(/\s*TRUE\b/iy)) return { kind: 'CONSTANT', value: true };
    if (this.takes(/\s*FALSE\b/iy)) return { kind: 'CONSTANT', value: false };
    if (this.takes(/\s*AT_LEAST\s*\(/iy)) return this.atLeast();
    const kind = this.state();
    this.expect(/\s*\(/y);
    const alarm = this.alarm(/\s*("[^"]*"|[^()",]+)/y);
    this.expect(/\s*\)/y);
    return { kind, alarm };
  }

  /** `2, ALARM, ("a", "b")` or `60%, NOT OK, (a, b)`, the parenthesis of the function open. */
  private atLeast(): AlarmRule {
    const [, number, percent] = this.expect(/\s*(\d+)\s*(%)?\s*,/y);
    const isNegated = this.takes(/\s*NOT\b/iy);
    const kind = this.state();
    this.expect(/\s*,\s*\(/y);
    const operands: AlarmRule[] = [];
    do {
      const operand: AlarmRule = { kind, alarm: this.alarm(/\s*("[^"]*"|[^()",]+)/y) };
      operands.push(isNegated ? { kind: 'NOT', operand } : operand);
    } while (this.takes(/\s*,/y));
    this.expect(/\s*\)\s*\)/y);
    const count = percent === undefined ? Number(number) : Math.ceil((Number(number) / 100) * operands.length);
    return { kind: 'AT_LEAST', count, operands };
  }

  private state(): 'ALARM' | 'OK' | 'INSUFFICIENT_DATA' {
    const [, state] = this.expect(/\s*(ALARM|OK|INSUFFICIENT_DATA)\b/iy);
    return (state as string).toUpperCase() as 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';
  }

  private alarm(form: RegExp): Resource | undefined {
    const [, said] = this.expect(form);
    const name = (said as string).replace(/^"|"$/g, '').trim();
    const reference = new RegExp(`${MARK}(\\d+)${MARK}`).exec(name);
    if (reference !== null) return this.references[Number(reference[1])];
    return this.alarmNamed(name.replace(/^arn:.*:alarm:/, ''));
  }

  private expect(form: RegExp): RegExpExecArray {
    form.lastIndex = this.at;
    const match = form.exec(this.text);
    if (match === null) throw new Unreadable();
    this.at = form.lastIndex;
    return match;
  }

  private takes(form: RegExp): boolean {
    form.lastIndex = this.at;
    if (!form.test(this.text)) return false;
    this.at = form.lastIndex;
    return true;
  }
}
