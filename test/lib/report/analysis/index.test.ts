import { analysisSections } from '../../../../lib/report/analysis';
import { sectionInMarkdown } from '../../../../lib/report/markdown-sections';
import { applicationOf } from '../../analysis/templates';
import { assessment, finding } from '../documents';
import { analysed, shop } from './shops';

const sections = analysisSections(analysed(shop()), 50);

/** A section of the shop's page, as Markdown. */
function shown(heading: string): string {
  const section = sections.find((each) => each.heading === heading);
  if (section === undefined) throw new Error(`no section is called ${heading}`);
  return sectionInMarkdown(section, 2);
}

test('the sections stand in this order', () => {
  expect(sections.map(({ heading }) => heading)).toEqual([
    'Journeys',
    'Single points of failure',
    'Failures by journeys',
    'Recovery of each component',
    'Surge',
    'Risk register',
  ]);
});

test('a journey: policy against estimate, weakest links, the way back, availability, score', () => {
  const text = shown('Journeys');
  expect(text).toContain(`### Buy

Tier CRITICAL, owner shop, 4 components; it begins at \`S/Order\`.

| Disruption | RTO | Asked | Verdict | RPO | Asked | Verdict | Worst |
| --- | --- | --- | --- | --- | --- | --- | --- |
| Software | 1 h 15 min | 1 h | **missed by 15 min** | 0 s | 1 h | met |  |
| Infrastructure | 0 s |  | no target | 0 s |  | no target |  |
| Availability Zone | 0 s |  | no target | 0 s |  | no target |  |
| Region | 1 h 45 min | 1 h | **missed by 45 min** | 0 s | 1 min | met | \`eu-west-1\` |
`);
  expect(text).toContain('- Software RTO: were `S/Order` perfect, 0 s instead of 1 h 15 min.\n');
  expect(text).toContain('- Availability: were `Clearing` perfect, 99.85 % instead of 99.3508 %.\n');
  expect(text).toContain('| 45 min | 1 h 15 min | `S/Order` | people who decide |\n');
  expect(text).toContain('Availability, by what is promised: 99.3508 %; asked are 99.9 %: missed');
  expect(text).toContain(
    '| `S/Mail` | 99.9 | queues of a Region | aws.amazon.com/messaging/sla (medium confidence) |\n',
  );
  expect(text).toContain('#### Resilience score: 0 of 100\n');
  expect(text).toContain(
    '| Tests | 0 | 20 | 0 of 1 recoveries are shown by a fresh test that passed | `region on journey Buy` |',
  );
});

test('findings on a weakest link are named', () => {
  const findings = [finding({ constructPath: 'S/Order', disruptions: ['software'], ruleId: 'Versioned' })];
  const [journeys] = analysisSections(analysed(shop(), { findings }), 50);
  expect(sectionInMarkdown(journeys!, 2)).toContain(
    '- Software RTO: were `S/Order` perfect, 0 s instead of 1 h 15 min. Findings that say how: `Versioned`.\n',
  );
});

test('single points of failure by kind, with way and evidence', () => {
  expect(shown('Single points of failure')).toBe(`## Single points of failure

Each stops the journeys beside it when it alone is lost.

**1 third party: is in the hands of its provider**

| What | Stops | Because | Read from |
| --- | --- | --- | --- |
| \`Clearing\` | Buy | Buy &gt; \`Clearing\` |  |

**1 Region: takes down all that is in it**

| What | Stops | Because | Read from |
| --- | --- | --- | --- |
| \`eu-west-1\` | Buy |  |  |

**2 regional services: redundant within its Region: lost by mistake, by a failure of the service or with the Region**

| What | Stops | Because | Read from |
| --- | --- | --- | --- |
| \`S/Order\` | Buy | Buy &gt; \`S/Order\` | VpcConfig is absent: AWS Lambda runs it in several Availability Zones (\`Properties.VpcConfig\`) |
| \`S/Mail\` | Buy | Buy &gt; \`S/Order\` &gt; \`S/Mail\` (partly inferred) | Amazon SQS keeps each message in several Availability Zones |`);
});

test('the risk register, from both sides', () => {
  const text = shown('Risk register');
  expect(text).toContain('| 1 | `S/Order` | faulty release or data | stopped | 9 | 6 | 10 | 540 | **high** |\n');
  expect(text).toContain('| 7 | `S/SendMail` | is out | delayed | 6 | 3 | 10 | 180 | low |');
  expect(text).toContain(
    '| 2 | `Clearing` | does not answer | 9 | 6 | 10 | 540 | **high** | S: Buy (CRITICAL) is STOPPED: 9; O: 99.5 % of the time; D: no alarm tells of it |',
  );
});

test('what is left out of long tables is said', () => {
  const short = analysisSections(analysed(shop()), 1)
    .map((each) => sectionInMarkdown(each, 2))
    .join('\n');
  expect(short).toContain('**Components (the worst 1 of 3)**');
  expect(short).toContain('**Software (the slowest 1 of 3)**');
  expect(short).toContain('**Buy (CRITICAL): the worst 1 of 7**');
  expect(short).toContain(
    '2 regional services: redundant within its Region: lost by mistake, by a failure of the service or with the Region (1 of them shown)',
  );
});

test.each([
  ['was not analysed', assessment()],
  ['has no journeys', analysed(applicationOf({ resources: { Mail: { Type: 'AWS::SQS::Queue' } } }))],
])('nothing is told of what %s', (_, of) => expect(analysisSections(of, 50)).toEqual([]));
