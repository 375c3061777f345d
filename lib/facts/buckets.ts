import type { Resource } from '../model/resource';
import type { Value } from '../model/value';
import { namingOf } from './names';

/** Who names a bucket to fill it with what can be made again: logs, build artifacts, query results, files of the CDK app. */
const FILLED_BY: readonly (readonly [type: string, property: string])[] = [
  ['AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerAttributes'],
  ['AWS::ElasticLoadBalancing::LoadBalancer', 'AccessLoggingPolicy'],
  ['AWS::CloudFront::Distribution', 'DistributionConfig.Logging'],
  ['AWS::EC2::FlowLog', 'LogDestination'],
  ['AWS::CodePipeline::Pipeline', 'ArtifactStore'],
  ['AWS::CodePipeline::Pipeline', 'ArtifactStores'],
  ['AWS::Athena::WorkGroup', 'WorkGroupConfiguration'],
  ['Custom::CDKBucketDeployment', 'DestinationBucketName'],
];

/** Whether a bucket holds what can be made again: it is not the source of anything. */
export function holdsByproducts(bucket: Resource): boolean {
  if (bucket.at('AccessControl').kind === 'known' && bucket.string('AccessControl') === 'LogDeliveryWrite') return true;
  return FILLED_BY.some(([type, property]) => bucket.referencedBy(type, property).length > 0);
}

/** The lifecycle rules of a bucket that are in force. */
export function lifecycleRules(bucket: Resource): Value[] {
  return bucket.list('LifecycleConfiguration.Rules').filter((rule) => rule.at('Status').string() === 'Enabled');
}

/** Whether a lifecycle rule is for a part of the objects only. */
export function isFiltered(rule: Value): boolean {
  const prefix = rule.at('Prefix');
  if (prefix.isPresent && (prefix.isUnknown || prefix.string() !== '')) return true;
  return ['TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'].some((name) => rule.at(name).isPresent);
}

/** Whether everything in a bucket is deleted within a month: nobody's only copy. */
export function isTemporary(bucket: Resource): boolean {
  return lifecycleRules(bucket).some(
    (rule) => !isFiltered(rule) && (rule.at('ExpirationInDays').number() ?? Infinity) <= 31,
  );
}

/** Whether a bucket keeps the versions of its objects. Object Lock switches versioning on. */
export function isVersioned(bucket: Resource): boolean {
  return bucket.string('VersioningConfiguration.Status') === 'Enabled' || bucket.isTrue('ObjectLockEnabled');
}

/** The replication rules of a bucket that are in force. */
export function replicationRules(bucket: Resource): Value[] {
  return bucket.list('ReplicationConfiguration.Rules').filter((rule) => rule.at('Status').string() === 'Enabled');
}

/** Whether a bucket holds a copy of another bucket's objects. */
export function isReplica(bucket: Resource): boolean {
  return bucket.referencedBy('AWS::S3::Bucket', 'ReplicationConfiguration.Rules').length > 0;
}

/** The bucket of the application that a name or an ARN means. Bucket names are unique in all Regions. */
export function bucketOf(value: Value): Resource | undefined {
  const found = value.reference();
  if (found !== undefined) return found.type === 'AWS::S3::Bucket' ? found : undefined;
  const name = String(value.json()).replace(/^arn:[^:]*:s3:::/, '');
  const { application } = value.resource.stack;
  return namingOf(application, 'AWS::S3::Bucket', 'BucketName').byIdentity.get(JSON.stringify(name))?.[0];
}
