import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { EscalationPolicy, Responder } from 'cdk-resilience';
import { product } from '../product';
import { DeadLetterQueue } from './parts/dead-letter-queue';
import { ON_CALL, ServiceEvents } from './parts/service-events';
import { RegionalStack, type Needs } from './region';

/** Who hears of what: each Region has its own, so that it can call for help when the other one is gone. */
export class OperationsStack extends RegionalStack {
  /** The on-call rotation and a mail to who is in charge; after ten minutes the head of trading. */
  public readonly pager = new EscalationPolicy(this, 'Pager', {
    responders: [Responder.httpsPager(ON_CALL), Responder.email(`platform-lead@${product.domainName}`)],
    secondLevel: [Responder.httpsPager(`${ON_CALL}-management`), Responder.email(`trading-lead@${product.domainName}`)],
  });
  public readonly serviceEvents = new ServiceEvents(this, 'ServiceEvents');
  /** Access logs of the load balancers. */
  public readonly accessLogs = new s3.Bucket(this, 'AccessLogs', {
    encryption: s3.BucketEncryption.S3_MANAGED,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(365), noncurrentVersionExpiration: Duration.days(30) }],
  });

  constructor(scope: Construct, id: string, props: Needs) {
    super(scope, id, props);
    const deadLetterQueue = new DeadLetterQueue(this, 'LostHealthEvents');
    new events.Rule(this, 'AwsHealth', {
      description: 'AWS tells of trouble on its side',
      eventPattern: { source: ['aws.health'] },
      targets: [new targets.SnsTopic(this.serviceEvents, { deadLetterQueue })],
    });
  }
}
