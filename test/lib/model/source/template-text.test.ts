import fc from 'fast-check';
import { dump } from 'js-yaml';
import { InputError } from '../../../../lib/model/input-error';
import { parseTemplateText } from '../../../../lib/model/source/template-text';
import { MAX_ALIASED_VALUES, MAX_BYTES, MAX_DEPTH } from '../../../../lib/model/source/text-limits';

const parse = (text: string | Buffer) => parseTemplateText(text, 'app.template');

describe('YAML in the wild', () => {
  test.each<[what: string, text: string, value: unknown]>([
    [
      'a bracket closed at the indentation of its key',
      'A:\n  B: {\n    "a": 1\n  }\nC: 2',
      { A: { B: { a: 1 } }, C: 2 },
    ],
    ['a bracket closed left of its key', 'A:\n  B: [\n    1,\n  2\n]\nC: 2', { A: { B: [1, 2] }, C: 2 }],
    ['JSON in YAML, indented by tabs', 'A: {\n\t"a": [\n\t\t1\n\t]\n}', { A: { a: [1] } }],
    ['quoted text that goes on left of its key', 'A:\n  B: "a\nb"\n  C: 1', { A: { B: 'a b', C: 1 } }],
    ['a comment without a space before it', 'A: "x"#c\nB: [1,#c\n2]', { A: 'x', B: [1, 2] }],
    ['a list at the indentation of its key', 'A:\n- x\n- y\nB: 1', { A: ['x', 'y'], B: 1 }],
    ['tabs after colons and before comments', 'A:\tb\nC: 1\t# c\n\t\nD: 2', { A: 'b', C: 1, D: 2 }],
    ['Windows line ends', 'A:\r\n  B: |\r\n    x\r\n    y\r\nC: 1\r\n', { A: { B: 'x\ny\n' }, C: 1 }],
    ['a byte order mark', '\uFEFFA: 1', { A: 1 }],
    ['a byte order mark before JSON', '\uFEFF{"A": 1}', { A: 1 }],
    ['a directive and document marks', '%YAML 1.1\n---\nA: 1\n...\n', { A: 1 }],
    ['documents that hold nothing', '# c\n---\n# d\n---\nA: 1\n---\n', { A: 1 }],
    ['white space before JSON', '\n \t{"A": 1}\n\n', { A: 1 }],
    ['equal keys', 'A: 1\nB: 2\nA: 3', { A: 3, B: 2 }],
    ['equal keys in JSON', '{"A": 1, "B": 2, "A": 3}', { A: 3, B: 2 }],
    [
      'aliases',
      'A: &a {x: [1, yes]}\nB: *a\nC: &s text\nD: *s',
      { A: { x: [1, true] }, B: { x: [1, true] }, C: 'text', D: 'text' },
    ],
    [
      'an alias of a short form',
      'A: &a !GetAtt B.C\nD: [*a]',
      { A: { 'Fn::GetAtt': ['B', 'C'] }, D: [{ 'Fn::GetAtt': ['B', 'C'] }] },
    ],
    ['an anchor used twice', 'A: &a 1\nB: *a\nC: &a 2\nD: *a', { A: 1, B: 1, C: 2, D: 2 }],
    ['merge keys', 'A: &a {x: 1, y: 2}\nB:\n  y: 3\n  <<: *a', { A: { x: 1, y: 2 }, B: { x: 1, y: 3 } }],
    ['a list of merges', 'A: &a {x: 1}\nB:\n  <<: [*a, {x: 2, y: no}]', { A: { x: 1 }, B: { x: 1, y: false } }],
    ['a quoted merge key', '"<<": 1', { '<<': 1 }],
    ['explicit keys', '? A\n: 1\n? B', { A: 1, B: null }],
    [
      'a value on the next line',
      'A:\n  !Ref B\nC:\n  !Sub\n    - x\n    - {}',
      { A: { Ref: 'B' }, C: { 'Fn::Sub': ['x', {}] } },
    ],
  ])('%s', (_, text, value) => expect(parse(text)).toEqual(value));

  test('the file is bytes', () => {
    expect(parse(Buffer.from('\uFEFFA: é😀'))).toEqual({ A: 'é😀' });
    expect(parse(Buffer.from('{"A": "é😀"}'))).toEqual({ A: 'é😀' });
  });
});

/** Templates of so many levels. */
const DEEP: Record<string, (levels: number) => string> = {
  json: (levels) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels),
  flow: (levels) => `a: ${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}`,
  block: (levels) => range(levels, (i) => `${' '.repeat(i)}a:`).join('\n'),
  aliases: (levels) => ['a0: &a0 []', ...range(levels - 2, (i) => `a${i + 1}: &a${i + 1} [*a${i}]`)].join('\n'),
};

function range<T>(length: number, make: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => make(index));
}

/** 10 to the power of `powers` times one value, from a line each. */
const bomb = (powers: number) =>
  ['a0: &a0 x', ...range(powers, (i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]`)].join('\n');

describe('what is no template', () => {
  const tooDeep = 'lists and mappings are nested more than 200 levels deep';
  test.each<[what: string, text: string | Buffer, message: string]>([
    ['an empty file', '', 'is empty'],
    ['an empty file of bytes', Buffer.alloc(0), 'is empty'],
    ['only a byte order mark', '\uFEFF', 'is empty'],
    ['white space', ' \r\n\t', 'holds only white space'],
    ['only comments', '# nothing\n', 'holds nothing at its top level, not a mapping'],
    ['an empty document', '---\n', 'holds nothing at its top level, not a mapping'],
    ['a null', '~', 'holds nothing at its top level, not a mapping'],
    ['a word', 'hello', 'holds a string at its top level, not a mapping'],
    ['a number', '5', 'holds a number at its top level, not a mapping'],
    ['a boolean', 'yes', 'holds a boolean at its top level, not a mapping'],
    ['a JSON string', '"hello"', 'holds a string at its top level, not a mapping'],
    ['a list', '- a', 'holds a list at its top level, not a mapping'],
    ['a JSON list', '[1]', 'holds a list at its top level, not a mapping'],
    ['a binary file', Buffer.from([0x50, 0x4b, 3, 4, 0, 0xff]), 'is a binary file, neither JSON nor YAML'],
    ['a binary file as text', 'A: \0', 'is a binary file, neither JSON nor YAML'],
    ['UTF-16', Buffer.from('\uFEFFA: 1', 'utf16le'), 'is UTF-16 text. Save it as UTF-8'],
    ['Latin 1', Buffer.from('A: 1\nB: caf\xe9\n', 'latin1'), 'is not UTF-8 text, see 2:7. Save it as UTF-8'],
    ['a cut-off character', Buffer.from('A: é').subarray(0, 4), 'is not UTF-8 text, see 1:4. Save it as UTF-8'],
    ['a huge file', Buffer.alloc(MAX_BYTES + 1), 'is larger than 128 MB'],

    [
      'truncated JSON',
      '{"A": {\n  "B": [1, 2',
      'cannot be read as JSON at 2:13: the text ends inside a list. The file looks cut off',
    ],
    [
      'JSON with comments',
      '{\n// c\n"A": 1}',
      "cannot be read as JSON at 2:1: expected a key in double quotes but found '/'",
    ],
    ['YAML in brackets', '{A: 1}', "cannot be read as JSON at 1:2: expected a key in double quotes but found 'A'"],

    [
      'tabs as indentation',
      'A:\n\tB: 1',
      'cannot be read as YAML at 2:1: tab characters must not be used in indentation. Indent with spaces',
    ],
    ['bad indentation', 'A:\n  B: 1\n C: 2', 'cannot be read as YAML at 3:2: bad indentation of a mapping entry'],
    ['a colon in a value', 'A: b: c', 'cannot be read as YAML at 1:5: bad indentation of a mapping entry'],
    [
      'an open quote',
      'A: "b\n',
      'cannot be read as YAML at 2:1: unexpected end of the stream within a double quoted scalar',
    ],
    [
      'an open bracket',
      'A: [1,\n  2\n',
      'cannot be read as YAML at 3:1: unexpected end of the stream within a flow collection',
    ],
    [
      'a control character',
      'A: b\u0007',
      'cannot be read as YAML at 1:6: the stream contains non-printable characters',
    ],
    [
      'two documents',
      '# c\n---\nA: 1\n---\n# d\nB: 2',
      'cannot be read as YAML at 6:1: a second document begins here, and a template is one',
    ],
    [
      'a * for all',
      'A:\n  Resource: *',
      'cannot be read as YAML at 2:14: a * that begins a value makes it an alias. Put a value that begins with * in quotes',
    ],
    [
      'an alias of nothing',
      'A: *.txt',
      'cannot be read as YAML at 1:9: unidentified alias ".txt". Put a value that begins with * in quotes',
    ],
    [
      'a short form before another',
      'A: !Base64 !Sub x',
      'cannot be read as YAML at 1:12: a short-form function stands directly before another. ' +
        'Write the outer function in its long form, such as Fn::Base64',
    ],
    [
      'a tag of YAML that CloudFormation lacks',
      'A: !!set {b}',
      'cannot be read as YAML at 1:13: CloudFormation has no tag !!set',
    ],
    [
      'a merge of text',
      'A:\n  <<: b',
      `cannot be read as YAML at 2:8: '<<' stands before something that is no mapping`,
    ],
    [
      'a placeholder',
      'A: 1\nB:\n  - C: {{ name }}',
      'cannot be read as YAML at 3:5: a mapping stands where a key must be. Render {{ placeholders }} first',
    ],
    [
      'a short form as key',
      'A:\n  !Ref B: 1',
      'cannot be read as YAML at 1:1: a mapping stands where a key must be. Render {{ placeholders }} first',
    ],

    ['deep JSON', DEEP.json!(100_000), `cannot be read as JSON at 1:1001: ${tooDeep}`],
    ['deep JSON that is cut off', '['.repeat(100_000), `cannot be read as JSON at 1:201: ${tooDeep}`],
    ['deep YAML', DEEP.flow!(100_000), `cannot be read as YAML at 1:204: ${tooDeep}`],
    ['deep YAML that is cut off', `a: ${'['.repeat(100_000)}`, `cannot be read as YAML at 1:204: ${tooDeep}`],
    ['deep YAML by aliases', DEEP.aliases!(10_000), `cannot be read as YAML at 199:6: ${tooDeep}`],
    [
      'an alias of itself',
      'A: 1\nB: &b\n  - C: *b',
      'cannot be read as YAML at 3:5: an alias stands for something it is a part of',
    ],
    [
      'an alias of itself in a short form',
      'A: &a !If [*a]',
      'cannot be read as YAML at 1:12: an alias stands for something it is a part of',
    ],
    [
      'an alias bomb',
      bomb(60),
      'cannot be read as YAML at 7:1: aliases add more than 250,000 values to what is written',
    ],
    [
      'a merge bomb',
      ['a0: &a0 {x: 1}', ...range(60, (i) => `a${i + 1}: &a${i + 1} {y: *a${i}, <<: *a${i}, z: *a${i}}`)].join('\n'),
      'cannot be read as YAML at 17:1: aliases add more than 250,000 values to what is written',
    ],
    [
      'many merges',
      `A: &a {${range(1000, (i) => `k${i}: 1`).join(', ')}}\n` + range(101, (i) => `B${i}: {<<: *a}`).join('\n'),
      `cannot be read as YAML at 101:13: '<<' copies more than 100,000 keys`,
    ],
  ])('%s', (_, text, message) => {
    const started = performance.now();
    let thrown: unknown;
    try {
      parse(text);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InputError);
    expect((thrown as InputError).message).toBe(`app.template: ${message}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  test('as deep as may be', () => {
    for (const make of Object.values(DEEP)) {
      expect(() => parse(make(MAX_DEPTH))).not.toThrow();
      expect(() => parse(make(MAX_DEPTH + 1))).toThrow(tooDeep);
    }
  });

  test('as many aliased values as may be', () => {
    const aliases = (count: number) => `A: &a [${'x,'.repeat(999)}]\nB: [${'*a,'.repeat(count)}]`;
    // Each alias adds a list of 999 values, and stands for one of the values that are written.
    expect(parse(aliases(MAX_ALIASED_VALUES / 1000))['B']).toHaveLength(MAX_ALIASED_VALUES / 1000);
    expect(() => parse(aliases(MAX_ALIASED_VALUES / 1000 + 3))).toThrow('aliases add more than');
  });
});

describe('any template', () => {
  // js-yaml's dump leaves text such as a:] without quotes in a flow collection.
  const text = fc.string({ unit: 'grapheme' }).filter((each) => !/:[,[\]{}]/.test(each));
  const key = fc.oneof(fc.constantFrom('Resources', 'Ref', 'on', '<<', '012', '__proto__', 'a b', ''), text);
  const scalar = fc.oneof(
    text,
    fc.constantFrom(
      'yes',
      'NO',
      'y',
      '012345678901',
      '1.10',
      '2012-10-17',
      '~',
      '*',
      '!Ref x',
      'a: b',
      '# c',
      '\u0085',
    ),
    fc.integer(),
    // It also writes 5e-324 as 5.e-324.
    fc.double({ noDefaultInfinity: true, noNaN: true }).filter((number) => !String(number).includes('e')),
    fc.boolean(),
    fc.constant(null),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 5 }, scalar, fc.array(tie('value'), { maxLength: 4 }), tie('mapping')),
    mapping: fc.dictionary(key, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  }));
  const template = fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true });

  test('in JSON is what JSON.parse makes of it', () => {
    fc.assert(
      fc.property(template, fc.constantFrom(0, 1, '\t'), (json, indent) => {
        const written = JSON.stringify(json, null, indent);
        expect(parse(written)).toEqual(JSON.parse(written));
      }),
    );
  });

  test('in YAML is what was written', () => {
    fc.assert(
      fc.property(template, fc.boolean(), fc.constantFrom(-1, 1, 3), (json, forceQuotes, flowLevel) => {
        // A flow mapping at the top is JSON to CloudFormation, so the template goes one level down.
        const wrapped = JSON.parse(JSON.stringify({ Top: json })) as { Top: unknown };
        expect(parse(dump(wrapped, { forceQuotes, flowLevel }))).toEqual(wrapped);
      }),
    );
  });

  test('and any other text has an answer', () => {
    const snippets = [
      'A',
      ': ',
      '- ',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '&a ',
      '*a',
      '!Ref ',
      '!GetAtt ',
      '<<',
      '|',
      '>',
      '#',
      '---',
      '? ',
      '\t',
      '%',
      '5',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...snippets), { maxLength: 30 }), (parts) => {
        try {
          JSON.stringify(parse(parts.join('')));
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
