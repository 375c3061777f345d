import { writeFileSync } from 'node:fs';
import { CASES } from '/work/main/test/lib/blocks/health-alarms/registry.cases';
import { alarmsOn, stackWith } from '/work/main/test/lib/blocks/health-alarms/render';
test('print', () => {
  const out = CASES.map(({ name, resources, region }) => ({ name, alarms: alarmsOn(stackWith(resources, region), 'Subject') }));
  writeFileSync('/tmp/ha/out.json', JSON.stringify(out, null, 1));
});
