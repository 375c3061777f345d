// A small shop: one block, a policy, a journey and the checks. Rules of one's own are written in the other languages.
package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatchactions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-resilience/cdk-resilience-go/cdkresilience"
	"github.com/cdk-resilience/cdk-resilience-go/cdkresilience/policies"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	awscdk.Validations_Of(app).AddPlugins(policies.NewResilienceChecks(app, &policies.ResiliencePackProps{
		Strictness: cdkresilience.Strictness_EXHAUSTIVE,
	}))
	cdkresilience.ResiliencyPolicy_Of(app).DeclarePreset(cdkresilience.Tier_IMPORTANT)

	stack := awscdk.NewStack(app, jsii.String("Orders"), nil)
	cdkresilience.NewBufferedQueue(stack, jsii.String("Queue"), &cdkresilience.BufferedQueueProps{
		ArrivalRate:  jsii.Number(100),
		MaximumDelay: awscdk.Duration_Minutes(jsii.Number(5)),
		AlarmActions: &[]awscloudwatch.IAlarmAction{
			awscloudwatchactions.NewSnsAction(awssns.NewTopic(stack, jsii.String("Pager"), nil)),
		},
	})
	entry := awssqs.NewQueue(stack, jsii.String("Entry"), nil)
	cdkresilience.NewCustomerJourney(stack, jsii.String("Order"), &cdkresilience.CustomerJourneyProps{
		Owner:       jsii.String("team-orders"),
		EntryPoints: &[]constructs.IConstruct{entry},
	})

	app.Synth(nil)
}
