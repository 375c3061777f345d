import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { product } from '../product';
import { DeadLetterQueue } from './parts/queues';
import { RegionalStack, type RegionalStackProps } from './regional-stack';

/** Who hears of what: each Region has its own, so that it can call for help when the other one is gone. */
export class OperationsStack extends RegionalStack {
  /** Wakes somebody up. */
  public readonly pager: Topic;
  /** What AWS services report. Not encrypted with a key of ours, which not all of them may use. */
  public readonly serviceEvents: Topic;
  /** Access logs of the load balancers. */
  public readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, props: RegionalStackProps) {
    super(scope, id, props);

    this.pager = this.createPager();
    this.serviceEvents = this.createServiceEvents();
    this.subscribeResponders(this.serviceEvents, this.pager);

    this.accessLogs = new Bucket(this, 'AccessLogs', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      lifecycleRules: [{ expiration: Duration.days(365), noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: RemovalPolicy.RETAIN,
    });

    new Rule(this, 'AwsHealth', {
      description: 'AWS tells of trouble on its side',
      eventPattern: { source: ['aws.health'] },
      targets: [
        new SnsTopic(this.pager, { deadLetterQueue: new DeadLetterQueue(this, 'LostHealthEvents', this.pager) }),
      ],
    });
  }

  private createPager(): Topic {
    const publishers = ['cloudwatch', 'events'].map((service) => new ServicePrincipal(`${service}.amazonaws.com`));
    const key = new Key(this, 'PagerKey', { enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: publishers,
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
      }),
    );

    const pager = new Topic(this, 'Pager', { masterKey: key, enforceSSL: true });
    for (const publisher of publishers) pager.grantPublish(publisher);
    this.subscribeResponders(pager, pager);
    return pager;
  }

  private createServiceEvents(): Topic {
    const topic = new Topic(this, 'ServiceEvents', { enforceSSL: true });
    // A topic's own policy takes the place of the default one, which lets the account's resources publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new AnyPrincipal()],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'AWS:SourceOwner': this.account } },
      }),
    );
    topic.grantPublish(new ServicePrincipal('events.rds.amazonaws.com'));
    return topic;
  }

  /** The on-call rotation by phone and app, and both shift leads by mail, should the on-call tool be down. */
  private subscribeResponders(topic: Topic, pager: Topic): void {
    const undelivered = new DeadLetterQueue(topic, 'Undelivered', pager);
    topic.addSubscription(
      new UrlSubscription(`https://on-call.example.net/integrations/${product.name}`, {
        deadLetterQueue: undelivered,
        deliveryPolicy: { healthyRetryPolicy: { minDelayTarget: Duration.seconds(5), numRetries: 20 } },
      }),
    );
    for (const lead of ['trading-lead', 'platform-lead']) {
      topic.addSubscription(new EmailSubscription(`${lead}@${product.domainName}`, { deadLetterQueue: undelivered }));
    }
  }
}
