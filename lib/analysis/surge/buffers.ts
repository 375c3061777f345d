import { readersOf } from '../../facts/event-sources';
import { functionOf } from '../../facts/functions';
import { isDeadLetterQueue, retentionOf } from '../../facts/queues';
import { scaledService, targetOf } from '../../facts/scaling';
import { attempt } from '../../model/attempt';
import type { Resource } from '../../model/resource';
import { evidenceRecord, type EvidenceRecord } from '../place';
import type { System } from '../system/system';
import type { SystemNode } from '../system/node';
import { backlogOf, type Backlog } from './backlog';
import { said, timeTo, type Capacity } from './capacity';
import type { BufferLevel, BufferRecord } from './records';
import { durationText, tidy, timesText } from './words';

/** Hours that a stream keeps records where nothing is said (Kinesis, `RetentionPeriodHours`). */
const STREAM_RETENTION = 24;
/** A stream of a table keeps changes for a day (Amazon DynamoDB, "Change data capture for DynamoDB Streams"). */
const TABLE_STREAM_RETENTION = 86_400;

/** A queue or stream, as far as all journeys share it. */
export interface Buffer {
  readonly node: SystemNode;
  readonly consumers: readonly SystemNode[];
  /** In seconds; absent where deployment decides. */
  readonly retention?: number;
  /** What came first is taken first. */
  readonly isOrdered: boolean;
  readonly evidence: readonly EvidenceRecord[];
}

/** The buffers of a system, found once. */
export class Buffers {
  private readonly known = new Map<SystemNode, Buffer | undefined>();

  constructor(private readonly system: System) {}

  /** A node as a buffer; `undefined` if it is none. */
  public of(node: SystemNode): Buffer | undefined {
    if (!this.known.has(node)) this.known.set(node, this.read(node));
    return this.known.get(node);
  }

  private read(node: SystemNode): Buffer | undefined {
    const { resource } = node;
    if (resource === undefined || RETENTIONS[resource.type] === undefined) return undefined;
    const consumers = this.consumersOf(node, resource);
    // Messages also wait where the consumer is elsewhere; in a dead-letter queue they have failed already.
    const isQueue = resource.type === 'AWS::SQS::Queue';
    if (consumers.length === 0 && (!isQueue || takesFailures(resource))) return undefined;
    const read = attempt(resource.stack.application, () => RETENTIONS[resource.type]?.(resource));
    const retention = read.isKnown ? read.value : undefined;
    const says =
      retention === undefined ? 'how long it keeps work is not known' : `it keeps work for ${durationText(retention)}`;
    return {
      node,
      consumers,
      ...(retention !== undefined && { retention }),
      isOrdered: !isQueue || resource.at('FifoQueue').settled === true,
      evidence: [evidenceRecord(said(resource, PATHS[resource.type] ?? '', says))],
    };
  }

  /** What takes work from it: what the graph shows, and services that scale on what waits. */
  private consumersOf(node: SystemNode, resource: Resource): SystemNode[] {
    const shown = this.system.dependenciesOf(node).filter(({ effect }) => effect === 'BUFFERED');
    const services = resource.type === 'AWS::SQS::Queue' ? servicesScaledBy(resource) : [];
    return [
      ...new Set([
        ...shown.map(({ to }) => this.behindName(to)),
        ...services.map((service) => this.system.nodeOf(service)),
      ]),
    ];
  }

  /** The function that an alias or version names. */
  private behindName(node: SystemNode): SystemNode {
    const { resource } = node;
    if (resource === undefined || !NAMES.includes(resource.type)) return node;
    const fn = functionOf(resource.at('FunctionName'));
    return fn === undefined ? node : this.system.nodeOf(fn);
  }
}

const NAMES = ['AWS::Lambda::Alias', 'AWS::Lambda::Version'];

function takesFailures(queue: Resource): boolean {
  const found = attempt(queue.stack.application, () => isDeadLetterQueue(queue));
  return found.isKnown && found.value;
}

const RETENTIONS: Readonly<Record<string, (resource: Resource) => number>> = {
  'AWS::SQS::Queue': retentionOf,
  'AWS::Kinesis::Stream': (stream) => 3600 * (stream.number('RetentionPeriodHours') ?? STREAM_RETENTION),
  'AWS::DynamoDB::Table': () => TABLE_STREAM_RETENTION,
  'AWS::DynamoDB::GlobalTable': () => TABLE_STREAM_RETENTION,
};

const PATHS: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'MessageRetentionPeriod',
  'AWS::Kinesis::Stream': 'RetentionPeriodHours',
};

/** ECS services that scale on the messages of a queue: by a metric of their own, or by alarms. */
function servicesScaledBy(queue: Resource): Resource[] {
  const policyType = 'AWS::ApplicationAutoScaling::ScalingPolicy';
  const byAlarm = queue
    .referencedBy('AWS::CloudWatch::Alarm')
    .flatMap((alarm) => alarm.at('AlarmActions').mentions.filter(({ type }) => type === policyType));
  const policies = new Set([...queue.referencedBy(policyType), ...byAlarm]);
  return [...policies].flatMap((policy) => {
    const found = attempt(queue.stack.application, () => targetOf(policy));
    const target = found.isKnown ? found.value : undefined;
    return (target === undefined ? undefined : scaledService(target)) ?? [];
  });
}

interface Surge {
  /** In seconds. */
  readonly duration: number;
  /** Requests a second that usually come in. */
  readonly baseline: number | undefined;
  readonly percents: readonly number[];
}

/** A buffer through a surge. Its consumers are taken to carry the baseline, else it would fill up on usual days. */
export function bufferRecord(buffer: Buffer, surge: Surge, capacityOf: (node: SystemNode) => Capacity): BufferRecord {
  const { node, consumers, retention, evidence } = buffer;
  const [only, other] = consumers;
  const capacity = only === undefined || other !== undefined ? undefined : capacityOf(only);
  const readers = node.resource === undefined ? [] : limitsOfReaders(node.resource);
  return {
    consumers: consumers.map(({ name }) => name),
    ...(retention !== undefined && { retention }),
    surgeDuration: surge.duration,
    levels: surge.percents.map((percent) => levelOf(surge, percent, buffer, capacity)),
    evidence: [...evidence, ...readers],
  };
}

/** How many batches of a queue Lambda works on at the same time. */
function limitsOfReaders(source: Resource): EvidenceRecord[] {
  const found = attempt(source.stack.application, () => readersOf(source));
  if (!found.isKnown) return [];
  return found.value.flatMap(({ settings }) => {
    const most = settings.at('ScalingConfig.MaximumConcurrency');
    if (typeof most.settled !== 'number') return [];
    const says = `at most ${most.settled} batches at the same time`;
    return [evidenceRecord({ resource: settings.resource, path: most.path, says })];
  });
}

function levelOf(
  { duration, baseline }: Surge,
  percent: number,
  buffer: Buffer,
  capacity: Capacity | undefined,
): BufferLevel {
  const factor = percent / 100;
  const { multiple, ramp, basis } = consumption(capacity, factor, baseline);
  const found = backlogOf({ arrival: 1, factor, duration, capacity: multiple, ...(ramp !== undefined && { ramp }) });
  return {
    percent,
    basis,
    ...(baseline !== undefined && { backlog: tidy(found.backlog * baseline) }),
    backlogSeconds: tidy(found.backlog),
    ...(Number.isFinite(found.drain) && { drain: tidy(found.drain) }),
    ...(Number.isFinite(found.wait) && { wait: tidy(found.wait) }),
    loses: lossOf(found, { factor, duration }, buffer, capacity),
    says: sayOf(found, multiple, basis, buffer),
  };
}

interface Consumption {
  readonly basis: BufferLevel['basis'];
  /** What is surely taken, in multiples of the baseline; at least 1. */
  readonly multiple: number;
  readonly ramp?: { readonly capacity: number; readonly seconds: number };
}

function consumption(capacity: Capacity | undefined, factor: number, baseline: number | undefined): Consumption {
  const { rate, growth, time } = capacity ?? {};
  if (rate?.sustained !== undefined && baseline !== undefined && rate.sustained > baseline) {
    return rampTo('RATE', rate.sustained / baseline, (rate.immediate ?? rate.sustained) / baseline);
  }
  if (growth?.sustained !== undefined && growth.sustained > 1) {
    return rampTo('GROWTH', growth.sustained, growth.immediate ?? growth.sustained);
  }
  return { basis: 'RETENTION', multiple: 1 };

  function rampTo(basis: BufferLevel['basis'], multiple: number, immediate: number): Consumption {
    const before = Math.max(1, immediate);
    const seconds = time === undefined || before >= factor ? 0 : timeTo(time, Math.min(multiple, factor)).seconds;
    return { basis, multiple, ...(seconds > 0 && before < multiple && { ramp: { capacity: before, seconds } }) };
  }
}

/**
 * Whether work is older than the buffer keeps it. Where the order is kept, the longest wait tells; else something may
 * be left lying until all is worked off. It is lost for certain only if even the most that the consumers may take is too little.
 */
function lossOf(
  { backlog, wait, drain }: Backlog,
  { factor, duration }: { readonly factor: number; readonly duration: number },
  { retention, isOrdered }: Buffer,
  capacity: Capacity | undefined,
): BufferLevel['loses'] {
  if (backlog === 0) return 'NO';
  if (retention === undefined) return 'UNKNOWN';
  if ((isOrdered ? wait : duration + drain) <= retention) return 'NO';
  const most = capacity?.growth?.limit;
  if (most === undefined || most < 1 || capacity?.rate?.limit !== undefined) return 'UNKNOWN';
  return backlogOf({ arrival: 1, factor, duration, capacity: most }).wait > retention ? 'YES' : 'UNKNOWN';
}

function sayOf(
  { backlog, drain, wait }: Backlog,
  multiple: number,
  basis: BufferLevel['basis'],
  { retention, consumers }: Buffer,
): string {
  if (backlog === 0) return 'Nothing waits longer than usual.';
  const kept =
    retention === undefined ? 'how long work is kept is not known' : `work is kept for ${durationText(retention)}`;
  const waits = `in the order of arrival, work waits ${durationText(wait)} at most`;
  if (basis === 'RETENTION') {
    const who = consumers.length === 0 ? 'what reads it, which is in no template,' : 'the consumers';
    return `If ${who} take${consumers.length === 0 ? 's' : ''} no more than the baseline: ${waits}, the backlog stays; ${kept}.`;
  }
  const drained = Number.isFinite(drain)
    ? `all is worked off ${durationText(drain)} after the surge`
    : 'the backlog stays';
  return `The consumers take ${timesText(multiple)} the baseline: ${waits}, ${drained}; ${kept}.`;
}
