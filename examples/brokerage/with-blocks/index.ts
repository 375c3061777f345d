import type { App } from 'aws-cdk-lib';
import { HealthAlarms, ResiliencyPolicy, Tier } from 'cdk-resilience';
import { Construct } from 'constructs';
import { BackupAccountStack, BackupCopiesStack, BackupStack } from './backup';
import type { DataStack } from './data';
import { PrimaryDataStack } from './data-primary';
import { StandbyDataStack } from './data-standby';
import { DnsStack } from './dns';
import { JourneyAlarmsStack, Journeys } from './journeys';
import { LoginStack } from './login';
import { MarketDataStack } from './market-data';
import { NetworkStack } from './network';
import { NotificationsStack } from './notifications';
import { OperationsStack } from './operations';
import { OrdersStack } from './orders';
import { primary, RUNBOOKS, standby, type Needs, type Region } from './region';
import { RegistryStack } from './registry';
import { StatementsStack } from './statements';
import { WebStack } from './web';

/** The same brokerage, made to keep working: three zones in one Region, a warm standby in another. */
export function addBrokerageWithBlocks(app: App): void {
  ResiliencyPolicy.of(app).declare(ResiliencyPolicy.preset(Tier.CRITICAL));

  const there = new BrokerageRegion(app, 'Standby', standby, StandbyDataStack);
  const here = new BrokerageRegion(app, 'Primary', primary, PrimaryDataStack, standby);
  here.statements.addStackDependency(there.statements);
  there.data.addStackDependency(here.data);
  here.addBackups(there);
  there.addBackups(here);

  const login = new LoginStack(here, 'Login', here);
  new DnsStack(here, 'Dns', here);
  new RegistryStack(here, 'Registry', here);

  const regions = [here, there];
  new Journeys(app, {
    login: login.api,
    web: regions.map(({ web }) => web.service.loadBalancer!),
    orders: regions.map(({ orders }) => orders.workflow.stateMachine),
    quotes: regions.flatMap(({ marketData }) => [marketData.feedHandlers.loadBalancer, marketData.quotes]),
    messages: regions.map(({ notifications }) => notifications.messages.queue),
  });
}
