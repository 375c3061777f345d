import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';

const sns = new SNSClient();

const publish = (message) =>
  sns.send(new PublishCommand({ TopicArn: process.env.CUSTOMER_TOPIC_ARN, Message: message }));

/** Sends the confirmation of one trade, straight from the event bus. */
export async function confirmation(event) {
  await publish(JSON.stringify(event.detail));
}

/** One failed message sends the whole batch back to the queue. */
export async function wholeBatch({ Records }) {
  await Promise.all(Records.map((record) => publish(record.body)));
}

/** Only the messages that failed go back to the queue. */
export async function perRecord({ Records }) {
  const results = await Promise.allSettled(Records.map((record) => publish(record.body)));
  const failed = Records.filter((_, index) => results[index].status === 'rejected');
  return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
}
