import { RuleTester } from 'cdk-resilience/rules';
import {
  asgCooldown,
  asgMultipleInstanceTypes,
  asgScalingNotifications,
} from '../../../policies/rules/auto-scaling-settings';

const overrides = (...Overrides: object[]): Record<string, unknown> => ({
  MixedInstancesPolicy: { LaunchTemplate: { Overrides } },
});

RuleTester.run(asgMultipleInstanceTypes, {
  valid: [{ name: 'requirements', given: overrides({ InstanceRequirements: { VCpuCount: { Min: 2 } } }) }],
  invalid: [
    {
      name: 'one override',
      given: overrides({ InstanceType: 'm7g.large' }),
      finds: ['Subject.Properties.MixedInstancesPolicy.LaunchTemplate.Overrides'],
    },
  ],
});

RuleTester.run(asgCooldown, {
  valid: [{ name: 'a cooldown', given: { Cooldown: '120' } }],
  invalid: [],
});

RuleTester.run(asgScalingNotifications, {
  valid: [{ name: 'the older property', given: { NotificationConfiguration: { TopicARN: 'operations' } } }],
  invalid: [
    {
      name: 'an empty list',
      given: { NotificationConfigurations: [] },
      finds: ['Subject.Properties.NotificationConfigurations'],
    },
  ],
});
