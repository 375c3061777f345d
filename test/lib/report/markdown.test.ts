import type { Assessment } from '../../../lib/assessment/document';
import { render } from '../../../lib/report';
import {
  acceptance,
  accepted,
  assessment,
  document,
  finding,
  hostileAssessment,
  manyFindings,
  PLAIN,
  undetermined,
} from './documents';

const markdown = (...assessments: Assessment[]): string => render('markdown', document(...assessments), PLAIN);

test('one finding', () => {
  const shown = assessment({ findings: [finding({ source: 'lib/data.ts:12:3', condition: 'IsProd is false' })] });
  expect(markdown(shown)).toBe(`## ❌ Resilience gate closed

| Application | Gate | Errors | Warnings | Accepted | Undetermined |
| --- | --- | --- | --- | --- | --- |
| \`App\` | **closed** | 1 | 0 | 0 | 0 |

### \`App\`

**Gate closed:** 1 to mend.

7 resources in 1 stack judged by 80 rules (recommended) as of 2026-11-23.

#### 1 error

<details open><summary><b>OneZone</b>: It runs in one zone</summary>

The zone takes it down.

**Fix:** Set MultiAZ to true. [Documentation](<https://docs.aws.amazon.com/one-zone>)

| Where | Property | When | Source |
| --- | --- | --- | --- |
| \`Data/Db/Resource\` | \`Properties.MultiAZ\` | IsProd is false | \`lib/data.ts:12:3\` |

</details>

<sub>cdk-resilience 9.8.7</sub>
`);
});

test('nothing found', () => {
  expect(markdown(assessment())).toBe(`## ✅ Resilience gate open

| Application | Gate | Errors | Warnings | Accepted | Undetermined |
| --- | --- | --- | --- | --- | --- |
| \`App\` | open | 0 | 0 | 0 | 0 |

### \`App\`

7 resources in 1 stack judged by 80 rules (recommended) as of 2026-11-23.

<sub>cdk-resilience 9.8.7</sub>
`);
});

test('nothing assessed', () => {
  expect(markdown()).toBe('## Nothing was assessed\n\n<sub>cdk-resilience 9.8.7</sub>\n');
});

test('what was accepted, left open or left out', () => {
  const shown = markdown(
    assessment({
      findings: [accepted()],
      acceptances: [acceptance(), acceptance({ scope: 'Data/Other' }), acceptance({ ruleId: 'Idle', findings: [] })],
      undetermined: [undetermined(), undetermined({ ruleId: 'Other' })],
      missingContext: ['vpc:x'],
      skipped: [{ stack: 'Data', templatePath: 'n.json', because: 'the file is missing' }],
      options: { ...assessment().options, overridden: ['tier'] },
    }),
  );
  expect(shown.slice(shown.indexOf('Flags'))).toBe(`Flags override what the packs were told: tier.

<details><summary>1 finding accepted</summary>

| Rule | Reason | Owner | Expires | Findings |
| --- | --- | --- | --- | --- |
| \`OneZone\` | Not used at night. | ops@<!-- -->example.com | 2027-03-31 | 2 |

</details>

<details><summary>2 verdicts undetermined: left open by the template</summary>

| Verdicts | Because | Rules |
| --- | --- | --- |
| 2 | parameter 'Zones' has no default | \`OneZone\`, \`Other\` |

</details>

#### Context look-ups not made

CDK wrote stand-ins for their values. What hangs on them is undetermined.

- \`vpc:x\`

#### Left out, so not judged

- \`Data\` in \`n.json\`: the file is missing

<sub>cdk-resilience 9.8.7</sub>
`);
  expect(shown).toContain('| Application | Gate | Errors | Warnings | Accepted | Undetermined | Left out |');
});

test('worse comes first, and is unfolded where it is little', () => {
  const rules = (severity: 'fatal' | 'error' | 'warning' | 'info', times: number) =>
    Array.from({ length: times }, (_, i) => finding({ severity, ruleId: `${severity}${i}` }));
  const findings = [...rules('info', 1), ...rules('warning', 4), ...rules('error', 3), ...rules('fatal', 1)];
  const shown = markdown(assessment({ findings }), assessment({ application: 'Prod' }));
  expect(shown.match(/^(#+ .*|<details.*?>)/gm)).toEqual([
    '## ❌ Resilience gate closed',
    '### `App`',
    '#### 1 failure',
    '<details open>',
    '#### 3 errors',
    ...Array<string>(3).fill('<details open>'),
    '#### 4 warnings',
    ...Array<string>(4).fill('<details>'),
    '#### 1 info',
    '<details>',
    '### `Prod`',
  ]);
  expect(shown).toContain('| `App` | **closed** | 1 | 3 | 4 | 1 | 0 | 0 |');
});

test('findings of one rule share their reason; what is said of each stands beside it', () => {
  const told = (detail: string) => finding({ detail });
  const shown = markdown(assessment({ findings: [told('In a|b.'), told('In c.')] }));
  expect(shown).toContain(`<details open><summary><b>OneZone</b>: It runs in one zone (2)</summary>

The zone takes it down.
`);
  expect(shown).toContain(`| Where | Property | Detail |
| --- | --- | --- |
| \`Data/Db/Resource\` | \`Properties.MultiAZ\` | In a\\|b. |
| \`Data/Db/Resource\` | \`Properties.MultiAZ\` | In c. |`);
});

test('what was read makes no markup, no link and no mention', () => {
  const shown = markdown(hostileAssessment());
  const tags = new Set(shown.replace(/`[^`\n]*`/g, '').match(/<[^>]*>/g));
  expect([...tags].sort()).toEqual([
    '<!-- -->',
    '</b>',
    '</code>',
    '</details>',
    '</sub>',
    '</summary>',
    '<b>',
    '<code>',
    '<details open>',
    '<details>',
    '<sub>',
    '<summary>',
  ]);
  expect(shown).not.toMatch(/@me|(?<!\\)\]\(j/);
  expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  const tables = shown.split(/\n(?!\|)/).flatMap((part) => part.match(/^\|[^]*/m) ?? []);
  expect(tables.length).toBeGreaterThan(10);
  for (const table of tables) {
    const pipes = table.split('\n').map((line) => line.match(/(?<!\\)\|/g)?.length);
    expect(new Set(pipes).size).toBe(1);
  }
});

test('many findings', () => {
  const shown = markdown(assessment({ findings: manyFindings() }));
  expect(shown.match(/<details>/g)).toHaveLength(20);
  expect(shown.match(/^\| `Stack/gm)).toHaveLength(500);
});
