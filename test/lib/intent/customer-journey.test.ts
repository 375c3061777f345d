import { App, Duration, Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CustomerJourney, type CustomerJourneyProps } from '../../../lib/intent/customer-journey';
import { DependencyCriticality } from '../../../lib/intent/dependency-criticality';
import { ExternalDependency } from '../../../lib/intent/external-dependency';
import { ResiliencyPolicy } from '../../../lib/intent/resiliency-policy';
import { Tier } from '../../../lib/intent/tier';

const { HARD, SOFT } = DependencyCriticality;

function orders() {
  const stack = new Stack(new App(), 'Orders');
  return { stack, api: new Construct(stack, 'Api'), ledger: new Construct(stack, 'Ledger') };
}

const carried = (journey: CustomerJourney): unknown =>
  journey.node.metadata.find(({ type }) => type === 'cdk-resilience:journey')?.data;

test('defaults', () => {
  const { stack, api } = orders();
  const journey = new CustomerJourney(stack, 'Order', { owner: 'orders', entryPoints: [api] });
  expect(journey.journeyName).toBe('Order');
  expect(journey.entryPoints).toEqual([api]);
  expect(journey.baseline).toBeUndefined();
  expect(journey.surgeFactor).toBe(5);
  expect(journey.surgeDuration.toHours()).toBe(1);
  expect(ResiliencyPolicy.of(journey).isDeclared).toBe(false);
  expect(carried(journey)).toEqual({
    name: 'Order',
    owner: 'orders',
    entryPoints: ['Orders/Api'],
    surgeFactor: 5,
    surgeDuration: 3600,
    dependsOn: [],
    exclude: [],
  });
});

test('everything said is carried, also what is said later', () => {
  const { stack, api, ledger } = orders();
  const journey = new CustomerJourney(stack, 'Order', {
    journeyName: 'Place an order',
    owner: 'orders',
    entryPoints: [api],
    baseline: 0.5,
    surgeFactor: 3,
    surgeDuration: Duration.minutes(90),
    policy: { tier: Tier.CRITICAL },
  });
  const clearing = new ExternalDependency(stack, 'Clearing', { criticality: SOFT });
  journey.dependsOn(clearing);
  journey.dependsOn(clearing, HARD);
  journey.dependsOn(ledger);
  journey.dependsOn(ledger, SOFT);
  journey.exclude(ledger);
  expect(journey.dependencies.map(({ on, criticality }) => [on, criticality])).toEqual([
    [clearing, SOFT],
    [clearing, HARD],
    [ledger, HARD],
    [ledger, SOFT],
  ]);
  expect(journey.exclusions).toEqual([ledger]);
  expect(ResiliencyPolicy.of(journey).tier).toBe(Tier.CRITICAL);
  expect(ResiliencyPolicy.of(stack).isDeclared).toBe(false);
  expect(carried(journey)).toEqual({
    name: 'Place an order',
    owner: 'orders',
    entryPoints: ['Orders/Api'],
    baseline: 0.5,
    surgeFactor: 3,
    surgeDuration: 5400,
    dependsOn: [
      { on: 'Orders/Clearing', criticality: 'SOFT' },
      { on: 'Orders/Clearing', criticality: 'HARD' },
      { on: 'Orders/Ledger', criticality: 'HARD' },
      { on: 'Orders/Ledger', criticality: 'SOFT' },
    ],
    exclude: ['Orders/Ledger'],
  });
});

test('journeys below a scope', () => {
  const { stack, api } = orders();
  const one = new CustomerJourney(stack, 'One', { owner: 'orders', entryPoints: [api] });
  const two = new CustomerJourney(stack.node.scope as Construct, 'Two', { owner: 'orders', entryPoints: [api] });
  expect(CustomerJourney.allIn(stack)).toEqual([one]);
  expect(CustomerJourney.allIn(stack.node.root)).toEqual([one, two]);
  expect([one, api].map((each) => CustomerJourney.isCustomerJourney(each))).toEqual([true, false]);
});

const late = Lazy.number({ produce: () => 1 });

test.each<[what: string, props: Partial<CustomerJourneyProps>, message: string]>([
  ['nowhere to begin', { entryPoints: [] }, 'props.entryPoints must name at least one'],
  ['no owner', { owner: '' }, 'owner is empty'],
  ['an empty name', { journeyName: ' ' }, 'journeyName is empty'],
  ['no load', { baseline: 0 }, 'props.baseline must be more than 0'],
  ['a negative load', { baseline: -1 }, 'props.baseline must be a number, at least 0'],
  ['a load of deployment time', { baseline: late }, 'props.baseline must be a number, at least 0'],
  ['a surge that ebbs', { surgeFactor: 0.5 }, 'props.surgeFactor must be a number, at least 1'],
  [
    'a surge of deployment time',
    { surgeDuration: Duration.seconds(late) },
    'surgeDuration is known at deployment only; write it out',
  ],
])('refuses %s', (_, props, message) => {
  const { stack, api } = orders();
  const make = () => new CustomerJourney(stack, 'Order', { owner: 'orders', entryPoints: [api], ...props });
  expect(make).toThrow(new Error(`Orders/Order: ${message}`));
});

test("refuses another App's constructs", () => {
  const { stack, api } = orders();
  const other = orders().ledger;
  const journey = new CustomerJourney(stack, 'Order', { owner: 'orders', entryPoints: [api] });
  const name = (property: string) =>
    new Error(`Orders/Order: ${property} names Orders/Ledger, which is in another App`);
  expect(() => journey.dependsOn(other)).toThrow(name('dependsOn'));
  expect(() => journey.exclude(other)).toThrow(name('exclude'));
  expect(() => new CustomerJourney(stack, 'X', { owner: 'orders', entryPoints: [other] })).toThrow('in another App');
});
