import { RuleTester } from 'cdk-resilience/rules';
import {
  ec2AutoRecoveryDisabled,
  ec2DetailedMonitoring,
  ec2EbsOptimized,
  ec2StandaloneInstance,
  ec2TerminationProtection,
} from '../../../policies/rules/ec2';

const INSTANCE = 'AWS::EC2::Instance';

RuleTester.run(ec2StandaloneInstance, {
  valid: [
    { name: 'a bastion by its tag, as CDK writes it', given: { Tags: [{ Key: 'Name', Value: 'BastionHost' }] } },
    {
      name: 'a jump host by its path',
      given: { Resources: { Subject: { Type: INSTANCE, Metadata: { 'aws:cdk:path': 'Ops/JumpHost/Resource' } } } },
    },
    {
      name: 'a router, which is judged as one',
      given: {
        Resources: {
          Subject: { Type: INSTANCE },
          Out: {
            Type: 'AWS::EC2::Route',
            Properties: { DestinationCidrBlock: '0.0.0.0/0', InstanceId: { Ref: 'Subject' } },
          },
        },
      },
    },
    {
      name: 'a single target, which is another fault',
      given: {
        Resources: {
          Subject: { Type: INSTANCE },
          Web: {
            Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
            Properties: { Targets: [{ Id: { Ref: 'Subject' } }] },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'an instance with an address of its own',
      given: {
        Resources: {
          Subject: { Type: INSTANCE },
          Ip: { Type: 'AWS::EC2::EIP', Properties: { InstanceId: { Ref: 'Subject' } } },
        },
      },
      finds: ['Subject'],
    },
    {
      name: 'the only one behind a Classic Load Balancer',
      given: {
        Resources: {
          Subject: { Type: INSTANCE },
          Old: { Type: 'AWS::ElasticLoadBalancing::LoadBalancer', Properties: { Instances: [{ Ref: 'Subject' }] } },
        },
      },
      finds: ['Subject'],
    },
  ],
});

const template = (LaunchTemplateData: object): Record<string, unknown> => ({
  Type: 'AWS::EC2::LaunchTemplate',
  Properties: { LaunchTemplateData },
});
const DISABLED = { MaintenanceOptions: { AutoRecovery: 'disabled' } };

RuleTester.run(ec2AutoRecoveryDisabled, {
  valid: [
    { name: 'the default by name', given: { LaunchTemplateData: { MaintenanceOptions: { AutoRecovery: 'default' } } } },
    {
      name: 'a template of an Auto Scaling group',
      given: {
        Resources: {
          Subject: template(DISABLED),
          Group: {
            Type: 'AWS::AutoScaling::AutoScalingGroup',
            Properties: { LaunchTemplate: { LaunchTemplateId: { Ref: 'Subject' } } },
          },
        },
      },
    },
  ],
  invalid: [],
});

RuleTester.run(ec2TerminationProtection, {
  valid: [],
  invalid: [
    { name: 'false', given: { DisableApiTermination: false }, finds: ['Subject.Properties.DisableApiTermination'] },
  ],
});

RuleTester.run(ec2DetailedMonitoring, {
  valid: [
    {
      name: 'a launch configuration by default',
      given: { Resources: { Subject: { Type: 'AWS::AutoScaling::LaunchConfiguration' } } },
    },
    { name: 'an instance of a launch template', given: { LaunchTemplate: { LaunchTemplateId: 'lt-1' } } },
    { name: 'a launch template', given: { Resources: { Subject: template({ Monitoring: { Enabled: true } }) } } },
  ],
  invalid: [
    {
      name: 'a launch template by default',
      given: { Resources: { Subject: template({}) } },
      finds: ['Subject.Properties.LaunchTemplateData.Monitoring.Enabled'],
    },
    {
      name: 'a launch configuration without',
      given: {
        Resources: {
          Subject: { Type: 'AWS::AutoScaling::LaunchConfiguration', Properties: { InstanceMonitoring: false } },
        },
      },
      finds: ['Subject.Properties.InstanceMonitoring'],
    },
  ],
});

RuleTester.run(ec2EbsOptimized, {
  valid: [
    { name: 'a current type', given: { InstanceType: 'm7g.large' } },
    { name: 'an old type that cannot', given: { InstanceType: 'm1.small' } },
    { name: 'a type from the launch template', given: { LaunchTemplate: { LaunchTemplateId: 'lt-1' } } },
  ],
  invalid: [{ name: 'r3.xlarge', given: { InstanceType: 'r3.xlarge' }, finds: ['Subject.Properties.EbsOptimized'] }],
});
