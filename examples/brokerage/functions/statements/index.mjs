import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

const ledger = new RDSDataClient();
const s3 = new S3Client();

/** Writes the day's trades to the statements bucket after the market has closed. */
export async function handler() {
  const { formattedRecords } = await ledger.send(
    new ExecuteStatementCommand({
      resourceArn: process.env.LEDGER_ARN,
      secretArn: process.env.LEDGER_SECRET_ARN,
      database: process.env.LEDGER_DATABASE,
      sql: 'select * from trades where booked_at >= current_date',
      formatRecordsAs: 'JSON',
    }),
  );
  const day = new Date().toISOString().slice(0, 10);
  await s3.send(
    new PutObjectCommand({ Bucket: process.env.STATEMENTS_BUCKET, Key: `trades/${day}.json`, Body: formattedRecords }),
  );
}
