import { Stack, type CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { Census } from './census';
import type { HealthAlarm } from './health-alarm';
import { JourneyPages } from './journey-pages';
import type { AlarmTuning, HealthAlarmsOptions } from './options';

/** A tuning, and where it stands. */
export interface PlacedTuning extends AlarmTuning {
  /** Whether its scope is within the one that says what the alarms do. */
  readonly isNearer: boolean;
}

const LEDGERS = new WeakMap<IConstruct, Ledger>();

/** What is asked for in a tree of constructs, and what was made. */
export class Ledger {
  public static of(scope: IConstruct): Ledger {
    const { root } = scope.node;
    let ledger = LEDGERS.get(root);
    if (ledger === undefined) LEDGERS.set(root, (ledger = new Ledger(root)));
    return ledger;
  }

  private readonly covers = new Map<IConstruct, HealthAlarmsOptions>();
  private readonly tunings = new Map<IConstruct, AlarmTuning[]>();
  private readonly alarms = new Map<CfnResource, readonly HealthAlarm[]>();
  private readonly made = new Set<CfnResource>();
  private known?: Census;

  /** What journeys page for. */
  public readonly pages: JourneyPages;

  private constructor(private readonly root: IConstruct) {
    this.pages = new JourneyPages(root);
  }

  public get census(): Census {
    return (this.known ??= new Census(this.root));
  }

  public cover(scope: IConstruct, options: HealthAlarmsOptions): void {
    this.covers.set(scope, merged(this.covers.get(scope), options));
  }

  public tune(scope: IConstruct, tuning: AlarmTuning): void {
    this.tunings.set(scope, [...(this.tunings.get(scope) ?? []), tuning]);
  }

  public isCovered(scope: IConstruct): boolean {
    return this.covers.has(scope);
  }

  /** The nearest covered scope that a construct is in or is itself. */
  public coverOf(construct: IConstruct): IConstruct | undefined {
    return construct.node.scopes.findLast((scope) => this.covers.has(scope));
  }

  /** What holds for a construct: what the nearest covered scope says, and for the rest those around it. */
  public optionsOf(construct: IConstruct): HealthAlarmsOptions {
    return construct.node.scopes.reduce<HealthAlarmsOptions>((all, scope) => merged(all, this.covers.get(scope)), {});
  }

  /** The tunings for a construct, the nearest last. Actions of a nearer covered scope hold against those tuned around it. */
  public tuningsOf(construct: IConstruct): PlacedTuning[] {
    const { scopes } = construct.node;
    const acting = scopes.findLastIndex((scope) => this.covers.get(scope)?.actions !== undefined);
    return scopes.flatMap((scope, depth) => {
      return (this.tunings.get(scope) ?? []).map((tuning) => ({
        ...tuning,
        ...(depth < acting && { actions: undefined }),
        isNearer: depth > acting,
      }));
    });
  }

  /** The construct that holds the alarms of a resource: the covered scope within its stack, or else the stack. */
  public placeOf(resource: IConstruct): IConstruct {
    const cover = this.coverOf(resource);
    const stack = Stack.of(resource);
    return cover !== undefined && isWithin(cover, stack) && Stack.of(cover) === stack ? cover : stack;
  }

  public record(resource: CfnResource, alarms: readonly HealthAlarm[]): void {
    this.alarms.set(resource, alarms);
    for (const { alarm, isExisting } of alarms) if (!isExisting) this.made.add(alarm);
  }

  public isMade(alarm: CfnResource): boolean {
    return this.made.has(alarm);
  }

  /** The alarms of a resource; `undefined` while it was not its turn. */
  public alarmsOf(resource: CfnResource): readonly HealthAlarm[] | undefined {
    return this.alarms.get(resource);
  }

  /** All alarms on resources below a scope. */
  public alarmsBelow(scope: IConstruct): HealthAlarm[] {
    return [...this.alarms].flatMap(([resource, alarms]) => (isWithin(resource, scope) ? alarms : []));
  }
}

/** Whether a construct is below a scope, or is it. */
export function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) if (at === scope) return true;
  return false;
}

/** What the nearer options say holds; all that is said of actions belongs together. */
function merged(far: HealthAlarmsOptions = {}, near: HealthAlarmsOptions = {}): HealthAlarmsOptions {
  const said = Object.fromEntries(Object.entries(near).filter(([, value]) => value !== undefined));
  const { okActions, journeyActions, ...rest } = far;
  return { ...(near.actions === undefined ? far : rest), ...said };
}
