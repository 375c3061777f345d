import { RuleTester } from 'cdk-resilience/rules';
import {
  eventBridgeApiDestinationRate,
  eventBridgeArchive,
  eventBridgeGlobalEndpointReplication,
  eventBridgeRuleDisabled,
  eventBridgeRuleWithoutTarget,
  eventBridgeTargetDlq,
  eventBridgeTargetRetry,
  scheduleTargetDlq,
} from '../../../policies/rules/events';

const EventPattern = { source: ['trades'] };
const target = (more: object = {}) => ({ Id: 'Book', Arn: 'arn:aws:sns:eu-west-1:111122223333:trades', ...more });
const DLQ = { DeadLetterConfig: { Arn: 'arn:aws:sqs:eu-west-1:111122223333:dead' } };
const schedule = (Target: object, ScheduleExpression = 'rate(1 day)') => ({
  Resources: { Subject: { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression, Target } } },
});

RuleTester.run(eventBridgeTargetDlq, {
  valid: [
    { name: 'no targets, which is a finding of its own', given: { EventPattern } },
    { name: 'a schedule', given: { ScheduleExpression: 'rate(1 day)', Targets: [target()] } },
    {
      name: 'a queue given at deployment',
      given: {
        Parameters: { Dead: { Type: 'String' } },
        Resources: {
          Subject: {
            Type: 'AWS::Events::Rule',
            Properties: { EventPattern, Targets: [target({ DeadLetterConfig: { Arn: { Ref: 'Dead' } } })] },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'the second of two targets',
      given: { EventPattern, Targets: [target(DLQ), target()] },
      finds: ['Subject.Properties.Targets.1.DeadLetterConfig'],
    },
    {
      name: 'a target for production alone',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: {
            Type: 'AWS::Events::Rule',
            Properties: { EventPattern, Targets: [{ 'Fn::If': ['IsProd', target(), { Ref: 'AWS::NoValue' }] }] },
          },
        },
      },
      finds: ['Subject.Properties.Targets.0.DeadLetterConfig when IsProd is true'],
    },
  ],
});

RuleTester.run(scheduleTargetDlq, {
  valid: [
    { name: 'a rule with a pattern', given: { EventPattern, Targets: [target()] } },
    { name: 'a schedule with one', given: schedule(target(DLQ)) },
  ],
  invalid: [{ name: 'a schedule', given: schedule(target()), finds: ['Subject.Properties.Target.DeadLetterConfig'] }],
});

RuleTester.run(eventBridgeTargetRetry, {
  valid: [
    { name: 'the default', given: { EventPattern, Targets: [target()] } },
    {
      name: 'a schedule that comes round again',
      given: schedule(target({ RetryPolicy: { MaximumRetryAttempts: 0 } })),
    },
    {
      name: 'none, with a dead-letter queue',
      given: { EventPattern, Targets: [target({ ...DLQ, RetryPolicy: { MaximumRetryAttempts: 0 } })] },
    },
  ],
  invalid: [
    {
      name: 'a schedule that runs once, as text',
      given: schedule(target({ RetryPolicy: { MaximumRetryAttempts: '0' } }), 'at(2027-01-01T00:00:00)'),
      finds: ['Subject.Properties.Target.RetryPolicy.MaximumRetryAttempts'],
    },
  ],
});

RuleTester.run(eventBridgeRuleWithoutTarget, {
  valid: [{ name: 'two targets', given: { EventPattern, Targets: [target(), target()] } }],
  invalid: [{ name: 'an empty list', given: { EventPattern, Targets: [] }, finds: ['Subject.Properties.Targets'] }],
  undetermined: [
    {
      name: 'targets given at deployment',
      given: {
        Parameters: { Targets: { Type: 'String' } },
        Resources: { Subject: { Type: 'AWS::Events::Rule', Properties: { Targets: { Ref: 'Targets' } } } },
      },
      open: ['Subject.Properties.Targets'],
    },
  ],
});

RuleTester.run(eventBridgeRuleDisabled, {
  valid: [{ name: 'the default', given: { EventPattern } }],
  invalid: [
    {
      name: 'a schedule',
      given: { Resources: { Subject: { Type: 'AWS::Scheduler::Schedule', Properties: { State: 'DISABLED' } } } },
      finds: ['Subject.Properties.State'],
    },
  ],
});

RuleTester.run(eventBridgeArchive, {
  valid: [
    {
      name: 'an archive in another stack',
      given: {
        Resources: { Subject: { Type: 'AWS::Events::EventBus', Properties: { Name: 'trades' } } },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Subject', 'Arn'] }, Export: { Name: 'bus-arn' } } },
      },
      stacks: {
        Archive: {
          template: {
            Resources: {
              Archive: { Type: 'AWS::Events::Archive', Properties: { SourceArn: { 'Fn::ImportValue': 'bus-arn' } } },
            },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'the archive of another bus',
      given: {
        Resources: {
          Subject: { Type: 'AWS::Events::EventBus', Properties: { Name: 'trades' } },
          Archive: {
            Type: 'AWS::Events::Archive',
            Properties: { SourceArn: 'arn:aws:events:eu-west-1:111122223333:event-bus/orders' },
          },
        },
      },
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(eventBridgeGlobalEndpointReplication, {
  valid: [{ name: 'the default', given: { EventBuses: [] } }],
  invalid: [],
  undetermined: [
    {
      name: 'a state given at deployment',
      given: {
        Parameters: { State: { Type: 'String' } },
        Resources: {
          Subject: { Type: 'AWS::Events::Endpoint', Properties: { ReplicationConfig: { State: { Ref: 'State' } } } },
        },
      },
      open: ['Subject.Properties.ReplicationConfig.State'],
    },
  ],
});

RuleTester.run(eventBridgeApiDestinationRate, {
  valid: [{ name: 'the limit itself', given: { InvocationRateLimitPerSecond: 300 } }],
  invalid: [
    {
      name: 'no value',
      given: { InvocationRateLimitPerSecond: { Ref: 'AWS::NoValue' } },
      finds: ['Subject.Properties.InvocationRateLimitPerSecond'],
    },
  ],
});
