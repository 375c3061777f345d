import { Duration } from 'aws-cdk-lib';
import {
  CustomerJourney,
  DependencyCriticality,
  ExternalDependency,
  JourneyAlarms,
  ResiliencyPolicy,
  Tier,
  type CustomerJourneyProps,
} from 'cdk-resilience';
import { Construct, type IConstruct } from 'constructs';
import type { BrokerageRegion } from './brokerage-region';
import { RegionalStack, RUNBOOKS, type Needs } from './region';

/** What customers do, end to end. */
export class Journeys extends Construct {
  public readonly login: CustomerJourney;
  /** What all Regions serve. */
  public readonly everywhere: CustomerJourney[];

  constructor(scope: Construct, id: string, login: IConstruct, regions: BrokerageRegion[]) {
    super(scope, id);
    const web = regions.map((region) => region.web.service.loadBalancer!);
    const workflows = regions.map(({ parts }) => parts.orders.workflow);
    const prices = regions.flatMap(({ parts }) => parts.marketData.partsOfJourney);
    const messages = regions.map(({ notifications }) => notifications.messages.queue);
    const alerts = regions.map(({ notifications }) => notifications.findAlerts);

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

    const important = ResiliencyPolicy.preset(Tier.IMPORTANT);
    // User pools are in one Region. When it is lost nobody is logged out for eight hours, but nobody can log in.
    const policy = { ...important, region: undefined, recoveryApproach: undefined };
    this.login = this.add('Log in', { owner: 'identity', policy, entryPoints: [login], baseline: 50 });
    this.everywhere = [
      this.add('Place an order', { owner: 'trading-platform', entryPoints: web, baseline: 8 }, [
        ...workflows,
        clearing,
      ]),
      this.add('See prices', { owner: 'market-data', entryPoints: web, baseline: 500 }, prices),
      this.add('Be notified', { owner: 'messages', policy: important, entryPoints: messages, baseline: 20 }, [
        ...alerts,
        push,
      ]),
    ];
  }

  private add(name: string, props: CustomerJourneyProps, dependencies: IConstruct[] = []): CustomerJourney {
    const journey = new CustomerJourney(this, name.replaceAll(' ', ''), { journeyName: name, ...props });
    for (const dependency of dependencies) journey.dependsOn(dependency);
    return journey;
  }
}

/** Pages of a Region: one for what broke, and one for each journey that fails. */
export class JourneyAlarmsStack extends RegionalStack {
  constructor(scope: Construct, id: string, props: Needs<'operations'>, journeys: CustomerJourney[]) {
    super(scope, id, props);
    new JourneyAlarms(this, 'Alarms', { pages: [props.operations.pager], journeys, runbook: RUNBOOKS });
  }
}
