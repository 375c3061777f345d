import { MAX_DEPTH, TOO_DEEP } from './text-limits';
import { TextProblem } from './text-problem';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WHITE_SPACE = /[ \t\r\n]*/y;

type Closer = '}' | ']';

/**
 * The first place at which a text breaks the rules of JSON or is nested too deeply. `JSON.parse` says
 * whether a text is JSON, but not always where it stops being JSON.
 *
 * @param text the text
 */
export function findJsonProblem(text: string): TextProblem | undefined {
  try {
    new JsonReader(text).read();
  } catch (problem) {
    if (problem instanceof TextProblem) return problem;
    throw problem;
  }
  return undefined;
}

class JsonReader {
  private offset = 0;
  private readonly open: Closer[] = [];

  constructor(private readonly text: string) {}

  public read(): void {
    this.skip(WHITE_SPACE);
    do this.value();
    while (this.open.length > 0);
    if (this.offset < this.text.length) this.fail(`the text should end here but ${this.found()} follows`);
  }

  /** Reads one value up to the next one: a list or mapping is left open after its first bracket. */
  private value(): void {
    const char = this.text[this.offset];
    if (char === '{' || char === '[') {
      this.enter(char === '{' ? '}' : ']');
      return;
    }
    if (char === '"') this.string();
    else if (!this.skip(NUMBER) && !this.skip(WORD)) this.expected('a value');
    this.skip(WHITE_SPACE);
    this.next();
  }

  private enter(closer: Closer): void {
    if (this.open.length === MAX_DEPTH) this.fail(TOO_DEEP);
    this.open.push(closer);
    this.offset++;
    this.skip(WHITE_SPACE);
    if (this.text[this.offset] === closer) this.next();
    else if (closer === '}') this.key();
  }

  /** After a value: closes what ends here and goes to the next value. */
  private next(): void {
    let closer = this.open.at(-1);
    while (closer !== undefined && this.text[this.offset] === closer) {
      this.open.pop();
      this.offset++;
      this.skip(WHITE_SPACE);
      closer = this.open.at(-1);
    }
    if (closer === undefined) return;
    if (this.text[this.offset] !== ',') this.expected(`',' or '${closer}'`);
    this.offset++;
    this.skip(WHITE_SPACE);
    if (closer === '}') this.key();
  }

  private key(): void {
    if (this.text[this.offset] !== '"') this.expected('a key in double quotes');
    this.string();
    this.skip(WHITE_SPACE);
    if (this.text[this.offset] !== ':') this.expected(`':'`);
    this.offset++;
    this.skip(WHITE_SPACE);
  }

  private string(): void {
    this.offset++;
    for (;;) {
      const code = this.text.charCodeAt(this.offset);
      if (code === 0x22) break;
      if (code === 0x5c) {
        if (!this.skip(ESCAPE)) this.fail('a backslash that JSON does not allow');
      } else if (code >= 0x20) this.offset++;
      else if (Number.isNaN(code)) this.cutOff('a string');
      else this.fail(code === 0x0a || code === 0x0d ? 'a string is not closed' : 'a control character in a string');
    }
    this.offset++;
  }

  /** Goes over what the sticky pattern matches here; whether that is anything. */
  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.offset;
    if (!pattern.test(this.text)) return false;
    const moved = pattern.lastIndex > this.offset;
    this.offset = pattern.lastIndex;
    return moved;
  }

  private expected(what: string): never {
    if (this.offset >= this.text.length) this.cutOff(this.open.at(-1) === ']' ? 'a list' : 'a mapping');
    this.fail(`expected ${what} but found ${this.found()}`);
  }

  private found(): string {
    return `'${String.fromCodePoint(this.text.codePointAt(this.offset) ?? 0)}'`;
  }

  private cutOff(inside: string): never {
    throw new TextProblem('JSON', `the text ends inside ${inside}`, this.text.length, 'The file looks cut off');
  }

  private fail(reason: string): never {
    throw new TextProblem('JSON', reason, this.offset);
  }
}
