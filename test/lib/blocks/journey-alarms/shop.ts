import { App, Stack } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AttributeType, Billing, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CustomerJourney } from '../../../../lib/intent/customer-journey';
import { Tier } from '../../../../lib/intent/tier';
import { EscalationPolicy, Responder } from '../../../../lib/blocks/escalation';

/** A shop in three stacks: on-call, data, and what serves the customer. */
export interface Shop {
  readonly app: App;
  readonly operations: Stack;
  readonly watch: Stack;
  readonly table: TableV2;
  readonly orders: LambdaFunction;
  readonly api: HttpApi;
  readonly journey: CustomerJourney;
  readonly onCall: EscalationPolicy;
}

export function newShop(region = 'eu-central-1'): Shop {
  const app = new App();
  const env = { account: '111122223333', region };
  const operations = new Stack(app, 'Operations', { env });
  const onCall = new EscalationPolicy(operations, 'OnCall', {
    responders: [Responder.httpsPager('https://pager.example.net/key'), Responder.email('lead@example.com')],
    secondLevel: [Responder.email('head@example.com')],
  });
  const data = new Stack(app, 'Data', { env });
  const table = new TableV2(data, 'Store', {
    partitionKey: { name: 'id', type: AttributeType.STRING },
    billing: Billing.onDemand(),
  });
  const web = new Stack(app, 'Web', { env });
  const orders = new LambdaFunction(web, 'Orders', {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = async () => ({});'),
    environment: { TABLE: table.tableName },
  });
  table.grants.readWriteData(orders);
  const api = new HttpApi(web, 'Api', { defaultIntegration: new HttpLambdaIntegration('Orders', orders) });
  const journey = new CustomerJourney(web, 'PlaceOrder', {
    journeyName: 'Place an order',
    owner: 'Order desk',
    entryPoints: [api],
    policy: { tier: Tier.CRITICAL, availability: 99.9 },
  });
  return { app, operations, watch: new Stack(app, 'Watch', { env }), table, orders, api, journey, onCall };
}
