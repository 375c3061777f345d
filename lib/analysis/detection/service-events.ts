import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { News, SignalKind } from './records';
import type { Telling, Tellings } from './telling';
import { agrees, push } from './lists';
import { elementsOf, isFalse, jsonTextOf, literalOf } from './texts';

/** What services tell by themselves, once somebody listens. */
export interface ServiceEvent {
  readonly source: Resource;
  readonly kind: SignalKind;
  readonly news: readonly News[];
  readonly because: string;
  readonly telling: Telling;
  /** Types it is of; any where absent. */
  readonly types?: readonly string[];
  /** Only of these resources; of all in its Region where absent. */
  readonly only?: ReadonlySet<Resource>;
  /** AWS tells of zones and Regions, not of a resource. */
  readonly isOfPlaces?: true;
}

/** Events that tell of failures. */
interface EventSource {
  readonly types: readonly string[];
  readonly details: RegExp;
  /** Where the pattern asks for states, one of these must be among them. */
  readonly states?: RegExp;
}

/** Source: "Events from AWS services" of the EventBridge guide, and the guide of each service. */
const SOURCES: Readonly<Record<string, EventSource>> = {
  'aws.autoscaling': {
    types: ['AWS::AutoScaling::AutoScalingGroup'],
    details: /EC2 Instance (Terminate|Launch Unsuccessful)|EC2 Instance-terminate/,
  },
  'aws.batch': { types: ['AWS::Batch::JobQueue'], details: /Batch Job State Change/, states: /FAILED/ },
  'aws.ec2': {
    types: ['AWS::EC2::Instance'],
    details: /EC2 Instance State-change Notification/,
    states: /stopp|terminated|shutting-down/,
  },
  'aws.ecs': {
    types: ['AWS::ECS::Service'],
    details: /ECS (Task State Change|Service Action)/,
    states: /STOPPED|ERROR|SERVICE_TASK/,
  },
  'aws.rds': {
    types: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
    details: /RDS DB (Instance|Cluster) Event/,
  },
  'aws.states': {
    types: ['AWS::StepFunctions::StateMachine', 'AWS::Serverless::StateMachine'],
    details: /Step Functions Execution Status Change/,
    states: /FAILED|TIMED_OUT|ABORTED/,
  },
};

/** Filters that narrow a pattern to some resources. */
const NARROWED =
  /"(resources|clusterArn|group|instance-id|AutoScalingGroupName|stateMachineArn|SourceIdentifier|SourceArn|jobQueue)"/;

const VAULTS = ['AWS::Backup::BackupVault', 'AWS::Backup::LogicallyAirGappedBackupVault'];

/** Properties by which a resource tells a topic of its own failures. */
const OWN_TOPICS: readonly (readonly [type: string, property: string])[] = [
  ['AWS::ElastiCache::ReplicationGroup', 'NotificationTopicArn'],
  ['AWS::ElastiCache::CacheCluster', 'NotificationTopicArn'],
];

/** The service events of an application, by what they are of. */
export class EventIndex {
  private readonly byType = new Map<string, ServiceEvent[]>();
  private readonly byResource = new Map<Resource, ServiceEvent[]>();
  private readonly places: ServiceEvent[] = [];
  private readonly backups: ServiceEvent[] = [];

  constructor(application: Application, tellings: Tellings) {
    for (const event of serviceEventsOf(application, tellings)) this.add(event);
  }

  /** The events of a resource, and of its type in its Region; those of backups where it holds data. */
  public of(resource: Resource, isStateful: boolean): readonly ServiceEvent[] {
    const ofKind = [...(this.byType.get(resource.type) ?? []), ...(isStateful ? this.backups : [])];
    const here = ofKind.filter(({ source }) => agrees(source.region, resource.region));
    return [...here, ...(this.byResource.get(resource) ?? [])];
  }

  /** What AWS tells of zones and Regions. */
  public ofPlaces(region: string | undefined): readonly ServiceEvent[] {
    return this.places.filter(({ source }) => agrees(source.region, region));
  }

  private add(event: ServiceEvent): void {
    const { types, only } = event;
    if (event.isOfPlaces === true) this.places.push(event);
    else if (event.news.includes('BACKUP')) this.backups.push(event);
    else if (only === undefined) for (const type of types ?? []) push(this.byType, type, event);
    else for (const each of only) if (types?.includes(each.type) ?? true) push(this.byResource, each, event);
  }
}

/** All service events of an application that somebody listens to. */
function serviceEventsOf(application: Application, tellings: Tellings): ServiceEvent[] {
  return [
    ...application.resources('AWS::Events::Rule').flatMap((rule) => eventsOfRule(rule, tellings)),
    ...application.resources('AWS::RDS::EventSubscription').flatMap((each) => subscription(each, tellings)),
    ...application.resources(...VAULTS).flatMap((vault) => vaultEvents(vault, tellings)),
    ...OWN_TOPICS.flatMap(([type, property]) =>
      application.resources(type).flatMap((resource) => ownTopic(resource, property, tellings)),
    ),
  ];
}

function eventsOfRule(rule: Resource, tellings: Tellings): ServiceEvent[] {
  const state = literalOf(rule.at('State'));
  const pattern = rule.at('EventPattern');
  // Events of services come to the default bus alone.
  const bus = literalOf(rule.at('EventBusName')) ?? 'default';
  if (state === 'DISABLED' || !pattern.isPresent || !/(^|\/)default$/.test(bus)) return [];
  const sources = elementsOf(pattern.at('source')).flatMap((each) => literalOf(each) ?? []);
  if (sources.length === 0) return [];
  const text = jsonTextOf(pattern);
  const telling = tellings.ofRule(rule);
  const base = { source: rule, kind: 'EVENT_RULE', telling } as const;
  const mentioned = new Set(pattern.mentions);
  return sources.flatMap((source): ServiceEvent[] => {
    const because = `events of ${source}`;
    if (source === 'aws.health') return [{ ...base, news: ['ZONE'], because, isOfPlaces: true }];
    if (source === 'aws.backup') return isOfFailures(text) ? [{ ...base, news: ['BACKUP'], because }] : [];
    const known = SOURCES[source];
    if (known === undefined || !isHeard(known, text)) return [];
    if (mentioned.size > 0) return [{ ...base, news: ['FAILURE'], because, types: known.types, only: mentioned }];
    return NARROWED.test(text) ? [] : [{ ...base, news: ['FAILURE'], because, types: known.types }];
  });
}

function isHeard({ details, states }: EventSource, pattern: string): boolean {
  if (pattern.includes('"detail-type"') && !details.test(pattern)) return false;
  const isNarrowed = /"(status|lastStatus|state|eventName|eventType)"/.test(pattern);
  return states === undefined || !isNarrowed || states.test(pattern);
}

function isOfFailures(pattern: string): boolean {
  return !/"(state|status)"/.test(pattern) || /FAILED|EXPIRED|ABORTED|PARTIAL/.test(pattern);
}

/** RDS tells of failures of instances and clusters where the categories are not narrowed to others. */
function subscription(resource: Resource, tellings: Tellings): ServiceEvent[] {
  const type = { 'db-instance': 'AWS::RDS::DBInstance', 'db-cluster': 'AWS::RDS::DBCluster' }[
    literalOf(resource.at('SourceType')) ?? ''
  ];
  const categories = elementsOf(resource.at('EventCategories')).map(literalOf);
  const isOfFailures =
    categories.length === 0 || categories.some((each) => /^(failover|failure|availability)$/.test(each ?? ''));
  if (isFalse(resource.at('Enabled')) || type === undefined || !isOfFailures) return [];
  const only = resource.at('SourceIds').isPresent ? new Set(resource.at('SourceIds').mentions) : undefined;
  const telling = tellings.ofTarget(resource.at('SnsTopicArn'));
  const because = 'events of RDS';
  const base = { source: resource, kind: 'NOTIFICATION', news: ['FAILURE'], because, telling, types: [type] } as const;
  return [only === undefined ? base : { ...base, only }];
}

function vaultEvents(vault: Resource, tellings: Tellings): ServiceEvent[] {
  const events = elementsOf(vault.at('Notifications.BackupVaultEvents')).map(literalOf);
  // Source: "Using Amazon SNS to track AWS Backup events": a failed job is told of as completed.
  if (!events.some((each) => /^(BACKUP_JOB_(COMPLETED|FAILED|EXPIRED)|COPY_JOB_FAILED)$/.test(each ?? ''))) return [];
  const telling = tellings.ofTarget(vault.at('Notifications.SNSTopicArn'));
  return [{ source: vault, kind: 'NOTIFICATION', news: ['BACKUP'], because: 'events of the backup vault', telling }];
}

function ownTopic(resource: Resource, property: string, tellings: Tellings): ServiceEvent[] {
  const topic = resource.at(property);
  if (!topic.isPresent) return [];
  const telling = tellings.ofTarget(topic);
  const because = `its own notifications (${property})`;
  return [{ source: resource, kind: 'NOTIFICATION', news: ['FAILURE'], because, telling, only: new Set([resource]) }];
}
