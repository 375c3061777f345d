import type { App } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { HealthAlarms, ResiliencyPolicy, Tier, type BackupDestination } from 'cdk-resilience';
import { Construct } from 'constructs';
import { acceptRisks } from './accepted-risks';
import { BackupAccountStack, BackupStack } from './backup';
import { PrimaryDataStack, StandbyDataStack, type DataStack } from './data';
import { DnsStack } from './dns';
import { JourneyAlarmsStack, Journeys } from './journeys';
import { LoginStack } from './login';
import { MarketDataStack } from './market-data';
import { NetworkStack } from './network';
import { NotificationsStack } from './notifications';
import { OperationsStack } from './operations';
import { OrdersStack } from './orders';
import { primary, RUNBOOKS, standby, type Needs, type Parts, type Region } from './region';
import { RegistryStack } from './registry';
import { StatementsStack } from './statements';
import { WebStack } from './web';

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

  const regions = [here, there];
  const journeys = new Journeys(app, 'Journeys', {
    login: api,
    web: regions.map(({ web }) => web.service.loadBalancer!),
    orders: regions.map(({ parts }) => parts.orders.workflow),
    prices: regions.flatMap(({ parts }) => parts.marketData.partsOfJourney),
    messages: regions.map(({ notifications }) => notifications.messages.queue),
    alerts: regions.map(({ notifications }) => notifications.findAlerts),
  });
  new JourneyAlarmsStack(here, 'JourneyAlarms', here.parts, [journeys.login, ...journeys.everywhere]);
  new JourneyAlarmsStack(there, 'JourneyAlarms', there.parts, journeys.everywhere);
  acceptRisks(app);
}

type DataStackType = new (scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) => DataStack;

/** What both Regions run. No stack refers to the other Region: each can be deployed while the other is down. */
class BrokerageRegion extends Construct {
  public readonly parts: Needs<keyof Parts>;
  public readonly statements: StatementsStack;
  public readonly web: WebStack;
  public readonly notifications: NotificationsStack;
  private readonly backup: BackupStack;
  private readonly copiesElsewhere: BackupDestination;

  constructor(scope: Construct, id: string, region: Region, Data: DataStackType, replicateTo?: Region) {
    super(scope, id);
    const operations = new OperationsStack(this, 'Operations', { region });
    const { vpc } = new NetworkStack(this, 'Network', { region });
    const shared = { region, operations, vpc };
    this.statements = new StatementsStack(this, 'Statements', shared, replicateTo);
    const data = new Data(this, 'Data', shared);
    const marketData = new MarketDataStack(this, 'MarketData', shared);
    const orders = new OrdersStack(this, 'Orders', { ...shared, data });
    this.parts = { ...shared, data, marketData, orders };
    this.web = new WebStack(this, 'Web', this.parts);
    this.notifications = new NotificationsStack(this, 'Notifications', this.parts);
    this.backup = new BackupStack(this, 'Backup', shared);
    this.copiesElsewhere = new BackupAccountStack(this, 'BackupAccount', shared).copies;

    const everything = HealthAlarms.of(this).cover({
      runbooks: RUNBOOKS,
      actions: [new SnsAction(operations.serviceEvents)],
    });
    everything.tune({ resourceType: 'AWS::SQS::Queue', alarm: 'DeadLetters', actions: [operations.pager] });
    // What journeys are made of is paged by their alarms, which know what broke first.
    for (const stack of [data, marketData, orders, this.web, this.notifications])
      HealthAlarms.of(stack).cover({ actions: [] });
  }

  public backUpTo({ backup }: BrokerageRegion): void {
    const { data, marketData } = this.parts;
    this.backup.protect([data, marketData, this.statements], [backup.copies, this.copiesElsewhere]);
  }
}
