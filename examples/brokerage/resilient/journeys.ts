import { Duration } from 'aws-cdk-lib';
import {
  CustomerJourney,
  DependencyCriticality,
  ExternalDependency,
  ResiliencyPolicy,
  Tier,
  type CustomerJourneyProps,
} from 'cdk-resilience';
import { Construct, type IConstruct } from 'constructs';
import type { BrokerageRegion } from './brokerage-region';

/** What customers do, end to end. */
export class Journeys extends Construct {
  constructor(scope: Construct, id: string, login: IConstruct, regions: BrokerageRegion[]) {
    super(scope, id);
    const criticality = DependencyCriticality.SOFT;
    const clearing = new ExternalDependency(this, 'Clearing', {
      availability: 99.5,
      criticality,
      timeout: Duration.seconds(20),
      fallback: 'The order is accepted and tried again for five minutes, then parked until somebody sends it on',
    });
    const push = new ExternalDependency(this, 'PushProvider', {
      availability: 99.9,
      criticality,
      fallback: 'Messages are tried again for hours, then kept for two weeks; customers see them on the web',
    });

    const important = { ...ResiliencyPolicy.preset(Tier.IMPORTANT), availability: 99.8 };
    // User pools are in one Region. When it is lost nobody is logged out for eight hours, but nobody can log in.
    const policy = { ...important, region: undefined, recoveryApproach: undefined };
    this.add('Log in', { owner: 'identity', policy, entryPoints: [login], baseline: 50 });

    const web = regions.map((region) => region.web.service.loadBalancer!);
    const workflows = regions.map(({ orders }) => orders.workflow);
    const prices = regions.flatMap(({ marketData }) => marketData.partsOfJourney);
    this.add('Place an order', { owner: 'trading-platform', entryPoints: web, baseline: 8 }, [...workflows, clearing]);
    this.add('See prices', { owner: 'market-data', entryPoints: web, baseline: 100 }, prices);

    const messages = regions.map(({ notifications }) => notifications.messages.queue);
    const alerts = regions.map(({ notifications }) => notifications.findAlerts);
    const toBeNotified = { owner: 'messages', policy: important, entryPoints: messages, baseline: 20 };
    this.add('Be notified', toBeNotified, [...alerts, push]);
  }

  private add(name: string, props: CustomerJourneyProps, dependencies: IConstruct[] = []): void {
    const journey = new CustomerJourney(this, name.replaceAll(' ', ''), { journeyName: name, ...props });
    for (const dependency of dependencies) journey.dependsOn(dependency);
  }
}
