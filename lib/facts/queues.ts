import type { Resource } from '../model/resource';

/** How long a queue keeps a message when nothing is said: 4 days, in seconds. */
const DEFAULT_QUEUE_RETENTION = 345_600;

/** The longest a queue can keep a message: 14 days, in seconds. */
export const LONGEST_QUEUE_RETENTION = 1_209_600;

/** Where a resource names the queue that takes what it could not deliver or process: type and property. */
const DEAD_LETTER_PROPERTIES: readonly (readonly [type: string, property: string])[] = [
  ['AWS::SQS::Queue', 'RedrivePolicy'],
  ['AWS::SNS::Subscription', 'RedrivePolicy'],
  ['AWS::Lambda::Function', 'DeadLetterConfig'],
  ['AWS::Lambda::EventInvokeConfig', 'DestinationConfig.OnFailure'],
  ['AWS::Lambda::EventSourceMapping', 'DestinationConfig.OnFailure'],
  ['AWS::Events::Rule', 'Targets.*.DeadLetterConfig'],
  ['AWS::Events::EventBus', 'DeadLetterConfig'],
  ['AWS::Scheduler::Schedule', 'Target.DeadLetterConfig'],
  ['AWS::Pipes::Pipe', 'SourceParameters.*.DeadLetterConfig'],
  ['AWS::IoT::TopicRule', 'TopicRulePayload.ErrorAction'],
  ['AWS::Glue::Crawler', 'Targets.S3Targets.*.DlqEventQueueArn'],
  ['AWS::Glue::Crawler', 'Targets.CatalogTargets.*.DlqEventQueueArn'],
  ['AWS::CustomerProfiles::Domain', 'DeadLetterQueueUrl'],
  ['AWS::Serverless::Function', 'DeadLetterQueue'],
  ['AWS::Serverless::Function', 'EventInvokeConfig.DestinationConfig.OnFailure'],
  ['AWS::Serverless::Function', 'Events.*.Properties.DeadLetterConfig'],
  ['AWS::Serverless::Function', 'Events.*.Properties.DestinationConfig.OnFailure'],
  ['AWS::Serverless::Function', 'Events.*.Properties.RedrivePolicy'],
  ['AWS::Serverless::StateMachine', 'Events.*.Properties.DeadLetterConfig'],
];

/** Where a program is told of a queue: a workflow that sends there what it caught, code that does so itself. */
const PROGRAMS: readonly (readonly [type: string, property?: string])[] = [
  ['AWS::StepFunctions::StateMachine'],
  ['AWS::Serverless::StateMachine'],
  ['AWS::Lambda::Function', 'Environment'],
  ['AWS::Serverless::Function', 'Environment'],
  ['AWS::ECS::TaskDefinition', 'ContainerDefinitions'],
];

/** Whether a queue takes what others could not deliver or process, as far as the application says. */
export function isDeadLetterQueue(queue: Resource): boolean {
  return (
    invitesSources(queue) ||
    (isNamedDeadLetterQueue(queue) && PROGRAMS.some(([type, place]) => queue.referencedBy(type, place).length > 0)) ||
    DEAD_LETTER_PROPERTIES.some(([type, property]) => {
      return queue.referencedBy(type, property).some((holder) => holder !== queue);
    })
  );
}

/** Whether a queue is called a dead-letter queue: its sources may be outside of the application. */
export function isNamedDeadLetterQueue(queue: Resource): boolean {
  const names = [queue.id, queue.at('QueueName').json(), ...(queue.constructPath?.split('/').slice(-2) ?? [])];
  return names.some((name) => /dlq|dead.?letter/i.test(String(name ?? '')));
}

/** A queue that says who may name it as a dead-letter queue is one, unless it says nobody. */
function invitesSources(queue: Resource): boolean {
  const policy = queue.at('RedriveAllowPolicy').json();
  return policy !== undefined && policy !== null && !JSON.stringify(policy).includes('denyAll');
}

/** The queues whose messages end in this one. */
export function sourceQueues(deadLetterQueue: Resource): Resource[] {
  return deadLetterQueue.referencedBy('AWS::SQS::Queue', 'RedrivePolicy').filter((each) => each !== deadLetterQueue);
}

/** The dead-letter queue of a queue, where it is one of the application. */
export function deadLetterQueueOf(queue: Resource): Resource | undefined {
  const target = queue.reference('RedrivePolicy.deadLetterTargetArn');
  return target?.type === 'AWS::SQS::Queue' ? target : undefined;
}

/** How long a queue keeps a message, in seconds. */
export function retentionOf(queue: Resource): number {
  return queue.number('MessageRetentionPeriod') ?? DEFAULT_QUEUE_RETENTION;
}

/** Whether a queue keeps the order of its messages. */
export function isFifo(queue: Resource): boolean {
  return queue.isTrue('FifoQueue');
}
