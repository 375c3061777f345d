import type { App } from 'aws-cdk-lib';
import { ResiliencyPolicy, Tier } from 'cdk-resilience';
import { acceptRisks } from './accepted-risks';
import { BrokerageRegion } from './brokerage-region';
import { PrimaryDataStack, StandbyDataStack } from './data';
import { DnsStack } from './dns';
import { JourneyAlarmsStack, Journeys } from './journeys';
import { LoginStack } from './login';
import { primary, standby } from './region';
import { RegistryStack } from './registry';

/** The same brokerage, made to keep working: three zones in one Region, a warm standby in another. */
export function addBrokerageWithBlocks(app: App): void {
  ResiliencyPolicy.of(app).declare(ResiliencyPolicy.preset(Tier.CRITICAL));
  const there = new BrokerageRegion(app, 'Standby', standby, StandbyDataStack);
  const here = new BrokerageRegion(app, 'Primary', primary, PrimaryDataStack, standby);
  here.statements.addStackDependency(there.statements);
  there.parts.data.addStackDependency(here.parts.data);
  here.backUpTo(there);
  there.backUpTo(here);

  const { api } = new LoginStack(here, 'Login', here.parts);
  new DnsStack(here, 'Dns', here.parts);
  new RegistryStack(here, 'Registry', here.parts);

  const journeys = new Journeys(app, 'Journeys', api, [here, there]);
  new JourneyAlarmsStack(here, 'JourneyAlarms', here.parts, [journeys.login, ...journeys.everywhere]);
  new JourneyAlarmsStack(there, 'JourneyAlarms', there.parts, journeys.everywhere);
  acceptRisks(app);
}
