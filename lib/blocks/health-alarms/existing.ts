import { Stack, Stage, type CfnResource } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Census } from './census';
import { OPERATORS } from './metric';
import { isObject, readValue, type Json } from './property-reader';
import type { AlarmRow, Dimensions } from './registry/types';
import type { Settings } from './settings';
import type { Subject } from './subject';

/** Dimensions that narrow a metric without leaving out a part that matters: most APIs have one stage. */
const HARMLESS = ['Stage'];

interface Watched {
  readonly by: Subject;
  readonly dimensions: ReadonlyMap<string, Json>;
}

/** The alarms that the user made, by the metric they read. */
export class ExistingAlarms {
  private readonly byMetric = new Map<string, Watched[]>();

  constructor(
    private readonly census: Census,
    isOurs: (resource: CfnResource) => boolean,
  ) {
    for (const by of census.ofType(CfnAlarm.CFN_RESOURCE_TYPE_NAME)) {
      if (isOurs(by.resource)) continue;
      const queries = by
        .list('Metrics')
        .map((query) => (isObject(query) && isObject(query.MetricStat) ? query.MetricStat.Metric : undefined));
      for (const metric of [by.properties, ...queries]) {
        if (!isObject(metric) || typeof metric.MetricName !== 'string') continue;
        const key = `${String(metric.Namespace)} ${metric.MetricName}`;
        this.byMetric.set(key, [
          ...(this.byMetric.get(key) ?? []),
          { by, dimensions: dimensionsOf(metric.Dimensions) },
        ]);
      }
    }
  }

  /** The user's alarms that read all that ours would; empty where they leave out something. */
  public find(row: AlarmRow, namespace: string, dimensions: readonly Dimensions[], home: Stack): Subject[] {
    const watched = (this.byMetric.get(`${namespace} ${row.metric}`) ?? []).filter(({ by }) => {
      return (
        by.stack.region === home.region && by.stack.account === home.account && Stage.of(by.resource) === Stage.of(home)
      );
    });
    if (watched.length === 0) return [];
    const wanted = dimensions.map((each) => readValue(each, home)).filter(isObject);
    const [first = {}, ...others] = wanted;
    const shared = Object.entries(first).filter(([name, value]) => others.every((other) => same(other[name], value)));
    const varying = Object.keys(first).concat(others.flatMap((other) => Object.keys(other)));
    if (shared.length > 0) return this.matching(watched, shared, [...HARMLESS, ...varying], home);
    const found = wanted.map((each) => this.matching(watched, Object.entries(each), HARMLESS, home));
    return found.every((each) => each.length > 0) ? found.flat() : [];
  }

  private matching(watched: Watched[], wanted: [string, Json][], allowed: string[], home: Stack): Subject[] {
    const names = new Set([...wanted.map(([name]) => name), ...allowed]);
    const found = watched.filter(({ by, dimensions }) => {
      return (
        [...dimensions.keys()].every((name) => names.has(name)) &&
        wanted.every(([name, value]) => this.isSame(dimensions.get(name), by.stack, value, home))
      );
    });
    return [...new Set(found.map(({ by }) => by))];
  }

  /** Two values that are written alike, name the same resource in whatever way, or one of them is its name. */
  private isSame(theirs: Json, theirStack: Stack, ours: Json, ourStack: Stack): boolean {
    const target = this.census.target(theirs, theirStack);
    const our = this.census.target(ours, ourStack);
    return target === undefined ? same(theirs, ours) || our?.isCalled(theirs) === true : target === our;
  }
}

/** Whether the user's alarm goes off only when ours of the outage class would: as late or later, on the same value. */
export function isOutage(alarm: Subject, row: AlarmRow, { isOutage: wanted, threshold }: Settings): boolean {
  const said = alarm.number('Threshold');
  if (!wanted || said === undefined || row.expression !== undefined || alarm.value('Metrics') !== undefined)
    return false;
  if (alarm.text('Statistic') !== row.statistic) return false;
  const operator = OPERATORS[row.when];
  if (alarm.text('ComparisonOperator') !== operator) return false;
  return row.when === 'atLeast' ? said >= threshold : said <= threshold;
}

function dimensionsOf(list: Json): Map<string, Json> {
  if (!Array.isArray(list)) return new Map();
  return new Map(list.filter(isObject).map(({ Name, Value }) => [String(Name), Value]));
}

function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
