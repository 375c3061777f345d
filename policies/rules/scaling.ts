import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { policiesOf } from '../../lib/facts/scaling';

const TARGET = {
  ResourceId: 'service/main/web',
  ScalableDimension: 'ecs:service:DesiredCount',
  ServiceNamespace: 'ecs',
};

export const scalableTargetNoRoom = defineRule({
  id: 'ScalableTargetNoRoom',
  appliesTo: 'AWS::ApplicationAutoScaling::ScalableTarget',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Application Auto Scaling has no room to scale out',
  why: 'MaxCapacity is not above MinCapacity: the policies are there and can do nothing.',
  fix: 'Raise MaxCapacity to several times MinCapacity (CDK: maxCapacity).',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/application/userguide/what-is-application-auto-scaling.html',
  examples: {
    noncompliant: { ...TARGET, MinCapacity: 2, MaxCapacity: 2 },
    compliant: { ...TARGET, MinCapacity: 2, MaxCapacity: 10 },
    at: 'Properties.MaxCapacity',
  },
  check: (target) => {
    const [minimum, maximum] = [target.number('MinCapacity'), target.number('MaxCapacity')];
    if (minimum === undefined || maximum === undefined || maximum < 1) return notApplicable;
    if (maximum > minimum) return compliant;
    return nonCompliant('MaxCapacity', { detail: `MinCapacity is ${minimum}, MaxCapacity ${maximum}.` });
  },
});

export const scalableTargetSuspended = defineRule({
  id: 'ScalableTargetSuspended',
  appliesTo: 'AWS::ApplicationAutoScaling::ScalableTarget',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'recommended',
  title: 'Scaling out is suspended',
  why: 'The policies are there and do nothing: the capacity stays what it is when load comes.',
  fix: 'Remove SuspendedState.DynamicScalingOutSuspended or set it to false.',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-suspend-resume-scaling.html',
  remedy: { SuspendedState: { DynamicScalingOutSuspended: false } },
  examples: {
    noncompliant: { ...TARGET, MinCapacity: 2, MaxCapacity: 10, SuspendedState: { DynamicScalingOutSuspended: true } },
    compliant: { ...TARGET, MinCapacity: 2, MaxCapacity: 10, SuspendedState: { DynamicScalingInSuspended: true } },
    at: 'Properties.SuspendedState.DynamicScalingOutSuspended',
  },
  check: (target) => {
    const path = 'SuspendedState.DynamicScalingOutSuspended';
    return target.isTrue(path) ? nonCompliant(path) : compliant;
  },
});

export const scalableTargetWithoutPolicy = defineRule({
  id: 'ScalableTargetWithoutPolicy',
  appliesTo: 'AWS::ApplicationAutoScaling::ScalableTarget',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Nothing scales the scalable target',
  why: 'It sets limits, but no policy and no schedule ever changes the capacity between them.',
  fix: 'Add an AWS::ApplicationAutoScaling::ScalingPolicy for it (CDK: scaleOnCpuUtilization(...), scaleOnUtilization(...), scaleOnMetric(...)).',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html',
  examples: {
    noncompliant: { ...TARGET, MinCapacity: 2, MaxCapacity: 10 },
    compliant: {
      ...TARGET,
      MinCapacity: 2,
      MaxCapacity: 10,
      ScheduledActions: [
        {
          ScheduledActionName: 'opening',
          Schedule: 'cron(0 7 ? * MON-FRI *)',
          ScalableTargetAction: { MinCapacity: 8, MaxCapacity: 20 },
        },
      ],
    },
    at: '',
  },
  check: (target) => {
    if (target.has('ScheduledActions') || policiesOf(target).length > 0) return compliant;
    const [minimum, maximum] = [target.number('MinCapacity'), target.number('MaxCapacity')];
    // Without room to scale, that is the fault.
    return minimum !== undefined && maximum !== undefined && maximum > minimum ? nonCompliant() : notApplicable;
  },
});

export const scheduledScalingGap = defineRule({
  id: 'ScheduledScalingGap',
  appliesTo: ['AWS::AutoScaling::ScheduledAction', 'AWS::ApplicationAutoScaling::ScalableTarget'],
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure', 'az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'A schedule lets the capacity fall to one',
  why: 'From then on until the next scheduled action, a single instance or task may be all there is, and its failure is an outage.',
  fix: 'Keep at least 2 in MinSize or MinCapacity of the scheduled action, or 0 if nothing is to run (CDK: minCapacity of scaleOnSchedule).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scheduled-scaling.html',
  examples: {
    noncompliant: { AutoScalingGroupName: 'web', Recurrence: '0 20 * * *', MinSize: 1 },
    compliant: { AutoScalingGroupName: 'web', Recurrence: '0 20 * * *', MinSize: 2 },
    at: 'Properties.MinSize',
  },
  check: (resource) => {
    if (resource.type === 'AWS::AutoScaling::ScheduledAction') {
      return resource.number('MinSize') === 1 ? nonCompliant('MinSize') : compliant;
    }
    if (resource.at('ServiceNamespace').json() !== 'ecs') return notApplicable;
    // Where one is the least at all times, that is the fault.
    if (resource.number('MinCapacity') === 1) return notApplicable;
    return resource.list('ScheduledActions').map((action) => {
      const minimum = action.at('ScalableTargetAction.MinCapacity');
      return minimum.number() === 1 ? nonCompliant(minimum) : compliant;
    });
  },
});
