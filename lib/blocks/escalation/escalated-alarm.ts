import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  AlarmRule,
  AlarmState,
  CfnCompositeAlarm,
  ComparisonOperator,
  CompositeAlarm,
  TreatMissingData,
  type IAlarm,
  type IAlarmRule,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';
import { acknowledged } from './metrics';
import type { EscalationTiming } from './timing';

/** Properties of an alarm that is escalated. */
export interface EscalatedAlarmProps {
  readonly alarm: IAlarm;
  readonly timing: EscalationTiming;
  readonly description: string;
}

/**
 * What watches over the page of an alarm: in ALARM while the alarm is, and acts unless the page is acknowledged in
 * time. Both alarms stand beside the alarm they watch, in its stack.
 */
export class EscalatedAlarm extends Construct {
  /** In ALARM while the page is acknowledged. */
  public readonly acknowledgement: Alarm;
  /** Pages the second level, unless the acknowledgement holds it back. */
  public readonly escalation: CompositeAlarm;

  constructor(scope: Construct, id: string, { alarm, timing, description }: EscalatedAlarmProps) {
    super(scope, id);
    this.acknowledgement = new Alarm(this, 'Acknowledged', {
      metric: acknowledged(alarm.alarmName),
      threshold: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      // No data: nobody has answered, or it was too long ago.
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: `Somebody works on ${alarm.alarmName}.`,
    });
    this.escalation = new CompositeAlarm(this, 'Escalation', {
      alarmRule: ruleFor(scope, alarm),
      actionsSuppressor: this.acknowledgement,
      actionsSuppressorWaitPeriod: Duration.seconds(timing.waitPeriod),
      actionsSuppressorExtensionPeriod: Duration.seconds(timing.extensionPeriod),
      alarmDescription: description,
    });
  }
}

/** An alarm whose page is held back by its own suppressor has not paged: its cause has, and is escalated instead. */
function ruleFor(scope: IConstruct, alarm: IAlarm): IAlarmRule {
  const own = AlarmRule.fromAlarm(alarm, AlarmState.ALARM);
  const cfn = scope.node.defaultChild;
  const suppressor = cfn instanceof CfnCompositeAlarm ? cfn.actionsSuppressor : undefined;
  if (suppressor === undefined) return own;
  return AlarmRule.allOf(own, AlarmRule.not(AlarmRule.fromString(`ALARM("${nameOf(suppressor)}")`)));
}

function nameOf(suppressor: NonNullable<CfnCompositeAlarm['actionsSuppressor']>): string {
  return suppressor;
}
