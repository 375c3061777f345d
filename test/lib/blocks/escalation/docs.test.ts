import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULTS as ESCALATION } from '../../../../lib/blocks/escalation/defaults';
import { DEFAULTS as JOURNEYS } from '../../../../lib/blocks/journey-alarms/defaults';

const BLOCKS = join(__dirname, '../../../../lib/blocks');

/** The `@default` of each optional prop of a file. */
function documented(file: string): Record<string, string> {
  const text = readFileSync(join(BLOCKS, file), 'utf8');
  const props = text.matchAll(/@default (.+)\n\s+\*\/\n\s+readonly (\w+)\?:/g);
  return Object.fromEntries([...props].map(([, value, name]) => [name!, value!]));
}

test('what the documentation says of defaults is what the code takes', () => {
  expect(documented('escalation/escalation-policy-props.ts')).toEqual({
    escalateAfter: `Duration.minutes(${ESCALATION.escalateAfterMinutes})`,
    acknowledgementLasts: `Duration.minutes(${ESCALATION.acknowledgementMinutes})`,
    tier: '- that of the nearest `ResiliencyPolicy`',
    encryptionKey: '- a key of its own',
    acknowledgeEndpoint: 'true',
  });
  expect(documented('journey-alarms/journey-alarms-props.ts')).toMatchObject({
    minimumRequests: String(JOURNEYS.minimumRequests),
  });
});
