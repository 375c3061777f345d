import { RuleTester } from 'cdk-resilience/rules';
import {
  batchComputeMultiAz,
  beanstalkDeploymentPolicy,
  beanstalkEnhancedHealth,
  beanstalkManagedUpdates,
  beanstalkRedundancy,
} from '../../../policies/rules/managed-compute';

const option = (Namespace: string, OptionName: string, Value: unknown): Record<string, unknown> => ({
  OptionSettings: [
    { Namespace: 'aws:autoscaling:launchconfiguration', OptionName: 'IamInstanceProfile', Value: 'web' },
    { Namespace, OptionName, Value },
  ],
});
const AT = 'Subject.Properties.OptionSettings.1.Value';

RuleTester.run(batchComputeMultiAz, {
  valid: [
    {
      name: 'two zones',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::Batch::ComputeEnvironment',
            Properties: { ComputeResources: { Subnets: [{ Ref: 'A' }, { Ref: 'B' }] } },
          },
          A: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'a' } },
          B: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'b' } },
        },
      },
    },
  ],
  invalid: [],
});

RuleTester.run(beanstalkRedundancy, {
  valid: [
    { name: 'nothing said', given: { ApplicationName: 'web' } },
    { name: 'a load balancer', given: option('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced') },
    { name: 'the same name elsewhere', given: option('aws:elsewhere', 'MinSize', '1') },
  ],
  invalid: [{ name: 'one instance', given: option('aws:autoscaling:asg', 'MinSize', 1), finds: [AT] }],
});

RuleTester.run(beanstalkDeploymentPolicy, {
  valid: [{ name: 'nothing said', given: { ApplicationName: 'web' } }],
  invalid: [],
});

RuleTester.run(beanstalkEnhancedHealth, {
  valid: [],
  invalid: [
    { name: 'basic', given: option('aws:elasticbeanstalk:healthreporting:system', 'SystemType', 'basic'), finds: [AT] },
  ],
});

RuleTester.run(beanstalkManagedUpdates, {
  valid: [{ name: 'a boolean', given: option('aws:elasticbeanstalk:managedactions', 'ManagedActionsEnabled', true) }],
  invalid: [
    {
      name: 'false',
      given: option('aws:elasticbeanstalk:managedactions', 'ManagedActionsEnabled', 'false'),
      finds: [AT],
    },
  ],
});
