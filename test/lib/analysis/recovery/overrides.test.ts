import { Overrides, readEstimates } from '../../../../lib/analysis/recovery/overrides';
import { a, subjectOf } from '../components/profiles';

const db = subjectOf({ Subject: a('AWS::RDS::DBInstance', { Engine: 'postgres' }) })!;

describe('readEstimates', () => {
  it('reads what users know better, in seconds or ISO 8601', () => {
    const data = {
      components: [
        {
          component: 'Shop/Orders',
          reason: 'Drill of May',
          region: { rto: 'PT30M', rpo: 60 },
          az: { rpo: 'UNRECOVERABLE' },
        },
        { component: 'opensearch', reason: 'Indexed again from the ledger', rebuildable: true },
      ],
      assumptions: { acknowledgement: 'PT10M' },
    };
    expect(readEstimates(data, 'estimates')).toEqual({
      components: [
        {
          component: 'Shop/Orders',
          reason: 'Drill of May',
          region: { rto: 1800, rpo: 60 },
          az: { rpo: 'UNRECOVERABLE' },
        },
        { component: 'opensearch', reason: 'Indexed again from the ledger', rebuildable: true },
      ],
      assumptions: { acknowledgement: 600 },
    });
  });

  it('reads nothing as nothing', () => {
    expect(readEstimates({}, 'estimates')).toEqual({ components: [], assumptions: {} });
  });

  it.each([
    [[], 'estimates must be an object'],
    [{ overrides: [] }, 'estimates.overrides is not known; known are components, assumptions'],
    [{ components: {} }, 'estimates.components must be a list'],
    [{ components: [{ component: 'a' }] }, 'estimates.components[0].reason must be a text'],
    [
      { components: [{ component: 'a', reason: 'b' }] },
      'estimates.components[0].component must have one of software, infrastructure, az, region, rebuildable beside it',
    ],
    [
      { components: [{ component: 'a', reason: 'b', zone: {} }] },
      'estimates.components[0].zone is not known; known are component, reason, rebuildable, software, infrastructure, az, region',
    ],
    [{ components: [{ component: 'a', reason: 'b', az: {} }] }, 'estimates.components[0].az.rto or rpo must be given'],
    [
      { components: [{ component: 'a', reason: 'b', az: { rto: -1 } }] },
      'estimates.components[0].az.rto must be a number of seconds or an ISO 8601 duration such as PT15M or P1D',
    ],
    [
      { components: [{ component: 'a', reason: 'b', rebuildable: 'yes' }] },
      'estimates.components[0].rebuildable must be true or false',
    ],
    [
      { assumptions: { decision: 'soon' } },
      'estimates.assumptions.decision must be a number of seconds or an ISO 8601 duration such as PT15M or P1D',
    ],
  ])('refuses %j', (data, message) => {
    expect(() => readEstimates(data, 'estimates')).toThrow(message);
  });
});

describe('an override', () => {
  it.each([
    ['AWS::RDS::DBInstance', true],
    ['AWS::RDS::DBCluster', false],
    ['rds', true],
    ['aurora', false],
    ['Stack', true],
    ['Stack/Subject', true],
    ['*/Subject', true],
    ['Stack/Sub', false],
    ['Stack/Subject/Resource', false],
    ['*/*/*', false],
  ])('for %s fits: %s', (component, fits) => {
    const override = { component, reason: 'because' };
    expect(new Overrides([override]).of(db)).toBe(fits ? override : undefined);
  });

  it('counts where it fits first', () => {
    const [first, second] = [
      { component: 'rds', reason: 'first' },
      { component: 'Stack/Subject', reason: 'second' },
    ];
    expect(new Overrides([first, second]).of(db)).toBe(first);
  });
});
