import type { Confidence } from '../confidence';
import type { Figure } from './records';

const DOCS = 'https://docs.aws.amazon.com/';

function documented(what: string, value: number, unit: string, page: string, confidence: Confidence = 'HIGH'): Figure {
  return { what, value, unit, basis: 'DOCUMENTED', source: `${DOCS}${page}`, confidence };
}

function modelled(what: string, value: number, unit: string, source: string): Figure {
  return { what, value, unit, basis: 'MODELLED', source, confidence: 'LOW' };
}

const LAMBDA_SCALING = 'lambda/latest/dg/scaling-behavior.html';
const ON_DEMAND = 'amazondynamodb/latest/developerguide/on-demand-capacity-mode.html';
const KINESIS = 'streams/latest/dev/service-sizes-and-limits.html';

/** The numbers that capacities are computed with. AWS states the documented ones for the Regions of its `aws` partition. */
export const FIGURES = {
  safeUtilization: modelled(
    'utilization that can be kept up where scaling is at its end',
    80,
    'percent',
    'the safe utilization that ResilientService sizes by',
  ),
  /** AWS shows it in examples; no page promises it. */
  scalingAlarm: documented(
    'from the rise of a metric until target tracking acts: three periods of one minute',
    180,
    'seconds',
    'autoscaling/application/userguide/application-auto-scaling-target-tracking.html',
    'MEDIUM',
  ),
  scaleOutCooldown: documented(
    'cooldown between two steps out where none is set (ECS, Aurora)',
    300,
    'seconds',
    'autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html',
  ),
  tableAlarm: documented(
    'how long consumption has to be above the target before a table is scaled',
    120,
    'seconds',
    'amazondynamodb/latest/developerguide/AutoScaling.html',
    'MEDIUM',
  ),
  lambdaStep: documented('executions that a function gains in each interval', 1000, 'executions', LAMBDA_SCALING),
  lambdaInterval: documented('the interval in which a function gains executions', 10, 'seconds', LAMBDA_SCALING),
  lambdaRequests: documented(
    'requests a second that each concurrent execution takes at most',
    10,
    'requests/s',
    'lambda/latest/dg/lambda-concurrency.html',
  ),
  pollerStep: documented(
    'concurrent batches that a standard queue gains in a minute at most',
    300,
    'executions/min',
    'lambda/latest/dg/services-sqs-scaling.html',
  ),
  pollerMaximum: documented(
    'concurrent batches of one queue where nothing else is set',
    1250,
    'executions',
    'lambda/latest/dg/services-sqs-scaling.html',
    'MEDIUM',
  ),
  onDemandWrites: documented('writes that a new on-demand table serves from the start', 4000, 'units/s', ON_DEMAND),
  onDemandReads: documented('reads that a new on-demand table serves from the start', 12_000, 'units/s', ON_DEMAND),
  onDemandGrowth: documented(
    'how far above its highest peak an on-demand table goes at once',
    2,
    'times the previous peak',
    ON_DEMAND,
  ),
  onDemandInterval: documented('how long doubling takes without throttling', 1800, 'seconds', ON_DEMAND),
  shardRecords: documented('records that a shard takes', 1000, 'records/s', KINESIS),
  shardBytes: documented('data that a shard takes', 1, 'MB/s', KINESIS),
  streamStart: documented('data that a new on-demand stream takes', 4, 'MB/s', KINESIS),
  streamStartRecords: documented(
    'records that a new on-demand stream takes: four shards',
    4000,
    'records/s',
    'streams/latest/dev/how-do-i-size-a-stream.html',
    'MEDIUM',
  ),
  streamGrowth: documented(
    'how far above the peak of the last 30 days an on-demand stream goes',
    2,
    'times the previous peak',
    'streams/latest/dev/how-do-i-size-a-stream.html',
    'MEDIUM',
  ),
  fifoCalls: documented(
    'calls of one action that a FIFO queue takes',
    300,
    'requests/s',
    'AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html',
  ),
  fifoBatch: documented(
    'messages in one call at most',
    10,
    'messages',
    'AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html',
  ),
  lcuConnections: documented(
    'new connections that one load balancer capacity unit stands for',
    25,
    'connections/s',
    'elasticloadbalancing/latest/application/capacity-unit-reservation.html',
    'MEDIUM',
  ),
  natConnections: documented(
    'connections to one destination at the same time, for each address',
    55_000,
    'connections',
    'vpc/latest/userguide/nat-gateway-basics.html',
  ),
  natBandwidth: documented('bandwidth that it grows to', 100, 'Gbit/s', 'vpc/latest/userguide/nat-gateway-basics.html'),
  postgresConnections: documented(
    'bytes of memory for each connection: LEAST(DBInstanceClassMemory/9531392, 5000)',
    9_531_392,
    'bytes',
    'AmazonRDS/latest/UserGuide/CHAP_Limits.html',
    'MEDIUM',
  ),
  mysqlConnections: documented(
    'bytes of memory for each connection: DBInstanceClassMemory/12582880',
    12_582_880,
    'bytes',
    'AmazonRDS/latest/UserGuide/CHAP_Limits.html',
    'MEDIUM',
  ),
  postgresMost: documented(
    'connections that the default allows at most',
    5000,
    'connections',
    'AmazonRDS/latest/UserGuide/CHAP_Limits.html',
    'MEDIUM',
  ),
  bucketPrefix: documented(
    'writes that each prefix of a bucket takes; reads: 5,500',
    3500,
    'requests/s',
    'AmazonS3/latest/userguide/optimizing-performance.html',
  ),
  cacheUnit: documented(
    'simple requests of up to 1 KB that one ECPU is',
    1,
    'requests',
    'AmazonElastiCache/latest/dg/WhatIs.corecomponents.html',
    'MEDIUM',
  ),
} as const satisfies Readonly<Record<string, Figure>>;
