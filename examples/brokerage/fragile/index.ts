import type { App } from 'aws-cdk-lib';
import { product } from '../product';
import { BackupStack } from './backup';
import { DataStack } from './data';
import { LoginStack } from './login';
import { MarketDataStack } from './market-data';
import { NetworkStack } from './network';
import { NotificationsStack } from './notifications';
import { OperationsStack } from './operations';
import { OrdersStack } from './orders';
import { WebStack } from './web';

/** The brokerage as it was built to make the launch date. */
export function addFragileBrokerage(app: App): void {
  const env = { account: product.account, region: product.region };

  const { alarmTopic } = new OperationsStack(app, 'Operations', { env });
  const { vpc } = new NetworkStack(app, 'Network', { env });
  const data = new DataStack(app, 'Data', { env, vpc });
  const login = new LoginStack(app, 'Login', { env });
  const marketData = new MarketDataStack(app, 'MarketData', { env, vpc });
  const orders = new OrdersStack(app, 'Orders', { env, data, alarmTopic });
  new WebStack(app, 'Web', { env, vpc, data, sessions: login.sessions, orderQueue: orders.queue });
  new NotificationsStack(app, 'Notifications', { env, tradeEvents: orders.tradeEvents, ticks: marketData.ticks });
  new BackupStack(app, 'Backup', { env, data });
}
