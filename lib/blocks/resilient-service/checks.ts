import type { Construct } from 'constructs';
import { fault } from '../fault';
import { DEFAULTS } from './defaults';
import type { ResilientServiceProps } from './props';

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
}
