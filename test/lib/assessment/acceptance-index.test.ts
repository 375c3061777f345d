import fc from 'fast-check';
import { AcceptanceIndex, stateOf } from '../../../lib/assessment/acceptance-index';
import type { Acceptance } from '../../../lib/assessment/acceptances';
import { Application } from '../../../lib/model/application';

const TODAY = '2026-11-23';

function accepted(scope: string, expires: string, fields: Partial<Acceptance> = {}): Acceptance {
  return { form: 'acceptance', ruleId: 'OneZone', scope, reason: 'Known', owner: 'orders', expires, ...fields };
}

/** A queue in a stack of a Stage. */
const [stack] = new Application({
  name: 'Prod',
  stacks: [
    {
      id: 'Data',
      constructPath: 'Prod/Data',
      templatePath: '',
      template: { Resources: { Q: { Type: 'AWS::SQS::Queue' } } },
      constructPaths: new Map([['Q', 'Prod/Data/Q/Resource']]),
    },
  ],
}).stacks;
const place = { stack: stack!, resource: stack!.resources.get('Q')! };

test.each([
  ['2026-11-22', 'expired'],
  ['2026-11-23', 'expiring'],
  ['2026-12-07', 'expiring'],
  ['2026-12-08', 'valid'],
  ['not stated', 'valid'],
])('until %s it is %s', (expires, state) => expect(stateOf({ expires }, TODAY)).toBe(state));

test('an acceptance holds to the end of its last day, and is said to expire on the fourteen before and that one', () => {
  const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(day, fc.integer({ min: -40, max: 40 }), (last, left) => {
      const text = (instant: Date): string => instant.toISOString().slice(0, 10);
      const asOf = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), last.getUTCDate() - left));
      const expected = left < 0 ? 'expired' : left <= 14 ? 'expiring' : 'valid';
      expect(stateOf({ expires: text(last) }, text(asOf))).toBe(expected);
    }),
  );
});

const covering = (acceptances: readonly Acceptance[], isGlassBroken = false, ruleId = 'OneZone', at: object = place) =>
  new AcceptanceIndex(acceptances, TODAY, isGlassBroken).covering(ruleId, 'error', at);

test.each<[what: string, acceptances: Acceptance[], holds: number | undefined]>([
  ['the App', [accepted('', '2027-01-01')], 0],
  [
    'the nearest',
    [accepted('', '2027-01-01'), accepted('Prod/Data/Q', '2027-01-01'), accepted('Prod', '2027-01-01')],
    1,
  ],
  ['the first on one scope', [accepted('Prod', '2027-01-01'), accepted('Prod', '2028-01-01')], 0],
  ['one renewed', [accepted('Prod', '2026-01-01'), accepted('Prod', '2027-01-01')], 1],
  ['a farther one that is valid', [accepted('Prod/Data/Q', '2026-01-01'), accepted('', '2027-01-01')], 1],
  ['an acknowledgement', [accepted('Prod', 'not stated', { form: 'acknowledgement', owner: 'not stated' })], 0],
  ['one with a pattern', [accepted('Prod', '2027-01-01', { path: 'Data/*' })], 0],
  ['none: another pattern', [accepted('Prod', '2027-01-01', { path: 'Data/R' })], undefined],
  ['none: expired', [accepted('Prod', '2026-11-22')], undefined],
  ['none: a path that only begins alike', [accepted('Pro', '2027-01-01')], undefined],
  ['none: a neighbour', [accepted('Prod/Data/R', '2027-01-01')], undefined],
  ['none: another rule', [accepted('', '2027-01-01', { ruleId: 'Other' })], undefined],
])('covers by %s', (_, acceptances, holds) => {
  expect(covering(acceptances)).toBe(holds === undefined ? undefined : acceptances[holds]);
});

test('nobody accepts a failure, or what is wrong with acceptances', () => {
  const index = new AcceptanceIndex(
    [accepted('', '2027-01-01'), accepted('', '2027-01-01', { ruleId: 'AcceptanceExpired' })],
    TODAY,
    true,
  );
  expect(index.covering('OneZone', 'fatal', place)).toBeUndefined();
  expect(index.covering('AcceptanceExpired', 'error', place)).toBeUndefined();
});

test('what is in no stack is accepted for the App only', () => {
  expect(covering([accepted('', '2027-01-01')], false, 'OneZone', {})).toBeDefined();
  expect(covering([accepted('Prod', '2027-01-01')], false, 'OneZone', {})).toBeUndefined();
  expect(covering([accepted('', '2027-01-01', { path: '**' })], false, 'OneZone', {})).toBeUndefined();
});

test('keeps what each is good for', () => {
  const acceptances = [
    accepted('Prod', '2026-01-01'),
    accepted('Prod/Data', '2026-01-01', { path: 'R' }),
    accepted('', '2027-01-01', { ruleId: 'Two' }),
  ];
  const index = new AcceptanceIndex(acceptances, TODAY, false);
  index.covering('OneZone', 'error', place, 'aa');
  index.covering('Two', 'error', place, 'cc');
  index.covering('Two', 'error', place, 'bb');
  index.covering('Two', 'warning', place);
  const said = (at: typeof index) =>
    acceptances.map((each) => [at.isUsed(each), at.isMissed(each), at.findingsOf(each)]);
  expect(said(index)).toEqual([
    [false, true, []],
    [false, false, []],
    [true, false, ['bb', 'cc']],
  ]);
  const broken = new AcceptanceIndex(acceptances, TODAY, true);
  broken.covering('OneZone', 'error', place, 'aa');
  expect(said(broken)[0]).toEqual([true, false, ['aa']]);
});
