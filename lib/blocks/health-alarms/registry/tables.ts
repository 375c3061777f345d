import { Stack, Token } from 'aws-cdk-lib';
import { DEFAULTS } from '../defaults';
import { isObject } from '../property-reader';
import type { Subject } from '../subject';
import { anyOf, LASTING, STEADY } from './rows';
import type { AlarmRows, Dimensions, Registry } from './types';

/** The operations that carry the traffic of most applications; the metric exists by operation only. */
const OPERATIONS = ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'BatchWriteItem', 'TransactWriteItems'];

/** An alarm reads at most ten metrics: the table and nine indexes. */
const MOST_INDEXES = 9;

function withIndexes(table: Subject): Dimensions[] {
  const own = { TableName: table.attribute() };
  const names = table
    .list('GlobalSecondaryIndexes')
    .map((index) => (isObject(index) ? index.IndexName : undefined))
    .filter((name) => typeof name === 'string');
  return [own, ...names.slice(0, MOST_INDEXES).map((name) => ({ ...own, GlobalSecondaryIndexName: name }))];
}

function replicas(table: Subject): string[] {
  const own = Stack.of(table.resource).region;
  const regions = table.list('Replicas').map((replica) => (isObject(replica) ? replica.Region : undefined));
  // In a stack of unknown Region, none of them is known to be another one.
  if (Token.isUnresolved(own)) return [];
  return regions.filter((region) => typeof region === 'string').filter((region) => region !== own);
}

const TABLE: AlarmRows = {
  namespace: 'AWS/DynamoDB',
  dimensions: (table) => ({ TableName: table.attribute() }),
  alarms: [
    anyOf(
      {
        id: 'ReadThrottles',
        metric: 'ReadThrottleEvents',
        reason: 'The table or one of its indexes refuses reads; the SDK tries again and then fails.',
        dimensions: withIndexes,
        combine: 'SUM',
      },
      LASTING,
    ),
    anyOf(
      {
        id: 'WriteThrottles',
        metric: 'WriteThrottleEvents',
        reason: 'The table or one of its indexes refuses writes; the SDK tries again and then fails.',
        dimensions: withIndexes,
        combine: 'SUM',
      },
      LASTING,
    ),
    {
      id: 'SystemErrors',
      metric: 'SystemErrors',
      statistic: 'Sum',
      when: 'atLeast',
      threshold: DEFAULTS.fewestErrors,
      ...LASTING,
      isOutage: true,
      reason: 'DynamoDB answers requests to the table with errors of its own.',
      dimensions: (table) => OPERATIONS.map((Operation) => ({ TableName: table.attribute(), Operation })),
      combine: 'SUM',
    },
    {
      id: 'ReplicationLatency',
      metric: 'ReplicationLatency',
      statistic: 'Average',
      when: 'atLeast',
      threshold: 60_000,
      ...STEADY,
      reason: 'Another Region gets the changes a minute late: that much is lost if this Region is.',
      applies: (table) => replicas(table).length > 0,
      dimensions: (table) => {
        return replicas(table).map((region) => ({ TableName: table.attribute(), ReceivingRegion: region }));
      },
      combine: 'MAX',
    },
  ],
};

/**
 * Source: "DynamoDB metrics and dimensions". `SystemErrors` has no total by table. Throttles of an index are counted
 * at the index, so both are read.
 */
export const TABLES: Registry = {
  'AWS::DynamoDB::Table': { ...TABLE, alarms: TABLE.alarms.filter(({ id }) => id !== 'ReplicationLatency') },
  'AWS::DynamoDB::GlobalTable': TABLE,
};
