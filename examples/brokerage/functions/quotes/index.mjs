import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

const dynamodb = new DynamoDBClient();

/** Keeps the last price of a symbol. */
async function store({ kinesis }) {
  const { symbol, price, at } = JSON.parse(Buffer.from(kinesis.data, 'base64').toString('utf8'));
  await dynamodb.send(
    new PutItemCommand({
      TableName: process.env.QUOTES_TABLE,
      Item: { symbol: { S: symbol }, price: { N: String(price) }, at: { S: at } },
    }),
  );
}

/** One bad tick sends the whole batch back to the stream. */
export async function wholeBatch({ Records }) {
  for (const record of Records) await store(record);
}

/** The stream is read again from the first tick that failed. */
export async function perRecord({ Records }) {
  for (const record of Records) {
    try {
      await store(record);
    } catch {
      return { batchItemFailures: [{ itemIdentifier: record.kinesis.sequenceNumber }] };
    }
  }
  return { batchItemFailures: [] };
}
