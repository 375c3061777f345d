import { DEFAULTS } from '../defaults';
import type { Subject } from '../subject';
import { anyOf, LASTING, SOON, STEADY, utilization } from './rows';
import type { Dimensions, Registry } from './types';

/** An alarm reads at most ten metrics; what the others carry is replicated to these. */
const MOST_BROKERS = 10;

function brokers(cluster: Subject): Dimensions[] {
  const count = cluster.number('NumberOfBrokerNodes') ?? 0;
  const name = cluster.copy('ClusterName');
  if (name === undefined) return [];
  return Array.from({ length: Math.min(count, MOST_BROKERS) }, (_, index) => {
    return { 'Cluster Name': name, 'Broker ID': String(index + 1) };
  });
}

/** Sources: "Monitoring the Amazon Kinesis Data Streams service", "Amazon MSK metrics for standard brokers". */
export const STREAMING: Registry = {
  'AWS::Kinesis::Stream': {
    namespace: 'AWS/Kinesis',
    dimensions: (stream) => ({ StreamName: stream.attribute() }),
    alarms: [
      {
        id: 'IteratorAge',
        metric: 'GetRecords.IteratorAgeMilliseconds',
        statistic: 'Maximum',
        when: 'atLeast',
        threshold: {
          text: `${DEFAULTS.waiting} s, at most a quarter of the retention`,
          of: (stream) => {
            const retention = (stream.number('RetentionPeriodHours') ?? 24) * 3600;
            return Math.min(DEFAULTS.waiting, retention * DEFAULTS.waitingPart) * 1000;
          },
        },
        ...STEADY,
        reason: 'A reader of the stream is behind; records older than the retention are lost.',
      },
      anyOf(
        {
          id: 'WriteThrottles',
          metric: 'WriteProvisionedThroughputExceeded',
          reason: 'The stream refuses records: a shard takes no more.',
        },
        LASTING,
      ),
      anyOf(
        {
          id: 'ReadThrottles',
          metric: 'ReadProvisionedThroughputExceeded',
          reason: 'The stream refuses reads, so its readers fall behind.',
        },
        STEADY,
      ),
    ],
  },
  'AWS::MSK::Cluster': {
    namespace: 'AWS/Kafka',
    dimensions: (cluster) => {
      const name = cluster.copy('ClusterName');
      return name === undefined ? undefined : { 'Cluster Name': name };
    },
    alarms: [
      {
        ...anyOf(
          {
            id: 'OfflinePartitions',
            metric: 'OfflinePartitionsCount',
            isOutage: true,
            reason: 'Partitions have no leader: nobody can write to them or read from them.',
          },
          SOON,
        ),
        statistic: 'Maximum',
      },
      {
        ...anyOf(
          {
            id: 'UnderMinIsr',
            metric: 'UnderMinIsrPartitionCount',
            isOutage: true,
            reason: 'Partitions have too few replicas in sync: producers that wait for all are refused.',
            dimensions: brokers,
            combine: 'MAX',
          },
          LASTING,
        ),
        statistic: 'Maximum',
      },
      utilization({
        id: 'Disk',
        metric: 'KafkaDataLogsDiskUsed',
        statistic: 'Maximum',
        threshold: 85,
        ...LASTING,
        reason: 'The log disk of a broker is nearly full; a full one stops the broker.',
        dimensions: brokers,
        combine: 'MAX',
      }),
    ],
  },
};
