import { RuleTester } from 'cdk-resilience/rules';
import { sqsDlqAlarm } from '../../../policies/rules/dead-letter-alarms';

const NAME = { 'Fn::GetAtt': ['Subject', 'QueueName'] };

function alarm(MetricName: unknown, Value: unknown = NAME): object {
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: { Namespace: 'AWS/SQS', MetricName, Dimensions: [{ Name: 'QueueName', Value }] },
  };
}

function stat(Id: string, MetricName: string): object {
  return {
    Id,
    MetricStat: {
      Metric: { Namespace: 'AWS/SQS', MetricName, Dimensions: [{ Name: 'QueueName', Value: NAME }] },
      Period: 60,
      Stat: 'Sum',
    },
  };
}

const ORDERS = {
  Type: 'AWS::SQS::Queue',
  Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Subject', 'Arn'] }, maxReceiveCount: 3 } },
};

function queue(others: object, properties: object = {}): { Resources: object } {
  return { Resources: { Subject: { Type: 'AWS::SQS::Queue', Properties: properties }, Orders: ORDERS, ...others } };
}

RuleTester.run(sqsDlqAlarm, {
  valid: [
    { name: 'a queue that is no dead-letter queue', given: { VisibilityTimeout: 30 } },
    {
      name: 'metric math over waiting and taken messages',
      given: queue({
        Alarm: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            Metrics: [
              stat('a', 'ApproximateNumberOfMessagesVisible'),
              stat('b', 'ApproximateNumberOfMessagesNotVisible'),
              { Id: 'c', Expression: 'a + b' },
            ],
          },
        },
      }),
    },
    {
      name: 'an alarm in another stack',
      given: { ...queue({}), Outputs: { Name: { Value: NAME, Export: { Name: 'dlq' } } } },
      stacks: {
        Ops: {
          template: { Resources: { Alarm: alarm('ApproximateNumberOfMessagesVisible', { 'Fn::ImportValue': 'dlq' }) } },
        },
      },
    },
    {
      name: 'an alarm in another stack, by name',
      given: queue({}, { QueueName: 'orders-dlq' }),
      stacks: {
        Ops: { template: { Resources: { Alarm: alarm('ApproximateNumberOfMessagesVisible', 'orders-dlq') } } },
      },
    },
    {
      name: 'a metric that a parameter names',
      given: { Parameters: { Metric: { Type: 'String' } }, ...queue({ Alarm: alarm({ Ref: 'Metric' }) }) },
    },
    {
      name: 'a query over all queues',
      given: queue({
        All: {
          Type: 'AWS::CloudWatch::Alarm',
          Properties: {
            Metrics: [
              {
                Id: 'q',
                Period: 60,
                Expression: 'SELECT MAX(ApproximateNumberOfMessagesVisible) FROM SCHEMA("AWS/SQS", QueueName)',
              },
            ],
          },
        },
      }),
    },
    {
      name: 'a function that reads it',
      given: queue({
        Redrive: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['Subject', 'Arn'] }, FunctionName: 'redrive' },
        },
      }),
    },
    {
      name: 'messages that a function sends, counted',
      given: {
        Resources: {
          Subject: { Type: 'AWS::SQS::Queue' },
          F: {
            Type: 'AWS::Lambda::Function',
            Properties: { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Subject', 'Arn'] } } },
          },
          Alarm: alarm('NumberOfMessagesSent'),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a count that leaves out what SQS moves',
      given: queue({ Alarm: alarm('NumberOfMessagesSent') }),
      finds: ['Subject'],
    },
    {
      name: 'an alarm on the source alone',
      given: queue({ Alarm: alarm('ApproximateAgeOfOldestMessage', { 'Fn::GetAtt': ['Orders', 'QueueName'] }) }),
      finds: ['Subject'],
    },
    {
      name: 'the dead-letter queue of an EventBridge target',
      given: {
        Resources: {
          Subject: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'events-dlq' } },
          Rule: {
            Type: 'AWS::Events::Rule',
            Properties: {
              Targets: [
                {
                  Id: 't',
                  Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
                  DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Subject', 'Arn'] } },
                },
              ],
            },
          },
        },
      },
      finds: ['Subject'],
    },
    {
      name: 'an alarm on the queue of the same name in another Region',
      region: 'eu-west-1',
      given: queue({}, { QueueName: 'orders-dlq' }),
      stacks: {
        Dr: {
          region: 'eu-north-1',
          template: { Resources: { Alarm: alarm('ApproximateNumberOfMessagesVisible', 'orders-dlq') } },
        },
      },
      finds: ['Subject'],
    },
  ],
});
