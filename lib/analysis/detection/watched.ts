import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import { DIMENSION_NAMES, FLEETS, metricRegionOf, WITHOUT_DIMENSION } from './dimension-names';
import { newsOf, readingsOf, zoneOf, type Dimension, type Reading } from './metrics';
import type { News } from './records';
import { standInsOf, writersTo, type StandIn } from './stand-ins';
import { push } from './lists';
import { elementsOf, literalOf, textOf } from './texts';

/** What an alarm watches: a resource, directly or through another. */
export interface Watch {
  readonly resource: Resource;
  readonly news: readonly News[];
  readonly because: string;
  /** The type that its metric is of: that of a health check or a canary for what they call. */
  readonly by: string;
}

/** What an alarm watches that is no single resource of the application. */
export interface Elsewhere {
  /** All resources of some types. */
  readonly fleets: readonly Fleet[];
  /** Zones by name. */
  readonly zones: readonly string[];
  /** Values of dimensions that are written out: the name of a third party may be one. */
  readonly values: readonly string[];
  /** Namespaces of metrics of a whole account and Region. */
  readonly accountWide: readonly string[];
}

/** All resources of a type in the Region of an alarm. */
export interface Fleet {
  readonly type: string;
  readonly news: readonly News[];
  readonly because: string;
}

/** Resources behind what alarms name that are looked at in all; no real application comes near. */
const MAX_STAND_INS = 200_000;

const NOWHERE: Elsewhere = { fleets: [], zones: [], values: [], accountWide: [] };

/** What the alarms of an application watch. Names and metric filters are read once. */
export class WatchIndex {
  /** Resources by dimension and the name written out. */
  private readonly byName = new Map<string, Resource[]>();
  /** Log groups by the metric that a filter makes of them. */
  private readonly filtered = new Map<string, Resource[]>();

  private readonly standIns = new Map<Resource, readonly StandIn[]>();
  private readonly writers = new Map<Resource, readonly StandIn[]>();
  private standInsLeft = MAX_STAND_INS;

  constructor(application: Application) {
    for (const [type, { dimension, property }] of Object.entries(DIMENSION_NAMES)) {
      for (const resource of application.resources(type)) {
        const name = literalOf(resource.at(property));
        if (name !== undefined) push(this.byName, `${dimension} ${name}`, resource);
      }
    }
    for (const filter of application.resources('AWS::Logs::MetricFilter')) {
      const group = filter.reference('LogGroupName');
      if (group === undefined) continue;
      for (const made of elementsOf(filter.at('MetricTransformations'))) {
        const metric = `${textOf(made.at('MetricNamespace'))} ${textOf(made.at('MetricName'))}`;
        push(this.filtered, metric, group);
      }
    }
  }

  /** What an alarm watches, with all that it tells of each. */
  public watchedBy(alarm: Resource): { readonly watches: readonly Watch[]; readonly elsewhere: Elsewhere } {
    if (alarm.type === 'AWS::CloudWatch::LogAlarm') return { watches: this.byLogs(alarm), elsewhere: NOWHERE };
    const watches: Watch[] = [];
    const elsewhere = {
      fleets: [] as Fleet[],
      zones: [] as string[],
      values: [] as string[],
      accountWide: [] as string[],
    };
    for (const reading of readingsOf(alarm.properties)) {
      const news = newsOf(reading, alarm.properties);
      const { namespace = '', dimensions } = reading;
      if (isFleet(reading)) {
        const because = `${calledOf(reading)} of all`;
        if (news.length > 0)
          elsewhere.fleets.push(...(FLEETS[namespace] ?? []).map((type) => ({ type, news, because })));
      } else if (news.length > 0) watches.push(...this.read(alarm, reading, news));
      const zone = zoneOf(reading)?.identity;
      if (zone !== undefined) elsewhere.zones.push(zone.replaceAll('"', ''));
      elsewhere.values.push(...dimensions.flatMap(({ value }) => literalOf(value) ?? []));
      if (namespace === 'AWS/Usage' || (dimensions.length === 0 && WITHOUT_DIMENSION.includes(namespace))) {
        elsewhere.accountWide.push(namespace);
      }
    }
    return { watches, elsewhere };
  }

  private read(alarm: Resource, reading: Reading, news: readonly News[]): Watch[] {
    const called = calledOf(reading);
    const named = reading.dimensions.flatMap((dimension) => this.named(dimension, called, alarm, news));
    return [...named, ...this.filteredBy(alarm, called, news)];
  }

  private named({ name, value }: Dimension, called: string, alarm: Resource, news: readonly News[]): Watch[] {
    const text = literalOf(value);
    const resources =
      text === undefined
        ? value.mentions
        : (this.byName.get(`${name} ${text}`) ?? []).filter((each) => isIn(alarm, each));
    return resources
      .filter((resource) => isWhereMetricsAre(alarm, resource))
      .flatMap((resource) => {
        const because = `${called} by ${name ?? 'a dimension'}`;
        const standIns = this.standInsOf(resource);
        this.standInsLeft -= standIns.length;
        if (this.standInsLeft < 0) return [{ resource, news, because, by: resource.type }];
        const through = standIns.map((each) => ({
          resource: each.resource,
          news: newsFor(each, news, called),
          because: `${because}: ${each.because}`,
          by: resource.type,
        }));
        return [{ resource, news, because, by: resource.type }, ...through.filter((each) => each.news.length > 0)];
      });
  }

  /** Whether what stands behind target groups, queues and log groups was left out of some alarms. */
  public get isBounded(): boolean {
    return this.standInsLeft < 0;
  }

  private standInsOf(resource: Resource): readonly StandIn[] {
    let found = this.standIns.get(resource);
    if (found === undefined) this.standIns.set(resource, (found = standInsOf(resource)));
    return found;
  }

  private filteredBy(alarm: Resource, called: string, news: readonly News[]): Watch[] {
    const groups = this.filtered.get(called)?.filter((group) => isIn(alarm, group)) ?? [];
    return groups.flatMap((group) => this.byWriters(group, news, called));
  }

  private byLogs(alarm: Resource): Watch[] {
    const groups = alarm.at('ScheduledQueryConfiguration.LogGroupIdentifiers').mentions;
    return groups.flatMap((group) => this.byWriters(group, ['FAILURE', 'OVERLOAD', 'DATA'], 'a query of its logs'));
  }

  private byWriters(group: Resource, news: readonly News[], called: string): Watch[] {
    let writers = this.writers.get(group);
    if (writers === undefined) this.writers.set(group, (writers = writersTo(group)));
    this.standInsLeft -= writers.length;
    if (this.standInsLeft < 0) return [];
    return writers.map(({ resource, because }) => {
      return { resource, news, because: `${called}: ${because}`, by: group.type };
    });
  }
}

function calledOf({ namespace, metric }: Reading): string {
  return `${namespace ?? 'a namespace'} ${metric ?? 'a metric'}`;
}

/** Whether a metric is read of all resources of its kind. */
function isFleet({ isFleet: isQuery, dimensions, namespace }: Reading): boolean {
  return isQuery === true || (dimensions.length === 0 && WITHOUT_DIMENSION.includes(namespace ?? ''));
}

/** What of the news of a metric holds for what stands behind it. */
function newsFor({ news: own, isByBacklog }: StandIn, news: readonly News[], called: string): readonly News[] {
  // What waits shows the loss of who should take it, not of where it waits.
  if (isByBacklog === true) return isBacklog(called) ? own : [];
  return news.filter((each) => own.includes(each));
}

/** Metrics that grow when nobody takes what waits. */
function isBacklog(called: string): boolean {
  return /AgeOfOldest|IteratorAge|ApproximateNumberOfMessagesVisible/.test(called);
}

/** Names are given once in a Region. */
function isIn(alarm: Resource, { region }: Resource): boolean {
  return alarm.region === undefined || region === undefined || alarm.region === region;
}

/** Whether an alarm has the metrics of a resource before it. */
function isWhereMetricsAre(alarm: Resource, { type, region }: Resource): boolean {
  const home = metricRegionOf(type, region);
  return alarm.region === undefined || home === undefined || alarm.region === home;
}
