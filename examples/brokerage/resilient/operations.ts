import { Duration } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { EscalationPolicy, Responder } from 'cdk-resilience';
import { product } from '../product';
import { acknowledge } from './acknowledge';
import type { BrokerageRegion } from './brokerage-region';
import { RegionalStack } from './region';

const ON_CALL = `https://on-call.example.net/integrations/${product.name}`;

/** The on-call rotation, and a mail to who is in charge. */
export const RESPONDERS = [Responder.httpsPager(ON_CALL), Responder.email(`platform-lead@${product.domainName}`)];

/** Who hears of what: each Region has its own, so that it can call for help when the other one is gone. */
export class OperationsStack extends RegionalStack {
  /** Ten minutes without an answer, and the head of trading is paged. */
  public readonly pager = new EscalationPolicy(this, 'Pager', {
    responders: RESPONDERS,
    secondLevel: [Responder.httpsPager(`${ON_CALL}-management`), Responder.email(`trading-lead@${product.domainName}`)],
  });
  /** What AWS services report. */
  public readonly serviceEvents = this.pager.addServiceEvents({ databases: true });
  /** Access logs of the load balancers. */
  public readonly accessLogs = new s3.Bucket(this, 'AccessLogs', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(365), noncurrentVersionExpiration: Duration.days(30) }],
  });

  constructor(here: BrokerageRegion, id: string) {
    super(here, id);
    acknowledge(this.accessLogs, { S1: 'It is the bucket that access logs are written to.' });
  }
}
