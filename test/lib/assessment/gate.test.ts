import type { FindingRecord, RunOptions } from '../../../lib/assessment/document';
import { closesGate, count, gateReasons, summaryOf, undeterminedCloses } from '../../../lib/assessment/gate';

type Kind = Pick<FindingRecord, 'status' | 'severity'>;

const finding = (severity: FindingRecord['severity'], status: FindingRecord['status'] = 'open'): FindingRecord =>
  ({ severity, status }) as Kind as FindingRecord;

describe('a finding', () => {
  it.each<[FindingRecord['severity'], readonly RunOptions['failOn'][]]>([
    ['fatal', ['error', 'warning', 'never']],
    ['error', ['error', 'warning']],
    ['warning', ['warning']],
    ['info', []],
  ])('that is %s closes the gate with %j', (severity, closing) => {
    const all = ['error', 'warning', 'never'] as const;
    expect(all.filter((failOn) => closesGate(finding(severity), { failOn }))).toEqual(closing);
    expect(all.filter((failOn) => closesGate(finding(severity, 'accepted'), { failOn }))).toEqual([]);
  });
});

it.each<[RunOptions['undetermined'], readonly RunOptions['failOn'][]]>([
  ['ignore', []],
  ['warn', ['warning']],
  ['fail', ['error', 'warning']],
])('undetermined verdicts that are to %s close the gate with %j', (undetermined, closing) => {
  const all = ['error', 'warning', 'never'] as const;
  expect(all.filter((failOn) => undeterminedCloses({ failOn, undetermined }))).toEqual(closing);
});

it('counts open findings by severity, and accepted ones', () => {
  const all = [
    finding('fatal'),
    finding('error'),
    finding('error'),
    finding('warning'),
    finding('info'),
    finding('error', 'accepted'),
  ];
  expect(summaryOf(all)).toEqual({ fatal: 1, errors: 2, warnings: 1, infos: 1, accepted: 1 });
  expect(summaryOf([])).toEqual({ fatal: 0, errors: 0, warnings: 0, infos: 0, accepted: 0 });
});

it('says why the gate is closed', () => {
  const all = [finding('fatal'), finding('error'), finding('error'), finding('warning')];
  expect(gateReasons(all, 3)).toEqual([
    '1 failure of the tool itself',
    '2 open errors',
    '1 open warning',
    '3 undetermined verdicts',
  ]);
  expect(gateReasons([], 0)).toEqual([]);
  expect([count(0, 'error'), count(1, 'error'), count(2, 'error')]).toEqual(['0 errors', '1 error', '2 errors']);
});
