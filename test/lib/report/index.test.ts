import { FORMATS, render } from '../../../lib/report';
import { assessment, document, finding, PLAIN } from './documents';

const DOCUMENT = document(assessment({ findings: [finding()] }), assessment({ application: 'Prod' }));

test('formats', () => expect(FORMATS).toEqual(['console', 'json', 'markdown', 'html']));

test.each(FORMATS)('%s is the same every time and ends with one line feed', (format) => {
  const text = render(format, DOCUMENT, PLAIN);
  expect(text).toMatch(/[^\n]\n+$/);
  expect(text.endsWith('\n')).toBe(true);
  expect(render(format, structuredClone(DOCUMENT), PLAIN)).toBe(text);
});

test.each(FORMATS)('%s can be told the source lines', (format) => {
  const text = render(format, DOCUMENT, { ...PLAIN, sourceLine: () => 'template.yaml:7:1' });
  expect(text.includes('template.yaml:7:1')).toBe(format !== 'json');
});

test('json is the document, schema version first', () => {
  const text = render('json', DOCUMENT, PLAIN);
  expect(JSON.parse(text)).toEqual(DOCUMENT);
  expect(text.split('\n').slice(0, 3)).toEqual(['{', '  "schemaVersion": "1.0",', '  "tool": {']);
  expect(text.endsWith('}\n')).toBe(true);
});
