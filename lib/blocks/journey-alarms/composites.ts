import { AlarmRule, CfnCompositeAlarm, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct, IDependable } from 'constructs';
import { anyOfRule } from './alarm-tree';
import type { PlannedPage } from './page-plan';

/** Makes the planned composite alarms in one stack. They name each other, and alarms of other stacks, by name. */
export class Composites {
  /** What alarms of a name are: CloudWatch refuses a composite whose alarms do not exist yet. */
  private readonly known = new Map<string, IDependable>();
  private readonly made: CompositeAlarm[] = [];

  /** @param scope where they are made */
  constructor(private readonly scope: Construct) {}

  /** All that were made. */
  public get all(): readonly CompositeAlarm[] {
    return this.made;
  }

  /** Tells of an alarm that composites will name. */
  public know(name: string, alarm: IDependable): void {
    this.known.set(name, alarm);
  }

  /** Makes a composite that is in ALARM when any of its children is. */
  public add(id: string, name: string, children: readonly string[], description: string): CompositeAlarm {
    const composite = new CompositeAlarm(this.scope, id, {
      compositeAlarmName: name,
      alarmRule: AlarmRule.fromString(anyOfRule(children)),
      alarmDescription: description,
    });
    this.require(composite, children);
    this.know(name, composite);
    this.made.push(composite);
    return composite;
  }

  /** Makes a page, held back by its suppressor. */
  public addPage(id: string, { name, children, suppressor, wait }: PlannedPage, description: string): CompositeAlarm {
    const page = this.add(id, name, children, description);
    if (suppressor === undefined || wait === undefined) return page;
    const cfn = page.node.defaultChild as CfnCompositeAlarm;
    cfn.actionsSuppressor = suppressor;
    cfn.actionsSuppressorWaitPeriod = wait;
    // A cause that is repaired needs about as long to take its dependents out of their alarms.
    cfn.actionsSuppressorExtensionPeriod = wait;
    this.require(page, [suppressor]);
    return page;
  }

  /** Lets a composite be made after the alarms it names. */
  public require(composite: CompositeAlarm, names: readonly string[]): void {
    for (const name of names) {
      const alarm = this.known.get(name);
      if (alarm !== undefined) composite.node.addDependency(alarm);
    }
  }
}
