import { Mixins } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { DataProtection, HealthAlarms, type BackupDestination } from 'cdk-resilience';
import { Construct } from 'constructs';
import { BackupAccountStack, BackupStack } from './backup';
import type { DataStack } from './data';
import { MarketDataStack } from './market-data';
import { NetworkStack } from './network';
import { NotificationsStack } from './notifications';
import { OperationsStack } from './operations';
import { OrdersStack } from './orders';
import { RUNBOOKS, type Needs, type Parts, type Region } from './region';
import { StatementsStack } from './statements';
import { WebStack } from './web';

type DataStackType = new (scope: Construct, id: string, props: Needs<'vpc' | 'operations'>) => DataStack;

/** What both Regions run. No stack refers to the other Region: each can be deployed while the other is down. */
export class BrokerageRegion extends Construct {
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

    Mixins.of(this).apply(new DataProtection());
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
