import { analysed } from '../../../../lib/analysis/analysis';
import { lossesNamed } from '../../../../lib/analysis/failure/named-losses';
import { scenarioOf } from '../../../../lib/analysis/failure/scenario';
import { renderSimulation } from '../../../../lib/report/simulation';
import type { SimulationDocument } from '../../../../lib/report/simulation/document';
import { hostileShop } from '../analysis/shops';
import { HOSTILE, PLAIN } from '../documents';

const { system, detection, returns } = analysed(hostileShop());
const DOCUMENT: SimulationDocument = {
  tool: { name: 'cdk-resilience', version: '9.8.7' },
  applications: [
    {
      application: HOSTILE,
      source: HOSTILE,
      journeys: system.journeys.map(({ name }) => ({ name, isImplied: false, components: [] })),
      failures: [],
      cases: lossesNamed(system, 'SendMail').map((loss) => scenarioOf(system, loss, detection, returns)),
      bounded: [HOSTILE],
    },
  ],
};

test('what was read cannot steer the terminal', () => {
  const text = renderSimulation('console', DOCUMENT, PLAIN);
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text).toContain('\\u{202e}RTL\\u{1b}[31m');
});

test('what was read makes no markup, no link and no mention', () => {
  const shown = renderSimulation('markdown', DOCUMENT, PLAIN);
  const tags = new Set(shown.replace(/`[^`\n]*`/g, '').match(/<[^>]*>/g));
  expect([...tags].sort()).toEqual(['<!-- -->', '</code>', '<code>']);
  expect(shown).not.toMatch(/@me|(?<!\\)\]\(j/);
});

test('JSON is the document itself', () => {
  expect(JSON.parse(renderSimulation('json', DOCUMENT, PLAIN))).toEqual(JSON.parse(JSON.stringify(DOCUMENT)));
});

test('nothing to show is an empty text', () => {
  expect(renderSimulation('console', { ...DOCUMENT, applications: [] }, PLAIN)).toBe('\n');
});
