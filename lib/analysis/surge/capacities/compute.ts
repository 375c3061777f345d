import { isDaemon } from '../../../facts/containers';
import { isCapacityProvider } from '../../../facts/instances';
import { policiesOf, scalableTargetsOf } from '../../../facts/scaling';
import type { Resource } from '../../../model/resource';
import { absolute, declaredPart, fixedSize, relative, said, saidNumber, unknown, type Capacity } from '../capacity';
import { FIGURES } from '../figures';
import { growthOf, rateOf, scalingTime, trackingOf, type Scaled, type Tracking } from './tracking';

const FLOOR_IS_BASELINE = 'The baseline is what the least size carries at the scaling target.';

/** What units that are started and stopped with the load carry. */
export function scaledUnits(
  what: string,
  scaled: Scaled,
  known: Pick<Capacity, 'evidence'> & Partial<Capacity>,
  warmUp: readonly { readonly says: string; readonly seconds: number }[] = [],
): Capacity {
  const { least, most, tracking } = scaled;
  const amounts = [{ what, least, most }];
  if (least <= 0) {
    const because = 'its least size is 0, so that nothing says what the baseline takes';
    return unknown(because, { ...known, amounts });
  }
  if (most < least) return unknown('its greatest size is less than its least', { ...known, amounts });
  const growth = growthOf(scaled);
  const rate = rateOf(scaled);
  const isScaled = tracking.policies.length > 0 && most > least;
  const extra = {
    ...known,
    amounts,
    growth,
    assumptions: [FLOOR_IS_BASELINE],
    figures: tracking.utilization === undefined ? [] : [FIGURES.safeUtilization],
    evidence: [...known.evidence, ...tracking.evidence],
    ...(isScaled && {
      time: scalingTime(
        tracking,
        warmUp.map(({ says, seconds }) => declaredPart(says, seconds)),
      ),
    }),
  };
  return rate === undefined ? relative(growth, extra) : absolute(rate, extra);
}

/** Units of which the template names a number that nothing changes. */
function fixedUnits(what: string, count: number, known: Partial<Capacity>): Capacity {
  return relative(
    { immediate: 1, sustained: 1, limit: 1 },
    {
      ...known,
      amounts: [{ what, least: count, most: count }],
      assumptions: [`The baseline takes all of its ${count} ${what}.`],
    },
  );
}

/** Tasks of an ECS service. */
export function serviceCapacity(service: Resource): Capacity {
  if (isDaemon(service)) return unknown('one task on each instance: the instances decide');
  const [target] = scalableTargetsOf(service, 'ecs:service:DesiredCount');
  if (target === undefined) {
    const count = service.number('DesiredCount') ?? 1;
    if (count === 0) return unknown('its desired count is 0: it is switched off, or set elsewhere');
    return fixedUnits('tasks', count, {
      evidence: [saidNumber(service, 'DesiredCount'), said(service, '', 'no scalable target scales it')],
    });
  }
  const [least, most] = [target.number('MinCapacity') ?? 1, target.number('MaxCapacity') ?? 1];
  const tracking = trackingOf(policiesOf(target), 'TargetTrackingScalingPolicyConfiguration');
  const evidence = [saidNumber(target, 'MinCapacity'), saidNumber(target, 'MaxCapacity')];
  if (tracking.policies.length === 0)
    evidence.push(said(target, '', 'no scaling policy of the application acts on it'));
  return scaledUnits('tasks', { least, most, tracking }, { evidence });
}

/** Instances of an Auto Scaling group. */
export function groupCapacity(group: Resource): Capacity {
  const [least, most] = [group.number('MinSize') ?? 0, group.number('MaxSize') ?? 0];
  const policies = group.referencedBy('AWS::AutoScaling::ScalingPolicy', 'AutoScalingGroupName');
  const evidence = [saidNumber(group, 'MinSize'), saidNumber(group, 'MaxSize')];
  if (isCapacityProvider(group)) {
    const says = 'Amazon ECS sizes it for the tasks on it';
    const tracking: Tracking = { policies: [group], evidence: [said(group, '', says)] };
    return scaledUnits('instances', { least, most, tracking }, { evidence });
  }
  if (policies.length === 0) {
    const count = group.number('DesiredCapacity') ?? least;
    if (count <= 0) return unknown('its size is 0: it is switched off, or set elsewhere', { evidence });
    return fixedUnits('instances', count, {
      evidence: [...evidence, said(group, '', 'no scaling policy of the application acts on it')],
    });
  }
  // An instance that warms up does not count yet: the next step waits for it.
  const [warm] = warmUp(group, policies);
  const tracking = { ...trackingOf(policies, TRACKING), ...(warm !== undefined && { cooldown: warm.seconds }) };
  return scaledUnits('instances', { least, most, tracking }, { evidence }, warm === undefined ? [] : [warm]);
}

const TRACKING = 'TargetTrackingConfiguration';

/** How long the template says an instance takes until it counts. */
function warmUp(group: Resource, policies: readonly Resource[]): { says: string; seconds: number }[] {
  const own = policies.flatMap((policy) => policy.number('EstimatedInstanceWarmup') ?? []);
  const seconds = own.length > 0 ? Math.max(...own) : group.number('DefaultInstanceWarmup');
  return seconds === undefined ? [] : [{ says: 'the warm-up of an instance, as declared', seconds }];
}

/** Nodes of an EKS node group. */
export function nodeGroupCapacity(group: Resource): Capacity {
  const least = group.number('ScalingConfig.MinSize') ?? 1;
  const most = group.number('ScalingConfig.MaxSize') ?? 2;
  const tracking: Tracking = {
    policies: [],
    evidence: [said(group, '', 'whether an autoscaler runs is in the cluster')],
  };
  const evidence = [saidNumber(group, 'ScalingConfig.MinSize'), saidNumber(group, 'ScalingConfig.MaxSize')];
  return scaledUnits('nodes', { least, most, tracking }, { evidence });
}

export function instanceCapacity(instance: Resource): Capacity {
  return fixedSize('one instance does not grow with the load', {
    amounts: [{ what: instance.string('InstanceType') ?? 'instance', least: 1, most: 1 }],
    evidence: [
      said(instance, 'InstanceType', `one instance of ${instance.string('InstanceType') ?? 'the default type'}`),
    ],
  });
}
