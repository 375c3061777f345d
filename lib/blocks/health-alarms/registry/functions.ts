import { DEFAULTS } from '../defaults';
import type { Subject } from '../subject';
import { anyOf, AT_ONCE, LASTING, SHARE, STEADY } from './rows';
import type { Registry } from './types';

const STREAMS = [
  'AWS::Kinesis::Stream',
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Kinesis::StreamConsumer',
];

/** A reader of a stream, by itself or by an alias or version: the only one that has an iterator. */
const readsStream = (fn: Subject): boolean => {
  const names = [fn, ...fn.mentions('AWS::Lambda::Alias', 'AWS::Lambda::Version').map(({ by }) => by)];
  return names
    .flatMap((name) => name.mentions('AWS::Lambda::EventSourceMapping'))
    .some(({ by }) => {
      return STREAMS.includes(by.named('EventSourceArn')?.type ?? '') || by.value('StartingPosition') !== undefined;
    });
};

/** Source: "Types of metrics for Lambda functions". */
export const FUNCTIONS: Registry = {
  'AWS::Lambda::Function': {
    namespace: 'AWS/Lambda',
    dimensions: (fn) => ({ FunctionName: fn.attribute() }),
    alarms: [
      {
        id: 'Errors',
        metric: 'Errors',
        statistic: 'Sum',
        with: 'Invocations',
        expression: SHARE,
        when: 'atLeast',
        threshold: DEFAULTS.errorShare,
        ...AT_ONCE,
        reason: 'Calls of the function fail. Of a function that seldom runs, each failure is told.',
      },
      {
        id: 'Failing',
        metric: 'Errors',
        statistic: 'Sum',
        with: 'Invocations',
        expression: SHARE,
        when: 'atLeast',
        threshold: DEFAULTS.outageShare,
        ...LASTING,
        isOutage: true,
        reason: 'Most calls of the function fail.',
      },
      anyOf(
        {
          id: 'Throttles',
          metric: 'Throttles',
          reason: 'Calls of the function are refused: its concurrency, or that of the account, is used up.',
        },
        LASTING,
      ),
      {
        id: 'IteratorAge',
        metric: 'IteratorAge',
        statistic: 'Maximum',
        when: 'atLeast',
        threshold: DEFAULTS.waiting * 1000,
        ...STEADY,
        reason: 'The function is behind the stream it reads; records older than the retention are lost.',
        applies: readsStream,
      },
    ],
  },
};
