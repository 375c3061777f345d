import { isWebAddress, visible, wrap } from '../../../lib/report/text';

describe('visible', () => {
  test.each([
    ['plain text', 'Data/Db-1_é 💥', 'Data/Db-1_é 💥'],
    ['line ends and tabs', 'one\r\n  two\tthree', 'one two three'],
    ['an escape sequence', 'a\u001b[31mb', 'a\\u{1b}[31mb'],
    ['a C1 control', 'a\u009bb', 'a\\u{9b}b'],
    ['the other direction', 'a\u202egnp.exe', 'a\\u{202e}gnp.exe'],
    ['an isolate and a mark', '\u2066a\u200f', '\\u{2066}a\\u{200f}'],
    ['a zero-width space', 'a\u200bb', 'a\\u{200b}b'],
    ['a character beyond the first plane', 'a\u{e0001}', 'a\\u{e0001}'],
    ['half a surrogate pair', 'a\ud800', 'a\\u{d800}'],
    ['joiners', '👩\u200d💻 می\u200cشود', '👩\u200d💻 می\u200cشود'],
  ])('%s', (_, text, shown) => expect(visible(text)).toBe(shown));
});

describe('wrap', () => {
  test.each<[what: string, text: string, width: number, lines: string[]]>([
    ['fits', 'one two', 7, ['one two']],
    ['between words', 'one two three', 8, ['one two', 'three']],
    ['a word that is too long', 'see https://example.com/long now', 10, ['see', 'https://example.com/long', 'now']],
    ['nothing', '', 10, ['']],
  ])('%s', (_, text, width, lines) => expect(wrap(text, width)).toEqual(lines));
});

test.each([
  ['https://docs.aws.amazon.com/a?b=c#d', true],
  ['http://example.com', true],
  ['javascript:alert(1)', false],
  ['https://a"onclick=', false],
  ['https://a b', false],
  ['ftp://example.com', false],
  ['', false],
])('%s is an address: %s', (text, is) => expect(isWebAddress(text)).toBe(is));
