import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

const stepFunctions = new SFNClient();

/** The execution is named after the order, so that an order delivered twice is placed once. */
async function place(record) {
  const order = JSON.parse(record.body);
  try {
    await stepFunctions.send(
      new StartExecutionCommand({
        stateMachineArn: process.env.STATE_MACHINE_ARN,
        name: order.orderId,
        input: record.body,
      }),
    );
  } catch (error) {
    if (error.name !== 'ExecutionAlreadyExists') throw error;
  }
}

/** One failed order sends the whole batch back to the queue. */
export async function wholeBatch({ Records }) {
  await Promise.all(Records.map(place));
}

/** Only the orders that failed go back to the queue. */
export async function perRecord({ Records }) {
  const results = await Promise.allSettled(Records.map(place));
  const failed = Records.filter((_, index) => results[index].status === 'rejected');
  return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
}
