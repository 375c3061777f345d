import { Annotations, type CfnResource, type Duration } from 'aws-cdk-lib';
import type { Alarm, CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** What a block says of an alarm that it made on a part of itself. */
export interface ComponentAlarmProps {
  /** The block, which warns with `warnOfSilentAlarms` where its alarms have no actions. */
  readonly block: Construct;
  /** What is in trouble while the alarm is in ALARM. */
  readonly component: CfnResource;
  /** What is wrong for whom when it goes off. */
  readonly reason: string;
  /** The longest time from the trouble to the alarm: all periods that are looked at. */
  readonly detectionTime: Duration;
}

/** An alarm of a block with what the block says of it. */
export interface ComponentAlarm extends ComponentAlarmProps {
  readonly alarm: CfnAlarm;
}

const SILENT_ALARMS = 'cdk-resilience:alarmsTellNobody';

const BY_COMPONENT = new WeakMap<CfnResource, ComponentAlarm[]>();
const BY_ALARM = new WeakMap<CfnAlarm, ComponentAlarm>();
/** The alarms of a block that no page has taken yet. */
const OPEN = new WeakMap<Construct, Set<ComponentAlarm>>();

/** Lets `JourneyAlarms` page when an alarm without actions of its own goes off, and its component is in a journey. */
export function declareComponentAlarm(alarm: Alarm, props: ComponentAlarmProps): void {
  const declared = { ...props, alarm: alarm.node.defaultChild as CfnAlarm };
  BY_ALARM.set(declared.alarm, declared);
  BY_COMPONENT.set(props.component, [...(BY_COMPONENT.get(props.component) ?? []), declared]);
  OPEN.set(props.block, (OPEN.get(props.block) ?? new Set()).add(declared));
}

/** The alarms that blocks declared on a resource. */
export function componentAlarmsOn(component: CfnResource): readonly ComponentAlarm[] {
  return BY_COMPONENT.get(component) ?? [];
}

/** What a block declared of an alarm. */
export function componentAlarmOf(alarm: CfnAlarm): ComponentAlarm | undefined {
  return BY_ALARM.get(alarm);
}

/** Says that the alarms of a block have no actions. The warning goes when all of them are part of pages. */
export function warnOfSilentAlarms(block: Construct, message: string): void {
  Annotations.of(block).addWarningV2(SILENT_ALARMS, message);
}

/** Says that a page tells of an alarm. */
export function takeComponentAlarm(declared: ComponentAlarm): void {
  const open = OPEN.get(declared.block);
  if (open?.delete(declared) !== true || open.size > 0) return;
  Annotations.of(declared.block).acknowledgeWarning(SILENT_ALARMS, 'All of them are part of pages.');
}
