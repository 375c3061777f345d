import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';

const ledger = new RDSDataClient();

/** Writes a cleared trade to the ledger; an order that is booked already stays as it is. */
export async function handler(order) {
  await ledger.send(
    new ExecuteStatementCommand({
      resourceArn: process.env.LEDGER_ARN,
      secretArn: process.env.LEDGER_SECRET_ARN,
      database: process.env.LEDGER_DATABASE,
      sql: `insert into trades (order_id, account, symbol, quantity, price)
            values (:orderId, :account, :symbol, :quantity, :price) on conflict (order_id) do nothing`,
      parameters: [
        { name: 'orderId', value: { stringValue: order.orderId } },
        { name: 'account', value: { stringValue: order.account } },
        { name: 'symbol', value: { stringValue: order.symbol } },
        { name: 'quantity', value: { longValue: order.quantity } },
        { name: 'price', value: { doubleValue: order.limitPrice } },
      ],
    }),
  );
  return order;
}
