import { terminalPicture } from '../../scripts/terminal-picture';

const texts = (picture: string): string[] => picture.match(/<text.*?<\/text>/g) ?? [];

it('draws text where the terminal has it, in its style', () => {
  const picture = terminalPicture(['ab  \x1b[1m\x1b[31mno\x1b[39m\x1b[22m c', '', '  \x1b[2mat\x1b[22m'], 'A title');
  expect(texts(picture)).toEqual([
    '<text x="20" y="34">ab</text>',
    '<text x="53.6" y="34" fill="#ff8f86" font-weight="bold">no</text>',
    '<text x="78.8" y="34">c</text>',
    '<text x="36.8" y="74" opacity="0.65">at</text>',
  ]);
  expect(picture).toContain('viewBox="0 0 108 100"');
  expect(picture).toContain('<title>A title</title>');
});

it('escapes markup', () => {
  expect(texts(terminalPicture(['a <b> & c'], ''))).toEqual(['<text x="20" y="34">a &lt;b&gt; &amp; c</text>']);
});

it('refuses what it cannot draw', () => {
  expect(() => terminalPicture(['\x1b[45mx'], '')).toThrow('escape sequence 45 has no picture');
});
