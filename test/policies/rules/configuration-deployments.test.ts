import { RuleTester } from 'cdk-resilience/rules';
import {
  appConfigAllAtOnce,
  appConfigEnvironmentMonitors,
  codePipelineRegionFanOut,
} from '../../../policies/rules/configuration-deployments';

function byStrategy(Properties: object): { Resources: object } {
  return {
    Resources: {
      Strategy: { Type: 'AWS::AppConfig::DeploymentStrategy', Properties },
      Subject: { Type: 'AWS::AppConfig::Deployment', Properties: { DeploymentStrategyId: { Ref: 'Strategy' } } },
    },
  };
}

RuleTester.run(appConfigAllAtOnce, {
  valid: [{ name: 'a strategy in steps', given: byStrategy({ GrowthFactor: 10, DeploymentDurationInMinutes: 20 }) }],
  invalid: [
    {
      name: 'a strategy in one step',
      given: byStrategy({ GrowthFactor: 100, DeploymentDurationInMinutes: 20 }),
      finds: ['Subject.Properties.DeploymentStrategyId'],
    },
    {
      name: 'a strategy that takes no time',
      given: byStrategy({ GrowthFactor: 10, DeploymentDurationInMinutes: '0' }),
      finds: ['Subject.Properties.DeploymentStrategyId'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Open: { Type: 'String' } },
        Resources: {
          Subject: { Type: 'AWS::AppConfig::Deployment', Properties: { DeploymentStrategyId: { Ref: 'Open' } } },
        },
      },
      open: ['Subject.Properties.DeploymentStrategyId'],
    },
  ],
});

RuleTester.run(appConfigEnvironmentMonitors, {
  valid: [{ name: 'an alarm by reference', given: { Monitors: [{ AlarmArn: { Ref: 'Alarm' } }] } }],
  invalid: [{ name: 'an empty list', given: { Monitors: [] }, finds: ['Subject.Properties.Monitors'] }],
});

function action(Region: unknown, StackName: string, RunOrder?: number, Category = 'Deploy'): object {
  return {
    ActionTypeId: { Category },
    Region,
    Configuration: { ActionMode: 'CREATE_UPDATE', StackName },
    ...(RunOrder !== undefined && { RunOrder }),
  };
}

function stage(...Actions: object[]): { Stages: object[] } {
  return { Stages: [{ Name: 'Deploy', Actions }] };
}

RuleTester.run(codePipelineRegionFanOut, {
  valid: [
    { name: 'one after the other', given: stage(action('eu-west-1', 'web', 1), action('eu-north-1', 'web', 2)) },
    { name: 'different parts', given: stage(action('eu-west-1', 'web'), action('us-east-1', 'certificate')) },
    {
      name: 'tests in two Regions',
      given: stage(action('eu-west-1', 'web', 1, 'Test'), action('eu-north-1', 'web', 1, 'Test')),
    },
    { name: 'Regions that are open', given: stage(action({ Ref: 'AWS::Region' }, 'web'), action('eu-north-1', 'web')) },
  ],
  invalid: [
    {
      name: 'the default order',
      given: stage(action('eu-west-1', 'web', 1), action('eu-north-1', 'web')),
      finds: ['Subject.Properties.Stages.0.Actions'],
    },
  ],
});
