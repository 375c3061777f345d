import { isFifo } from '../../../facts/queues';
import { isExpress } from '../../../facts/state-machine';
import type { Resource } from '../../../model/resource';
import { absolute, said, saidNumber, unbounded, unknown, fixedSize, type Capacity } from '../capacity';
import { FIGURES } from '../figures';
import { onePerRequest } from '../quotas';

/** What a queue takes in. What its consumers take out is theirs. */
export function queueCapacity(queue: Resource): Capacity {
  if (!isFifo(queue)) {
    return unbounded('a standard queue takes nearly any number of messages', {
      evidence: [said(queue, 'FifoQueue', 'a standard queue')],
    });
  }
  const isFast =
    queue.string('FifoThroughputLimit') === 'perMessageGroupId' &&
    queue.string('DeduplicationScope') === 'messageGroup';
  if (isFast) {
    return unbounded('high throughput: it grows with its message groups', {
      evidence: [said(queue, 'FifoThroughputLimit', 'high throughput')],
      quotas: [onePerRequest('fifoThroughput')],
    });
  }
  const calls = FIGURES.fifoCalls.value;
  return absolute(
    { immediate: calls, sustained: calls, limit: calls * FIGURES.fifoBatch.value },
    {
      assumptions: [`Up to ${calls} messages a second are sent one by one; more only in batches.`],
      figures: [FIGURES.fifoCalls, FIGURES.fifoBatch],
      evidence: [said(queue, 'FifoThroughputLimit', 'a FIFO queue without high throughput')],
    },
  );
}

export function topicCapacity(topic: Resource): Capacity {
  if (topic.isTrue('FifoTopic')) return unknown('the throughput of a FIFO topic depends on its message groups');
  return unbounded('a standard topic takes what the account may publish', { quotas: [onePerRequest('topicPublish')] });
}

export function eventBusCapacity(): Capacity {
  return unbounded('a bus takes what the account may put', {
    quotas: [onePerRequest('eventBridgePut')],
  });
}

/** A rule that events match; one that a schedule starts has nothing to do with requests. */
export function ruleCapacity(rule: Resource): Capacity {
  const targets = rule.at('Targets').isUnknown ? 1 : Math.max(1, rule.list('Targets').length);
  if (!rule.at('EventPattern').isPresent) return unbounded('a schedule starts it, not a request', { isAside: true });
  return unbounded('it hands on what the account may invoke', {
    quotas: [{ id: 'eventBridgeInvocations', perRequest: { atLeast: targets, atMost: targets } }],
  });
}

export function stateMachineCapacity(machine: Resource): Capacity {
  const id = isExpress(machine) ? 'expressWorkflows' : 'standardWorkflows';
  return unbounded('executions start as fast as the account may start them', { quotas: [onePerRequest(id)] });
}

/** Shards of a Kinesis stream. */
export function streamCapacity(stream: Resource): Capacity {
  const mode = stream.string('StreamModeDetails.StreamMode') ?? 'PROVISIONED';
  if (mode === 'ON_DEMAND') {
    const warm = stream.number('WarmThroughputMiBps') ?? 0;
    const most = Math.max(warm, FIGURES.streamStart.value);
    return unbounded('Kinesis adds shards with the load, up to twice its highest peak at once', {
      rate: { immediate: Math.max(FIGURES.streamStartRecords.value, warm * FIGURES.shardRecords.value) },
      growth: { immediate: FIGURES.streamGrowth.value },
      amounts: [{ what: 'MB/s', least: most }],
      assumptions: ['A request puts one record of 1 KB at most; its highest peak so far is the baseline.'],
      figures: [FIGURES.streamStart, FIGURES.streamStartRecords, FIGURES.streamGrowth],
      evidence: [said(stream, 'StreamModeDetails.StreamMode', 'capacity is on demand')],
    });
  }
  const shards = stream.number('ShardCount') ?? 1;
  const records = shards * FIGURES.shardRecords.value;
  return absolute(
    { immediate: records, sustained: records, limit: records },
    {
      amounts: [{ what: 'shards', least: shards, most: shards }],
      assumptions: ['A request puts one record of 1 KB at most, and keys spread evenly over the shards.'],
      figures: [FIGURES.shardRecords, FIGURES.shardBytes],
      evidence: [saidNumber(stream, 'ShardCount')],
    },
  );
}

export function deliveryStreamCapacity(stream: Resource): Capacity {
  if (stream.has('KinesisStreamSourceConfiguration')) return unbounded('it reads at the pace of its stream');
  if (stream.has('MSKSourceConfiguration')) return unbounded('it reads at the pace of its topic');
  return unbounded('it takes what the account may put', { quotas: [onePerRequest('deliveryStreamRecords')] });
}

/** Kafka: partitions decide, and no template names them. */
export function kafkaCapacity(cluster: Resource): Capacity {
  const nodes = cluster.number('NumberOfBrokerNodes');
  const node = cluster.string('BrokerNodeGroupInfo.InstanceType');
  return fixedSize('its brokers are fixed in number, and its partitions are in no template', {
    amounts: nodes === undefined ? [] : [{ what: `brokers of ${node ?? 'a default type'}`, least: nodes, most: nodes }],
    evidence: [saidNumber(cluster, 'NumberOfBrokerNodes')],
  });
}

export function serverlessKafkaCapacity(): Capacity {
  return unknown('its partitions are in no template');
}
