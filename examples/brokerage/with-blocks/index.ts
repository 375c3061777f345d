import type { App } from 'aws-cdk-lib';
import { HealthAlarms, ResiliencyPolicy, Tier, type BackupDestination } from 'cdk-resilience';
import { Construct, type IConstruct } from 'constructs';
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
import { primary, RUNBOOKS, standby, type AllParts, type Needs, type Region } from './region';
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
  here.backUp([there.copies, here.copiesElsewhere]);
  there.backUp([here.copies, there.copiesElsewhere]);

  const { api } = new LoginStack(here, 'Login', here.parts);
  new DnsStack(here, 'Dns', here.parts);
  new RegistryStack(here, 'Registry', here.parts);

  const regions = [here.parts, there.parts];
  new Journeys(app, {
    login: api,
    web: [here.web, there.web],
    orders: regions.map(({ orders }) => orders.workflow.stateMachine),
    quotes: regions.flatMap(({ marketData }) => [marketData.feedHandlers.loadBalancer, marketData.quotes]),
    messages: [here.messages, there.messages],
  });
}

type DataStackType = new (scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) => DataStack;

/** What both Regions run. No stack refers to the other Region: each can be deployed while the other is down. */
class BrokerageRegion extends Construct {
  public readonly statements: StatementsStack;
  public readonly data: DataStack;
  public readonly parts: AllParts;
  public readonly web: IConstruct;
  public readonly messages: IConstruct;
  /** Where the other Region's backups are copied to. */
  public readonly copies: BackupDestination;
  /** Where this Region's backups are copied to as well. */
  public readonly copiesElsewhere: BackupDestination;

  constructor(scope: Construct, id: string, region: Region, Data: DataStackType, replicateTo?: Region) {
    super(scope, id);
    const operations = new OperationsStack(this, 'Operations', { region });
    const { vpc } = new NetworkStack(this, 'Network', { region });
    const shared = { region, operations, vpc };
    const statements = (this.statements = new StatementsStack(this, 'Statements', shared, replicateTo)).bucket;
    const data = (this.data = new Data(this, 'Data', shared));
    const marketData = new MarketDataStack(this, 'MarketData', shared);
    const orders = new OrdersStack(this, 'Orders', { ...shared, data, statements });
    this.parts = { ...shared, data, statements, marketData, orders };
    this.web = new WebStack(this, 'Web', this.parts).service.loadBalancer!;
    this.messages = new NotificationsStack(this, 'Notifications', this.parts).messages.queue;
    this.copies = new BackupCopiesStack(this, 'BackupCopies', shared).copies;
    this.copiesElsewhere = new BackupAccountStack(this, 'BackupAccount', shared).copies;

    new JourneyAlarmsStack(this, 'JourneyAlarms', shared);
    HealthAlarms.of(this).cover({ runbooks: RUNBOOKS });
  }

  public backUp(destinations: BackupDestination[]): void {
    const { data, statements, marketData } = this.parts;
    new BackupStack(this, 'Backup', { ...this.parts, resources: [data, statements, marketData], destinations });
  }
}
