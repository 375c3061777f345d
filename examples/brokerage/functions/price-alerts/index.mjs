import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const sqs = new SQSClient();
const BIG_MOVE = 0.05;

/** Hands a big move of a price to the queue the customers' messages are sent from. */
async function alert({ kinesis }) {
  const tick = JSON.parse(Buffer.from(kinesis.data, 'base64').toString('utf8'));
  if (Math.abs(tick.change) < BIG_MOVE) return;
  await sqs.send(
    new SendMessageCommand({ QueueUrl: process.env.MESSAGES_QUEUE_URL, MessageBody: JSON.stringify(tick) }),
  );
}

/** One bad tick sends the whole batch back to the stream. */
export async function wholeBatch({ Records }) {
  for (const record of Records) await alert(record);
}

/** The stream is read again from the first tick that failed. */
export async function perRecord({ Records }) {
  for (const record of Records) {
    try {
      await alert(record);
    } catch {
      return { batchItemFailures: [{ itemIdentifier: record.kinesis.sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}
