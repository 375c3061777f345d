import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { isBehindLoadBalancer, isCapacityProvider } from '../../lib/facts/instances';

const LAUNCH = {
  LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '1' },
  VPCZoneIdentifier: ['subnet-1', 'subnet-2'],
};
const BEHIND = { TargetGroupARNs: ['web'] };
const DISTRIBUTION = 'MixedInstancesPolicy.InstancesDistribution';
const MIXED = { LaunchTemplateSpecification: { LaunchTemplateId: 'lt-1', Version: '1' } };

export const asgSpotOnly = defineRule({
  id: 'AsgSpotOnly',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['infrastructure'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The Auto Scaling group behind a load balancer runs on Spot Instances alone',
  why: 'AWS takes Spot Instances back with two minutes of notice, many at once, and may have none to replace them.',
  fix: 'Set OnDemandBaseCapacity of MixedInstancesPolicy.InstancesDistribution to what must always run (CDK: mixedInstancesPolicy.instancesDistribution.onDemandBaseCapacity).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html',
  examples: {
    noncompliant: {
      ...BEHIND,
      MinSize: '2',
      MaxSize: '8',
      MixedInstancesPolicy: {
        LaunchTemplate: MIXED,
        InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 0 },
      },
    },
    compliant: {
      ...BEHIND,
      MinSize: '2',
      MaxSize: '8',
      MixedInstancesPolicy: {
        LaunchTemplate: MIXED,
        InstancesDistribution: { OnDemandBaseCapacity: 2, OnDemandPercentageAboveBaseCapacity: 0 },
      },
    },
    at: `Properties.${DISTRIBUTION}.OnDemandBaseCapacity`,
  },
  check: (group) => {
    if (!isBehindLoadBalancer(group)) return notApplicable;
    if (group.has('MixedInstancesPolicy')) {
      const percent = group.number(`${DISTRIBUTION}.OnDemandPercentageAboveBaseCapacity`) ?? 100;
      if (percent > 0) return compliant;
      const base = group.number(`${DISTRIBUTION}.OnDemandBaseCapacity`) ?? 0;
      return base > 0 ? compliant : nonCompliant(`${DISTRIBUTION}.OnDemandBaseCapacity`);
    }
    const configuration = group.reference('LaunchConfigurationName');
    if (configuration?.has('SpotPrice') === true) {
      return nonCompliant('LaunchConfigurationName', { related: [configuration] });
    }
    const template =
      group.reference('LaunchTemplate.LaunchTemplateId') ?? group.reference('LaunchTemplate.LaunchTemplateName');
    const isSpot = template?.string('LaunchTemplateData.InstanceMarketOptions.MarketType') === 'spot';
    return isSpot && template !== undefined ? nonCompliant('LaunchTemplate', { related: [template] }) : compliant;
  },
});

export const asgNoRoomToScale = defineRule({
  id: 'AsgNoRoomToScale',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The Auto Scaling group behind a load balancer has no room to grow',
  why: 'MaxSize equals MinSize: the group can neither follow the load nor start a replacement before it takes an instance out.',
  fix: 'Raise MaxSize to several times the usual size (CDK: maxCapacity).',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html',
  examples: {
    noncompliant: { ...LAUNCH, ...BEHIND, MinSize: '2', MaxSize: '2' },
    compliant: { ...LAUNCH, ...BEHIND, MinSize: '2', MaxSize: '8' },
    at: 'Properties.MaxSize',
  },
  check: (group) => {
    if (!isBehindLoadBalancer(group) || isCapacityProvider(group)) return notApplicable;
    const [minimum, maximum] = [group.number('MinSize'), group.number('MaxSize')];
    // A single instance is the fault of another rule.
    if (minimum === undefined || maximum === undefined || maximum < 2) return notApplicable;
    if (maximum > minimum) return compliant;
    return nonCompliant('MaxSize', { detail: `MinSize and MaxSize are both ${maximum}.` });
  },
});

export const asgScalingPolicyMissing = defineRule({
  id: 'AsgScalingPolicyMissing',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Nothing scales the Auto Scaling group behind a load balancer',
  why: 'The group has room to grow, but its size stays what it is when requests surge, until somebody changes it by hand.',
  fix: 'Add an AWS::AutoScaling::ScalingPolicy with target tracking (CDK: group.scaleOnCpuUtilization(...) or scaleOnRequestCount(...)).',
  wellArchitected: ['REL07-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html',
  examples: {
    noncompliant: { ...LAUNCH, ...BEHIND, MinSize: '2', MaxSize: '8' },
    compliant: {
      Resources: {
        Subject: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: { ...LAUNCH, ...BEHIND, MinSize: '2', MaxSize: '8' },
        },
        Policy: {
          Type: 'AWS::AutoScaling::ScalingPolicy',
          Properties: {
            AutoScalingGroupName: { Ref: 'Subject' },
            PolicyType: 'TargetTrackingScaling',
            TargetTrackingConfiguration: {
              PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
              TargetValue: 50,
            },
          },
        },
      },
    },
    at: '',
  },
  check: (group) => {
    if (!isBehindLoadBalancer(group) || isCapacityProvider(group)) return notApplicable;
    const types = ['AWS::AutoScaling::ScalingPolicy', 'AWS::AutoScaling::ScheduledAction'];
    if (types.some((type) => group.referencedBy(type, 'AutoScalingGroupName').length > 0)) return compliant;
    const [minimum, maximum] = [group.number('MinSize'), group.number('MaxSize')];
    // Without room to grow, that is the fault.
    if (minimum === undefined || maximum === undefined || maximum <= minimum) return notApplicable;
    return nonCompliant();
  },
});

const SIGNALS = 'WaitOnResourceSignals';

export const asgRollingUpdateSignals = defineRule({
  id: 'AsgRollingUpdateSignals',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'A rolling update replaces all instances without waiting for the new ones to work',
  why: 'Unless it waits for signals (by default it does not), CloudFormation goes on to the next batch whether or not new instances came up: a bad image takes the whole group down.',
  fix: 'Set WaitOnResourceSignals to true with a PauseTime in AutoScalingRollingUpdate and send cfn-signal when the application answers (CDK: signals: Signals.waitForMinCapacity(), updatePolicy: UpdatePolicy.rollingUpdate()).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          UpdatePolicy: { AutoScalingRollingUpdate: { MinInstancesInService: 1, MaxBatchSize: 1 } },
          Properties: { ...LAUNCH, MinSize: '2', MaxSize: '4' },
        },
      },
    },
    compliant: {
      Resources: {
        Subject: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          UpdatePolicy: {
            AutoScalingRollingUpdate: {
              MinInstancesInService: 2,
              MaxBatchSize: 1,
              PauseTime: 'PT10M',
              WaitOnResourceSignals: true,
            },
          },
          Properties: { ...LAUNCH, MinSize: '2', MaxSize: '4' },
        },
      },
    },
    at: `UpdatePolicy.AutoScalingRollingUpdate.${SIGNALS}`,
  },
  check: (group) => {
    const update = group.attribute('UpdatePolicy').at('AutoScalingRollingUpdate');
    if (!update.isPresent) return notApplicable;
    return update.at(SIGNALS).isTrue ? compliant : nonCompliant(update.at(SIGNALS));
  },
});

const STRATEGY = 'AvailabilityZoneDistribution.CapacityDistributionStrategy';

export const asgBalancedOnly = defineRule({
  id: 'AsgBalancedOnly',
  appliesTo: 'AWS::AutoScaling::AutoScalingGroup',
  category: 'SHARED_FATE',
  disruptions: ['az'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The Auto Scaling group goes on launching into a zone that cannot start instances',
  why: 'With balanced-only, the group does not turn to the other zones when launches in one fail, so the capacity of that zone is missing for as long as the zone is impaired. The default is balanced-best-effort.',
  fix: 'Leave CapacityDistributionStrategy out or set it to balanced-best-effort (CDK: azCapacityDistributionStrategy: CapacityDistributionStrategy.BALANCED_BEST_EFFORT).',
  wellArchitected: ['REL11-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-availability-zone-balanced.html',
  remedy: { AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-best-effort' } },
  examples: {
    noncompliant: {
      ...LAUNCH,
      MinSize: '2',
      MaxSize: '4',
      AvailabilityZoneDistribution: { CapacityDistributionStrategy: 'balanced-only' },
    },
    compliant: { ...LAUNCH, MinSize: '2', MaxSize: '4' },
    at: `Properties.${STRATEGY}`,
  },
  check: (group) => (group.string(STRATEGY) === 'balanced-only' ? nonCompliant(STRATEGY) : compliant),
});
