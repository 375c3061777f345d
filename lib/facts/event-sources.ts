import type { Resource } from '../model/resource';
import type { Value } from '../model/value';
import { functionOf } from './functions';

export type EventSourceKind = 'sqs' | 'kinesis' | 'dynamodb' | 'kafka' | 'mq' | 'documentdb';

/** A queue, stream or log that Lambda reads and calls a function with. */
export interface EventSource {
  readonly kind: EventSourceKind;
  /** Where the settings of the mapping are: `AWS::Lambda::EventSourceMapping` names them as SAM's events do. */
  readonly settings: Value;
  /** What is read, where the application creates it. */
  readonly source: Resource | undefined;
  /** Who is called, where the application creates it. */
  readonly function: Resource | undefined;
}

/** The resource types that declare event sources. */
export const EVENT_SOURCE_TYPES: readonly string[] = ['AWS::Lambda::EventSourceMapping', 'AWS::Serverless::Function'];

const KIND_OF_TYPE: Readonly<Record<string, EventSourceKind>> = {
  'AWS::SQS::Queue': 'sqs',
  'AWS::Kinesis::Stream': 'kinesis',
  'AWS::Kinesis::StreamConsumer': 'kinesis',
  'AWS::DynamoDB::Table': 'dynamodb',
  'AWS::DynamoDB::GlobalTable': 'dynamodb',
  'AWS::Serverless::SimpleTable': 'dynamodb',
  'AWS::MSK::Cluster': 'kafka',
  'AWS::MSK::ServerlessCluster': 'kafka',
  'AWS::AmazonMQ::Broker': 'mq',
  'AWS::DocDB::DBCluster': 'documentdb',
};

const KIND_OF_SERVICE: Readonly<Record<string, EventSourceKind>> = {
  sqs: 'sqs',
  kinesis: 'kinesis',
  dynamodb: 'dynamodb',
  kafka: 'kafka',
  mq: 'mq',
  rds: 'documentdb',
};

/** SAM's events that Lambda reads from: the kind and the property that names the source. */
const SAM_EVENTS: Readonly<Record<string, readonly [kind: EventSourceKind, property: string]>> = {
  SQS: ['sqs', 'Queue'],
  Kinesis: ['kinesis', 'Stream'],
  DynamoDB: ['dynamodb', 'Stream'],
  MSK: ['kafka', 'Stream'],
  SelfManagedKafka: ['kafka', 'KafkaBootstrapServers'],
  MQ: ['mq', 'Broker'],
  DocumentDB: ['documentdb', 'Cluster'],
};

/** The event sources that an event source mapping, or a function in SAM's form, declares. */
export function eventSourcesOf(resource: Resource): EventSource[] {
  if (resource.type === 'AWS::Lambda::EventSourceMapping') {
    const { properties } = resource;
    const source = properties.at('EventSourceArn').reference();
    return [
      {
        kind: kindOf(resource, source),
        settings: properties,
        source,
        function: functionOf(resource.at('FunctionName')),
      },
    ];
  }
  return samEventsOf(resource).flatMap(({ type, settings }) => {
    const known = Object.hasOwn(SAM_EVENTS, type) ? SAM_EVENTS[type] : undefined;
    if (known === undefined) return [];
    return [{ kind: known[0], settings, source: settings.at(known[1]).reference(), function: resource }];
  });
}

/** The events of a function or state machine in SAM's form. */
export function samEventsOf(resource: Resource): { readonly type: string; readonly settings: Value }[] {
  const events = resource.at('Events');
  if (events.isUnknown) return [];
  return events
    .fields()
    .map((event) => ({ type: String(event.at('Type').json() ?? ''), settings: event.at('Properties') }));
}

/** The mappings that read from a queue or stream. */
export function readersOf(source: Resource): EventSource[] {
  const holders = [
    ...source.referencedBy('AWS::Lambda::EventSourceMapping', 'EventSourceArn'),
    ...source.referencedBy('AWS::Serverless::Function', 'Events'),
  ];
  return holders.flatMap(eventSourcesOf).filter((each) => each.source === source);
}

/** Records are read in order, each shard by itself: what fails holds up what comes behind it. */
export function isShardedStream({ kind }: EventSource): boolean {
  return kind === 'kinesis' || kind === 'dynamodb';
}

/** By what is read, by its ARN, or by the settings that only one kind of source has. */
function kindOf(mapping: Resource, source: Resource | undefined): EventSourceKind {
  const byType = source === undefined ? undefined : KIND_OF_TYPE[source.type];
  if (byType !== undefined) return byType;
  const service = /^arn:[^:]*:([a-z]+):/.exec(String(mapping.at('EventSourceArn').json() ?? ''))?.[1];
  const byService = service === undefined ? undefined : KIND_OF_SERVICE[service];
  if (byService !== undefined) return byService;
  if (mapping.has('Queues')) return 'mq';
  if (mapping.has('Topics') || mapping.has('SelfManagedEventSource')) return 'kafka';
  if (mapping.has('DocumentDBEventSourceConfig')) return 'documentdb';
  return mapping.has('StartingPosition') ? 'kinesis' : 'sqs';
}
