import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';

const DEPLOYMENT = {
  ApplicationId: 'abc1234',
  EnvironmentId: 'def5678',
  ConfigurationProfileId: 'ghi9012',
  ConfigurationVersion: '1',
};

export const appConfigAllAtOnce = defineRule({
  id: 'AppConfigAllAtOnce',
  appliesTo: 'AWS::AppConfig::Deployment',
  category: 'SHARED_FATE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'A configuration reaches all of the fleet at once',
  why: 'A wrong value or flag breaks every instance in the same moment, with no time for an alarm to roll it back.',
  fix: 'Use a strategy that grows in steps and bakes: GrowthFactor below 100, such as AppConfig.Canary10Percent20Minutes (CDK: RolloutStrategy.CANARY_10_PERCENT_20_MINUTES).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-deployment-strategy-predefined.html',
  remedy: { DeploymentStrategyId: 'AppConfig.Canary10Percent20Minutes' },
  examples: {
    noncompliant: { ...DEPLOYMENT, DeploymentStrategyId: 'AppConfig.AllAtOnce' },
    compliant: { ...DEPLOYMENT, DeploymentStrategyId: 'AppConfig.Canary10Percent20Minutes' },
    at: 'Properties.DeploymentStrategyId',
  },
  check: (deployment) => {
    const id = deployment.at('DeploymentStrategyId');
    const strategy = id.reference();
    if (strategy === undefined) return id.string() === 'AppConfig.AllAtOnce' ? nonCompliant(id) : compliant;
    if (strategy.type !== 'AWS::AppConfig::DeploymentStrategy')
      return undetermined(id, 'the strategy is chosen at deployment');
    const duration = strategy.number('DeploymentDurationInMinutes') ?? 0;
    const growth = strategy.number('GrowthFactor') ?? 0;
    if (growth < 100 && duration > 0) return compliant;
    const detail = `${strategy.id} takes ${duration} minutes and grows by ${growth} %.`;
    return nonCompliant(id, { detail, related: [strategy] });
  },
});

export const appConfigEnvironmentMonitors = defineRule({
  id: 'AppConfigEnvironmentMonitors',
  appliesTo: 'AWS::AppConfig::Environment',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'No alarm rolls a bad configuration back',
  why: 'AppConfig rolls back by itself while a deployment runs or bakes, if an alarm of the environment goes off. There is none by default.',
  fix: 'Name the alarms on errors and latency in Monitors (CDK: monitors: [Monitor.fromCloudWatchAlarm(alarm)]).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/appconfig/latest/userguide/appconfig-creating-environment.html',
  examples: {
    noncompliant: { ApplicationId: 'abc1234', Name: 'production' },
    compliant: {
      ApplicationId: 'abc1234',
      Name: 'production',
      Monitors: [{ AlarmArn: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders-errors' }],
    },
    at: 'Properties.Monitors',
  },
  check: (environment) => (environment.list('Monitors').length > 0 ? compliant : nonCompliant('Monitors')),
});

const SOURCE = { Category: 'Source', Owner: 'AWS', Provider: 'CodeCommit', Version: '1' };
const DEPLOY = { Category: 'Deploy', Owner: 'AWS', Provider: 'CloudFormation', Version: '1' };

/** A pipeline whose last stages deploy the same stack to Regions. */
function pipeline(...stages: readonly (readonly string[])[]): { readonly [property: string]: unknown } {
  const deploys = stages.map((regions, i) => ({
    Name: `Deploy${i}`,
    Actions: regions.map((Region) => {
      return {
        Name: `Deploy-${Region}`,
        ActionTypeId: DEPLOY,
        Region,
        Configuration: { ActionMode: 'CREATE_UPDATE', StackName: 'orders' },
      };
    }),
  }));
  const source = { Name: 'Source', Actions: [{ Name: 'Source', ActionTypeId: SOURCE }] };
  return { RoleArn: 'arn:aws:iam::111122223333:role/pipeline', Stages: [source, ...deploys] };
}

export const codePipelineRegionFanOut = defineRule({
  id: 'CodePipelineRegionFanOut',
  appliesTo: 'AWS::CodePipeline::Pipeline',
  category: 'SHARED_FATE',
  disruptions: ['region', 'software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The pipeline deploys to two Regions at the same time',
  why: 'A bad version breaks the Region that should take over together with the one it is to replace. Actions of a stage with the same RunOrder (default 1) run in parallel.',
  fix: 'Deploy the Regions in stages behind one another, with time to see the alarms in between (CDK: pipeline.addStage for each Region, not one addWave).',
  wellArchitected: ['REL08-BP05'],
  equivalents: ['config:codepipeline-region-fanout-check'],
  docs: 'https://docs.aws.amazon.com/config/latest/developerguide/codepipeline-region-fanout-check.html',
  examples: {
    noncompliant: pipeline(['eu-west-1', 'eu-north-1']),
    compliant: pipeline(['eu-west-1'], ['eu-north-1']),
    at: 'Properties.Stages.1.Actions',
  },
  check: (pipeline) =>
    pipeline.list('Stages').map((stage) => {
      const regions = new Map<string, Set<string>>();
      for (const action of stage.at('Actions').items()) {
        const [category, region] = [action.at('ActionTypeId.Category').json(), action.at('Region').json()];
        const stack = action.at('Configuration.StackName').json();
        if (
          action.at('Region').isUnknown ||
          category !== 'Deploy' ||
          typeof region !== 'string' ||
          typeof stack !== 'string'
        )
          continue;
        // Stacks of different names are different parts, and may well belong into different Regions.
        const key = `${String(action.at('RunOrder').json() ?? 1)} ${String(action.at('Configuration.ActionMode').json())} ${stack}`;
        regions.set(key, (regions.get(key) ?? new Set()).add(region));
      }
      const together = [...regions.values()].find((each) => each.size > 1);
      if (together === undefined) return notApplicable;
      return nonCompliant(stage.at('Actions'), {
        detail: `The same stack goes to ${[...together].join(' and ')} at once.`,
      });
    }),
});
