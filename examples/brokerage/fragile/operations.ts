import { Stack, type StackProps } from 'aws-cdk-lib';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

export class OperationsStack extends Stack {
  public readonly alarmTopic: Topic;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, props);

    this.alarmTopic = new Topic(this, 'Alarms', {
      masterKey: Alias.fromAliasName(this, 'SnsKey', 'alias/aws/sns'), // security review: topics must be encrypted
    });
    this.alarmTopic.addSubscription(new EmailSubscription('jo.miller@broker.example.com'));
  }
}
