import { Mixins } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { DataProtection, HealthAlarms, JourneyAlarms } from 'cdk-resilience';
import { Construct } from 'constructs';
import { BackupAccountStack, BackupStack } from './backup';
import type { DataStack } from './data';
import { MarketDataStack } from './market-data';
import { NetworkStack } from './network';
import { NotificationsStack } from './notifications';
import { OperationsStack } from './operations';
import { OrdersStack } from './orders';
import { RegionalStack, RUNBOOKS, type Region } from './region';
import { StatementsStack } from './statements';
import { WebStack } from './web';

/** What both Regions run. No stack refers to the other Region: each can be deployed while the other is down. */
export class BrokerageRegion extends Construct {
  public readonly operations: OperationsStack;
  public readonly vpc: IVpc;
  public readonly statements: StatementsStack;
  public readonly data: DataStack;
  public readonly marketData: MarketDataStack;
  public readonly orders: OrdersStack;
  public readonly web: WebStack;
  public readonly notifications: NotificationsStack;
  private readonly backup: BackupStack;

  /** @param replicateTo the Region that gets a copy of each statement */
  constructor(
    scope: Construct,
    id: string,
    public readonly region: Region,
    Data: new (here: BrokerageRegion, id: string) => DataStack,
    public readonly replicateTo?: Region,
  ) {
    super(scope, id);
    this.operations = new OperationsStack(this, 'Operations');
    this.vpc = new NetworkStack(this, 'Network').vpc;
    this.statements = new StatementsStack(this, 'Statements');
    this.data = new Data(this, 'Data');
    this.marketData = new MarketDataStack(this, 'MarketData');
    this.orders = new OrdersStack(this, 'Orders');
    this.web = new WebStack(this, 'Web');
    this.notifications = new NotificationsStack(this, 'Notifications');
    this.backup = new BackupStack(this, 'Backup');
    Mixins.of(this).apply(new DataProtection());

    const { pager, serviceEvents } = this.operations;
    new JourneyAlarms(new RegionalStack(this, 'JourneyAlarms'), 'Alarms', { pages: [pager], runbook: RUNBOOKS });
    HealthAlarms.of(this)
      .cover({ actions: [serviceEvents], journeyActions: [], runbooks: RUNBOOKS })
      .tune({ resourceType: 'AWS::SQS::Queue', alarm: 'DeadLetters', actions: [pager] });
  }

  /** Backs up the Region's data, with copies in the other Region and in the backup account. */
  public backUpTo({ backup }: BrokerageRegion): void {
    const { copies } = new BackupAccountStack(this, 'BackupAccount');
    this.backup.protect([this.data, this.marketData, this.statements], [backup.copies, copies]);
  }
}
