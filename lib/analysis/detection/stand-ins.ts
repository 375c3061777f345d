import { namingOf } from '../../facts/names';
import type { Resource } from '../../model/resource';
import type { Value } from '../../model/value';
import type { News } from './records';
import { elementsOf, literalOf } from './texts';

/** A resource that a metric of another one speaks for. */
export interface StandIn {
  readonly resource: Resource;
  /** What of its news holds for this one too. */
  readonly news: readonly News[];
  /** Why: `targets of Group`, `consumes Queue`. */
  readonly because: string;
  /** It is spoken for by what waits alone: other metrics are of where it waits. */
  readonly isByBacklog?: true;
}

const ALL: readonly News[] = ['FAILURE', 'OVERLOAD', 'ZONE', 'DATA'];

/**
 * The resources that a metric speaks for, beside the one its dimensions name: what stands behind a target group, who
 * consumes a queue, what a health check or a canary calls, who writes to a log group.
 */
export function standInsOf(resource: Resource): StandIn[] {
  return FINDERS[resource.type]?.(resource) ?? [];
}

/** Who writes to a log group. */
export function writersTo(group: Resource): StandIn[] {
  const named = group.at('LogGroupName').mentions.filter(({ type }) => LOGGERS.includes(type));
  const functions = LOGGERS.flatMap((type) => group.referencedBy(type, 'LoggingConfig'));
  const tasks = group
    .referencedBy('AWS::ECS::TaskDefinition', 'ContainerDefinitions')
    .flatMap((task) => task.referencedBy('AWS::ECS::Service', 'TaskDefinition'));
  const others = group.referencedBy('AWS::StepFunctions::StateMachine', 'LoggingConfiguration');
  return stand(`writes to log group ${group.id}`, ALL, [...named, ...functions, ...tasks, ...others]);
}

const LOGGERS: readonly string[] = ['AWS::Lambda::Function', 'AWS::Serverless::Function'];

type Finder = (resource: Resource) => StandIn[];

const behindTargetGroup: Finder = (group) => {
  const own = elementsOf(group.at('Targets')).flatMap((target) => target.at('Id').mentions);
  return stand(`targets of ${group.id}`, ALL, [
    ...group.referencedBy('AWS::ECS::Service', 'LoadBalancers'),
    ...group.referencedBy('AWS::AutoScaling::AutoScalingGroup', 'TargetGroupARNs'),
    ...own,
  ]);
};

/** What waits in a queue or stream shows that nobody consumes it. */
const consumers: Finder = (source) => {
  const mappings = source.referencedBy('AWS::Lambda::EventSourceMapping', 'EventSourceArn');
  const functions = mappings.flatMap((mapping) => mapping.reference('FunctionName') ?? []).map(functionOf);
  return byBacklog(stand(`consumes ${source.id}`, ['FAILURE', 'OVERLOAD'], functions));
};

/** What arrives in a dead-letter queue was given up by who consumes the other queue. */
const givenUpBy: Finder = (queue) => {
  const sources = queue.referencedBy('AWS::SQS::Queue', 'RedrivePolicy').filter((source) => source !== queue);
  const senders = ['DeadLetterConfig', 'DeadLetterQueue'].flatMap((property) =>
    LOGGERS.flatMap((type) => queue.referencedBy(type, property)),
  );
  const destinations = queue
    .referencedBy('AWS::Lambda::EventInvokeConfig', 'DestinationConfig')
    .flatMap((configuration) => configuration.reference('FunctionName') ?? []);
  return [
    ...byBacklog(
      stand(`sends what it gives up to ${queue.id}`, ['FAILURE'], [...senders, ...destinations].map(functionOf)),
    ),
    ...sources.flatMap(consumers).map((each) => ({ ...each, news: ['FAILURE'] as const })),
  ];
};

/** A health check calls an address: of a record set, a load balancer, an API. */
const checked: Finder = (check) => {
  const configuration = check.at('HealthCheckConfig');
  const called = configuration.mentions.filter(({ type }) => type !== 'AWS::CloudWatch::Alarm');
  const records = [
    ...check.referencedBy('AWS::Route53::RecordSet', 'HealthCheckId'),
    ...recordsNamed(check, configuration.at('FullyQualifiedDomainName')),
  ];
  return stand(`checked by ${check.id}`, ALL, [...called, ...records, ...records.flatMap(pointedTo)]);
};

/** A canary calls what its settings or its script name. */
const called: Finder = (canary) => {
  const places = ['RunConfig', 'Code.Script'].flatMap((property) => canary.at(property).mentions);
  return stand(
    `called by ${canary.id}`,
    ALL,
    places.filter(({ type }) => !/^AWS::(S3|IAM|Logs|KMS)::/.test(type)),
  );
};

/** By resource type. Of a part that is lost with the whole, the whole is told of; not the other way around. */
const FINDERS: Readonly<Record<string, Finder>> = {
  'AWS::ElasticLoadBalancingV2::TargetGroup': behindTargetGroup,
  'AWS::ElasticLoadBalancingV2::Listener': (listener) => through(listener, 'LoadBalancerArn'),
  'AWS::SQS::Queue': (queue) => [...consumers(queue), ...givenUpBy(queue)],
  'AWS::Kinesis::Stream': consumers,
  'AWS::Lambda::Alias': (alias) => through(alias, 'FunctionName'),
  'AWS::Lambda::Version': (version) => through(version, 'FunctionName'),
  'AWS::ApiGateway::Stage': (stage) => through(stage, 'RestApiId'),
  'AWS::ApiGatewayV2::Stage': (stage) => through(stage, 'ApiId'),
  'AWS::RDS::DBInstance': (instance) => through(instance, 'DBClusterIdentifier'),
  'AWS::DocDB::DBInstance': (instance) => through(instance, 'DBClusterIdentifier'),
  'AWS::Neptune::DBInstance': (instance) => through(instance, 'DBClusterIdentifier'),
  'AWS::Route53::HealthCheck': checked,
  'AWS::Synthetics::Canary': called,
};

/** The whole that a resource is a part of. */
function through(part: Resource, property: string): StandIn[] {
  const whole = part.reference(property);
  return whole === undefined ? [] : stand(`has the part ${part.id}`, ALL, [whole]);
}

function functionOf(resource: Resource): Resource {
  const isPart = resource.type === 'AWS::Lambda::Alias' || resource.type === 'AWS::Lambda::Version';
  return (isPart ? resource.reference('FunctionName') : undefined) ?? resource;
}

/** The record sets of a domain name that is written out. */
function recordsNamed(check: Resource, name: Value): readonly Resource[] {
  const wanted = literalOf(name)?.replace(/\.$/, '').toLowerCase();
  if (wanted === undefined) return [];
  const { byIdentity } = namingOf(check.stack.application, 'AWS::Route53::RecordSet', 'Name');
  return [wanted, `${wanted}.`].flatMap((each) => byIdentity.get(JSON.stringify(each)) ?? []);
}

/** Where a record leads. */
function pointedTo(record: Resource): Resource[] {
  return [
    ...record.at('AliasTarget.DNSName').mentions,
    ...elementsOf(record.at('ResourceRecords')).flatMap((each) => each.mentions),
  ];
}

function stand(because: string, news: readonly News[], resources: readonly Resource[]): StandIn[] {
  return [...new Set(resources)].map((resource) => ({ resource, news, because }));
}

function byBacklog(standIns: readonly StandIn[]): StandIn[] {
  return standIns.map((each) => ({ ...each, isByBacklog: true }));
}
