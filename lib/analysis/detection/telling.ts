import { channelsOf, subscribersOf } from '../../facts/alarm-topics';
import { attempt } from '../../model/attempt';
import type { Resource } from '../../model/resource';
import type { Value } from '../../model/value';
import { elementsOf, isFalse, jsonTextOf, nameOf, textOf } from './texts';

/** Whether an action tells anybody, and whom or why not. */
export type Telling =
  { readonly isTold: true; readonly whom: string } | { readonly isTold: false; readonly because: string };

/** Actions that set something right, or try to, and tell nobody. */
const AUTOMATIC = /^arn:[^:]*:(automate|swf|autoscaling):/;

/** Whom alarms and events of an application reach. Topics are read once. */
export class Tellings {
  private readonly topics = new Map<Resource, Telling>();

  /** Whom an alarm tells by its own actions. */
  public ofAlarm(alarm: Resource): Telling {
    const actions = alarm.at('AlarmActions');
    if (isFalse(alarm.at('ActionsEnabled'))) return silent('its actions are switched off (ActionsEnabled is false)');
    if (actions.isUnknown) return { isTold: true, whom: 'an action that is decided at deployment' };
    const all = elementsOf(actions);
    if (all.length === 0) return silent('it has no alarm action');
    return first(all.map((action) => this.ofTarget(action)));
  }

  /** Whom the targets of an EventBridge rule tell. */
  public ofRule(rule: Resource): Telling {
    const targets = elementsOf(rule.at('Targets'));
    if (targets.length === 0) return silent('it has no target');
    return first(targets.map((target) => this.ofTarget(target.at('Arn'))));
  }

  /** Whom something that is told reaches: a topic, a function, an incident tool. */
  public ofTarget(target: Value): Telling {
    const resource = target.reference();
    if (resource?.type === 'AWS::SNS::Topic') return this.ofTopic(resource);
    if (resource !== undefined) return of(resource);
    const text = textOf(target);
    if (text === undefined) return { isTold: true, whom: 'an action that is decided at deployment' };
    return AUTOMATIC.test(text) ? silent(`its action ${text} tells nobody`) : { isTold: true, whom: text };
  }

  private ofTopic(topic: Resource): Telling {
    let telling = this.topics.get(topic);
    if (telling === undefined) this.topics.set(topic, (telling = readTopic(topic)));
    return telling;
  }
}

/** Whether a rule hears of every alarm that goes off in its Region. */
export function hearsAlarms(rule: Resource): boolean {
  const pattern = jsonTextOf(rule.at('EventPattern'));
  if (!pattern.includes('aws.cloudwatch') || /"resources"|alarmName/.test(pattern)) return false;
  return !pattern.includes('"detail-type"') || pattern.includes('CloudWatch Alarm State Change');
}

function of(resource: Resource): Telling {
  return resource.type === 'AWS::AutoScaling::ScalingPolicy' ||
    resource.type === 'AWS::ApplicationAutoScaling::ScalingPolicy'
    ? silent(`its action ${nameOf(resource)} scales and tells nobody`)
    : { isTold: true, whom: nameOf(resource) };
}

function readTopic(topic: Resource): Telling {
  const name = `topic ${nameOf(topic)}`;
  const read = attempt(topic.stack.application, () => subscribersOf(topic).length);
  const channels = channelsOf(topic).length;
  if (!read.isKnown) return { isTold: true, whom: `${name}, whose subscribers are decided at deployment` };
  const count = read.value + channels;
  if (count === 0) return silent(`${name} has no subscriber`);
  return { isTold: true, whom: `${name} (${count === 1 ? '1 subscriber' : `${count} subscribers`})` };
}

function first(tellings: readonly Telling[]): Telling {
  return tellings.find(({ isTold }) => isTold) ?? (tellings[0] as Telling);
}

function silent(because: string): Telling {
  return { isTold: false, because };
}
