export { BacklogScaling, type BacklogScalingProps } from './backlog-scaling';
export { BufferedQueue } from './buffered-queue';
export type { BufferedQueueProps } from './buffered-queue-props';
export type { FifoOptions } from './consumer';
export type { ExternalConsumerOptions } from './external-consumer';
export type { LambdaConsumerOptions } from './lambda-consumer';
export { RedriveRunbook, type RedriveRunbookProps } from './redrive-runbook';
export type { ServiceConsumerOptions } from './service-consumer';
