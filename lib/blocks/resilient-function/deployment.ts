import { Duration, Lazy, Stack, type CfnResource } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  Metric,
  TreatMissingData,
  type IAlarm,
} from 'aws-cdk-lib/aws-cloudwatch';
import {
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
  type ILambdaDeploymentConfig,
} from 'aws-cdk-lib/aws-codedeploy';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';

/** The length of the hash by which CDK tells versions apart, at the end of their logical ids. */
const HASH_LENGTH = 32;

interface GradualDeployment {
  readonly config: ILambdaDeploymentConfig;
  /** In per cent. */
  readonly failedShare: number;
  readonly alarms: readonly IAlarm[];
}

/** Whether a configuration moves all traffic at once. */
export function isAtOnce({ deploymentConfigName }: ILambdaDeploymentConfig): boolean {
  return deploymentConfigName === LambdaDeploymentConfig.ALL_AT_ONCE.deploymentConfigName;
}

/** Moves traffic to a new version step by step, and back when an alarm goes off. */
export function deployGradually(
  scope: Construct,
  live: Alias,
  { config, failedShare, alarms }: GradualDeployment,
): { readonly group: LambdaDeploymentGroup; readonly alarm: Alarm } {
  const alarm = newVersionFails(scope, live, failedShare);
  const group = new LambdaDeploymentGroup(scope, 'Deployment', {
    alias: live,
    deploymentConfig: config,
    alarms: [alarm, ...alarms],
    autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
  });
  acknowledge(
    group,
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]',
    'AWS keeps this policy to what deployments of functions need, and extends it as CodeDeploy learns.',
  );
  return { group, alarm };
}

/**
 * Watches the new version alone: errors of the old one must not hold up the version that repairs them. For the same reason
 * it is another alarm with each version, which the state of the last one does not stick to.
 *
 * A canary lasts five minutes and metrics come a minute late, so two bad minutes are enough.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-view.html for the dimension ExecutedVersion
 */
function newVersionFails(scope: Construct, live: Alias, failedShare: number): Alarm {
  const period = Duration.minutes(1);
  const { functionName } = live.lambda;
  const metric = (metricName: string): Metric =>
    new Metric({
      namespace: 'AWS/Lambda',
      metricName,
      dimensionsMap: {
        FunctionName: functionName,
        Resource: `${functionName}:${live.aliasName}`,
        ExecutedVersion: live.version.version,
      },
      statistic: 'Sum',
      period,
    });
  const alarm = new Alarm(scope, 'NewVersionFails', {
    metric: new MathExpression({
      label: 'Per cent of the calls of the new version that fail',
      expression: 'IF(calls > 0, 100 * errors / calls, 0)',
      usingMetrics: { errors: metric('Errors'), calls: metric('Invocations') },
      period,
    }),
    threshold: failedShare,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: 5,
    datapointsToAlarm: 2,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: `The new version of ${scope.node.path} fails: CodeDeploy brings the old one back.`,
  });
  renewWith(alarm, live.version.node.defaultChild as CfnResource);
  return alarm;
}

/** Makes another alarm with each version. */
function renewWith(alarm: Alarm, version: CfnResource): void {
  const stack = Stack.of(alarm);
  const resource = alarm.node.defaultChild as CfnResource;
  const base = String(stack.resolve(resource.logicalId));
  resource.overrideLogicalId(
    Lazy.uncachedString({
      produce: () => `${base}${String(stack.resolve(version.logicalId)).slice(-HASH_LENGTH)}`,
    }),
  );
}
