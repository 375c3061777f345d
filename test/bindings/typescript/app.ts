/** A small shop: one block, a policy, a journey, the checks and a rule of its own. The other languages say the same. */
import {
  App,
  CfnOutput,
  CfnParameter,
  Duration,
  Stack,
  Validations,
  aws_apigateway as apigateway,
  aws_dynamodb as dynamodb,
  aws_lambda as lambda,
  aws_sns as sns,
  aws_sqs as sqs,
} from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import {
  BufferedQueue,
  CheckResult,
  CustomerJourney,
  DependencyCriticality,
  DisruptionType,
  ExternalDependency,
  FailureCategory,
  ResilienceRule,
  ResiliencyPolicy,
  RiskAcceptance,
  Strictness,
  Tier,
  policies,
  type CheckedResource,
} from 'cdk-resilience';

const FOUR_DAYS = 345_600;
const TWO_WEEKS = 1_209_600;

/** A queue of this shop must hold its messages over a long holiday. */
class LongRetention extends ResilienceRule {
  constructor() {
    super({
      ruleId: 'LongRetention',
      appliesTo: ['AWS::SQS::Queue'],
      title: 'The queue holds messages for less than two weeks',
      why: 'Messages that arrive before a long holiday are gone after it.',
      fix: 'Set MessageRetentionPeriod to 1209600.',
      docs: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html',
      category: FailureCategory.EXCESSIVE_LATENCY,
      disruptions: [DisruptionType.SOFTWARE, DisruptionType.INFRASTRUCTURE],
      strictness: Strictness.EXHAUSTIVE,
    });
  }

  public check(resource: CheckedResource): CheckResult {
    const held = resource.number('MessageRetentionPeriod') ?? FOUR_DAYS;
    if (held >= TWO_WEEKS) return CheckResult.compliant();
    return CheckResult.nonCompliant('MessageRetentionPeriod', `It holds them for ${held} seconds.`);
  }
}

const app = new App();
Validations.of(app).addPlugins(
  new policies.ResilienceChecks(app, {
    strictness: Strictness.EXHAUSTIVE,
    customRules: [new LongRetention()],
  }),
);
ResiliencyPolicy.of(app).declarePreset(Tier.IMPORTANT);

const stack = new Stack(app, 'Orders', { env: { account: '111122223333', region: 'eu-west-1' } });
ResiliencyPolicy.of(stack).declare({
  tier: Tier.CRITICAL,
  availability: 99.95,
  az: { rto: Duration.minutes(15), rpo: Duration.minutes(5) },
});

const placeOrder = new lambda.Function(stack, 'PlaceOrder', {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: 'index.handler',
  code: lambda.Code.fromInline("def handler(event, context): return {'batchItemFailures': []}"),
  timeout: Duration.seconds(30),
  reservedConcurrentExecutions: 70,
});
const orders = new BufferedQueue(stack, 'Queue', {
  arrivalRate: 100,
  maximumDelay: Duration.minutes(5),
  alarmActions: [new SnsAction(new sns.Topic(stack, 'Pager'))],
});
orders.addLambdaConsumer(placeOrder, { batchDuration: Duration.seconds(1) });
new CfnOutput(stack, 'DrainTime', { value: orders.drainTime.toHumanString() });

const sessions = new dynamodb.TableV2(stack, 'Sessions', {
  partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
});
RiskAcceptance.of(sessions).accept({
  rule: 'DynamoDbPitr',
  reason: 'Sessions are made anew at log-in',
  owner: 'team-orders',
  expires: '2099-12-31',
});

const seconds = new CfnParameter(stack, 'Retention', { type: 'Number' });
new sqs.CfnQueue(stack, 'Decided', { messageRetentionPeriod: 86_400 });
new sqs.CfnQueue(stack, 'Undecided', { messageRetentionPeriod: seconds.valueAsNumber });

const api = new apigateway.RestApi(stack, 'Api');
api.root.addMethod('GET');
const journey = new CustomerJourney(stack, 'Order', {
  journeyName: 'Place an order',
  owner: 'team-orders',
  entryPoints: [api],
  baseline: 200,
});
journey.dependsOn(
  new ExternalDependency(stack, 'Clearing', {
    availability: 99.5,
    criticality: DependencyCriticality.SOFT,
    timeout: Duration.seconds(2),
    fallback: 'Orders are queued and confirmed later',
  }),
);

app.synth();
