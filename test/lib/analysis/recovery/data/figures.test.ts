import { FIGURES, figure } from '../../../../../lib/analysis/recovery/data';
import { SERVICE_LEVELS, serviceLevel } from '../../../../../lib/analysis/recovery/data/sla';

describe('the figures', () => {
  it('have each an id of their own', () => {
    expect(new Set(FIGURES.map(({ id }) => id)).size).toBe(FIGURES.length);
  });

  it('say what they hold for, who acts, why and where that was read', () => {
    for (const { id, condition, disruptions, how, source } of FIGURES) {
      expect([id, condition !== '', disruptions.length > 0, how.endsWith('.'), source !== '']).toEqual([
        id,
        true,
        true,
        true,
        true,
      ]);
    }
  });

  it('never come from people where nothing takes time', () => {
    const idle = FIGURES.filter(({ rto, hands }) => rto.seconds === 0 && hands === 'MANUAL');
    expect(idle.map(({ id }) => id)).toEqual([]);
  });

  it('are sure only where AWS states them or they follow from settings', () => {
    const tooSure = FIGURES.flatMap(({ id, rto, rpo }) => [rto, rpo].map((each) => ({ id, ...each }))).filter(
      ({ basis, confidence, seconds }) => basis === 'MODELLED' && confidence === 'HIGH' && typeof seconds === 'number',
    );
    // A load balancer has no data to lose.
    expect(tooSure.map(({ id }) => id)).toEqual(['elb-one-zone']);
  });

  it.each([
    ['rds-standby', 120, 0],
    ['rds-cluster', 35, 0],
    ['aurora-replica', 60, 0],
    ['aurora-global', 300, 5],
    ['dynamodb-point-in-time', 5400, 300],
    ['neptune-replica', 120, 0],
    ['s3-nothing', 'UNRECOVERABLE', 'UNRECOVERABLE'],
  ])('%s: %s to be back, %s lost', (id, rto, rpo) => {
    expect([figure(id).rto.seconds, figure(id).rpo.seconds]).toEqual([rto, rpo]);
  });

  it('are found by id only', () => {
    expect(() => figure('none')).toThrow("There is no figure 'none'");
  });
});

describe('the service levels', () => {
  it('have each an id of their own and are percent', () => {
    expect(new Set(SERVICE_LEVELS.map(({ id }) => id)).size).toBe(SERVICE_LEVELS.length);
    expect(SERVICE_LEVELS.filter(({ percent }) => !(percent >= 95 && percent <= 100))).toEqual([]);
  });

  it('call the 100 % of Route 53 what it is', () => {
    expect(serviceLevel('route53')).toMatchObject({
      percent: 100,
      note: 'A term for refunds: nothing is available all the time.',
    });
  });

  it('are found by id only', () => {
    expect(() => serviceLevel('none')).toThrow("There is no service level 'none'");
  });
});
