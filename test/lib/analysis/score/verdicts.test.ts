import type { RecoveryRecord } from '../../../../lib/analysis/recovery/records';
import type { RecoveryVerdict } from '../../../../lib/analysis/score/records';
import { verdictsOn } from '../../../../lib/analysis/score/verdicts';

describe('verdictsOn', () => {
  const cases: [RecoveryVerdict, RecoveryVerdict, RecoveryVerdict][] = [
    ['MET', 'MET', 'MET'],
    ['MET', 'MISSED', 'MISSED'],
    ['UNMODELLED', 'MET', 'UNMODELLED'],
    ['UNMODELLED', 'MISSED', 'MISSED'],
    ['UNRECOVERABLE', 'MISSED', 'UNRECOVERABLE'],
    ['NO_TARGET', 'NO_TARGET', 'NO_TARGET'],
  ];
  it.each(cases)('RTO %s and RPO %s are %s', (rto, rpo, expected) => {
    const each = { rto: { verdict: rto }, rpo: { verdict: rpo } };
    const disruptions = { software: each, infrastructure: each, az: each, region: each };
    const verdicts = verdictsOn({ disruptions } as unknown as RecoveryRecord);
    expect(verdicts).toEqual({ software: expected, infrastructure: expected, az: expected, region: expected });
  });
});
