import fc from 'fast-check';
import { InputError } from '../../../../lib/model/input-error';
import { parseJsonText } from '../../../../lib/model/source/text-json';
import { findJsonProblem } from '../../../../lib/model/source/text-json-problem';

describe('parseJsonText', () => {
  test('reads an object', () => {
    expect(parseJsonText('\uFEFF {"a": [1, true, null, "\\u00e9"]}\n', 'manifest.json')).toEqual({
      a: [1, true, null, 'é'],
    });
    expect(parseJsonText(Buffer.from('{"a": "é"}'), 'manifest.json')).toEqual({ a: 'é' });
  });

  test.each([
    ['', 'is empty'],
    ['null', 'holds nothing at its top level, not a mapping'],
    ['[]', 'holds a list at its top level, not a mapping'],
    ['"a"', 'holds a string at its top level, not a mapping'],
    ['a: 1', "cannot be read as JSON at 1:1: expected a value but found 'a'"],
    ['{', 'cannot be read as JSON at 1:2: the text ends inside a mapping. The file looks cut off'],
    ['{"a": "b', 'cannot be read as JSON at 1:9: the text ends inside a string. The file looks cut off'],
    ['{"a": "b\n"}', 'cannot be read as JSON at 1:9: a string is not closed'],
    ['{"a": "\t"}', 'cannot be read as JSON at 1:8: a control character in a string'],
    ['{"a": "\\d"}', 'cannot be read as JSON at 1:8: a backslash that JSON does not allow'],
    ['{"a": "\\u12"}', 'cannot be read as JSON at 1:8: a backslash that JSON does not allow'],
    ['{"a" 1}', "cannot be read as JSON at 1:6: expected ':' but found '1'"],
    ['{"a": 01}', "cannot be read as JSON at 1:8: expected ',' or '}' but found '1'"],
    ['{"a": .5}', "cannot be read as JSON at 1:7: expected a value but found '.'"],
    ['{"a": [1,]}', "cannot be read as JSON at 1:10: expected a value but found ']'"],
    ['{"a": 1,\n}', "cannot be read as JSON at 2:1: expected a key in double quotes but found '}'"],
    ['{"a": [1}', "cannot be read as JSON at 1:9: expected ',' or ']' but found '}'"],
    ['{"a": True}', "cannot be read as JSON at 1:7: expected a value but found 'T'"],
    ['{"a": 1}\n{"b": 2}', "cannot be read as JSON at 2:1: the text should end here but '{' follows"],
    ['{"a": 😀}', "cannot be read as JSON at 1:7: expected a value but found '😀'"],
    ['{\r\n"a":\r1\n x}', "cannot be read as JSON at 4:2: expected ',' or '}' but found 'x'"],
  ])('refuses %j', (text, message) => {
    expect(() => parseJsonText(text, 'manifest.json')).toThrow(new InputError('manifest.json', message));
  });
});

describe('findJsonProblem', () => {
  test('agrees with JSON.parse on what is JSON', () => {
    const text = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom('', ',', '"', '{', '}', '[', ']', ':', '0', '-', 'e', '.', '\\', ' ', '\n', 'null'),
      )
      .map(([json, at, insert]) => {
        const position = at % (json.length + 1);
        return {
          cut: json.slice(0, position),
          changed: json.slice(0, position) + insert + json.slice(position + (at % 2)),
        };
      });
    fc.assert(
      fc.property(text, ({ cut, changed }) => {
        for (const each of [cut, changed])
          expect([each, findJsonProblem(each) === undefined]).toEqual([each, isJson(each)]);
      }),
      { numRuns: 3000 },
    );
  });

  test('finds the place where a cut-off text ends', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 }), fc.nat(), (json, at) => {
        const text = JSON.stringify(json);
        const cut = text.slice(0, 1 + (at % (text.length - 1)));
        const problem = findJsonProblem(cut)!;
        // A number or word may be cut in the middle, so the place is that of its beginning at the earliest.
        expect(problem.offset).toBeGreaterThanOrEqual(cut.search(/[-+\w.\\]*$/));
      }),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
