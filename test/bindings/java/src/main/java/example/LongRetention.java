package example;

import io.github.cdkresilience.CheckResult;
import io.github.cdkresilience.CheckedResource;
import io.github.cdkresilience.DisruptionType;
import io.github.cdkresilience.FailureCategory;
import io.github.cdkresilience.ResilienceRule;
import io.github.cdkresilience.ResilienceRuleProps;
import io.github.cdkresilience.Strictness;
import java.util.List;

/** A queue of this shop must hold its messages over a long holiday. */
final class LongRetention extends ResilienceRule {
    private static final long FOUR_DAYS = 345_600;
    private static final long TWO_WEEKS = 1_209_600;

    LongRetention() {
        super(ResilienceRuleProps.builder()
                .ruleId("LongRetention")
                .appliesTo(List.of("AWS::SQS::Queue"))
                .title("The queue holds messages for less than two weeks")
                .why("Messages that arrive before a long holiday are gone after it.")
                .fix("Set MessageRetentionPeriod to 1209600.")
                .docs("https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html")
                .category(FailureCategory.EXCESSIVE_LATENCY)
                .disruptions(List.of(DisruptionType.SOFTWARE, DisruptionType.INFRASTRUCTURE))
                .strictness(Strictness.EXHAUSTIVE)
                .build());
    }

    @Override
    public CheckResult check(final CheckedResource resource) {
        final Number seconds = resource.number("MessageRetentionPeriod");
        final long held = seconds == null ? FOUR_DAYS : seconds.longValue();
        if (held >= TWO_WEEKS) {
            return CheckResult.compliant();
        }
        return CheckResult.nonCompliant("MessageRetentionPeriod", "It holds them for " + held + " seconds.");
    }
}
