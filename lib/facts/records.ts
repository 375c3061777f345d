import type { Resource } from '../model/resource';
import type { Value } from '../model/value';

/** Resource types that hold DNS records. */
export const RECORD_TYPES = ['AWS::Route53::RecordSet', 'AWS::Route53::RecordSetGroup'];

/** The records of a record set or a group of them. */
export function recordsOf(resource: Resource): Value[] {
  return resource.type === 'AWS::Route53::RecordSetGroup' ? resource.list('RecordSets') : [resource.properties];
}

const CHOICES = ['Weight', 'Region', 'GeoLocation', 'GeoProximityLocation', 'CidrRoutingConfig', 'MultiValueAnswer'];

/** The property by which Route 53 chooses between records of one name, where it does and it is not failover. */
export function choiceOf(record: Value): string | undefined {
  const choice = CHOICES.find((property) => record.at(property).isPresent);
  return choice === 'MultiValueAnswer' && record.at(choice).isFalse ? undefined : choice;
}

/** Whether Route 53 stops answering with a record when what it points to is unhealthy. */
export function hasHealth(record: Value): boolean {
  return record.at('HealthCheckId').isPresent || record.at('AliasTarget.EvaluateTargetHealth').isTrue;
}

/** Where the health of a record is to be set. An alias to a distribution cannot evaluate its target. */
export function healthPlace(record: Value): Value {
  const isAlias = record.at('AliasTarget').isPresent && !pointsToCloudFront(record);
  return record.at(isAlias ? 'AliasTarget.EvaluateTargetHealth' : 'HealthCheckId');
}

/** Whether a record is an alias to a CloudFront distribution. */
export function pointsToCloudFront(record: Value): boolean {
  const name = record.at('AliasTarget.DNSName');
  return (
    name.reference()?.type === 'AWS::CloudFront::Distribution' || /\.cloudfront\.net\.?$/.test(String(name.json()))
  );
}

/** Whether clients find a server by a record, as opposed to mail, verification or delegation. */
export function isAddress(record: Value): boolean {
  return ['A', 'AAAA', 'CNAME', 'HTTPS', 'SVCB'].includes(record.at('Type').string()?.toUpperCase() ?? '');
}
