import { App, Mixins, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { TopicDeliveryLogs } from '../../../../lib/blocks/escalation';

test('a topic logs what endpoints and functions did not take, by a role of its own', () => {
  const stack = new Stack(new App(), 'Stack');
  new Topic(stack, 'Customers').with(new TopicDeliveryLogs());
  new Topic(stack, 'Other');
  const template = Template.fromStack(stack);
  const [role] = Object.keys(template.findResources('AWS::IAM::Role'));
  const failure = { FailureFeedbackRoleArn: { 'Fn::GetAtt': [role, 'Arn'] } };
  template.resourcePropertiesCountIs(
    'AWS::SNS::Topic',
    {
      DeliveryStatusLogging: [
        { Protocol: 'http/s', ...failure },
        { Protocol: 'lambda', ...failure },
      ],
    },
    1,
  );
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: Match.objectLike({
      Statement: [Match.objectLike({ Principal: { Service: 'sns.amazonaws.com' } })],
    }),
  });
});

test('of a scope it finds the topics; what is none is refused', () => {
  const stack = new Stack(new App(), 'Stack');
  new Topic(stack, 'Customers');
  const queue = new Queue(stack, 'Queue');
  Mixins.of(stack).apply(new TopicDeliveryLogs());
  Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 1);
  expect(() => new TopicDeliveryLogs().applyTo(queue)).toThrow('Stack/Queue: TopicDeliveryLogs knows topics only');
});
