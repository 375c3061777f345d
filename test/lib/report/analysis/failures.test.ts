import type { FailureRecord } from '../../../../lib/analysis/failure/records';
import { failureMatrix, recoveryInWords } from '../../../../lib/report/analysis/failures';
import { textOf } from '../../../../lib/report/content';

const JOURNEYS = [
  { name: 'Buy', components: ['Db', 'Mail'] },
  { name: 'Look', components: ['Cache'] },
];

function failure(kind: FailureRecord['kind'], name: string, fields: Partial<FailureRecord> = {}): FailureRecord {
  return {
    kind,
    on: { name },
    impacts: [{ journey: 'Buy', impact: 'STOPPED' }],
    unsure: [],
    alarms: [],
    recovery: { automatic: [], manual: [], unmodelled: [name] },
    ...fields,
  };
}

function shown(failures: readonly FailureRecord[], most?: number): string[] {
  const { columns, groups } = failureMatrix(failures, JOURNEYS, most === undefined ? {} : { most });
  const heads = columns.map((column) => (typeof column === 'string' ? column : column[0]));
  return [
    heads.join(' | '),
    ...groups.flatMap(({ heading, rows }) => [heading ?? '', ...rows.map((row) => row.map(textOf).join(' | '))]),
  ];
}

test('rows stand by kind, the worst first', () => {
  const degraded = { impacts: [{ journey: 'Look', impact: 'DEGRADED' as const }] };
  expect(
    shown([
      failure('RESOURCE', 'Mail', degraded),
      failure('RESOURCE', 'Db', { alarms: ['A', 'B', 'C'] }),
      failure('ZONE', 'us-east-1a', { unsure: ['Cache'] }),
      failure('ZONE', 'us-east-1b', { unsure: ['Other'] }),
    ]),
  ).toEqual([
    'Lost | Buy | Look | Told by | Comes back',
    'Availability Zones',
    'us-east-1a | stopped | not known | nobody | not known',
    'us-east-1b | stopped | - | nobody | not known',
    'Components',
    'Db | stopped | - | A, B and 1 more | not known',
    'Mail | - | degraded | nobody | not known',
  ]);
});

test('of many, the worst are shown', () => {
  const all = ['a', 'b', 'c'].map((name) => failure('RESOURCE', name));
  expect(shown(all, 2).slice(1)).toEqual([
    'Components (the worst 2 of 3)',
    'a | stopped | - | nobody | not known',
    'b | stopped | - | nobody | not known',
  ]);
});

test.each<[Partial<FailureRecord['recovery']>, string]>([
  [{}, ''],
  [{ automatic: [{ name: 'a', rto: 0 }] }, 'by itself at once'],
  [{ automatic: [{ name: 'a', rto: 90 }] }, 'by itself in 1 min 30 s'],
  [{ manual: [{ name: 'a' }] }, 'by hand (nothing brings it back)'],
  [
    {
      automatic: [
        { name: 'a', rto: 60 },
        { name: 'b', rto: 30 },
      ],
      manual: [{ name: 'c', rto: 3600 }, { name: 'd' }],
      unmodelled: ['e'],
    },
    '2 by themselves in 1 min, 2 by hand in 1 h (1 of them never), 1 not known',
  ],
])('what comes back: %j', (recovery, words) => {
  expect(recoveryInWords({ automatic: [], manual: [], unmodelled: [], ...recovery })).toBe(words);
});
