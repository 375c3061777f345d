import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined, type Verdict } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { isObject, type Json, type JsonObject } from '../../lib/model/values';
import {
  definitionOf,
  hasTimeout,
  isDistributedMap,
  isExpress,
  STATE_MACHINE_TYPES,
  taskKindOf,
  withEnclosing,
  type Definition,
  type State,
} from '../../lib/facts/state-machine';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:book-trade';
const RETRY = [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 3 }];

export const stepFunctionsTaskTimeout = defineRule({
  id: 'StepFunctionsTaskTimeout',
  appliesTo: STATE_MACHINE_TYPES,
  category: 'EXCESSIVE_LATENCY',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Tasks of the state machine have no timeout',
  why: 'A task that never answers leaves its execution hanging unseen. Without TimeoutSeconds the limit is 99,999,999 s, three years; an execution ends after one.',
  fix: 'Set TimeoutSeconds on each Task state, or on the state machine (CDK: taskTimeout, or timeout of the StateMachine).',
  wellArchitected: ['REL05-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html',
  examples: {
    noncompliant: oneTask({ Resource: FUNCTION }),
    compliant: oneTask({ Resource: FUNCTION, TimeoutSeconds: 60 }),
    at: 'Properties.Definition',
  },
  check: (machine) =>
    judgeStates(machine, 'have no time limit', ({ root }, state) => {
      if (isExpress(machine) || hasTimeout(root) || state.body.Type !== 'Task' || hasTimeout(state.body)) return false;
      // A request returns at once; waiting for a task token is a finding of StepFunctionsHeartbeat.
      return ['function', 'job'].includes(taskKindOf(machine, state));
    }),
});

export const stepFunctionsHeartbeat = defineRule({
  id: 'StepFunctionsHeartbeat',
  appliesTo: STATE_MACHINE_TYPES,
  category: 'EXCESSIVE_LATENCY',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'A worker that is lost leaves the execution waiting for up to a year',
  why: 'A task that waits for a task token or an activity ends only when somebody reports back. Without a heartbeat or timeout nobody notices that the worker died or the token got lost. The default is neither.',
  fix: 'Set HeartbeatSeconds or TimeoutSeconds on the state (CDK: heartbeatTimeout, taskTimeout).',
  wellArchitected: ['REL05-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html',
  examples: {
    noncompliant: oneTask({ Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken' }),
    compliant: oneTask({ Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken', HeartbeatSeconds: 600 }),
    at: 'Properties.Definition',
  },
  check: (machine) =>
    judgeStates(machine, 'wait without a heartbeat or time limit', ({ root }, state) => {
      if (state.body.Type !== 'Task' || taskKindOf(machine, state) !== 'callback') return false;
      const hasHeartbeat = state.body.HeartbeatSeconds !== undefined || state.body.HeartbeatSecondsPath !== undefined;
      return !hasHeartbeat && !hasTimeout(state.body) && !hasTimeout(root);
    }),
});

export const stepFunctionsTaskRetry = defineRule({
  id: 'StepFunctionsTaskRetry',
  appliesTo: STATE_MACHINE_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Tasks of the state machine are not retried',
  why: 'A throttled or dropped request fails the whole execution, where a second attempt would have gone through. The default is no retry.',
  fix: 'Add Retry with a backoff to each Task state, or to the Parallel or Map state around it (CDK: addRetry).',
  wellArchitected: ['REL05-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
  examples: {
    noncompliant: oneTask({ Resource: FUNCTION }),
    compliant: oneTask({ Resource: FUNCTION, Retry: RETRY }),
    at: 'Properties.Definition',
  },
  check: (machine) =>
    judgeStates(machine, 'have no Retry', (_, state) => {
      // Whoever waits for a worker to report back cannot know whether to ask again.
      if (state.body.Type !== 'Task' || taskKindOf(machine, state) === 'callback') return false;
      return !withEnclosing(state).some(({ body }) => isFilled(body.Retry));
    }),
});

export const stepFunctionsTaskCatch = defineRule({
  id: 'StepFunctionsTaskCatch',
  appliesTo: STATE_MACHINE_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Failing tasks end the execution where it stands',
  why: 'Without Catch there is no way to undo what was done, to go on with less, or to tell anybody. The default is none.',
  fix: 'Add Catch to the Task, Parallel or Map state (CDK: addCatch).',
  wellArchitected: ['REL05-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
  examples: {
    noncompliant: oneTask({ Resource: FUNCTION }),
    compliant: oneTask({ Resource: FUNCTION, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Only' }] }),
    at: 'Properties.Definition',
  },
  check: (machine) =>
    judgeStates(machine, 'have no Catch', (_, state) => {
      return state.body.Type === 'Task' && !withEnclosing(state).some(({ body }) => isFilled(body.Catch));
    }),
});

export const stepFunctionsRetryBackoff = defineRule({
  id: 'StepFunctionsRetryBackoff',
  appliesTo: STATE_MACHINE_TYPES,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Retries of the state machine come too fast or all at once',
  why: 'Many retries at a steady pace, or those of all items of a Map state at the same moment, keep an overloaded service down. The defaults are a BackoffRate of 2 and no jitter.',
  fix: 'Set BackoffRate above 1, and JitterStrategy to FULL inside of Map states (CDK: backoffRate, jitterStrategy).',
  wellArchitected: ['REL05-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
  examples: {
    noncompliant: oneTask({ Resource: FUNCTION, Retry: [{ ...RETRY[0], BackoffRate: 1, MaxAttempts: 10 }] }),
    compliant: oneTask({ Resource: FUNCTION, Retry: RETRY }),
    at: 'Properties.Definition',
  },
  check: (machine) =>
    judgeStates(machine, 'retry without backoff or jitter', (_, { body, enclosing }) => {
      const isFannedOut = enclosing.some((each) => each.body.Type === 'Map');
      return retriersOf(body.Retry).some(({ BackoffRate, MaxAttempts, JitterStrategy }) => {
        const isSteady = Number(BackoffRate ?? 2) <= 1 && Number(MaxAttempts ?? 3) > 3;
        return isSteady || (isFannedOut && JitterStrategy === undefined);
      });
    }),
});

export const stepFunctionsMapConcurrency = defineRule({
  id: 'StepFunctionsMapConcurrency',
  appliesTo: STATE_MACHINE_TYPES,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'A distributed map runs as many items at once as it can',
  why: 'Up to 10,000 child executions start at the same time and overload what they call. The default is no limit.',
  fix: 'Set MaxConcurrency to what the called services can take (CDK: maxConcurrency).',
  wellArchitected: ['REL05-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html',
  examples: {
    noncompliant: oneMap({}),
    compliant: oneMap({ MaxConcurrency: 100 }),
    at: 'Properties.Definition',
  },
  check: (machine) =>
    judgeStates(machine, 'have no limit', (_, state) => {
      if (!isDistributedMap(state) || state.body.MaxConcurrencyPath !== undefined) return false;
      return Number(state.body.MaxConcurrency ?? 0) === 0;
    }),
});

export const stepFunctionsLogging = defineRule({
  id: 'StepFunctionsLogging',
  appliesTo: STATE_MACHINE_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The state machine writes no logs',
  why: 'What an execution did is then only in its history, which is gone after 90 days, and not kept at all for Express workflows. The default is OFF.',
  fix: 'Set LoggingConfiguration with a Level other than OFF (CDK: logs).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'cdk-nag:StepFunctionStateMachineAllLogsToCloudWatch',
    'checkov:CKV_AWS_285',
    'config:step-functions-state-machine-logging-enabled',
    'securityhub:StepFunctions.1',
  ],
  docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html',
  examples: {
    noncompliant: oneTask({ Resource: FUNCTION }),
    compliant: { ...oneTask({ Resource: FUNCTION }), LoggingConfiguration: { Level: 'ERROR' } },
    at: 'Properties.LoggingConfiguration.Level',
  },
  check: (machine) => {
    const at = machine.type === 'AWS::Serverless::StateMachine' ? 'Logging.Level' : 'LoggingConfiguration.Level';
    return (machine.string(at) ?? 'OFF') === 'OFF' ? nonCompliant(at) : compliant;
  },
});

export const stepFunctionsTracing = defineRule({
  id: 'StepFunctionsTracing',
  appliesTo: STATE_MACHINE_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The state machine is not traced',
  why: 'Without traces it takes long to find which step of a journey is slow or fails. The default is off.',
  fix: 'Set TracingConfiguration.Enabled to true (CDK: tracingEnabled: true).',
  wellArchitected: ['REL06-BP07'],
  equivalents: ['cdk-nag:StepFunctionStateMachineXray', 'checkov:CKV_AWS_284'],
  docs: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html',
  remedy: { TracingConfiguration: { Enabled: true } },
  examples: {
    noncompliant: oneTask({ Resource: FUNCTION }),
    compliant: { ...oneTask({ Resource: FUNCTION }), TracingConfiguration: { Enabled: true } },
    at: 'Properties.TracingConfiguration.Enabled',
  },
  check: (machine) => {
    const at = machine.type === 'AWS::Serverless::StateMachine' ? 'Tracing.Enabled' : 'TracingConfiguration.Enabled';
    return machine.isTrue(at) ? compliant : nonCompliant(at);
  },
});

/** One finding for all states that have the fault. */
function judgeStates(
  machine: Resource,
  fault: string,
  isAtFault: (definition: Definition, state: State) => boolean,
): Verdict {
  const definition = definitionOf(machine);
  if (definition === undefined) return undetermined(undefined, 'the definition is not in the template');
  const names = definition.states.filter((state) => isAtFault(definition, state)).map(({ name }) => `'${name}'`);
  if (names.length > 0) return nonCompliant(definition.at, { detail: `These states ${fault}: ${names.join(', ')}.` });
  if (definition.isPartial) return undetermined(definition.at, 'some states are decided at deployment');
  return definition.states.length === 0 ? notApplicable : compliant;
}

function retriersOf(retry: Json | undefined): readonly JsonObject[] {
  return Array.isArray(retry) ? retry.filter(isObject) : [];
}

function isFilled(list: Json | undefined): boolean {
  return Array.isArray(list) ? list.length > 0 : list !== undefined;
}

function oneTask(task: { [field: string]: Json }): { Definition: Json } {
  return { Definition: { StartAt: 'Only', States: { Only: { Type: 'Task', End: true, ...task } } } };
}

function oneMap(map: { [field: string]: Json }): { Definition: Json } {
  const ItemProcessor = {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Item',
    States: { Item: { Type: 'Pass', End: true } },
  };
  return { Definition: { StartAt: 'Only', States: { Only: { Type: 'Map', End: true, ItemProcessor, ...map } } } };
}
