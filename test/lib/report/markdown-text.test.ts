import { code, link, plain, plainInHtml, table } from '../../../lib/report/markdown-text';

describe('plain', () => {
  test.each([
    ['a sentence', 'Set MultiAZ to true (CDK: multiAz: true).', 'Set MultiAZ to true (CDK: multiAz: true).'],
    ['a pipe', 'a|b', 'a\\|b'],
    ['a backslash before a pipe', 'a\\|b', 'a\\\\\\|b'],
    ['emphasis and code', '*a* _b_ `c` ~d~ $e$', '\\*a\\* \\_b\\_ \\`c\\` \\~d\\~ \\$e\\$'],
    ['a link', '[a](javascript:x)', '\\[a\\](javascript:x)'],
    ['HTML', '<img src=x> &amp;', '&lt;img src=x&gt; &amp;amp;'],
    ['a mention', 'by @ops, see #12', 'by @<!-- -->ops, see #<!-- -->12'],
    ['a heading', '# a', '\\# a'],
    ['a list', '- a', '\\- a'],
    ['a numbered list', '12. a', '12\\. a'],
    ['a version', '0.1.0', '0.1.0'],
    ['a rule', '---', '\\---'],
    ['lines', 'a\n\n# b', 'a # b'],
    ['an address', 'see https://a.example/b_c?d=e*f.', 'see <https://a.example/b_c?d=e*f>.'],
    ['an address that is cut off', 'https://<x> www.a.example', 'https:<!-- -->//&lt;x&gt; www<!-- -->.a.example'],
    ['the other direction', 'a\u202eb', 'a\\\\u{202e}b'],
  ])('%s', (_, text, markdown) => expect(plain(text)).toBe(markdown));
});

test('inside HTML tags nothing is Markdown', () => {
  expect(plainInHtml('dead-letter *x* [y] <b> @me')).toBe('dead-letter &#42;x&#42; &#91;y&#93; &lt;b&gt; @<!-- -->me');
});

describe('code', () => {
  test.each([
    ['a path', 'Data/Db_1/Resource <x> &amp;', '`Data/Db_1/Resource <x> &amp;`'],
    ['nothing', '', ''],
    ['a backtick', 'a`b', '<code>a&#96;b</code>'],
    ['a pipe', 'a|b_c', '<code>a&#124;b&#95;c</code>'],
    ['a backslash', '\\|', '<code>&#92;&#124;</code>'],
    ['a hidden character', 'a\u200fb 💥', '<code>a&#92;u&#123;200f&#125;b &#128165;</code>'],
    ['a line end', 'a\nb', '`a b`'],
  ])('%s', (_, text, markdown) => expect(code(text)).toBe(markdown));
});

test.each([
  ['https://a.example/b', '[Docs](<https://a.example/b>)'],
  ['javascript:alert(1)', ''],
  ['https://a.example/ )[x](y', ''],
])('a link to %s', (address, markdown) => expect(link('Docs', address)).toBe(markdown));

test('a table', () => {
  expect(table(['A', 'B'], [['1', '2']])).toBe('| A | B |\n| --- | --- |\n| 1 | 2 |');
});
