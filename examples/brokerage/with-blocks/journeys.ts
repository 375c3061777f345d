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
import { JourneyAlarms } from 'cdk-resilience';
import { RegionalStack, RUNBOOKS, type Needs } from './region';

/** What customers call in the Regions, and what stands behind it that no template shows. */
interface Entries {
  readonly login: IConstruct;
  readonly web: IConstruct[];
  readonly orders: IConstruct[];
  readonly prices: IConstruct[];
  readonly messages: IConstruct[];
  readonly alerts: IConstruct[];
}

/** What customers do, end to end. */
export class Journeys extends Construct {
  public readonly login: CustomerJourney;
  /** What both Regions serve. */
  public readonly everywhere: CustomerJourney[];

  constructor(scope: Construct, id: string, { login, web, orders, prices, messages, alerts }: Entries) {
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

    // Sessions last eight hours, so a Region that is lost logs nobody out; customers are restored from a backup.
    const important = ResiliencyPolicy.preset(Tier.IMPORTANT);
    this.login = this.add('Log in', { owner: 'identity', policy: important, entryPoints: [login], baseline: 50 });
    this.everywhere = [
      this.add('Place an order', { owner: 'trading-platform', entryPoints: web, baseline: 8 }, [...orders, clearing]),
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
