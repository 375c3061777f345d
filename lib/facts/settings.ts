import type { Resource } from '../model/resource';
import type { Value } from '../model/value';

/** A value that code reads when it runs: a variable of its environment, or a secret put there. */
export interface Setting {
  readonly name: string;
  readonly value: Value;
}

/** The settings of a function or of the containers of a task. What deployment decides as a whole has none. */
export function settingsOf(compute: Resource): Setting[] {
  if (compute.type === 'AWS::ECS::TaskDefinition') {
    return known(compute.at('ContainerDefinitions')).flatMap((container) => [
      ...known(container.at('Environment')).map((each) => named(each, 'Value')),
      ...known(container.at('Secrets')).map((each) => named(each, 'ValueFrom')),
    ]);
  }
  const variables = compute.at('Environment.Variables');
  return variables.isUnknown ? [] : variables.keys().map((name) => ({ name, value: variables.key(name) }));
}

function named(each: Value, key: string): Setting {
  return { name: String(each.at('Name').json() ?? key), value: each.at(key) };
}

function known(list: Value): Value[] {
  return list.isUnknown ? [] : list.items();
}

/** Belong to no Region, or have to be in us-east-1. */
const GLOBAL = /^AWS::(IAM|Route53|CloudFront|CertificateManager|WAFv2|GlobalAccelerator|RDS::GlobalCluster|ECR)/;

const REGION = '[a-z]{2,4}(?:-[a-z]+)+-\\d';
const ARN = new RegExp(`^arn:[^:]+:(?!iam|acm|cloudfront|waf|route53)[a-z0-9-]+:(${REGION}):`);
const ENDPOINT = new RegExp(`[/.-](${REGION})\\.(?:[a-z-]+\\.)?amazonaws\\.com`);

/** The Region written out in an ARN or a host name of AWS; `undefined` if there is none. */
export function regionIn(value: Value): string | undefined {
  const text = String(value.json() ?? '');
  return ARN.exec(text)?.[1] ?? ENDPOINT.exec(text)?.[1];
}

/** The other Region that a value leads to; `undefined` where it is the own one, or cannot be told. */
export function foreignRegionOf(value: Value, own: string): string | undefined {
  const said = regionIn(value);
  // A multi-Region key has the same id in each Region.
  if (said !== undefined) return said === own || String(value.json()).includes('key/mrk-') ? undefined : said;
  return value.mentions.find((resource) => isForeign(resource, own))?.region;
}

function isForeign(resource: Resource, own: string): boolean {
  return (
    resource.region !== undefined &&
    resource.region !== own &&
    !GLOBAL.test(resource.type) &&
    !hasReplicaIn(resource, own)
  );
}

/** Whether a resource is one of several that hold the same in different Regions, the given one among them. */
function hasReplicaIn(resource: Resource, region: string): boolean {
  switch (resource.type) {
    case 'AWS::DynamoDB::GlobalTable':
      return JSON.stringify(resource.at('Replicas').json() ?? '').includes(`"${region}"`);
    case 'AWS::DynamoDB::Table':
      return resource.referencedBy('Custom::DynamoDBReplica').length > 0;
    case 'AWS::SecretsManager::Secret':
      return JSON.stringify(resource.at('ReplicaRegions').json() ?? '').includes(`"${region}"`);
    case 'AWS::KMS::Key':
      return resource.at('MultiRegion').json() === true;
    default:
      return false;
  }
}
