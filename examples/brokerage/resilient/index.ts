import type { App } from 'aws-cdk-lib';
import { ResiliencyPolicy, Tier } from 'cdk-resilience';
import { BrokerageRegion } from './brokerage-region';
import { PrimaryDataStack, StandbyDataStack } from './data';
import { DnsStack } from './dns';
import { Journeys } from './journeys';
import { LoginStack } from './login';
import { primary, standby } from './region';
import { RegistryStack } from './registry';

/** The same brokerage, made to keep working: three zones in one Region, a warm standby in another. */
export function addResilientBrokerage(app: App): void {
  // What the promises of AWS behind the journeys come to: more cannot be promised to customers.
  ResiliencyPolicy.of(app).declare({ ...ResiliencyPolicy.preset(Tier.CRITICAL), availability: 99.6 });
  const there = new BrokerageRegion(app, 'Standby', standby, StandbyDataStack);
  const here = new BrokerageRegion(app, 'Primary', primary, PrimaryDataStack, standby);
  here.statements.addStackDependency(there.statements);
  there.data.addStackDependency(here.data);
  here.backUpTo(there);
  there.backUpTo(here);

  const { api } = new LoginStack(here, 'Login');
  new DnsStack(here, 'Dns');
  new RegistryStack(here, 'Registry');
  new Journeys(app, 'Journeys', api, [here, there]);
}
