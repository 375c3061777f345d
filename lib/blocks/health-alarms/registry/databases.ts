import { DEFAULTS } from '../defaults';
import { isObject } from '../property-reader';
import type { Subject } from '../subject';
import { heartbeat, LASTING, STEADY, utilization } from './rows';
import type { Registry } from './types';

const GIB = 1024 ** 3;

const isAurora = (db: Subject): boolean =>
  db.text('Engine')?.startsWith('aurora') ?? db.value('DBClusterIdentifier') !== undefined;
const stands = (db: Subject): boolean => db.value('DBClusterIdentifier') === undefined && !isAurora(db);
const isReplica = (db: Subject): boolean =>
  db.value('SourceDBInstanceIdentifier') !== undefined || db.value('SourceDBClusterIdentifier') !== undefined;
const isMultiAzCluster = (cluster: Subject): boolean => /^(mysql|postgres)$/.test(cluster.text('Engine') ?? '');

/** A serverless cluster that may pause has no data while it does. */
const pauses = (cluster: Subject): boolean => {
  const scaling = cluster.value('ServerlessV2ScalingConfiguration');
  return isObject(scaling) && Number(scaling.MinCapacity) === 0;
};

const writer = (cluster: Subject): Record<string, string>[] => [
  { DBClusterIdentifier: cluster.attribute(), Role: 'WRITER' },
];

/**
 * Sources: "Amazon CloudWatch metrics for Amazon RDS", "Amazon CloudWatch metrics for Amazon Aurora",
 * "Amazon CloudWatch dimensions for Aurora". Low confidence: the metrics of a Multi-AZ DB cluster by cluster.
 */
export const DATABASES: Registry = {
  'AWS::RDS::DBInstance': {
    namespace: 'AWS/RDS',
    dimensions: (db) => ({ DBInstanceIdentifier: db.attribute() }),
    alarms: [
      heartbeat({
        id: 'NoData',
        metric: 'CPUUtilization',
        reason: 'The DB instance sends no metrics: it is stopped, failing over or gone.',
        applies: stands,
      }),
      {
        id: 'FreeStorage',
        metric: 'FreeStorageSpace',
        statistic: 'Minimum',
        when: 'atMost',
        threshold: {
          text: `${DEFAULTS.freeStorage} % of AllocatedStorage, or 10 GiB where it is not said`,
          of: (db) => (((db.number('AllocatedStorage') ?? 100) * DEFAULTS.freeStorage) / 100) * GIB,
        },
        ...LASTING,
        reason: 'The volume is nearly full. A DB instance without free storage stops.',
        applies: stands,
      },
      utilization({
        id: 'Cpu',
        metric: 'CPUUtilization',
        reason: 'The DB instance works near its limit, so queries queue up.',
      }),
      {
        id: 'ReplicaLag',
        metric: 'ReplicaLag',
        statistic: 'Maximum',
        when: 'atLeast',
        threshold: 60,
        ...STEADY,
        reason: 'The replica is a minute behind: that much is lost if it is promoted now.',
        applies: (db) => isReplica(db) && !isAurora(db),
      },
    ],
  },
  'AWS::RDS::DBCluster': {
    namespace: 'AWS/RDS',
    dimensions: (cluster) => ({ DBClusterIdentifier: cluster.attribute() }),
    alarms: [
      heartbeat({
        id: 'NoWriter',
        metric: 'CPUUtilization',
        reason: 'No writer of the cluster sends metrics: it is stopped, failing over or gone.',
        applies: (cluster) => isAurora(cluster) && !pauses(cluster),
        dimensions: writer,
      }),
      utilization({
        id: 'Cpu',
        metric: 'CPUUtilization',
        reason: 'The writer works near its limit, so queries queue up.',
        applies: isAurora,
        dimensions: writer,
      }),
      {
        id: 'ReplicaLag',
        metric: 'AuroraReplicaLagMaximum',
        statistic: 'Maximum',
        when: 'atLeast',
        threshold: 5000,
        ...STEADY,
        reason: 'A reader is five seconds behind the writer; far behind, it restarts and drops its connections.',
        applies: isAurora,
      },
      {
        id: 'GlobalReplicationLag',
        metric: 'AuroraGlobalDBReplicationLag',
        statistic: 'Maximum',
        when: 'atLeast',
        threshold: 5000,
        ...STEADY,
        reason: 'The other Region is five seconds behind: that much is lost if the Region is.',
        applies: (cluster) => isAurora(cluster) && cluster.value('GlobalClusterIdentifier') !== undefined,
      },
      utilization({
        id: 'ServerlessCapacity',
        metric: 'ACUUtilization',
        reason: 'The cluster is near its largest capacity and cannot grow with the load.',
        applies: (cluster) => isAurora(cluster) && cluster.value('ServerlessV2ScalingConfiguration') !== undefined,
      }),
      {
        id: 'FreeStorage',
        metric: 'FreeStorageSpace',
        statistic: 'Minimum',
        when: 'atMost',
        threshold: {
          text: `${DEFAULTS.freeStorage} % of AllocatedStorage, or 10 GiB where it is not said`,
          of: (db) => (((db.number('AllocatedStorage') ?? 100) * DEFAULTS.freeStorage) / 100) * GIB,
        },
        ...LASTING,
        reason: 'The volume is nearly full. A DB instance without free storage stops.',
        applies: isMultiAzCluster,
      },
    ],
  },
};
