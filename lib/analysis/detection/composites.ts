import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import { alarmsIn, holds, readAlarmRule, type AlarmRule } from './alarm-rule';
import { literalOf, textOf } from './texts';

/** Composites that are looked at above one alarm. CloudWatch takes an alarm into 150 at most. */
const MAX_ABOVE = 150;

const NONE: ReadonlySet<Resource> = new Set();

/** A composite alarm as it is made. */
interface Composite {
  readonly rule: AlarmRule;
  /** While it is in ALARM, the composite takes no action. */
  readonly suppressor?: Resource;
}

/** The composite alarms of an application: which stand above which alarms, and when they go off. */
export class Composites {
  private readonly all = new Map<Resource, Composite>();
  /** By alarm: the composites whose rules name it. */
  private readonly parents = new Map<Resource, Resource[]>();
  private readonly above = new Map<Resource, ReadonlySet<Resource>>();

  constructor(application: Application) {
    const named = namesOf(application);
    for (const composite of application.resources('AWS::CloudWatch::CompositeAlarm')) {
      const find = (name: string): Resource | undefined => nearest(named.get(name), composite);
      const rule = readAlarmRule(composite.at('AlarmRule'), find);
      if (rule === undefined) continue;
      const value = composite.at('ActionsSuppressor');
      const suppressor =
        value.reference() ?? find((literalOf(value) ?? textOf(value) ?? '').replace(/^arn:.*:alarm:/, ''));
      this.all.set(composite, { rule, ...(suppressor !== undefined && { suppressor }) });
      for (const child of alarmsIn(rule)) {
        const above = this.parents.get(child);
        if (above === undefined) this.parents.set(child, [composite]);
        else above.push(composite);
      }
    }
  }

  /** The composites above an alarm, nearest first. */
  public aboveOf(alarm: Resource): ReadonlySet<Resource> {
    if (this.parents.size === 0) return NONE;
    let found = this.above.get(alarm);
    if (found === undefined) {
      found = new Set<Resource>();
      for (let open = [alarm]; open.length > 0 && found.size < MAX_ABOVE;)
        open = this.climb(open, found as Set<Resource>);
      this.above.set(alarm, found);
    }
    return found;
  }

  /** Whether composites above an alarm were left out. */
  public isBounded(alarm: Resource): boolean {
    return this.aboveOf(alarm).size >= MAX_ABOVE;
  }

  /**
   * The composites that go off and act when some alarms do and no other one does.
   *
   * @param alarms those in ALARM
   */
  public setOff(alarms: ReadonlySet<Resource>): ReadonlySet<Resource> {
    const above = new Set<Resource>();
    for (const alarm of alarms) for (const composite of this.aboveOf(alarm)) above.add(composite);
    if (above.size === 0) return above;
    const states = new Map<Resource, boolean>();
    const isOn = (alarm: Resource): boolean => alarms.has(alarm) || (above.has(alarm) && stateOf(alarm));
    const stateOf = (composite: Resource): boolean => {
      const known = states.get(composite);
      if (known !== undefined) return known;
      const made = this.all.get(composite) as Composite;
      // CloudWatch stops evaluating composites that depend on each other in a circle.
      states.set(composite, false);
      const state = holds(made.rule, isOn);
      states.set(composite, state);
      return state;
    };
    const isActing = (composite: Resource): boolean => {
      const { suppressor } = this.all.get(composite) as Composite;
      return stateOf(composite) && (suppressor === undefined || !isOn(suppressor));
    };
    return new Set([...above].filter(isActing));
  }

  private climb(from: readonly Resource[], found: Set<Resource>): Resource[] {
    const next: Resource[] = [];
    for (const parent of from.flatMap((each) => this.parents.get(each) ?? [])) {
      if (found.has(parent) || found.size >= MAX_ABOVE) continue;
      found.add(parent);
      next.push(parent);
    }
    return next;
  }
}

/** Alarms by the name they are given. */
function namesOf(application: Application): Map<string, Resource[]> {
  const named = new Map<string, Resource[]>();
  for (const type of ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm', 'AWS::CloudWatch::LogAlarm']) {
    for (const alarm of application.resources(type)) {
      const name = textOf(alarm.at('AlarmName'));
      if (name === undefined) continue;
      const same = named.get(name);
      if (same === undefined) named.set(name, [alarm]);
      else same.push(alarm);
    }
  }
  return named;
}

/** Of alarms of one name, the one where the composite is: a composite sees those of its account and Region. */
function nearest(alarms: readonly Resource[] | undefined, composite: Resource): Resource | undefined {
  if (alarms === undefined || alarms.length < 2) return alarms?.[0];
  return (
    alarms.find(({ stack }) => stack.environment === composite.stack.environment) ??
    alarms.find(({ region }) => region === composite.region)
  );
}
