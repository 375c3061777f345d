import type { App } from 'aws-cdk-lib';
import { BackupStack } from './backup';
import { BackupAccountStack } from './backup-vault';
import type { DataStack, DataStackProps } from './data';
import { PrimaryDataStack } from './data-primary';
import { StandbyDataStack } from './data-standby';
import { DnsStack } from './dns';
import { LoginStack } from './login';
import { MarketDataStack } from './market-data';
import { NetworkStack } from './network';
import { NotificationsStack } from './notifications';
import { OperationsStack } from './operations';
import { OrdersStack } from './orders';
import { OverviewStack } from './overview';
import { RegistryStack } from './registry';
import { primary, standby, type Region } from './regions';
import { StatementsStack } from './statements';
import { WebStack } from './web';

/** The same brokerage, made to keep working: three zones in one Region, a warm standby in another. */
export function addPlainResilientBrokerage(app: App): void {
  const copies = new StatementsStack(app, 'StandbyStatements', { region: standby });
  const statements = new StatementsStack(app, 'Statements', { region: primary, replicateTo: standby });
  statements.addStackDependency(copies);

  const here = addRegion(app, '', primary, statements, (id, props) => new PrimaryDataStack(app, id, props));
  const there = addRegion(app, 'Standby', standby, copies, (id, props) => new StandbyDataStack(app, id, props));
  there.data.addStackDependency(here.data);

  const { pager } = here.operations;
  new LoginStack(app, 'Login', { region: primary, pager, sessions: here.data.sessions });
  new DnsStack(app, 'Dns', { region: primary, pager });
  new RegistryStack(app, 'Registry', { region: primary });
}

/** Everything that both Regions run. No stack refers to the other Region: each can be deployed while the other is down. */
function addRegion(
  app: App,
  prefix: string,
  region: Region,
  { bucket: statements }: StatementsStack,
  createData: (id: string, props: DataStackProps) => DataStack,
) {
  const id = (name: string) => `${prefix}${name}`;
  const operations = new OperationsStack(app, id('Operations'), { region });
  const { pager } = operations;
  const { vpc } = new NetworkStack(app, id('Network'), { region, pager });
  const data = createData(id('Data'), { region, vpc, operations });
  const marketData = new MarketDataStack(app, id('MarketData'), { region, vpc, operations });
  const orders = new OrdersStack(app, id('Orders'), { region, data, statements, pager });
  const web = new WebStack(app, id('Web'), { region, vpc, operations, data, statements, orderQueue: orders.queue });
  new NotificationsStack(app, id('Notifications'), {
    region,
    pager,
    tradeEvents: orders.tradeEvents,
    ticks: marketData.ticks,
  });
  new OverviewStack(app, id('Overview'), { region, web, orders, marketData });
  new BackupAccountStack(app, id('BackupAccount'), { region });
  const copyTo = region === primary ? standby : primary;
  new BackupStack(app, id('Backup'), { region, operations, statements, copyTo });
  return { operations, data };
}
