import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { catalog } from './catalog';
import { monthlyCost } from './cost';
import { coverAtSynthesis, coverNow } from './coverage';
import type { HealthAlarm, HealthAlarmDefinition } from './health-alarm';
import { Ledger } from './ledger';
import type { AlarmTuning, HealthAlarmsOptions } from './options';
import { checkTuning } from './settings';

/**
 * Gives all resources below a scope the alarms they should have, each in the stack of its resource, also those that are
 * added later, in nested stacks, in Stages, and those that are no L2 constructs. `HealthAlarms.catalog` lists them.
 *
 * - Each alarm says in its description what is wrong for whom. Errors are told as a share of the requests, so that
 *   one rule fits a busy and a quiet service; what depends on the load alone (requests, connections) has no alarm.
 * - Missing data is breaching where data stops with the resource (heartbeats), else not breaching: no errors, no data.
 * - Alarms of the class `OUTAGE` say that the resource is out of service, so that they may silence what depends on it.
 * - An alarm that is there already on the same metric of the same resource is not made again. Resources that CDK
 *   made for its own work at deployment get none.
 * - Where `JourneyAlarms` page, `cover({ actions, journeyActions: [] })` lets all other alarms act by themselves: each
 *   trouble is told once, and none to nobody.
 * - An alarm has the condition of its resource.
 * - Metrics that are not published are not watched: of an Auto Scaling group, switch its group metrics on first.
 * - An information at each stack tells how many alarms were made and what they cost; a warning, when it nears the
 *   500 resources that CloudFormation takes.
 */
export class HealthAlarms {
  /**
   * The alarms of a scope.
   *
   * @param scope an App, a Stage, a stack, a construct or a resource in one
   */
  public static of(scope: IConstruct): HealthAlarms {
    return new HealthAlarms(scope);
  }

  /** All alarms that the block knows, by resource type: the names and numbers that `tune()` is about. */
  public static get catalog(): HealthAlarmDefinition[] {
    return catalog();
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Gives everything below the scope its alarms when it is synthesized. Called again, here or for a scope within, it
   * changes what is said and makes nothing twice: the nearest scope holds.
   */
  public cover(options: HealthAlarmsOptions = {}): HealthAlarms {
    Ledger.of(this.scope).cover(this.scope, options);
    coverAtSynthesis(this.scope);
    return this;
  }

  /**
   * Changes alarms below the scope, or switches them off; for a single resource, with the resource as the scope.
   * The nearest scope holds, then the last call.
   */
  public tune(tuning: AlarmTuning): HealthAlarms {
    checkTuning(this.scope, tuning);
    Ledger.of(this.scope).tune(this.scope, tuning);
    return this;
  }

  /**
   * Makes the alarms of what is below the scope now, as far as it is covered, instead of at synthesis: for tests, and
   * for what builds on them. What other aspects change later does not count any more.
   */
  public makeNow(): HealthAlarm[] {
    coverNow(this.scope);
    return this.alarms;
  }

  /** All alarms on resources below the scope, those that were there before included. Empty before synthesis. */
  public get alarms(): HealthAlarm[] {
    return Ledger.of(this.scope).alarmsBelow(this.scope);
  }

  /** The alarms on a resource, or on all resources of a construct. Empty before synthesis. */
  public alarmsOf(resource: IConstruct): HealthAlarm[] {
    const ledger = Ledger.of(this.scope);
    return CfnResource.isCfnResource(resource) ? [...(ledger.alarmsOf(resource) ?? [])] : ledger.alarmsBelow(resource);
  }

  /** How many alarms were made below the scope. */
  public get alarmCount(): number {
    return this.alarms.filter(({ isExisting }) => !isExisting).length;
  }

  /** What these alarms cost in a month, in USD: an estimate from the list price in us-east-1. */
  public get monthlyCost(): number {
    return monthlyCost(this.alarms);
  }
}
