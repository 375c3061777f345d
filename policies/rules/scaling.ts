import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined } from '../../lib/engine/verdict';
import type { Verdict } from '../../lib/engine/verdict';
import type { Value } from '../../lib/model/value';
import { isCalled, taskSubnets } from '../facts/containers';
import { isBehindLoadBalancer, zonesOfGroup } from '../facts/instances';
import { policiesOf, scaledService, targetOf } from '../facts/scaling';
import { zonesOfSubnets, type Spread } from '../facts/zones';

/** From here on, what is left is no room to scale in. */
const TOO_HIGH = 90;

/** Whether what the other zones have left takes up the load of one that is lost. */
function judgeHeadroom(target: Value, { atLeast, atMost }: Spread): Verdict {
  const percent = target.number();
  if (percent === undefined || percent >= TOO_HIGH) return notApplicable;
  const after = (zones: number): number => Math.round((percent * zones) / (zones - 1));
  // One zone is the fault of another rule.
  if (atMost < 2) return notApplicable;
  if (atLeast >= 2 && after(atLeast) <= 100) return compliant;
  if (after(atMost) > 100 && atLeast === atMost) {
    const detail = `At ${percent} percent in ${atMost} zones, the loss of one leaves the others with ${after(atMost)} percent.`;
    return nonCompliant(target, { detail });
  }
  return undetermined(target, 'the number of zones is not known before deployment');
}

export const asgAzLossHeadroom = defineRule({
  id: 'AsgAzLossHeadroom',
  appliesTo: 'AWS::AutoScaling::ScalingPolicy',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The instances of the other zones cannot carry the load of one that is lost',
  why: 'Scaling keeps the instances so busy that the loss of a zone overloads the rest, at the moment when new instances are slow to come or not to be had.',
  fix: 'Lower TargetValue to 50 for two zones, 65 for three, or spread the group over more zones (CDK: targetUtilizationPercent).',
  wellArchitected: ['REL11-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_withstand_component_failures_static_stability.html',
  examples: {
    noncompliant: exampleOfGroup(70),
    compliant: exampleOfGroup(50),
    at: 'Properties.TargetTrackingConfiguration.TargetValue',
  },
  check: (policy) => {
    const tracking = policy.at('TargetTrackingConfiguration');
    const metric = tracking.at('PredefinedMetricSpecification.PredefinedMetricType').json();
    if (metric !== 'ASGAverageCPUUtilization') return notApplicable;
    const group = policy.reference('AutoScalingGroupName');
    if (group?.type !== 'AWS::AutoScaling::AutoScalingGroup' || !isBehindLoadBalancer(group)) return notApplicable;
    const zones = zonesOfGroup(group);
    return zones === undefined ? notApplicable : judgeHeadroom(tracking.at('TargetValue'), zones.spread);
  },
});

export const ecsAzLossHeadroom = defineRule({
  id: 'EcsAzLossHeadroom',
  appliesTo: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The tasks of the other zones cannot carry the load of one that is lost',
  why: 'Scaling keeps the tasks so busy that the loss of a zone overloads the rest until new tasks have started.',
  fix: 'Lower TargetValue to 50 for two zones, 65 for three, or spread the service over more zones (CDK: targetUtilizationPercent).',
  wellArchitected: ['REL11-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_withstand_component_failures_static_stability.html',
  examples: {
    noncompliant: exampleOfService(70),
    compliant: exampleOfService(50),
    at: 'Properties.TargetTrackingScalingPolicyConfiguration.TargetValue',
  },
  check: (policy) => {
    const tracking = policy.at('TargetTrackingScalingPolicyConfiguration');
    const metric = tracking.at('PredefinedMetricSpecification.PredefinedMetricType').json();
    // Beyond its memory a task does not slow down, it is killed: only CPU moves to other tasks as it is.
    if (metric !== 'ECSServiceAverageCPUUtilization') return notApplicable;
    const target = targetOf(policy);
    const service = target === undefined ? undefined : scaledService(target);
    if (service === undefined || !isCalled(service) || !taskSubnets(service).isPresent) return notApplicable;
    return judgeHeadroom(tracking.at('TargetValue'), zonesOfSubnets(taskSubnets(service).items()));
  },
});

export const scalingTargetTooHigh = defineRule({
  id: 'ScalingTargetTooHigh',
  appliesTo: ['AWS::ApplicationAutoScaling::ScalingPolicy', 'AWS::AutoScaling::ScalingPolicy'],
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Scaling starts when there is no capacity left',
  why: 'New capacity takes minutes to come. With a target of 90 percent or more, requests queue up and time out meanwhile.',
  fix: 'Lower TargetValue, to 50 or 60 percent for a service with sharp peaks (CDK: targetUtilizationPercent).',
  wellArchitected: ['REL07-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking.html',
  examples: {
    noncompliant: exampleOfTarget(100),
    compliant: exampleOfTarget(60),
    at: 'Properties.TargetTrackingScalingPolicyConfiguration.TargetValue',
  },
  check: (policy) => {
    const isGroup = policy.type === 'AWS::AutoScaling::ScalingPolicy';
    const tracking = policy.at(isGroup ? 'TargetTrackingConfiguration' : 'TargetTrackingScalingPolicyConfiguration');
    const metric = tracking.at('PredefinedMetricSpecification.PredefinedMetricType').json();
    if (typeof metric !== 'string' || !/(CPU|Memory)Utilization$/.test(metric)) return notApplicable;
    const percent = tracking.at('TargetValue').number();
    return percent !== undefined && percent >= TOO_HIGH ? nonCompliant(tracking.at('TargetValue')) : compliant;
  },
});

const TARGET = { ResourceId: 'service/main/web', ScalableDimension: 'ecs:service:DesiredCount', ServiceNamespace: 'ecs' };

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

function exampleOfGroup(percent: number): { Resources: object } {
  return {
    Resources: {
      Subject: {
        Type: 'AWS::AutoScaling::ScalingPolicy',
        Properties: {
          AutoScalingGroupName: { Ref: 'Group' },
          PolicyType: 'TargetTrackingScaling',
          TargetTrackingConfiguration: {
            PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
            TargetValue: percent,
          },
        },
      },
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: {
          MinSize: '3',
          MaxSize: '9',
          TargetGroupARNs: ['web'],
          AvailabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
        },
      },
    },
  };
}

function exampleOfService(percent: number): { Resources: object } {
  return {
    Resources: {
      ...exampleOfTarget(percent).Resources,
      Service: {
        Type: 'AWS::ECS::Service',
        Properties: {
          LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }],
          NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ Ref: 'A' }, { Ref: 'B' }] } },
        },
      },
      A: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1a' } },
      B: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-central-1b' } },
    },
  };
}

function exampleOfTarget(percent: number): { Resources: object } {
  return {
    Resources: {
      Subject: {
        Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
        Properties: {
          PolicyName: 'cpu',
          PolicyType: 'TargetTrackingScaling',
          ScalingTargetId: { Ref: 'Target' },
          TargetTrackingScalingPolicyConfiguration: {
            PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
            TargetValue: percent,
          },
        },
      },
      Target: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: { ...TARGET, ResourceId: { 'Fn::Sub': 'service/main/${Service.Name}' }, MinCapacity: 2, MaxCapacity: 9 },
      },
    },
  };
}
