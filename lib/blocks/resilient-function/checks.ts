import { Token } from 'aws-cdk-lib';
import type { ISubnet } from 'aws-cdk-lib/aws-ec2';
import type { IConstruct } from 'constructs';
import { fault } from '../fault';
import { LEAST_ZONES } from './defaults';
import type { ResilientFunctionProps } from './resilient-function-props';

/** Properties of a function that the block has another place for. */
const ELSEWHERE: readonly (readonly [keyof ResilientFunctionProps, string])[] = [
  ['reservedConcurrentExecutions', 'it is what concurrency says'],
  ['logRetention', 'give a logGroup with the retention'],
  ['logRemovalPolicy', 'give a logGroup with the removal policy'],
  ['logRetentionRole', 'give a logGroup'],
  ['logRetentionRetryOptions', 'give a logGroup'],
];

/** Refuses what cannot be deployed, what CDK would take two ways, and what nobody has thought about. */
export function checkFunction(scope: IConstruct, props: ResilientFunctionProps): void {
  for (const [property, instead] of ELSEWHERE) {
    if (props[property] !== undefined) throw fault(scope, `leave ${property} out: ${instead}`);
  }
  if (props.timeout === undefined) throw fault(scope, 'timeout is not set; set it to what a slow but good run takes');
  checkWhole(scope, 'concurrency', props.concurrency);
  const { concurrency, provisionedConcurrency: provisioned, failedShare } = props;
  if (provisioned !== undefined) {
    checkWhole(scope, 'provisionedConcurrency', provisioned);
    if (provisioned > concurrency && !Token.isUnresolved(concurrency)) {
      throw fault(scope, `provisionedConcurrency is ${provisioned}, more than the concurrency of ${concurrency}`);
    }
  }
  if (failedShare !== undefined && !(failedShare > 0 && failedShare <= 100)) {
    throw fault(scope, `failedShare is ${failedShare}; set it to per cent, above 0 and up to 100`);
  }
  checkZones(scope, props);
}

function checkWhole(scope: IConstruct, property: string, value: number): void {
  if (Token.isUnresolved(value) || (Number.isInteger(value) && value >= 1)) return;
  throw fault(scope, `${property} is ${value}; set it to a whole number of at least 1`);
}

/** Lambda runs a function only in the zones of its subnets. Where a zone is not known, nothing is said. */
function checkZones(scope: IConstruct, { vpc, vpcSubnets }: ResilientFunctionProps): void {
  if (vpc === undefined) return;
  const { subnets, isPendingLookup } = vpc.selectSubnets(vpcSubnets);
  const zones = subnets.map(zoneOf);
  if (isPendingLookup || zones.includes(undefined)) return;
  const count = new Set(zones).size;
  if (count >= LEAST_ZONES) return;
  throw fault(
    scope,
    `its subnets lie in ${count} Availability Zone, and it cannot run when that is lost; ` +
      `select subnets of ${LEAST_ZONES} zones or more (vpcSubnets, maxAzs of the VPC)`,
  );
}

function zoneOf(subnet: ISubnet): string | undefined {
  try {
    return subnet.availabilityZone;
  } catch {
    // An imported subnet throws where its zone was not given.
    return undefined;
  }
}
