import { RuleTester } from 'cdk-resilience/rules';
import {
  codeDeployAlarms,
  codeDeployAllAtOnce,
  codeDeployAutoRollback,
  codeDeployMinimumHealthyHosts,
  codeDeployOutdatedInstances,
} from '../../../policies/rules/deployments';

const ALARMS = { Enabled: true, Alarms: [{ Name: 'errors' }] };

function open(Properties: object): { Parameters: object; Resources: object } {
  return {
    Parameters: { Open: { Type: 'String' } },
    Resources: { Subject: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties } },
  };
}

RuleTester.run(codeDeployAutoRollback, {
  valid: [
    {
      name: 'failure alone, where there are no alarms',
      given: { AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE'] } },
    },
    {
      name: 'failure alone, where the alarms are switched off',
      given: {
        AutoRollbackConfiguration: { Enabled: 'true', Events: ['DEPLOYMENT_FAILURE'] },
        AlarmConfiguration: { ...ALARMS, Enabled: false },
      },
    },
  ],
  invalid: [
    {
      name: 'switched off',
      given: { AutoRollbackConfiguration: { Enabled: false, Events: ['DEPLOYMENT_FAILURE'] } },
      finds: ['Subject.Properties.AutoRollbackConfiguration.Enabled'],
    },
    {
      name: 'no event',
      given: { AutoRollbackConfiguration: { Enabled: true } },
      finds: ['Subject.Properties.AutoRollbackConfiguration.Events'],
    },
    {
      name: 'alarms that stop and do not roll back',
      given: {
        AutoRollbackConfiguration: { Enabled: true, Events: ['DEPLOYMENT_FAILURE'] },
        AlarmConfiguration: ALARMS,
      },
      finds: ['Subject.Properties.AutoRollbackConfiguration.Events'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: open({ AutoRollbackConfiguration: { Enabled: { Ref: 'Open' } } }),
      open: ['Subject.Properties.AutoRollbackConfiguration.Enabled'],
    },
  ],
});

RuleTester.run(codeDeployAlarms, {
  valid: [
    {
      name: 'an alarm that a parameter names',
      given: open({ AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: 'Open' } }] } }),
    },
  ],
  invalid: [
    {
      name: 'alarms switched off',
      given: { AlarmConfiguration: { ...ALARMS, Enabled: false } },
      finds: ['Subject.Properties.AlarmConfiguration.Enabled'],
    },
    {
      name: 'an empty list',
      given: { AlarmConfiguration: { Enabled: true, Alarms: [] } },
      finds: ['Subject.Properties.AlarmConfiguration.Enabled'],
    },
    {
      name: 'alarms that are not asked',
      given: { AlarmConfiguration: { ...ALARMS, IgnorePollAlarmFailure: true } },
      finds: ['Subject.Properties.AlarmConfiguration.IgnorePollAlarmFailure'],
    },
  ],
});

RuleTester.run(codeDeployAllAtOnce, {
  valid: [
    { name: 'no configuration named', given: {} },
    {
      name: 'a configuration of the application',
      given: {
        Resources: {
          Canary: { Type: 'AWS::CodeDeploy::DeploymentConfig' },
          Subject: {
            Type: 'AWS::CodeDeploy::DeploymentGroup',
            Properties: { DeploymentConfigName: { Ref: 'Canary' } },
          },
        },
      },
    },
  ],
  invalid: ['AllAtOnce', 'ECSAllAtOnce'].map((name) => ({
    name,
    given: { DeploymentConfigName: `CodeDeployDefault.${name}` },
    finds: ['Subject.Properties.DeploymentConfigName'],
  })),
  undetermined: [
    {
      name: 'a parameter without a default',
      given: open({ DeploymentConfigName: { Ref: 'Open' } }),
      open: ['Subject.Properties.DeploymentConfigName'],
    },
  ],
});

RuleTester.run(codeDeployMinimumHealthyHosts, {
  valid: [
    { name: 'traffic shifting', given: { ComputePlatform: 'Lambda' } },
    { name: 'a number of hosts', given: { MinimumHealthyHosts: { Type: 'HOST_COUNT', Value: 1 } } },
  ],
  invalid: [
    {
      name: 'text for a number',
      given: { MinimumHealthyHosts: { Type: 'FLEET_PERCENT', Value: '50' } },
      finds: ['Subject.Properties.MinimumHealthyHosts.Value'],
    },
  ],
});

RuleTester.run(codeDeployOutdatedInstances, {
  valid: [{ name: 'the default', given: {} }],
  invalid: [],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: open({ OutdatedInstancesStrategy: { Ref: 'Open' } }),
      open: ['Subject.Properties.OutdatedInstancesStrategy'],
    },
  ],
});
