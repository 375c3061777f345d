import { Code } from 'aws-cdk-lib/aws-lambda';
import { join } from 'node:path';

/** What all versions of the brokerage agree on. */
export const product = {
  name: 'brokerage',
  account: '111122223333',
  region: 'us-east-1',
  domainName: 'broker.example.com',
  hostedZone: { hostedZoneId: 'Z0123456789EXAMPLE', zoneName: 'broker.example.com' },
  ledgerDatabase: 'ledger',
  /** The third party that settles trades. */
  clearing: { url: 'https://api.clearing.example.net', apiKeySecret: 'brokerage/clearing-api-key' },
  /** The third party that delivers push messages to the customers' phones. */
  push: { url: 'https://push.example.net/v1/messages' },
} as const;

/** The source of a Lambda function, a folder of `functions/`. */
export function functionCode(folder: string): Code {
  return Code.fromAsset(join(__dirname, 'functions', folder));
}
