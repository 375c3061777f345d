import { RuleTester } from 'cdk-resilience/rules';
import {
  scalableTargetNoRoom,
  scalableTargetSuspended,
  scalableTargetWithoutPolicy,
  scheduledScalingGap,
} from '../../../policies/rules/scaling';

const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';

RuleTester.run(scalableTargetNoRoom, {
  valid: [{ name: 'a standby that is switched off', given: { MinCapacity: 0, MaxCapacity: 0 } }],
  invalid: [
    { name: 'text and number', given: { MinCapacity: '4', MaxCapacity: 4 }, finds: ['Subject.Properties.MaxCapacity'] },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Most: { Type: 'Number' } },
        Resources: { Subject: { Type: TARGET, Properties: { MinCapacity: 2, MaxCapacity: { Ref: 'Most' } } } },
      },
      open: ['Subject.Properties.MaxCapacity'],
    },
  ],
});

RuleTester.run(scalableTargetSuspended, {
  valid: [{ name: 'not suspended', given: { SuspendedState: { DynamicScalingOutSuspended: 'false' } } }],
  invalid: [
    {
      name: 'text for a boolean',
      given: { SuspendedState: { DynamicScalingOutSuspended: 'true' } },
      finds: ['Subject.Properties.SuspendedState.DynamicScalingOutSuspended'],
    },
  ],
});

const ROOM = {
  MinCapacity: 2,
  MaxCapacity: 9,
  ScalableDimension: 'ecs:service:DesiredCount',
  ResourceId: 'service/main/web',
};
const withPolicy = (properties: object): { Resources: object } => ({
  Resources: { Subject: { Type: TARGET, Properties: ROOM }, Policy: { Type: POLICY, Properties: properties } },
});

RuleTester.run(scalableTargetWithoutPolicy, {
  valid: [
    { name: 'a policy that refers to it', given: withPolicy({ ScalingTargetId: { Ref: 'Subject' } }) },
    {
      name: 'a policy that names the same resource',
      given: withPolicy({ ResourceId: 'service/main/web', ScalableDimension: 'ecs:service:DesiredCount' }),
    },
    { name: 'no room, which is another fault', given: { ...ROOM, MaxCapacity: 2 } },
  ],
  invalid: [
    {
      name: 'a policy of another service',
      given: withPolicy({ ResourceId: 'service/main/other', ScalableDimension: 'ecs:service:DesiredCount' }),
      finds: ['Subject'],
    },
  ],
});

const schedule = (least: number, MinCapacity = 2, ServiceNamespace = 'ecs'): { Resources: object } => ({
  Resources: {
    Subject: {
      Type: TARGET,
      Properties: {
        MinCapacity,
        ServiceNamespace,
        ScheduledActions: [
          { ScheduledActionName: 'morning', ScalableTargetAction: { MinCapacity: 4 } },
          { ScheduledActionName: 'night', ScalableTargetAction: { MinCapacity: least } },
        ],
      },
    },
  },
});

RuleTester.run(scheduledScalingGap, {
  valid: [
    { name: 'a group that is switched off at night', given: { AutoScalingGroupName: 'web', MinSize: 0 } },
    { name: 'a change of the maximum', given: { AutoScalingGroupName: 'web', MaxSize: 8 } },
    { name: 'a service that is switched off at night', given: schedule(0) },
    { name: 'a service that always may have one, which is another fault', given: schedule(1, 1) },
    { name: 'a table', given: schedule(1, 5, 'dynamodb') },
  ],
  invalid: [
    {
      name: 'a service with one task at night',
      given: schedule(1),
      finds: ['Subject.Properties.ScheduledActions.1.ScalableTargetAction.MinCapacity'],
    },
  ],
});
