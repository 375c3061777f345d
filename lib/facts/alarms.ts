import type { Application } from '../model/application';
import type { Resource } from '../model/resource';
import type { Json } from '../model/values';
import type { Value } from '../model/value';

/** Resource types that are an alarm and take actions. */
export const ALARM_TYPES = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm', 'AWS::CloudWatch::LogAlarm'];

/** One metric that an alarm reads: by `MetricName` and `Dimensions` of the alarm, or in `Metrics`. */
export interface WatchedMetric {
  readonly namespace: Value;
  readonly name: Value;
  readonly dimensions: Value;
}

/** The metrics that an `AWS::CloudWatch::Alarm` reads. */
export function metricsOf(alarm: Resource): WatchedMetric[] {
  if (!alarm.has('Metrics')) return [metricAt(alarm.properties)];
  return alarm
    .list('Metrics')
    .filter((query) => query.at('MetricStat').isPresent)
    .map((query) => metricAt(query.at('MetricStat.Metric')));
}

/**
 * The alarms that watch one of some metrics of a resource: by reference in a dimension, by its physical name written
 * out, or with a query over all resources of its kind. An open metric name counts, as somebody chose it.
 *
 * @param nameProperty the property that gives the name which CloudWatch uses as dimension
 */
export function alarmsOn(resource: Resource, metrics: readonly string[], nameProperty: string): Resource[] {
  const isOneOf = (name: Value): boolean => name.kind === 'unknown' || metrics.includes(name.string() ?? '');
  const byReference = resource
    .mentions('AWS::CloudWatch::Alarm')
    .filter(({ resource: alarm, path }) => {
      const place = /^Properties\.(Metrics\.\d+\.MetricStat\.Metric\.)?Dimensions\./.exec(path);
      return place !== null && isOneOf(alarm.at(`${place[1] ?? ''}MetricName`));
    })
    .map((mention) => mention.resource);
  const { byName, fleet } = indexOf(resource.stack.application);
  const name = resource.at(nameProperty);
  const sameName = name.kind === 'known' ? (byName.get(name.string() ?? '') ?? []) : [];
  const others = [...sameName, ...fleet].filter(
    ({ alarm, said }) => sameRegion(alarm, resource) && metrics.some((metric) => said.includes(metric)),
  );
  return [...new Set([...byReference, ...others.map(({ alarm }) => alarm)])];
}

/** Whether an EventBridge rule or a notification configuration of the application hears of every alarm of a Region. */
export function alarmEventsAreRouted(alarm: Resource): boolean {
  return indexOf(alarm.stack.application).routers.some((router) => sameRegion(router, alarm));
}

/** Whether a composite alarm, a deployment or another resource names an alarm by the name written out. */
export function isUsedByName(alarm: Resource): boolean {
  const name = alarm.at('AlarmName');
  return name.kind === 'known' && indexOf(alarm.stack.application).namedAlarms.has(name.string() ?? '');
}

interface Indexed {
  /** Alarms by each dimension value that is written out, with all that the alarm says of its metrics. */
  readonly byName: ReadonlyMap<string, readonly Watch[]>;
  /** Alarms on a Metrics Insights query, or on a metric summed over all resources. */
  readonly fleet: readonly Watch[];
  readonly routers: readonly Resource[];
  readonly namedAlarms: ReadonlySet<string>;
}

interface Watch {
  readonly alarm: Resource;
  readonly said: string;
}

/** What does not depend on open conditions: names written out. Read once, or each queue would read each alarm. */
const INDEXES = new WeakMap<Application, Indexed>();

function indexOf(application: Application): Indexed {
  let indexed = INDEXES.get(application);
  if (indexed === undefined) INDEXES.set(application, (indexed = application.outside(() => read(application))));
  return indexed;
}

function read(application: Application): Indexed {
  const byName = new Map<string, Watch[]>();
  const fleet: Watch[] = [];
  for (const alarm of application.resources('AWS::CloudWatch::Alarm')) {
    const queries = alarm.at('Metrics').json();
    const said = JSON.stringify([alarm.at('MetricName').json(), queries]);
    const values = [alarm.at('Dimensions').json(), queries].flatMap(dimensionValues);
    for (const value of new Set(values)) {
      const known = byName.get(value);
      if (known === undefined) byName.set(value, [{ alarm, said }]);
      else known.push({ alarm, said });
    }
    if (values.length === 0 || /\bSELECT\b/i.test(said)) fleet.push({ alarm, said });
  }
  return { byName, fleet, routers: routersOf(application), namedAlarms: alarmNames(application) };
}

function dimensionValues(json: Json | undefined): string[] {
  if (Array.isArray(json)) return json.flatMap(dimensionValues);
  if (typeof json !== 'object' || json === null) return [];
  if (typeof json.Name === 'string' && json.Value !== undefined) return [String(json.Value)];
  return Object.values(json).flatMap(dimensionValues);
}

function routersOf(application: Application): Resource[] {
  const rules = application.resources('AWS::Events::Rule').filter((rule) => {
    const pattern = JSON.stringify(rule.at('EventPattern').json() ?? '');
    const wantsAlarms = !pattern.includes('detail-type') || pattern.includes('CloudWatch Alarm State Change');
    return pattern.includes('aws.cloudwatch') && wantsAlarms && rule.at('State').json() !== 'DISABLED';
  });
  const notifications = application
    .resources('AWS::Notifications::EventRule')
    .filter((rule) => rule.at('Source').json() === 'aws.cloudwatch');
  return [...rules, ...notifications];
}

function alarmNames(application: Application): Set<string> {
  const expressions = application
    .resources('AWS::CloudWatch::CompositeAlarm')
    .map((composite) => JSON.stringify([composite.at('AlarmRule').json(), composite.at('ActionsSuppressor').json()]));
  const lists = application
    .resources('AWS::CodeDeploy::DeploymentGroup')
    .map((group) => group.at('AlarmConfiguration.Alarms').json())
    .concat(application.resources('AWS::ECS::Service').map((each) => each.at('DeploymentConfiguration.Alarms').json()));
  return new Set(
    [...expressions, JSON.stringify(lists)].flatMap((text) => text.split(/[\\"'()]+/).map((part) => part.trim())),
  );
}

function metricAt(at: Value): WatchedMetric {
  return { namespace: at.at('Namespace'), name: at.at('MetricName'), dimensions: at.at('Dimensions') };
}

function sameRegion(a: Resource, b: Resource): boolean {
  return a.region === undefined || b.region === undefined || a.region === b.region;
}
