import { DEFAULTS } from '../defaults';
import { anyOf, AT_ONCE, LASTING, SHARE_OF_BOTH } from './rows';
import type { Registry } from './types';

/** Source: "Monitoring Step Functions metrics using Amazon CloudWatch". */
export const WORKFLOWS: Registry = {
  'AWS::StepFunctions::StateMachine': {
    namespace: 'AWS/States',
    dimensions: (machine) => ({ StateMachineArn: machine.attribute() }),
    alarms: [
      {
        id: 'FailedExecutions',
        metric: 'ExecutionsFailed',
        statistic: 'Sum',
        // Executions end in another period than they start in.
        with: 'ExecutionsSucceeded',
        expression: SHARE_OF_BOTH,
        when: 'atLeast',
        threshold: DEFAULTS.errorShare,
        ...AT_ONCE,
        reason: 'Executions of the state machine fail.',
      },
      anyOf({
        id: 'TimedOutExecutions',
        metric: 'ExecutionsTimedOut',
        reason: 'Executions of the state machine ran out of time.',
      }),
      anyOf(
        {
          id: 'Throttles',
          metric: 'ExecutionThrottled',
          reason: 'Steps are held back: the state transitions of the account are used up.',
        },
        LASTING,
      ),
    ],
  },
};
