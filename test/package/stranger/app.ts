import { App, Duration, Stack, Validations, aws_lambda as lambda, aws_rds as rds, aws_sns as sns } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { BufferedQueue, policies } from 'cdk-resilience';

const app = new App();
Validations.of(app).addPlugins(new policies.ResilienceChecks(app));

const stack = new Stack(app, 'Orders', { env: { account: '111122223333', region: 'eu-west-1' } });
const orders = new BufferedQueue(stack, 'Queue', {
  arrivalRate: 100,
  maximumDelay: Duration.minutes(5),
  alarmActions: [new SnsAction(new sns.Topic(stack, 'Pager'))],
});
const placeOrder = new lambda.Function(stack, 'PlaceOrder', {
  runtime: lambda.Runtime.NODEJS_24_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] });'),
  timeout: Duration.seconds(30),
  reservedConcurrentExecutions: 70,
});
orders.addLambdaConsumer(placeOrder, { batchDuration: Duration.seconds(1) });

const database: unknown = app.node.tryGetContext('database');
if (database !== undefined) {
  new rds.CfnDBInstance(stack, 'Accounts', {
    engine: 'postgres',
    dbInstanceClass: 'db.r8g.large',
    allocatedStorage: '100',
    multiAz: database === 'resilient',
  });
}
