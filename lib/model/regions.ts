/** A partition of AWS: its name in ARNs and the suffix of its host names. */
export interface Partition {
  readonly name: string;
  readonly urlSuffix: string;
}

/** By the beginning of a Region's name. Source: AWS General Reference, "AWS service endpoints" by partition. */
const PARTITIONS: readonly (readonly [prefix: string, partition: Partition])[] = [
  ['cn-', { name: 'aws-cn', urlSuffix: 'amazonaws.com.cn' }],
  ['us-gov-', { name: 'aws-us-gov', urlSuffix: 'amazonaws.com' }],
  ['us-iso-', { name: 'aws-iso', urlSuffix: 'c2s.ic.gov' }],
  ['us-isob-', { name: 'aws-iso-b', urlSuffix: 'sc2s.sgov.gov' }],
  ['us-isof-', { name: 'aws-iso-f', urlSuffix: 'csp.hci.ic.gov' }],
  ['eu-isoe-', { name: 'aws-iso-e', urlSuffix: 'cloud.adc-e.uk' }],
  ['eusc-', { name: 'aws-eusc', urlSuffix: 'amazonaws.eu' }],
];

/** The partition a Region belongs to. */
export function partitionOf(region: string): Partition {
  const known = PARTITIONS.find(([prefix]) => region.startsWith(prefix));
  return known === undefined ? { name: 'aws', urlSuffix: 'amazonaws.com' } : known[1];
}
