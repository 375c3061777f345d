package example;

import io.github.cdkresilience.BufferedQueue;
import io.github.cdkresilience.CustomerJourney;
import io.github.cdkresilience.DependencyCriticality;
import io.github.cdkresilience.ExternalDependency;
import io.github.cdkresilience.LambdaConsumerOptions;
import io.github.cdkresilience.RecoveryTarget;
import io.github.cdkresilience.ResiliencyPolicy;
import io.github.cdkresilience.ResiliencyPolicyProps;
import io.github.cdkresilience.RiskAcceptance;
import io.github.cdkresilience.RiskAcceptanceProps;
import io.github.cdkresilience.Strictness;
import io.github.cdkresilience.Tier;
import io.github.cdkresilience.policies.ResilienceChecks;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.TableV2;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.CfnQueue;

/** A small shop: one block, a policy, a journey, the checks and a rule of its own. */
public final class Shop {
    public static void main(final String[] args) {
        final App app = new App();
        Validations.of(app).addPlugins(ResilienceChecks.Builder.create(app)
                .strictness(Strictness.EXHAUSTIVE)
                .customRules(List.of(new LongRetention()))
                .build());
        ResiliencyPolicy.of(app).declarePreset(Tier.IMPORTANT);

        final Stack stack = Stack.Builder.create(app, "Orders")
                .env(Environment.builder().account("111122223333").region("eu-west-1").build())
                .build();
        ResiliencyPolicy.of(stack).declare(ResiliencyPolicyProps.builder()
                .tier(Tier.CRITICAL)
                .availability(99.95)
                .az(RecoveryTarget.builder().rto(Duration.minutes(15)).rpo(Duration.minutes(5)).build())
                .build());

        final Function placeOrder = Function.Builder.create(stack, "PlaceOrder")
                .runtime(Runtime.PYTHON_3_13)
                .handler("index.handler")
                .code(Code.fromInline("def handler(event, context): return {'batchItemFailures': []}"))
                .timeout(Duration.seconds(30))
                .reservedConcurrentExecutions(70)
                .build();
        final BufferedQueue orders = BufferedQueue.Builder.create(stack, "Queue")
                .arrivalRate(100)
                .maximumDelay(Duration.minutes(5))
                .alarmActions(List.of(new SnsAction(new Topic(stack, "Pager"))))
                .build();
        orders.addLambdaConsumer(
                placeOrder, LambdaConsumerOptions.builder().batchDuration(Duration.seconds(1)).build());
        CfnOutput.Builder.create(stack, "DrainTime").value(orders.getDrainTime().toHumanString()).build();

        final TableV2 sessions = TableV2.Builder.create(stack, "Sessions")
                .partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build())
                .build();
        RiskAcceptance.of(sessions).accept(RiskAcceptanceProps.builder()
                .rule("DynamoDbPitr")
                .reason("Sessions are made anew at log-in")
                .owner("team-orders")
                .expires("2099-12-31")
                .build());

        final CfnParameter seconds = CfnParameter.Builder.create(stack, "Retention").type("Number").build();
        CfnQueue.Builder.create(stack, "Decided").messageRetentionPeriod(86_400).build();
        CfnQueue.Builder.create(stack, "Undecided").messageRetentionPeriod(seconds.getValueAsNumber()).build();

        final RestApi api = new RestApi(stack, "Api");
        api.getRoot().addMethod("GET");
        final CustomerJourney journey = CustomerJourney.Builder.create(stack, "Order")
                .journeyName("Place an order")
                .owner("team-orders")
                .entryPoints(List.of(api))
                .baseline(200)
                .build();
        journey.dependsOn(ExternalDependency.Builder.create(stack, "Clearing")
                .availability(99.5)
                .criticality(DependencyCriticality.SOFT)
                .timeout(Duration.seconds(2))
                .fallback("Orders are queued and confirmed later")
                .build());

        app.synth();
    }

    private Shop() {}
}
