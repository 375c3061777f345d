import { severityOf } from '../../../lib/engine/severity';
import type { Strictness } from '../../../lib/engine/vocabulary';
import { TIERS } from '../../../lib/intent/schema/tier';

const rule = (severity: 'error' | 'warning', strictness: Strictness): Parameters<typeof severityOf>[0] => ({
  id: 'Rule',
  severity,
  strictness,
});

test.each<[tier: (typeof TIERS)[number] | undefined, essential: string, recommended: string, exhaustive: string]>([
  [undefined, 'warning', 'warning', 'warning'],
  ['MISSION_CRITICAL', 'error', 'error', 'warning'],
  ['CRITICAL', 'error', 'warning', 'warning'],
  ['CORE_SERVICES', 'error', 'warning', 'warning'],
  ['IMPORTANT', 'warning', 'warning', 'warning'],
  ['NON_CRITICAL', 'warning', 'warning', 'warning'],
])('the tier %s makes of warnings %s, %s and %s', (tier, ...expected) => {
  const strictnesses = ['essential', 'recommended', 'exhaustive'] as const;
  expect(strictnesses.map((strictness) => severityOf(rule('warning', strictness), tier))).toEqual(expected);
});

test.each([undefined, ...TIERS])('an error stays one in the tier %s', (tier) => {
  expect(severityOf(rule('error', 'exhaustive'), tier)).toBe('error');
});

test('the severity that the user gives wins', () => {
  expect(severityOf(rule('error', 'essential'), 'MISSION_CRITICAL', { Rule: 'info' })).toBe('info');
  expect(severityOf(rule('warning', 'essential'), undefined, { Rule: 'fatal' })).toBe('fatal');
  expect(severityOf(rule('warning', 'essential'), undefined, { Other: 'fatal' })).toBe('warning');
  expect(severityOf({ ...rule('warning', 'essential'), id: 'constructor' }, undefined, {})).toBe('warning');
});
