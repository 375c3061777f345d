import { createHash } from 'node:crypto';
import type { Assessment } from '../../../lib/assessment/document';
import { render } from '../../../lib/report';
import {
  acceptance,
  accepted,
  assessment,
  document,
  finding,
  HOSTILE,
  hostileAssessment,
  manyFindings,
  PLAIN,
  undetermined,
} from './documents';

/** Without the spaces that only indent the markup. */
const page = (...assessments: Assessment[]): string =>
  render('html', document(...assessments), PLAIN).replace(/\s*\n\s*/g, '');

/** From a text up to the next heading of a section. */
const section = (text: string, heading: string): string => text.split(`<h3>${heading}</h3>`)[1]?.split('<h3>')[0] ?? '';

describe('one finding', () => {
  const shown = page(
    assessment({
      source: 'cdk.out',
      findings: [
        finding({
          source: 'lib/data.ts:12:3',
          condition: 'IsProd is false',
          related: [{ stack: 'Net', logicalId: 'Subnet' }],
        }),
      ],
    }),
  );

  test('says what it is about before anything else', () => {
    expect(shown).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8" \/>/);
    expect(shown).toContain('<title>Resilience of App: gate closed</title>');
    expect(shown).toContain('<h1>Resilience assessment</h1><p>App, as of 2026-11-23</p>');
    expect(shown).toContain('<p><span class="verdict">Gate closed</span>:1 to mend.</p>');
    expect(shown).toContain('7 resources in 1 stack judged by 80 rules(recommended), read from <code>cdk.out</code>.');
    expect(shown).toContain('<div class="errors"><dt>Errors</dt><dd>1</dd></div>');
    expect(shown).toContain('<div class="none"><dt>Warnings</dt><dd>0</dd></div>');
  });

  test('tells it', () => {
    expect(shown.slice(shown.indexOf('<article'), shown.indexOf('</article>'))).toBe(
      '<article class="card statement"><header><span class="severity error">error</span>' +
        '<h4>It runs in one zone</h4><span class="count">1 place</span></header>' +
        '<p class="tags"><code>OneZone</code> · Single point of failure · Infrastructure, Availability Zone</p>' +
        '<p>The zone takes it down.</p>' +
        '<p><strong>Fix:</strong> Set MultiAZ to true. ' +
        '<a href="https://docs.aws.amazon.com/one-zone" rel="noreferrer">Documentation</a></p>' +
        '<ul class="places"><li data-severity="error" data-status="open" data-rule="OneZone" data-stack="Data">' +
        '<div class="where"><code>Data/Db/Resource</code></div>' +
        '<div class="facts"><span>at <code>Properties.MultiAZ</code></span>' +
        '<span>when <code>IsProd is false</code></span><span>line <code>lib/data.ts:12:3</code></span>' +
        '<span>AWS::RDS::DBInstance</span><span>with <code>Net/Subnet</code></span></div></li></ul>',
    );
  });

  test('counts it', () => {
    const overview = section(shown, 'Overview of open findings');
    const numbers = [...overview.matchAll(/<th scope="row">([^<]*)<\/th>.*?<td class="number">(\d+)<\/td>/g)];
    expect(numbers.map(([, name, number]) => `${name} ${number}`)).toEqual([
      'Single point of failure 1',
      'Excessive load 0',
      'Excessive latency 0',
      'Misconfiguration and bugs 0',
      'Shared fate 0',
      'Software 0',
      'Infrastructure 1',
      'Availability Zone 1',
      'Region 0',
      'Data 1',
    ]);
    expect(overview).toContain('<rect class="error" x="0.00" width="100.00" height="8" />');
  });

  test('can be filtered', () => {
    const form = shown.slice(shown.indexOf('<form'), shown.indexOf('</form>'));
    expect(form).toContain('<form class="filter" id="filter" hidden aria-label="Filter findings">');
    expect(form.match(/value="[^"]*"/g)).toEqual(
      ['error', '', 'open', 'accepted', '', 'OneZone', '', 'Data'].map((value) => `value="${value}"`),
    );
  });
});

test('nothing found', () => {
  const shown = page(assessment());
  expect(shown).toContain('<title>Resilience of App: gate open</title>');
  expect(shown).toContain('<span class="verdict">Gate open</span>:no open finding closes it.');
  expect(section(shown, 'Findings')).toBe('<p class="card">No findings.</p>');
  expect(shown).not.toMatch(/<form|Overview|Accepted risks|Undetermined:|Left out, so|Templates/);
});

test('nothing assessed', () => {
  const shown = page();
  expect(shown).toContain('<title>Resilience of 0 applications</title>');
  expect(shown).toContain('<main id="content"><p>Nothing was assessed.</p><footer>');
});

test('several applications', () => {
  const shown = page(assessment({ findings: [finding()] }), assessment({ application: 'Prod' }));
  expect(shown).toContain('<title>Resilience of 2 applications: gate closed</title>');
  expect(shown).toContain('<td class=""><a href="#application-1">App</a></td>');
  expect(shown).toContain('<td class=""><span class="open"><span class="verdict">open</span></span></td>');
  expect(shown.match(/<section class="application" id="application-\d" aria-labelledby="name-\d">/g)).toHaveLength(2);
  expect(shown.match(/<form/g)).toHaveLength(1);
});

test('what was accepted, left open or left out, how it was judged, and what', () => {
  const shown = page(
    assessment({
      findings: [finding({ severity: 'warning' }), accepted()],
      acceptances: [acceptance(), acceptance({ ruleId: 'Idle', scope: '', owner: 'not stated', findings: [] })],
      undetermined: [undetermined(), undetermined({ path: '', status: 'accepted' })],
      missingContext: ['vpc:x'],
      skipped: [{ stack: 'Data', templatePath: 'n.json', because: 'the file is missing' }],
      templates: [
        { stack: 'Data', templatePath: 'Data.template.json', digest: 'abc' },
        { stack: 'Net', templatePath: 'Net.template.json' },
      ],
      customRules: ['Ours'],
      options: {
        strictness: 'recommended',
        failOn: 'error',
        undetermined: 'ignore',
        asOf: '2026-11-23',
        region: 'eu-west-1',
        parameters: { Env: 'prod' },
        overridden: ['tier'],
        packs: [
          {
            pack: 'A',
            strictness: 'essential',
            failOn: 'never',
            undetermined: 'fail',
            tier: 'CRITICAL',
            except: ['X', 'Y'],
          },
          { pack: 'B', strictness: 'exhaustive', failOn: 'warning', undetermined: 'warn', severities: { X: 'info' } },
        ],
      },
    }),
  );
  expect(shown).toContain('no open finding closes it. Not judged: 2 verdicts undetermined, 1 thing left out.');
  expect(shown).toContain('<span class="count">2 places, 1 accepted</span>');
  expect(shown).toContain(
    '<li data-severity="error" data-status="accepted" data-rule="OneZone" data-stack="Data">' +
      '<div class="where"><span class="severity error">error</span><code>Data/Db/Resource</code></div>',
  );
  expect(shown).toContain(
    '<div class="accepted">Accepted by ops@example.com until 2027-03-31: Not used at night.</div>',
  );
  const cells = (heading: string): (string | undefined)[] =>
    [...section(shown, heading).matchAll(/<(?:td|dd|dt|h4)[^>]*>(.*?)<\/(?:td|dd|dt|h4)>/g)].map(([, cell]) => cell);
  expect(cells('Accepted risks')).toEqual(
    ['<code>OneZone</code>', '<code>Data/Db</code>', 'Not used at night.', 'ops@example.com', '2027-03-31', '1'].concat(
      ['<code>Idle</code>', 'everything', 'Not used at night.', 'not stated', '2027-03-31', '0'],
    ),
  );
  expect(section(shown, 'Undetermined: left open by the template').trim()).toBe(
    '<div class="card"><details><summary>2 verdicts: parameter &#39;Zones&#39; has no default</summary><ul class="places">' +
      '<li><div class="where"><code>Data/Db1A2B3C4D</code></div><div class="facts"><code>OneZone</code>' +
      '<span>at <code>Properties.MultiAZ</code></span></div></li>' +
      '<li><div class="where"><code>Data/Db1A2B3C4D</code></div><div class="facts"><code>OneZone</code>' +
      '<span>accepted</span></div></li></ul></details></div>',
  );
  expect(cells('Left out, so not judged')).toEqual(['<code>Data</code>', '<code>n.json</code>', 'the file is missing']);
  expect(section(shown, 'Context look-ups not made')).toContain('<ul><li><code>vpc:x</code></li></ul>');
  expect(cells('How it was judged')).toEqual([
    ...['A', 'Strictness', 'essential', 'Gate closed by', 'failures of the tool alone'],
    ...['Undetermined verdicts', 'closes the gate', 'Tier where none is declared', 'CRITICAL', 'Not the rules', 'X, Y'],
    ...[
      'B',
      'Strictness',
      'exhaustive',
      'Gate closed by',
      'errors and warnings',
      'Undetermined verdicts',
      'as warnings',
    ],
    ...['Tier where none is declared', 'none', 'Severities', 'X = info', 'As of', '2026-11-23', 'Region', 'eu-west-1'],
    ...['Parameters', 'Env = prod', 'Own rules', 'Ours', 'Changed by flags', 'tier'],
  ]);
  expect(cells('Templates')).toEqual([
    'Data',
    '<code>Data.template.json</code>',
    '<code>abc</code>',
    'Net',
    '<code>Net.template.json</code>',
    'not known',
  ]);
});

describe('what was read', () => {
  const shown = render('html', document(hostileAssessment(), hostileAssessment()), PLAIN);

  test('makes no element, no attribute and no address', () => {
    const calm = JSON.stringify(document(hostileAssessment(), hostileAssessment()))
      .split(JSON.stringify(HOSTILE).slice(1, -1))
      .join('Calm');
    const skeleton = (text: string): string[] => text.replace(/="[^"]*"/g, '=""').match(/<[^>]*>/g) ?? [];
    expect(skeleton(shown)).toEqual(skeleton(render('html', JSON.parse(calm), PLAIN)));
    expect(shown).not.toMatch(/="javascript:|<img|<!--/);
    expect(shown.match(/<script/g)).toHaveLength(1);
  });

  test('hides nothing and turns nothing around', () => {
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(shown).toContain('\\u{202e}RTL\\u{1b}[31m');
  });

  test('stands there word for word', () => {
    const text = shown.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
    expect(text).toContain(HOSTILE.replace('\u202e', '\\u{202e}').replace('\u001b', '\\u{1b}'));
  });
});

test('the page runs and loads nothing but its own style and script', () => {
  const shown = render('html', document(assessment({ findings: [finding()] })), PLAIN);
  const digest = (element: string): string => {
    const [, text = ''] = new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(shown) ?? [];
    expect(text).not.toBe('');
    return createHash('sha256').update(text).digest('base64');
  };
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(shown) ?? [];
  expect(policy.replaceAll('&#39;', "'").split('; ')).toEqual([
    "default-src 'none'",
    `style-src 'sha256-${digest('style')}'`,
    `script-src 'sha256-${digest('script')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
  expect(shown.match(/(src|href)="[^"#]*"/g)).toEqual(['href="https://docs.aws.amazon.com/one-zone"']);
  expect(shown).not.toMatch(/url\(|@import/);
});

test('headings leave out no level', () => {
  const levels = [...page(hostileAssessment(), assessment()).matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
  expect(levels[0]).toBe(1);
  levels.slice(1).forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i] ?? 0) + 1));
});

test('many findings', () => {
  const shown = page(assessment({ findings: manyFindings() }));
  expect(shown.match(/<article /g)).toHaveLength(20);
  expect(shown.match(/<li data-severity/g)).toHaveLength(500);
  expect(shown.match(/<summary>All 25 places<\/summary>/g)).toHaveLength(20);
});
