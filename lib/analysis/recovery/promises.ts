import { attempt } from '../../model/attempt';
import { fsxBlock } from '../../facts/file-systems';
import { lifecycleRules } from '../../facts/buckets';
import type { Component } from '../component';
import type { SystemNode } from '../system/node';
import type { ServiceLevel } from './data/service-level';
import { serviceLevel } from './data/sla';
import { BackupPlans } from './backups';
import { DEFAULTS } from './defaults';
import { Subject } from './subject';

/** What is promised of the availability of a component. */
export type Promise =
  /** None of its own counts: that of its cluster holds, or it is not asked while a journey is served. */
  | { readonly kind: 'COVERED' }
  | { readonly kind: 'LEVEL'; readonly level: ServiceLevel }
  | { readonly kind: 'MISSING'; readonly because: string };

type Choose = (subject: Subject) => string | undefined;

const isAcrossZones = (subject: Subject): boolean => subject.redundancy !== 'SINGLE' && subject.isZoneRedundant;

const zonesOr =
  (zones: string, otherwise: string | undefined): Choose =>
  (subject) =>
    isAcrossZones(subject) ? zones : otherwise;

/** The service level of a component, by the key of its service. */
const BY_SERVICE: Readonly<Record<string, string | Choose>> = {
  amazonmq: zonesOr('amazonmq-zones', undefined),
  apigateway: 'apigateway',
  // An instance of a group has the promise of a single one.
  asg: ({ component, isInSeveralZones }) =>
    isInSeveralZones && (component.units ?? 0) >= 2 ? 'ec2-zones' : 'ec2-instance',
  aurora: zonesOr('aurora-zones', 'aurora-one-zone'),
  'aurora-dsql': ({ resource }) => (resource.has('MultiRegionProperties.Clusters') ? 'dsql-regions' : 'dsql'),
  cloudfront: 'cloudfront',
  cognito: 'cognito',
  documentdb: zonesOr('documentdb-zones', undefined),
  dynamodb: ({ resource }) =>
    resource.type === 'AWS::DynamoDB::GlobalTable' && resource.list('Replicas').length >= 2
      ? 'dynamodb-global'
      : 'dynamodb',
  ebs: 'ebs-volume',
  ec2: 'ec2-instance',
  ecs: ({ component, isInSeveralZones }) => (isInSeveralZones && (component.units ?? 0) >= 2 ? 'ecs-zones' : undefined),
  efs: ({ resource }) => (resource.has('AvailabilityZoneName') ? 'efs-one-zone' : 'efs'),
  eks: ({ resource }) => {
    if (resource.type !== 'AWS::EKS::Cluster') return undefined;
    const tier = resource.string('ControlPlaneScalingConfig.Tier') ?? 'standard';
    return tier.toLowerCase() === 'standard' ? 'eks' : 'eks-provisioned';
  },
  elasticache: (subject) =>
    subject.resource.type === 'AWS::ElastiCache::ServerlessCache'
      ? 'elasticache-serverless'
      : zonesOr('elasticache-zones', 'elasticache-single')(subject),
  elb: ({ isInSeveralZones }) => (isInSeveralZones ? 'elb-zones' : undefined),
  elbv2: ({ isInSeveralZones }) => (isInSeveralZones ? 'elb-zones' : undefined),
  eventbridge: 'eventbridge',
  firehose: 'firehose',
  fsx: ({ resource }) => {
    const block = fsxBlock(resource);
    const type = block === undefined ? undefined : resource.string(`${block}.DeploymentType`);
    if (type?.startsWith('MULTI_AZ')) return 'fsx-zones';
    if (block === 'OntapConfiguration' || type?.startsWith('SINGLE_AZ_HA')) return 'fsx-pair';
    return 'fsx-single';
  },
  kinesis: 'kinesis',
  kms: 'kms',
  lambda: ({ resource }) => (resource.type === 'AWS::Lambda::CapacityProvider' ? undefined : 'lambda'),
  msk: zonesOr('msk-zones', undefined),
  natgateway: 'nat',
  neptune: zonesOr('neptune-zones', 'neptune-instance'),
  opensearch: ({ resource }) => {
    if (resource.isTrue('ClusterConfig.MultiAZWithStandbyEnabled')) return 'opensearch-standby';
    return resource.isTrue('ClusterConfig.ZoneAwarenessEnabled') ? 'opensearch-zones' : undefined;
  },
  rds: zonesOr('rds-zones', 'rds-instance'),
  route53: 'route53',
  s3: ({ resource }) => {
    if (resource.type !== 'AWS::S3::Bucket') return undefined;
    const moves = lifecycleRules(resource).flatMap((rule) => [
      ...rule.at('Transitions').items(),
      rule.at('Transition'),
    ]);
    const classes = moves.map((move) => move.at('StorageClass').string());
    return classes.some((each) => each !== undefined && /_IA$|INTELLIGENT/.test(each)) ? 's3-infrequent-access' : 's3';
  },
  secretsmanager: 'secretsmanager',
  sns: 'sns',
  sqs: 'sqs',
  stepfunctions: 'stepfunctions',
};

/** Types whose cluster or global database has the promise. */
const COVERED = [
  'AWS::DocDB::DBInstance',
  'AWS::DocDB::GlobalCluster',
  'AWS::ElastiCache::GlobalReplicationGroup',
  'AWS::Neptune::DBInstance',
  'AWS::Neptune::GlobalCluster',
  'AWS::RDS::GlobalCluster',
];

/** What is asked when something starts or is renewed, not while a journey is served. */
const ASIDE = ['acm', 'ecr'];

const PROMISES = new WeakMap<Component, Promise>();

/** What AWS promises of a component, by how it is configured. Found once. */
export function promiseOf(component: Component): Promise {
  let promise = PROMISES.get(component);
  if (promise === undefined) PROMISES.set(component, (promise = find(component)));
  return promise;
}

function find(component: Component): Promise {
  const { resource, service } = component;
  const { application } = resource.stack;
  const isMember = resource.type === 'AWS::RDS::DBInstance' && resource.has('DBClusterIdentifier');
  if (COVERED.includes(resource.type) || ASIDE.includes(service) || isMember) return { kind: 'COVERED' };
  const choose = BY_SERVICE[service];
  if (choose === undefined) return { kind: 'MISSING', because: `no service level of ${service} is in the data` };
  if (typeof choose === 'string') return { kind: 'LEVEL', level: serviceLevel(choose) };
  const subject = new Subject(component, false, new BackupPlans(application, DEFAULTS));
  const chosen = attempt(application, () => choose(subject));
  if (!chosen.isKnown) return { kind: 'MISSING', because: chosen.because };
  if (chosen.value === undefined) {
    return {
      kind: 'MISSING',
      because: `AWS promises nothing for ${service} as it is configured, as far as the data says`,
    };
  }
  return { kind: 'LEVEL', level: serviceLevel(chosen.value) };
}

/** What is promised of a third party. */
export function promiseOfExternal({ name }: SystemNode, promised: number | undefined): number | string {
  return promised ?? `nothing is declared of what the provider of ${name} promises`;
}
