import { Annotations, CfnOutput, Duration, Stack, Token } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmBase,
  AlarmRule,
  ComparisonOperator,
  CompositeAlarm,
  Metric,
  TreatMissingData,
  type AlarmActionConfig,
  type IAlarm,
  type IAlarmAction,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key, type IKey } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { ResiliencyPolicy } from '../../intent/resiliency-policy';
import { fault } from '../fault';
import { Acknowledgement, policyNameOf, tellAll } from './acknowledgement';
import { DEFAULTS } from './defaults';
import { EscalatedAlarm } from './escalated-alarm';
import type { EscalationPolicyProps } from './escalation-policy-props';
import { anyAcknowledged, NAMESPACE, testPage } from './metrics';
import { PageTopic } from './page-topic';
import { Responder } from './responder';
import { problemWith } from './responders';
import { ServiceEvents, type ServiceEventsOptions } from './service-events';
import { escalationTiming, type EscalationTiming } from './timing';

/** In which repeated pages are counted. */
const REPEATED_WITHIN = Duration.hours(1);

/**
 * Who is paged, how they say that they are on it, and who is paged when they do not. Give it to alarms as an action:
 * `alarm.addAlarmAction(policy)`. It needs no Incident Manager.
 *
 * - At least two responders, on channels that wake somebody: for the tiers `MISSION_CRITICAL`, `CORE_SERVICES` and
 *   `CRITICAL` an on-call tool among them. Pages go to them directly, and no code of ours stands in between.
 * - Each alarm gets two more beside it: one that is in ALARM while its page is acknowledged, and one that pages the
 *   second level when that does not happen within ten minutes. An acknowledgement ends by itself after an hour, and
 *   does not hold for the next page of the same alarm.
 * - An alarm that comes and goes faster than that would never be escalated: three pages within an hour, and nobody
 *   answers any, reach the second level too.
 * - Acknowledge with a POST to `acknowledgeUrl`, with the form that a GET shows, or with `acknowledgeCommand()`.
 * - Topics are encrypted with a key that CloudWatch may use; what cannot be delivered is kept, and the other level is
 *   told of it.
 * - `addServiceEvents()` makes a second topic for what services report, which nobody has to acknowledge.
 * - `sendTestPageCommand` sends a page through all of it. Do so after the first deployment, and once a month.
 * - The policy, the alarms and their stacks are in one Region. Make one for each.
 */
export class EscalationPolicy extends Construct implements IAlarmAction {
  /** Where first pages are sent. */
  public readonly firstLevelTopic: ITopic;
  /** Where pages are sent that nobody acknowledged. */
  public readonly secondLevelTopic: ITopic;
  /** Encrypts pages. */
  public readonly encryptionKey: IKey;
  /** Notes pages and acknowledgements; invoke it with `{"acknowledge": "<name of the alarm>"}`. */
  public readonly acknowledgeFunction: IFunction;
  /** What a POST to `acknowledgeUrl` must bring. */
  public readonly acknowledgeToken: ISecret;
  /** Where pages are acknowledged from outside of AWS. */
  public readonly acknowledgeUrl?: string;
  /** Goes off when a test page is asked for. */
  public readonly testPageAlarm: Alarm;
  /** Sends a test page, through all levels unless it is acknowledged: a command of the AWS CLI. */
  public readonly sendTestPageCommand: string;
  /** What must be done by hand before pages arrive. */
  public readonly toConfirm: string[];

  private readonly timing: EscalationTiming;
  private readonly responders: readonly Responder[];
  private readonly secondLevel: readonly Responder[];
  private readonly policyName: string;
  private readonly escalated = new Map<Construct, EscalatedAlarm>();

  constructor(scope: Construct, id: string, props: EscalationPolicyProps) {
    super(scope, id);
    this.timing = this.timingOf(props);
    this.responders = [...props.responders];
    this.secondLevel = [...props.secondLevel];
    const problem = problemWith(props, props.tier ?? ResiliencyPolicy.of(this).tier);
    if (problem !== undefined) throw fault(this, problem);
    this.policyName = policyNameOf(this);

    this.encryptionKey = this.keyFor(props.encryptionKey);
    const first = this.createLevel('FirstLevel', this.responders, 'Page');
    const second = this.createLevel('SecondLevel', this.secondLevel, 'Nobody answers');
    this.firstLevelTopic = first.topic;
    this.secondLevelTopic = second.topic;
    // Each level hears of what does not reach the other.
    first.undeliveredAlarm.addAlarmAction(new SnsAction(second.topic));
    second.undeliveredAlarm.addAlarmAction(new SnsAction(first.topic));

    const acknowledgement = new Acknowledgement(this, 'Acknowledge', {
      policyName: this.policyName,
      minutes: this.timing.acknowledgedMinutes,
      hasEndpoint: props.acknowledgeEndpoint ?? true,
    });
    tellAll(acknowledgement.alarms, new SnsAction(first.topic));
    first.topic.addSubscription(
      new LambdaSubscription(acknowledgement.handler, { deadLetterQueue: acknowledgement.failed }),
    );
    this.acknowledgeFunction = acknowledgement.handler;
    this.acknowledgeToken = acknowledgement.token;
    this.acknowledgeUrl = acknowledgement.endpoint?.url;

    this.addRepeatedPages();
    this.testPageAlarm = this.createTestPage();
    this.sendTestPageCommand =
      `aws cloudwatch put-metric-data --region ${Stack.of(this).region} --namespace ${NAMESPACE} ` +
      `--metric-name TestPage --dimensions Policy=${this.policyName} --value 1`;
    this.toConfirm = [...new Set([...this.responders, ...this.secondLevel].map(({ toConfirm }) => toConfirm))];
    this.say();
  }

  /** How many alarms the policy has made, those beside the alarms it is given to included. */
  public get alarmCount(): number {
    return this.alarms.length;
  }

  /** What they cost in a month, in USD: an estimate from the list price in us-east-1. */
  public get monthlyCost(): number {
    const composites = this.alarms.filter((each) => each instanceof CompositeAlarm).length;
    // An acknowledgement reads two metrics; the other alarms read one.
    const metrics = this.alarms.length - composites + this.escalated.size;
    return Math.round((composites * DEFAULTS.compositePrice + metrics * DEFAULTS.alarmMetricPrice) * 100) / 100;
  }

  /**
   * Lets an alarm page by this policy. Called by `alarm.addAlarmAction(policy)`.
   *
   * @param scope the construct of the alarm
   * @param alarm the alarm
   */
  public bind(scope: Construct, alarm: IAlarm): AlarmActionConfig {
    if (!this.escalated.has(scope)) this.escalate(scope, alarm);
    return { alarmActionArn: this.firstLevelTopic.topicArn };
  }

  /**
   * Acknowledges the page of an alarm: a command of the AWS CLI, for who may invoke the function.
   *
   * @param alarmName the name of the alarm, as the page says it
   */
  public acknowledgeCommand(alarmName: string): string {
    return (
      `aws lambda invoke --region ${Stack.of(this).region} --function-name ${this.acknowledgeFunction.functionName} ` +
      `--cli-binary-format raw-in-base64-out --payload '{"acknowledge":"${alarmName}"}' /dev/stdout`
    );
  }

  /**
   * Tells the first level what AWS services report, such as AWS Health, failed backups, failovers: give its topic to
   * them. These are no pages: they are not acknowledged, and nothing follows when nobody reads them.
   *
   * @param options what is told by itself
   */
  public addServiceEvents(options: ServiceEventsOptions = {}): ServiceEvents {
    return new ServiceEvents(this, 'ServiceEvents', { ...options, responders: [...this.responders] });
  }

  private get alarms(): AlarmBase[] {
    const around = [...this.escalated.values()].flatMap(({ acknowledgement, escalation }) => [
      acknowledgement,
      escalation,
    ]);
    const own = this.node.findAll().filter((each) => each instanceof AlarmBase);
    return [...new Set([...own, ...around])];
  }

  private escalate(scope: Construct, alarm: IAlarm): void {
    const there = Stack.of(scope).region;
    const here = Stack.of(this).region;
    if (!Token.isUnresolved(there) && !Token.isUnresolved(here) && there !== here) {
      throw fault(
        scope,
        `the alarm is in ${there} and its escalation policy ${this.node.path} in ${here}. Make a policy in ${there}`,
      );
    }
    const minutes = this.timing.waitPeriod / 60;
    const how = this.acknowledgeUrl === undefined ? '' : ` Acknowledge: ${this.acknowledgeUrl}`;
    const own = new EscalatedAlarm(scope, `Escalation-${this.node.addr}`, {
      alarm,
      timing: this.timing,
      description: `Nobody has acknowledged ${alarm.alarmName} within ${minutes} minutes.${how}`,
    });
    this.escalated.set(scope, own);
    own.escalation.addAlarmAction(new SnsAction(this.secondLevelTopic));
    for (const responder of this.secondLevel) responder._listenTo(own.escalation);
    if (scope instanceof AlarmBase) for (const responder of this.responders) responder._listenTo(scope);
  }

  private timingOf({ escalateAfter, acknowledgementLasts }: EscalationPolicyProps): EscalationTiming {
    const minutes = (given: Duration | undefined, usual: number): number => {
      return given === undefined ? usual : given.toMinutes({ integral: false });
    };
    const timing = escalationTiming(
      minutes(escalateAfter, DEFAULTS.escalateAfterMinutes),
      minutes(acknowledgementLasts, DEFAULTS.acknowledgementMinutes),
    );
    if (typeof timing === 'string') throw fault(this, timing);
    return timing;
  }

  private keyFor(given: IKey | undefined): IKey {
    const key = given ?? new Key(this, 'Key', { enableKeyRotation: true, description: `Pages of ${this.node.path}` });
    const { statementAdded } = key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
      }),
    );
    if (!statementAdded) {
      Annotations.of(this).addWarningV2(
        'cdk-resilience:escalationKeyPolicy',
        'The policy of encryptionKey cannot be changed here. See that it lets cloudwatch.amazonaws.com take kms:Decrypt and ' +
          'kms:GenerateDataKey*, else no page is sent and nothing says so.',
      );
    }
    return key;
  }

  private createLevel(id: string, responders: readonly Responder[], displayName: string): PageTopic {
    return new PageTopic(this, id, { key: this.encryptionKey, responders, displayName });
  }

  /** For alarms that come and go faster than they are escalated. */
  private addRepeatedPages(): void {
    const repeated = new Metric({
      namespace: 'AWS/SNS',
      metricName: 'NumberOfMessagesPublished',
      dimensionsMap: { TopicName: this.firstLevelTopic.topicName },
      statistic: 'Sum',
      period: REPEATED_WITHIN,
    }).createAlarm(this, 'RepeatedPages', {
      threshold: DEFAULTS.repeatedPages,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: 'Pages come again and again.',
    });
    const anyAnswer = anyAcknowledged(this.policyName).createAlarm(this, 'AnyAcknowledged', {
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: 'Somebody works on something.',
    });
    const unanswered = new CompositeAlarm(this, 'RepeatedAndUnanswered', {
      alarmRule: AlarmRule.allOf(repeated),
      actionsSuppressor: anyAnswer,
      actionsSuppressorWaitPeriod: Duration.seconds(this.timing.waitPeriod),
      actionsSuppressorExtensionPeriod: Duration.seconds(this.timing.extensionPeriod),
      alarmDescription: 'Pages come again and again, and nobody acknowledges any.',
    });
    unanswered.addAlarmAction(new SnsAction(this.secondLevelTopic));
    for (const responder of this.secondLevel) responder._listenTo(unanswered);
  }

  private createTestPage(): Alarm {
    const alarm = testPage(this.policyName).createAlarm(this, 'TestPage', {
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: this.timing.testMinutes,
      datapointsToAlarm: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `This is a test. Acknowledge it, or see that the second level is paged after ${this.timing.waitPeriod / 60} minutes.`,
    });
    alarm.addAlarmAction(this);
    return alarm;
  }

  private say(): void {
    new CfnOutput(this, 'SendTestPage', { value: this.sendTestPageCommand, description: 'Sends a test page' });
    if (this.acknowledgeUrl !== undefined) {
      new CfnOutput(this, 'AcknowledgeUrl', {
        value: this.acknowledgeUrl,
        description: 'Where pages are acknowledged',
      });
    }
    Annotations.of(this).addInfoV2(
      'cdk-resilience:escalationToConfirm',
      `Before pages arrive, by hand: ${this.toConfirm.join('; ')}. Then send a test page: see the output SendTestPage.`,
    );
  }
}
