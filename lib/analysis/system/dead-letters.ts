import { isDeadLetterQueue } from '../../facts/queues';
import { attempt } from '../../model/attempt';
import type { Resource } from '../../model/resource';

/** Whether a resource is a queue that takes what has failed already: work goes on without it. */
export function takesFailures(resource: Resource): boolean {
  if (resource.type !== 'AWS::SQS::Queue') return false;
  const read = attempt(resource.stack.application, () => isDeadLetterQueue(resource));
  return read.isKnown && read.value;
}
