import type { Resource } from '../model/resource';
import { all, type Answer } from './answers';
import { textOf } from './tags';

/** How the ARNs of a type are made: service, what stands before the name, and the property that gives the name. */
interface ArnForm {
  readonly service: string;
  readonly prefix: string;
  readonly name?: string;
}

/** The types that AWS Backup backs up. Source: AWS Backup Developer Guide, "Feature availability by resource". */
const FORMS: Readonly<Record<string, ArnForm>> = {
  'AWS::DynamoDB::GlobalTable': { service: 'dynamodb', prefix: 'table/', name: 'TableName' },
  'AWS::DynamoDB::Table': { service: 'dynamodb', prefix: 'table/', name: 'TableName' },
  'AWS::DocDB::DBCluster': { service: 'rds', prefix: 'cluster:', name: 'DBClusterIdentifier' },
  'AWS::EC2::Instance': { service: 'ec2', prefix: 'instance/' },
  'AWS::EC2::Volume': { service: 'ec2', prefix: 'volume/' },
  'AWS::EFS::FileSystem': { service: 'elasticfilesystem', prefix: 'file-system/' },
  'AWS::FSx::FileSystem': { service: 'fsx', prefix: 'file-system/' },
  'AWS::Neptune::DBCluster': { service: 'rds', prefix: 'cluster:', name: 'DBClusterIdentifier' },
  'AWS::RDS::DBCluster': { service: 'rds', prefix: 'cluster:', name: 'DBClusterIdentifier' },
  'AWS::RDS::DBInstance': { service: 'rds', prefix: 'db:', name: 'DBInstanceIdentifier' },
  'AWS::Redshift::Cluster': { service: 'redshift', prefix: 'cluster:', name: 'ClusterIdentifier' },
  'AWS::S3::Bucket': { service: 's3', prefix: '', name: 'BucketName' },
};

/** Whether an ARN with wildcards, with `${...}` for what is not known, means a resource. */
export function matchesArn(pattern: string, resource: Resource): Answer {
  if (pattern === '*') return 'yes';
  const form = FORMS[resource.type];
  if (form === undefined) return 'no';
  const { service, prefix, name } = form;
  const isGlobal = service === 's3';
  const own = ['arn', undefined, service, isGlobal ? '' : resource.region, isGlobal ? '' : resource.stack.account];
  const parts = pattern.split(':');
  const places = own.slice(0, parts.length).map((part, i) => [parts[i] as string, part] as const);
  const place = all(places, ([wanted, part]) => matchesPart(wanted, part));
  if (place === 'no' || parts.length <= own.length) return place;
  const rest = parts.slice(own.length).join(':');
  const given = name === undefined ? undefined : textOf(resource.at(name));
  return all([place, matchesName(rest, prefix, given)], (answer) => answer);
}

function matchesPart(wanted: string, own: string | undefined): Answer {
  if (wanted === '*' || wanted.includes('${')) return 'yes';
  if (own === undefined) return wanted === 'aws' || wanted.startsWith('aws-') ? 'yes' : 'unknown';
  return glob(wanted).test(own) ? 'yes' : 'no';
}

function matchesName(pattern: string, prefix: string, name: string | undefined): Answer {
  if (name !== undefined) return glob(pattern).test(prefix + name) ? 'yes' : 'no';
  if (!pattern.includes('*')) return 'no';
  const fixed = pattern.slice(0, pattern.indexOf('*'));
  if (prefix.startsWith(fixed)) return 'yes';
  return fixed.startsWith(prefix) ? 'unknown' : 'no';
}

/** `*` stands for any characters. */
export function glob(pattern: string): RegExp {
  const literal = (part: string): string => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`);
}
