import { RuleTester } from 'cdk-resilience/rules';
import {
  ecsCircuitBreaker,
  ecsDeploymentAlarms,
  ecsDeploymentCapacity,
  ecsDeploymentMaximumPercent,
  ecsDeploymentMinimumHealthy,
} from '../../../policies/rules/ecs-deployment';

const LoadBalancers = [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }];
const percent = (minimum: number | undefined, maximum?: number): Record<string, unknown> => ({
  LoadBalancers,
  DeploymentConfiguration: {
    ...(minimum !== undefined && { MinimumHealthyPercent: minimum }),
    ...(maximum !== undefined && { MaximumPercent: maximum }),
  },
});
const CODE_DEPLOY = { DeploymentController: { Type: 'CODE_DEPLOY' } };
const BREAKER = 'Subject.Properties.DeploymentConfiguration.DeploymentCircuitBreaker';
const MINIMUM = 'Subject.Properties.DeploymentConfiguration.MinimumHealthyPercent';
const MAXIMUM = 'Subject.Properties.DeploymentConfiguration.MaximumPercent';

RuleTester.run(ecsCircuitBreaker, {
  valid: [
    { name: 'CodeDeploy', given: CODE_DEPLOY },
    { name: 'an external controller', given: { DeploymentController: { Type: 'EXTERNAL' } } },
    { name: 'blue/green by ECS', given: { DeploymentConfiguration: { Strategy: 'BLUE_GREEN' } } },
    {
      name: 'texts for booleans',
      given: { DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: 'true', Rollback: 'true' } } },
    },
  ],
  invalid: [
    { name: 'nothing said', given: {}, finds: [BREAKER] },
    {
      name: 'a rolling strategy that is named',
      given: { DeploymentConfiguration: { Strategy: 'ROLLING' } },
      finds: [BREAKER],
    },
    {
      name: 'no rollback',
      given: { DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: false } } },
      finds: [`${BREAKER}.Rollback`],
    },
    {
      name: 'switched off',
      given: { DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: false, Rollback: true } } },
      finds: [`${BREAKER}.Enable`],
    },
    { name: 'a daemon', given: { SchedulingStrategy: 'DAEMON' }, finds: [BREAKER] },
  ],
  undetermined: [
    {
      name: 'a controller that is a parameter',
      given: {
        Parameters: { Controller: { Type: 'String' } },
        Resources: {
          Subject: { Type: 'AWS::ECS::Service', Properties: { DeploymentController: { Type: { Ref: 'Controller' } } } },
        },
      },
      open: ['Subject.Properties.DeploymentController.Type'],
    },
  ],
});

RuleTester.run(ecsDeploymentMinimumHealthy, {
  valid: [
    { name: 'the default', given: { LoadBalancers } },
    { name: 'half', given: percent(50) },
    { name: 'a worker', given: { DeploymentConfiguration: { MinimumHealthyPercent: 0 } } },
    { name: 'a daemon', given: { ...percent(0), SchedulingStrategy: 'DAEMON' } },
    { name: 'CodeDeploy', given: { ...percent(0), ...CODE_DEPLOY } },
  ],
  invalid: [{ name: 'zero beside a maximum', given: percent(0, 100), finds: [MINIMUM] }],
});

RuleTester.run(ecsDeploymentCapacity, {
  valid: [
    { name: 'the default', given: { LoadBalancers, DesiredCount: 2 } },
    { name: 'three tasks, of which two are kept', given: { ...percent(50), DesiredCount: 3 } },
    { name: 'a single task, which is another fault', given: { ...percent(50), DesiredCount: 1 } },
    { name: 'zero percent, which is another fault', given: { ...percent(0), DesiredCount: 2 } },
    { name: 'a worker', given: { DesiredCount: 2, DeploymentConfiguration: { MinimumHealthyPercent: 50 } } },
  ],
  invalid: [
    { name: 'a third of three', given: { ...percent(33), DesiredCount: 3 }, finds: [MINIMUM] },
    {
      name: 'the least that scaling leaves',
      given: {
        Resources: {
          Subject: { Type: 'AWS::ECS::Service', Properties: percent(50, 200) },
          Target: {
            Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
            Properties: {
              MinCapacity: 2,
              ResourceId: { 'Fn::Sub': 'service/main/${Subject.Name}' },
              ScalableDimension: 'ecs:service:DesiredCount',
            },
          },
        },
      },
      finds: [MINIMUM],
    },
  ],
});

RuleTester.run(ecsDeploymentMaximumPercent, {
  valid: [
    { name: 'the defaults', given: {} },
    { name: 'room to stop', given: { ...percent(50, 100), DesiredCount: 2 } },
    { name: 'room to start', given: { ...percent(100, 150), DesiredCount: 2 } },
    { name: 'a daemon', given: { ...percent(0, 100), SchedulingStrategy: 'DAEMON' } },
    { name: 'all may stop', given: { ...percent(0, 100), DesiredCount: 1 } },
    { name: 'CodeDeploy', given: { ...percent(100, 100), ...CODE_DEPLOY } },
  ],
  invalid: [
    { name: 'the default minimum', given: { ...percent(undefined, 100), DesiredCount: 4 }, finds: [MAXIMUM] },
    { name: 'half a task more than one', given: { ...percent(100, 150), DesiredCount: 1 }, finds: [MAXIMUM] },
    { name: 'half of one task, rounded up', given: { ...percent(50, 100), DesiredCount: 1 }, finds: [MAXIMUM] },
  ],
  undetermined: [
    {
      name: 'a number of tasks that is a parameter',
      given: {
        Parameters: { Tasks: { Type: 'Number' } },
        Resources: {
          Subject: { Type: 'AWS::ECS::Service', Properties: { ...percent(100, 150), DesiredCount: { Ref: 'Tasks' } } },
        },
      },
      open: ['Subject.Properties.DesiredCount'],
    },
  ],
});

RuleTester.run(ecsDeploymentAlarms, {
  valid: [
    { name: 'a worker', given: {} },
    { name: 'CodeDeploy', given: { LoadBalancers, ...CODE_DEPLOY } },
  ],
  invalid: [
    {
      name: 'as CDK writes it without alarms',
      given: { LoadBalancers, DeploymentConfiguration: { Alarms: { AlarmNames: [], Enable: false, Rollback: false } } },
      finds: ['Subject.Properties.DeploymentConfiguration.Alarms'],
    },
  ],
});
