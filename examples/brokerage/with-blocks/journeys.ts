import { Duration, type App } from 'aws-cdk-lib';
import { CustomerJourney, DependencyCriticality, ExternalDependency, ResiliencyPolicy, Tier } from 'cdk-resilience';
import { Construct, type IConstruct } from 'constructs';
import { JourneyAlarms } from '../../../lib/blocks/journey-alarms';
import { RegionalStack, RUNBOOKS, type Needs } from './region';

/** What customers call in the Regions, and what stands behind it. */
interface Entries {
  readonly login: IConstruct;
  readonly web: IConstruct[];
  readonly orders: IConstruct[];
  readonly quotes: IConstruct[];
  readonly messages: IConstruct[];
}

/** What customers do, end to end. */
export class Journeys extends Construct {
  constructor(app: App, entries: Entries) {
    super(app, 'Journeys');
    const clearing = new ExternalDependency(this, 'Clearing', {
      availability: 99.5,
      criticality: DependencyCriticality.SOFT,
      timeout: Duration.seconds(20),
      fallback: 'The order is accepted, tried again for five minutes, then parked until somebody sends it on',
    });
    const push = new ExternalDependency(this, 'PushProvider', {
      availability: 99.9,
      criticality: DependencyCriticality.SOFT,
      fallback: 'Messages are tried again for hours, then kept for two weeks; customers see them on the web',
    });

    const trading = ResiliencyPolicy.preset(Tier.CRITICAL);
    new CustomerJourney(this, 'LogIn', {
      journeyName: 'Log in',
      owner: 'identity',
      policy: trading,
      entryPoints: [entries.login],
      baseline: 50,
    });
    const order = new CustomerJourney(this, 'PlaceAnOrder', {
      journeyName: 'Place an order',
      owner: 'trading-platform',
      policy: trading,
      entryPoints: entries.web,
      baseline: 10,
    });
    for (const part of [...entries.orders, clearing]) order.dependsOn(part);
    const prices = new CustomerJourney(this, 'SeePrices', {
      journeyName: 'See prices',
      owner: 'market-data',
      policy: trading,
      entryPoints: entries.web,
      baseline: 500,
    });
    for (const part of entries.quotes) prices.dependsOn(part);
    const notified = new CustomerJourney(this, 'BeNotified', {
      journeyName: 'Be notified',
      owner: 'customer-messages',
      policy: ResiliencyPolicy.preset(Tier.IMPORTANT),
      entryPoints: entries.messages,
      baseline: 20,
    });
    notified.dependsOn(push);
  }
}

/** Pages of a Region: one for what broke, and one for each journey that fails. */
export class JourneyAlarmsStack extends RegionalStack {
  constructor(scope: Construct, id: string, props: Needs<'operations'>) {
    super(scope, id, props);
    new JourneyAlarms(this, 'Alarms', { pages: [props.operations.pager], runbook: RUNBOOKS });
  }
}
