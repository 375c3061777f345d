export { DeadLetterQueue } from './dead-letter-queue';
