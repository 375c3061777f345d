import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvidence } from '../../lib/analysis/evidence/schema';
import { readConfiguration } from '../../lib/assessment/configuration';
import { examplesIn, resultOf } from './worked-examples';

const page = readFileSync(join(__dirname, '../../docs/analysis.md'), 'utf8');
const examples = examplesIn(page);

test('the page has worked examples of each method', () => {
  const asked = new Set(examples.map((each) => each.asked.replace(/ --.*/, '')));
  expect([...asked].sort()).toEqual([
    'availability',
    'dependencies',
    'recovery',
    'recovery of components',
    'risks',
    'score',
    'simulate',
    'single points',
    'surge',
    'way back',
    'weakest links',
  ]);
});

test('the files that the page shows can be read', () => {
  const [estimates, evidence] = [...page.matchAll(/^```json\n([^]*?)^```$/gm)].map(([, body]) => body as string);
  expect(readConfiguration(JSON.parse(estimates!), 'estimates').estimates?.components).toHaveLength(2);
  expect(readEvidence(evidence!, 'evidence', '2026-11-23')).toHaveLength(2);
});

test.each(examples)('what stands in line $line is what comes out: $asked', (example) => {
  expect(resultOf(example)).toBe(example.result);
});
