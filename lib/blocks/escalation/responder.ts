import { Duration, Token } from 'aws-cdk-lib';
import type { SlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import type { AlarmBase } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { DeliveryPolicy, ITopic, ITopicSubscription } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, SmsSubscription, UrlSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** By which way a responder is reached. */
export enum ResponderChannel {
  /** An on-call tool with a rotation, over HTTPS. */
  HTTPS_PAGER = 'HTTPS_PAGER',
  /** A mailbox. */
  EMAIL = 'EMAIL',
  /** A mobile telephone. */
  SMS = 'SMS',
  /** A chat channel. */
  CHAT = 'CHAT',
  /** An SNS topic of yours, with subscribers of its own. */
  TOPIC = 'TOPIC',
}

/** Keeps trying for about ten minutes: three times at once, then every 5 seconds, then at longer and longer intervals. */
const PERSISTENT: DeliveryPolicy = {
  healthyRetryPolicy: {
    numNoDelayRetries: 3,
    numMinDelayRetries: 5,
    minDelayTarget: Duration.seconds(5),
    maxDelayTarget: Duration.seconds(60),
    numMaxDelayRetries: 5,
    numRetries: 20,
  },
};

/** Somebody who is paged, or a tool that knows who is on duty. */
export class Responder {
  /**
   * An on-call tool: PagerDuty, Opsgenie and the like know who is on duty, ring until somebody answers and show who did.
   *
   * @param url the address of its integration for Amazon SNS or CloudWatch; it begins with `https://`
   */
  public static httpsPager(url: string): Responder {
    if (!Token.isUnresolved(url) && !url.startsWith('https://')) {
      throw new Error(`A pager needs an address that begins with https://, not ${url}`);
    }
    const about = 'SNS sends a confirmation that the on-call tool must answer; most do so by themselves';
    // The rest of the address is a key.
    const host = Token.isUnresolved(url) ? 'the pager' : new URL(url).host;
    return new Responder(ResponderChannel.HTTPS_PAGER, url, `${host}: ${about}`, (deadLetterQueue) => {
      return new UrlSubscription(url, { deadLetterQueue, deliveryPolicy: PERSISTENT });
    });
  }

  /**
   * A mailbox. Nobody is woken by a mail, and the mail system can be part of the incident.
   *
   * @param address whose
   */
  public static email(address: string): Responder {
    if (!Token.isUnresolved(address) && !/^[^@\s]+@[^@\s]+$/.test(address)) {
      throw new Error(`${address} is no mail address`);
    }
    const about = 'click the link in the mail from AWS Notifications within 3 days';
    return new Responder(ResponderChannel.EMAIL, address, `${address}: ${about}`, (deadLetterQueue) => {
      return new EmailSubscription(address, { deadLetterQueue });
    });
  }

  /**
   * Text messages.
   *
   * @param phoneNumber with the country code: `+41791234567`
   */
  public static sms(phoneNumber: string): Responder {
    if (!Token.isUnresolved(phoneNumber) && !/^\+[1-9]\d{6,14}$/.test(phoneNumber)) {
      throw new Error(`${phoneNumber} is no telephone number with country code, such as +41791234567`);
    }
    const about =
      'SMS begins in a sandbox with a spend limit of 1 USD a month; leave it, raise the limit, and register a sender where the country asks for it';
    return new Responder(ResponderChannel.SMS, phoneNumber, `${phoneNumber}: ${about}`, (deadLetterQueue) => {
      // SmsSubscription leaves the queue out.
      return { bind: (topic) => ({ ...new SmsSubscription(phoneNumber).bind(topic), deadLetterQueue }) };
    });
  }

  /**
   * A Slack channel, through Amazon Q Developer in chat applications.
   *
   * @param channel its configuration
   */
  public static slack(channel: SlackChannelConfiguration): Responder {
    const about = 'authorize the Slack workspace once in the console of Amazon Q Developer in chat applications';
    const own = new Responder(ResponderChannel.CHAT, channel.node.path, `${channel.node.path}: ${about}`);
    own.join = (topic) => channel.addNotificationTopic(topic);
    return own;
  }

  /**
   * A topic of yours, told beside the block's own. CloudWatch must be allowed to publish to it, and to use its key.
   *
   * @param topic in the Region of the alarms
   */
  public static topic(topic: ITopic): Responder {
    const about = 'its subscribers are not known here; see that at least one is confirmed';
    const own = new Responder(ResponderChannel.TOPIC, topic.node.path, `${topic.node.path}: ${about}`);
    own.ownTopic = topic;
    return own;
  }

  private ownTopic?: ITopic;
  private join?: (topic: ITopic) => void;

  private constructor(
    /** By which way the responder is reached. */
    public readonly channel: ResponderChannel,
    /** Where: an address, a number, a construct path. */
    public readonly destination: string,
    /** What must be done by hand before the first page arrives. */
    public readonly toConfirm: string,
    private readonly subscription?: (deadLetterQueue: IQueue) => ITopicSubscription,
  ) {}

  /**
   * Lets the responder hear of a topic.
   * @internal
   */
  public _subscribe(topic: ITopic, deadLetterQueue: IQueue): void {
    this.join?.(topic);
    if (this.subscription !== undefined) topic.addSubscription(this.subscription(deadLetterQueue));
  }

  /**
   * Tells the responder of an alarm, where that is not by subscription.
   * @internal
   */
  public _listenTo(alarm: AlarmBase): void {
    if (this.ownTopic !== undefined) alarm.addAlarmAction(new SnsAction(this.ownTopic));
  }
}
