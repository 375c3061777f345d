import { eventSourcesOf } from '../../../facts/event-sources';
import { callersOf, reservedConcurrencyOf, settingOf, timeoutOf } from '../../../facts/functions';
import type { Resource } from '../../../model/resource';
import { absolute, said, timePart, unbounded, type Capacity } from '../capacity';
import { FIGURES } from '../figures';

/** Executions of a Lambda function. How long one takes is not in the template: only that it ends by its timeout. */
export function functionCapacity(fn: Resource): Capacity {
  const timeout = timeoutOf(fn);
  const reserved = reservedConcurrencyOf(fn);
  const warm = provisionedConcurrencyOf(fn);
  const batch = largestBatch(fn);
  const perSecond = FIGURES.lambdaRequests.value * batch;
  const amounts = [
    ...(warm > 0 ? [{ what: 'executions that are started before they are asked for', least: warm }] : []),
    ...(reserved === undefined ? [] : [{ what: 'executions at the same time', most: reserved }]),
  ];
  const evidence = [said(fn, 'Timeout', `an execution takes ${timeout} seconds at most`)];
  const figures = [FIGURES.lambdaStep, FIGURES.lambdaInterval, FIGURES.lambdaRequests];
  if (reserved === undefined) {
    return unbounded('it draws on the concurrent executions that the account has in the Region', {
      amounts,
      evidence: [...evidence, said(fn, 'ReservedConcurrentExecutions', 'no concurrency is reserved')],
      figures,
      quotas: [{ id: 'lambdaConcurrency', perRequest: { atLeast: 1 / perSecond, atMost: timeout } }],
    });
  }
  const ready = Math.min(reserved, Math.max(FIGURES.lambdaStep.value, warm));
  const intervals = Math.ceil((reserved - ready) / FIGURES.lambdaStep.value);
  return absolute(
    { immediate: ready / timeout, sustained: reserved / timeout, limit: reserved * perSecond },
    {
      amounts,
      time: {
        parts: [timePart({ ...FIGURES.lambdaInterval, what: `${intervals} intervals of scaling` }, intervals * 10)],
        isAtLeast: false,
      },
      concurrency: reserved * batch,
      assumptions: [
        'Surely holds what it could take if each execution lasted until its timeout; surely fails above ' +
          `${FIGURES.lambdaRequests.value} requests a second for each execution.`,
      ],
      figures,
      evidence: [
        ...evidence,
        said(fn, 'ReservedConcurrentExecutions', `at most ${reserved} executions at the same time`),
      ],
      quotas: [{ id: 'lambdaConcurrency', reserved }],
    },
  );
}

/** Executions that are started in advance, over all versions and aliases. */
function provisionedConcurrencyOf(fn: Resource): number {
  const names = ['Alias', 'Version'].flatMap((kind) => fn.referencedBy(`AWS::Lambda::${kind}`, 'FunctionName'));
  const at = 'ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions';
  const own = fn.type === 'AWS::Serverless::Function' ? (settingOf(fn, at).number() ?? 0) : 0;
  return names.reduce((sum, name) => sum + (name.number(at) ?? 0), own);
}

/** Messages that one execution takes at most. */
function largestBatch(fn: Resource): number {
  const mappings = callersOf(fn, 'AWS::Lambda::EventSourceMapping', 'FunctionName');
  const sources = (fn.type === 'AWS::Serverless::Function' ? [fn, ...mappings] : mappings).flatMap(eventSourcesOf);
  return Math.max(1, ...sources.map(({ kind, settings }) => settings.at('BatchSize').number() ?? batchOf(kind)));
}

/** Where nothing is said (CreateEventSourceMapping, `BatchSize`). */
function batchOf(kind: string): number {
  return kind === 'sqs' ? 10 : 100;
}
