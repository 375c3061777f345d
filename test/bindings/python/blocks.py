"""An app that uses only blocks and intent, and no checks."""

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from cdk_resilience import BufferedQueue, ResiliencyPolicy, Tier

app = cdk.App()
ResiliencyPolicy.of(app).declare_preset(Tier.IMPORTANT)
stack = cdk.Stack(app, "Orders")
orders = BufferedQueue(stack, "Queue", arrival_rate=1, maximum_delay=cdk.Duration.minutes(5))
handler = lambda_.Function(
    stack,
    "PlaceOrder",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="index.handler",
    code=lambda_.Code.from_inline("def handler(event, context): return {'batchItemFailures': []}"),
    timeout=cdk.Duration.seconds(30),
    reserved_concurrent_executions=5,
)
orders.add_lambda_consumer(handler, batch_duration=cdk.Duration.seconds(1))
app.synth()
