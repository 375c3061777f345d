import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { HealthAlarms } from '../../../../lib/blocks/health-alarms';
import { JourneyAlarms } from '../../../../lib/blocks/journey-alarms';
import { newShop, type Shop } from '../journey-alarms/shop';

const ENV = { account: '111122223333', region: 'eu-central-1' };
const TWICE = 'cdk-resilience:journeyPagesTwice';

/** The shop, something no journey stands on, and where its alarms go. */
function coveredShop() {
  const shop = newShop();
  const web = Stack.of(shop.orders);
  new Queue(web, 'Reports');
  const mail = new SnsAction(new Topic(shop.operations, 'Mail'));
  return { ...shop, mail, web };
}

/** `construct alarm: number of actions` of a stack. */
function actionsIn(stack: Stack): string[] {
  const alarms = HealthAlarms.of(stack).alarms;
  return alarms.map(({ resource, actions }) => `${resource.node.path.split('/')[1]}: ${actions.length}`);
}

const pageFor = ({ watch, onCall, journey }: Pick<Shop, 'watch' | 'journey'> & { readonly onCall: IAlarmAction }) => {
  return new JourneyAlarms(watch, 'Alarms', { pages: [onCall], journeys: [journey] });
};

test('what a journey pages for has no actions, the rest has', () => {
  const { app, mail, watch, web, ...shop } = coveredShop();
  HealthAlarms.of(app).cover({ actions: [mail], journeyActions: [] });
  pageFor({ ...shop, watch });
  app.synth();
  expect([...new Set(actionsIn(web))].sort()).toEqual(['Api: 0', 'Orders: 0', 'Reports: 1']);
  expect([...new Set(actionsIn(Stack.of(shop.table)))]).toEqual(['Store: 0']);
  const warnings = Annotations.fromStack(watch).findWarning('*', Match.stringLikeRegexp(TWICE));
  expect(warnings).toEqual([]);
  // Neither is it said that nobody is told.
  expect(Annotations.fromStack(web).findInfo('*', Match.stringLikeRegexp('tell nobody'))).toEqual([]);
});

test('it is looked for again when more is there', () => {
  const { app, mail, web, ...shop } = coveredShop();
  HealthAlarms.of(app).cover({ actions: [mail], journeyActions: [] });
  pageFor(shop);
  HealthAlarms.of(shop.orders).makeNow();
  // In a stack of its own, whose alarms are made last.
  const later = new Queue(new Stack(app, 'Later', { env: ENV }), 'Receipts');
  shop.orders.addEnvironment('RECEIPTS', later.queueUrl);
  later.grantSendMessages(shop.orders);
  shop.journey.dependsOn(later);
  app.synth();
  expect(actionsIn(Stack.of(later))).toEqual(['Receipts: 0']);
});

test('without JourneyAlarms that page for it, it has the actions', () => {
  const { app, mail, web, ...shop } = coveredShop();
  HealthAlarms.of(app).cover({ actions: [mail], journeyActions: [] });
  expect(shop.journey.node.path).toBe('Web/PlaceOrder');
  app.synth();
  expect([...new Set(actionsIn(web))].sort()).toEqual(['Api: 1', 'Orders: 1', 'Reports: 1']);
});

test('those that page in another Region do not count', () => {
  const { app, mail, web, ...shop } = coveredShop();
  const there = new Stack(app, 'There', { env: { ...ENV, region: 'eu-west-1' } });
  HealthAlarms.of(app).cover({ actions: [mail], journeyActions: [] });
  // Its alarms can act there only.
  HealthAlarms.of(there).cover({ actions: [] });
  pageFor({ ...shop, watch: there, onCall: new SnsAction(new Topic(there, 'Mail')) });
  app.synth();
  expect([...new Set(actionsIn(web))].sort()).toEqual(['Api: 1', 'Orders: 1', 'Reports: 1']);
});

test('tuned actions hold against it when they are nearer, and so do those of a nearer covered scope', () => {
  const { app, mail, web, ...shop } = coveredShop();
  const pager = new SnsAction(new Topic(shop.operations, 'Pager'));
  HealthAlarms.of(app)
    .cover({ actions: [mail], journeyActions: [] })
    .tune({ actions: [pager, mail] });
  HealthAlarms.of(shop.table).tune({ alarm: 'SystemErrors', actions: [pager] });
  HealthAlarms.of(shop.orders).cover({ actions: [pager, mail, new SnsAction(new Topic(shop.operations, 'Chat'))] });
  pageFor(shop);
  app.synth();
  expect([...new Set(actionsIn(web))].sort()).toEqual(['Api: 0', 'Orders: 3', 'Reports: 2']);
  const told = HealthAlarms.of(shop.table).alarms.filter(({ actions }) => actions.length > 0);
  expect(told.map(({ name, actions }) => [name, actions.length])).toEqual([['SystemErrors', 1]]);
});
