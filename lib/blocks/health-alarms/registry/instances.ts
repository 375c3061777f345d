import { isObject } from '../property-reader';
import type { Subject } from '../subject';
import { anyOf, LASTING, SOON, STEADY } from './rows';
import type { Registry } from './types';

const METRIC = 'GroupInServiceInstances';

/** Group metrics are off unless the group collects them. */
const collects = (group: Subject): boolean => {
  return group.list('MetricsCollection').some((each) => {
    const metrics = isObject(each) ? each.Metrics : undefined;
    return !Array.isArray(metrics) || metrics.length === 0 || metrics.includes(METRIC);
  });
};
const smallest = (group: Subject): number => group.number('MinSize') ?? 0;

/** Sources: "Amazon CloudWatch metrics for Amazon EC2 Auto Scaling", "CloudWatch metrics for your instances". */
export const INSTANCES: Registry = {
  'AWS::AutoScaling::AutoScalingGroup': {
    namespace: 'AWS/AutoScaling',
    dimensions: (group) => ({ AutoScalingGroupName: group.attribute() }),
    alarms: [
      {
        id: 'NoInstances',
        metric: METRIC,
        statistic: 'Maximum',
        when: 'below',
        threshold: 1,
        ...SOON,
        isHeartbeat: true,
        isOutage: true,
        reason: 'No instance of the group is in service.',
        applies: (group) => collects(group) && smallest(group) >= 1,
      },
      {
        id: 'TooFewInstances',
        metric: METRIC,
        statistic: 'Minimum',
        when: 'below',
        threshold: { text: 'MinSize', of: smallest },
        datapoints: 10,
        of: 10,
        isHeartbeat: true,
        reason: 'The group does not get the instances it needs at least: capacity, quota or a failing start.',
        applies: (group) => collects(group) && smallest(group) >= 2,
      },
      {
        ...anyOf(
          {
            id: 'StatusCheck',
            metric: 'StatusCheckFailed',
            reason: 'An instance of the group fails its status checks and was not replaced.',
          },
          { datapoints: 10, of: 10 },
        ),
        namespace: 'AWS/EC2',
        statistic: 'Maximum',
      },
    ],
  },
  'AWS::EC2::Instance': {
    namespace: 'AWS/EC2',
    dimensions: (instance) => ({ InstanceId: instance.attribute() }),
    alarms: [
      {
        ...anyOf(
          {
            id: 'StatusCheck',
            metric: 'StatusCheckFailed',
            isOutage: true,
            reason: 'The instance fails its status checks, or is stopped.',
          },
          LASTING,
        ),
        statistic: 'Maximum',
        isHeartbeat: true,
      },
      {
        id: 'Cpu',
        metric: 'CPUUtilization',
        statistic: 'Average',
        when: 'atLeast',
        threshold: 95,
        // Without detailed monitoring there is a value each five minutes.
        period: 300,
        ...STEADY,
        reason: 'The instance works at its limit.',
      },
    ],
  },
};
