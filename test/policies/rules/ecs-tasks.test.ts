import { RuleTester } from 'cdk-resilience/rules';
import {
  ecsBlockingLogDriver,
  ecsContainerHealthCheck,
  ecsContainerInsights,
  ecsContainerLogging,
  ecsFargatePlatformVersion,
} from '../../../policies/rules/ecs-tasks';

const containers = (...definitions: object[]): { ContainerDefinitions: object[] } => ({
  ContainerDefinitions: definitions,
});
const logging = (LogDriver: string, Options?: object): Record<string, unknown> => ({
  Name: 'web',
  LogConfiguration: { LogDriver, Options },
});

RuleTester.run(ecsContainerLogging, {
  valid: [
    { name: 'FireLens', given: containers(logging('awsfirelens')) },
    { name: 'no containers', given: { Family: 'empty' } },
  ],
  invalid: [
    {
      name: 'a sidecar without logs',
      given: containers(logging('awslogs'), { Name: 'proxy' }),
      finds: ['Subject.Properties.ContainerDefinitions.1.LogConfiguration'],
    },
  ],
});

RuleTester.run(ecsBlockingLogDriver, {
  valid: [
    { name: 'the default of the account', given: containers(logging('awslogs', { 'awslogs-group': 'web' })) },
    { name: 'another driver', given: containers(logging('splunk', { mode: 'blocking' })) },
    { name: 'no logs', given: containers({ Name: 'web' }) },
  ],
  invalid: [
    {
      name: 'one of two',
      given: containers(logging('awslogs', { mode: 'non-blocking' }), logging('awslogs', { mode: 'blocking' })),
      finds: ['Subject.Properties.ContainerDefinitions.1.LogConfiguration.Options.mode'],
    },
  ],
});

const served = (container: object, service: object): { Resources: object } => ({
  Resources: {
    Subject: { Type: 'AWS::ECS::TaskDefinition', Properties: containers(container) },
    Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Subject' }, ...service } },
  },
});

RuleTester.run(ecsContainerHealthCheck, {
  valid: [
    { name: 'a task that no service runs', given: containers({ Name: 'once' }) },
    {
      name: 'a load balancer that checks',
      given: served({ Name: 'web' }, { LoadBalancers: [{ TargetGroupArn: 'web' }] }),
    },
  ],
  invalid: [
    {
      name: 'a check of a container that is not essential',
      given: served({ Name: 'agent', Essential: false, HealthCheck: { Command: ['CMD', '/alive'] } }, {}),
      finds: ['Subject.Properties.ContainerDefinitions'],
    },
  ],
});

RuleTester.run(ecsFargatePlatformVersion, {
  valid: [
    { name: 'nothing said', given: { LaunchType: 'FARGATE' } },
    { name: 'the latest by number', given: { PlatformVersion: '1.4.0' } },
    { name: 'Windows', given: { PlatformVersion: '1.0.0' } },
  ],
  invalid: [{ name: '1.2.0', given: { PlatformVersion: '1.2.0' }, finds: ['Subject.Properties.PlatformVersion'] }],
});

RuleTester.run(ecsContainerInsights, {
  valid: [{ name: 'enabled', given: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] } }],
  invalid: [
    {
      name: 'disabled',
      given: { ClusterSettings: [{ Name: 'containerInsights', Value: 'disabled' }] },
      finds: ['Subject.Properties.ClusterSettings'],
    },
  ],
});
