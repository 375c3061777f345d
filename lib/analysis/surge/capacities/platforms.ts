import { beanstalkOption } from '../../../facts/entries';
import type { Resource } from '../../../model/resource';
import { said, saidNumber, type Capacity } from '../capacity';
import { scaledUnits } from './compute';
import type { Tracking } from './tracking';

/** Scaling that belongs to the service. */
const own = (resource: Resource): Tracking => ({ policies: [resource], evidence: [] });

/** Instances of App Runner. Where nothing is said: 1 to 25. */
export function appRunnerCapacity(service: Resource): Capacity {
  const scaling = service.reference('AutoScalingConfigurationArn');
  const [least, most] = [scaling?.number('MinSize') ?? 1, scaling?.number('MaxSize') ?? 25];
  const evidence = [
    scaling === undefined
      ? said(service, 'AutoScalingConfigurationArn', `${least} to ${most} instances`)
      : said(scaling, 'MaxSize', `${least} to ${most} instances`),
  ];
  return scaledUnits('instances', { least, most, tracking: own(service) }, { evidence });
}

const GROUP = 'aws:autoscaling:asg';

/** Instances of an Elastic Beanstalk environment. Where nothing is said: 1 to 4, scaled on network traffic. */
export function beanstalkCapacity(environment: Resource): Capacity {
  const least = beanstalkOption(environment, GROUP, 'MinSize')?.number() ?? 1;
  const most = beanstalkOption(environment, GROUP, 'MaxSize')?.number() ?? 4;
  const evidence = [said(environment, 'OptionSettings', `${least} to ${most} instances`)];
  return scaledUnits('instances', { least, most, tracking: own(environment) }, { evidence });
}

/** Tasks of an ECS Express Mode service, which makes its own scaling. Where nothing is said: 1 to 20 at 60 percent of CPU. */
export function expressServiceCapacity(service: Resource): Capacity {
  const least = service.number('ScalingTarget.MinTaskCount') ?? 1;
  const most = service.number('ScalingTarget.MaxTaskCount') ?? 20;
  const metric = service.string('ScalingTarget.AutoScalingMetric') ?? 'AVERAGE_CPU';
  const target = service.number('ScalingTarget.AutoScalingTargetValue') ?? 60;
  const tracking: Tracking = {
    ...own(service),
    ...(metric === 'AVERAGE_CPU' && { utilization: target }),
    ...(metric === 'REQUEST_COUNT_PER_TARGET' && { requests: target }),
  };
  const evidence = [
    saidNumber(service, 'ScalingTarget.MinTaskCount'),
    saidNumber(service, 'ScalingTarget.MaxTaskCount'),
    said(service, 'ScalingTarget.AutoScalingTargetValue', `scaling aims at ${target} of ${metric}`),
  ];
  return scaledUnits('tasks', { least, most, tracking }, { evidence });
}
