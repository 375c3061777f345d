import type { Construct } from 'constructs';
import { fault } from '../fault';
import { DEFAULTS } from './defaults';
import type { ResilientServiceProps } from './props';

const OF_NETWORK = 'is for a Network Load Balancer; give networkLoadBalancing.';
const OF_HTTP = 'is for requests by HTTP, and a Network Load Balancer sees connections.';

/** Refuses facts that cannot be, and choices that exclude each other. */
export function checkProps(scope: Construct, props: ResilientServiceProps): void {
  const refuse = (isWrong: boolean, message: string): void => {
    if (isWrong) throw fault(scope, message);
  };
  const { baselineTasks, minimumZones = DEFAULTS.minimumZones, surgeFactor = DEFAULTS.surgeFactor } = props;
  const { requestsPerTask, safeUtilizationPercent: safe = DEFAULTS.safeUtilizationPercent } = props;
  refuse((props.cluster === undefined) === (props.vpc === undefined), 'give cluster, or vpc for a new cluster.');
  refuse(
    !Number.isInteger(baselineTasks) || baselineTasks < 1,
    `baselineTasks is ${baselineTasks}; it must be a whole number of 1 or more.`,
  );
  refuse(
    !Number.isInteger(minimumZones) || minimumZones < 2,
    `minimumZones is ${minimumZones}; the loss of a zone is survived in 2 zones or more.`,
  );
  refuse(!(surgeFactor >= 1), `surgeFactor is ${surgeFactor}; it must be 1 or more (5 is 500 % of the usual load).`);
  refuse(!(safe >= 10 && safe <= 100), `safeUtilizationPercent is ${safe}; it must be from 10 to 100.`);
  refuse(
    requestsPerTask !== undefined && !(requestsPerTask > 0),
    `requestsPerTask is ${requestsPerTask}; it must be more than 0.`,
  );
  const providers = [props.instances, props.capacityProvider, props.spotAboveFloor || undefined];
  refuse(
    providers.filter((each) => each !== undefined).length > 1,
    'give one of instances, capacityProvider and spotAboveFloor: tasks run on instances or on AWS Fargate.',
  );
  refuse(
    props.runtimePlatform !== undefined && (props.instances ?? props.capacityProvider) !== undefined,
    'runtimePlatform is for AWS Fargate; on instances the instance type decides.',
  );
  refuse(
    props.loadBalancing !== undefined && props.networkLoadBalancing !== undefined,
    'give loadBalancing for HTTP, or networkLoadBalancing for TCP.',
  );
  if (props.networkLoadBalancing === undefined) {
    refuse(props.blueGreen?.testListener !== undefined, `blueGreen.testListener ${OF_NETWORK}`);
    refuse(props.alarms?.resetConnectionsPerMinute !== undefined, `alarms.resetConnectionsPerMinute ${OF_NETWORK}`);
  } else {
    refuse(requestsPerTask !== undefined, `requestsPerTask ${OF_HTTP} The service scales on CPU; add to scaling.`);
    refuse(props.blueGreen?.testListenerRule !== undefined, `blueGreen.testListenerRule ${OF_HTTP}`);
    refuse(props.alarms?.failedRequestsPerMinute !== undefined, `alarms.failedRequestsPerMinute ${OF_HTTP}`);
    refuse(props.alarms?.slowResponse !== undefined, `alarms.slowResponse ${OF_HTTP}`);
    const resets = props.alarms?.resetConnectionsPerMinute;
    refuse(
      resets !== undefined && !(resets > 0),
      `alarms.resetConnectionsPerMinute is ${resets}; it must be more than 0.`,
    );
  }
}
