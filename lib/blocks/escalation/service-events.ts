import { Duration, Stack } from 'aws-cdk-lib';
import type { Alarm, AlarmActionConfig, IAlarm, IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnEventSubscription } from 'aws-cdk-lib/aws-rds';
import type { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { fault } from '../fault';
import { PageTopic } from './page-topic';
import { ResponderChannel, type Responder } from './responder';
import { tooFew } from './responders';

/** What is told by itself. */
export interface ServiceEventsOptions {
  /**
   * Whether AWS Health is heard: trouble on the side of AWS, and maintenance that is planned. Its events about services
   * without a Region are in us-east-1.
   *
   * @default true
   */
  readonly awsHealth?: boolean;

  /**
   * Whether Amazon RDS is heard, of all databases of the account in the Region, those of others included: failures,
   * failovers, maintenance, what is deleted or reconfigured.
   *
   * @default false
   */
  readonly databases?: boolean;
}

/** Properties of what AWS services report. */
export interface ServiceEventsProps extends ServiceEventsOptions {
  /** Who is told: at least two. */
  readonly responders: Responder[];
}

/** Services that publish as themselves, beside alarms: event rules, event subscriptions of RDS. */
const PUBLISHERS = ['events.amazonaws.com', 'events.rds.amazonaws.com'];

/**
 * What somebody should read and nobody is woken for, by the type of source. Left out are backups, which would be told
 * each night. Source: Amazon RDS event categories and event messages.
 */
const DATABASE_EVENTS: Readonly<Record<string, readonly string[]>> = {
  'db-instance': [
    'availability',
    'configuration change',
    'deletion',
    'failover',
    'failure',
    'low storage',
    'maintenance',
    'notification',
    'read replica',
    'recovery',
  ],
  'db-cluster': ['configuration change', 'deletion', 'failover', 'failure', 'maintenance', 'notification'],
};

/**
 * What AWS services report to people: jobs of AWS Backup, failovers of databases and caches, instances that an Auto
 * Scaling group replaces, AWS Health. It is read, not acknowledged, and nobody is paged when nobody reads it; an alarm
 * may act on it too, with `alarm.addAlarmAction(serviceEvents)`.
 *
 * - The topic is not encrypted with a key: the services publish under principals of their own, and not all of them
 *   can be let use one (ElastiCache names none). What is published is the state of resources, no customer's data.
 * - Its policy lets the account's resources publish by `AWS:SourceOwner`, which ElastiCache asks for, and the services
 *   that are principals themselves. Source: Managing ElastiCache Amazon SNS notifications.
 * - What cannot be delivered is kept, and an alarm tells the others.
 * - It is for one account and Region. Make one for each.
 */
export class ServiceEvents extends Construct implements IAlarmAction {
  /** Where services publish: give it to whatever takes a topic for notifications. */
  public readonly topic: ITopic;
  /** What could not be delivered, and events of AWS Health that did not reach the topic. */
  public readonly undelivered: IQueue;
  /** Tells of what could not be delivered. */
  public readonly undeliveredAlarm: Alarm;
  /** The rule that hears AWS Health; absent where that is switched off. */
  public readonly healthRule?: Rule;
  /** The subscriptions to events of databases; empty unless asked for. */
  public readonly databaseSubscriptions: CfnEventSubscription[];

  constructor(scope: Construct, id: string, props: ServiceEventsProps) {
    super(scope, id);
    const problem = problemWith(props.responders);
    if (problem !== undefined) throw fault(this, problem);
    const { topic, undelivered, undeliveredAlarm } = new PageTopic(this, 'Events', {
      responders: props.responders,
      displayName: 'AWS reports',
    });
    this.topic = topic;
    this.undelivered = undelivered;
    this.undeliveredAlarm = undeliveredAlarm;
    letPublish(topic);
    if (props.awsHealth !== false) this.healthRule = this.hearHealth();
    this.databaseSubscriptions = props.databases === true ? this.hearDatabases() : [];
    // One responder is told of what does not reach the other.
    undeliveredAlarm.addAlarmAction(this);
  }

  /**
   * Lets an alarm tell the responders. Called by `alarm.addAlarmAction(serviceEvents)`.
   *
   * @param scope the construct of the alarm
   * @param alarm the alarm
   */
  public bind(scope: Construct, alarm: IAlarm): AlarmActionConfig {
    return new SnsAction(this.topic).bind(scope, alarm);
  }

  private hearHealth(): Rule {
    return new Rule(this, 'AwsHealth', {
      description: 'AWS tells of trouble on its side',
      eventPattern: { source: ['aws.health'] },
      targets: [
        new SnsTopic(this.topic, {
          deadLetterQueue: this.undelivered,
          retryAttempts: 185,
          maxEventAge: Duration.hours(24),
        }),
      ],
    });
  }

  private hearDatabases(): CfnEventSubscription[] {
    return Object.entries(DATABASE_EVENTS).map(([sourceType, eventCategories]) => {
      const subscription = new CfnEventSubscription(this, sourceType, {
        snsTopicArn: this.topic.topicArn,
        sourceType,
        eventCategories: [...eventCategories],
      });
      // RDS refuses to subscribe a topic that does not let it publish.
      subscription.node.addDependency(this.topic);
      return subscription;
    });
  }
}

function problemWith(responders: readonly Responder[]): string | undefined {
  const topic = responders.find(({ channel }) => channel === ResponderChannel.TOPIC);
  if (topic === undefined) return tooFew(responders);
  return (
    `the topic ${topic.destination} hears alarms, not what services publish here: ` +
    'make a ServiceEvents with the responders behind it'
  );
}

/** The policy of a topic takes the place of the default one, which lets the account's resources publish. */
function letPublish(topic: Topic): void {
  topic.addToResourcePolicy(
    new PolicyStatement({
      principals: [new AnyPrincipal()],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'AWS:SourceOwner': Stack.of(topic).account } },
    }),
  );
  for (const publisher of PUBLISHERS) topic.grantPublish(new ServicePrincipal(publisher));
}
