"""A small shop: one block, a policy, a journey, the checks and a rule of its own."""

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from cdk_resilience import (
    BufferedQueue,
    CheckedResource,
    CheckResult,
    CustomerJourney,
    DependencyCriticality,
    DisruptionType,
    ExternalDependency,
    FailureCategory,
    RecoveryTarget,
    ResilienceRule,
    ResiliencyPolicy,
    RiskAcceptance,
    Strictness,
    Tier,
)
from cdk_resilience.policies import ResilienceChecks

FOUR_DAYS = 345_600
TWO_WEEKS = 1_209_600


class LongRetention(ResilienceRule):
    """A queue of this shop must hold its messages over a long holiday."""

    def __init__(self) -> None:
        super().__init__(
            rule_id="LongRetention",
            applies_to=["AWS::SQS::Queue"],
            title="The queue holds messages for less than two weeks",
            why="Messages that arrive before a long holiday are gone after it.",
            fix="Set MessageRetentionPeriod to 1209600.",
            docs="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html",
            category=FailureCategory.EXCESSIVE_LATENCY,
            disruptions=[DisruptionType.SOFTWARE, DisruptionType.INFRASTRUCTURE],
            strictness=Strictness.EXHAUSTIVE,
        )

    def check(self, resource: CheckedResource) -> CheckResult:
        seconds = resource.number("MessageRetentionPeriod")
        held = FOUR_DAYS if seconds is None else seconds
        if held >= TWO_WEEKS:
            return CheckResult.compliant()
        return CheckResult.non_compliant("MessageRetentionPeriod", f"It holds them for {held:.0f} seconds.")


app = cdk.App()
cdk.Validations.of(app).add_plugins(
    ResilienceChecks(app, strictness=Strictness.EXHAUSTIVE, custom_rules=[LongRetention()])
)
ResiliencyPolicy.of(app).declare_preset(Tier.IMPORTANT)

stack = cdk.Stack(app, "Orders", env=cdk.Environment(account="111122223333", region="eu-west-1"))
ResiliencyPolicy.of(stack).declare(
    tier=Tier.CRITICAL,
    availability=99.95,
    az=RecoveryTarget(rto=cdk.Duration.minutes(15), rpo=cdk.Duration.minutes(5)),
)

place_order = lambda_.Function(
    stack,
    "PlaceOrder",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): return {'batchItemFailures': []}"),
    timeout=cdk.Duration.seconds(30),
    reserved_concurrent_executions=70,
)
orders = BufferedQueue(
    stack,
    "Queue",
    arrival_rate=100,
    maximum_delay=cdk.Duration.minutes(5),
    alarm_actions=[actions.SnsAction(sns.Topic(stack, "Pager"))],
)
orders.add_lambda_consumer(place_order, batch_duration=cdk.Duration.seconds(1))
cdk.CfnOutput(stack, "DrainTime", value=orders.drain_time.to_human_string())

sessions = dynamodb.TableV2(
    stack,
    "Sessions",
    partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
)
RiskAcceptance.of(sessions).accept(
    rule="DynamoDbPitr", reason="Sessions are made anew at log-in", owner="team-orders", expires="2099-12-31"
)

seconds = cdk.CfnParameter(stack, "Retention", type="Number")
sqs.CfnQueue(stack, "Decided", message_retention_period=86_400)
sqs.CfnQueue(stack, "Undecided", message_retention_period=seconds.value_as_number)

api = apigateway.RestApi(stack, "Api")
api.root.add_method("GET")
journey = CustomerJourney(
    stack,
    "Order",
    journey_name="Place an order",
    owner="team-orders",
    entry_points=[api],
    baseline=200,
)
journey.depends_on(
    ExternalDependency(
        stack,
        "Clearing",
        availability=99.5,
        criticality=DependencyCriticality.SOFT,
        timeout=cdk.Duration.seconds(2),
        fallback="Orders are queued and confirmed later",
    )
)

app.synth()
