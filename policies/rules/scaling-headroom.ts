import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined, type Verdict } from '../../lib/engine/verdict';
import type { Value } from '../../lib/model/value';
import { isCalled, taskSubnets } from '../../lib/facts/containers';
import { isBehindLoadBalancer, zonesOfGroup } from '../../lib/facts/instances';
import { scaledService, targetOf } from '../../lib/facts/scaling';
import { zonesOfSubnets, type Spread } from '../../lib/facts/zones';

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
  why: 'Scaling keeps the instances so busy that the loss of a zone overloads the rest, at the moment when new instances are slow to start or hard to get.',
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
        Properties: {
          ResourceId: { 'Fn::Sub': 'service/main/${Service.Name}' },
          ScalableDimension: 'ecs:service:DesiredCount',
          ServiceNamespace: 'ecs',
          MinCapacity: 2,
          MaxCapacity: 9,
        },
      },
    },
  };
}
