import type { Value } from '../../model/value';
import type { News } from './records';
import { elementsOf, isFalse, literalOf } from './texts';

/** How an alarm compares, which side of its threshold it goes off on. */
type Side = 'LOW' | 'HIGH' | 'BOTH';

/** What a metric shows. Sources: "CloudWatch metrics" in the guide of each service. */
interface MetricClass {
  readonly name: RegExp;
  /** On which side of the threshold it is bad news. */
  readonly side?: 'LOW' | 'HIGH';
  readonly tellsOf: readonly News[];
}

/** The first that fits speaks. */
const CLASSES: readonly MetricClass[] = [
  // Mistakes of the caller, and the exhaustion of ports.
  { name: /4xx/i, tellsOf: [] },
  { name: /^ErrorPortAllocation$/, side: 'HIGH', tellsOf: ['OVERLOAD'] },
  {
    name: /^(HealthyHostCount|HealthCheckStatus|HealthCheckPercentageHealthy|SuccessPercent|GroupInServiceInstances|RunningTaskCount|ConnectionEstablishedCount|HealthyStateDNS|HealthyStateRouting|ActiveControllerCount|TunnelState|ConnectionState|ExecutionsSucceeded)$/,
    side: 'LOW',
    tellsOf: ['FAILURE', 'OVERLOAD'],
  },
  {
    name: /^(UnHealthyHostCount|PacketsDropCount|StatusCheckFailed|ClusterStatus\.red|OfflinePartitionsCount|UnHealthyState)|5xx|error|fail|fault|abort|timedout|rejected|DeadLetter/i,
    side: 'HIGH',
    tellsOf: ['FAILURE', 'OVERLOAD'],
  },
];

const LIMITS: readonly News[] = ['OVERLOAD'];

/** A metric of the team's own: somebody chose it, for whatever it shows. */
const CHOSEN: readonly News[] = ['FAILURE', 'OVERLOAD', 'DATA'];

/** Namespaces of AWS that do not begin with `AWS/`. */
const OF_AWS = /^(AWS\/|ECS\/ContainerInsights|ContainerInsights|CloudWatchSynthetics|LambdaInsights|CWAgent|Glue$)/;

/** `SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)`: a query that is narrowed by `WHERE` is of some only. */
const SELECT = /^\s*SELECT\s+\w+\(\s*"?([\w.]+)"?\s*\)\s+FROM\s+(?:SCHEMA\(\s*)?"?([\w/]+)"?(?![^]*\bWHERE\b)/i;

/** Dimensions that place a metric in a zone. */
const ZONE_DIMENSIONS = ['AvailabilityZone', 'AvailabilityZoneId', 'AZ'];

/** One metric that an alarm reads. */
export interface Reading {
  readonly namespace: string | undefined;
  readonly metric: string | undefined;
  readonly dimensions: readonly Dimension[];
  /** It is read of all resources of its kind. */
  readonly isFleet?: true;
}

/** One dimension of a metric. */
export interface Dimension {
  readonly name: string | undefined;
  readonly value: Value;
}

/** The metrics that a place of an alarm names: by `MetricName` and `Dimensions`, or in `Metrics`. */
export function readingsOf(properties: Value): Reading[] {
  const queries = elementsOf(properties.at('Metrics'));
  if (queries.length > 0) return queries.filter((query) => !isUnused(query, queries)).flatMap(readingOf);
  return properties.at('MetricName').isPresent ? [readingAt(properties)] : [];
}

/** What one of several queries reads: a metric, or all metrics of a kind by a query in words. */
function readingOf(query: Value): Reading[] {
  if (query.at('MetricStat').isPresent) return [readingAt(query.at('MetricStat.Metric'))];
  const select = SELECT.exec(literalOf(query.at('Expression')) ?? '');
  return select === null ? [] : [{ namespace: select[2], metric: select[1], dimensions: [], isFleet: true }];
}

/** What an alarm tells of when it goes off by a metric. */
export function newsOf({ namespace, metric, dimensions }: Reading, alarm: Value): News[] {
  const news = new Set<News>();
  if (namespace === 'AWS/Backup') return ['BACKUP'];
  const own = namespace === undefined || !OF_AWS.test(namespace) ? CHOSEN : newsOfAws(metric, sideOf(alarm));
  own.forEach((each) => news.add(each));
  // Whatever is counted: nothing is counted any more once everything is gone.
  if (literalOf(alarm.at('TreatMissingData')) === 'breaching') news.add('FAILURE');
  if (news.has('FAILURE') && dimensions.some(({ name }) => ZONE_DIMENSIONS.includes(name ?? ''))) news.add('ZONE');
  return [...news];
}

/** The zone that a metric is of; `undefined` for one that is of none. */
export function zoneOf({ dimensions }: Reading): Value | undefined {
  return dimensions.find(({ name }) => ZONE_DIMENSIONS.includes(name ?? ''))?.value;
}

function newsOfAws(metric: string | undefined, side: Side): readonly News[] {
  const found = metric === undefined ? undefined : CLASSES.find(({ name }) => name.test(metric));
  if (found === undefined) return LIMITS;
  return found.side === undefined || side === 'BOTH' || side === found.side ? found.tellsOf : [];
}

/** An alarm whose comparison is open goes off on the side that was meant, as does one on an expression. */
function sideOf(alarm: Value): Side {
  if (elementsOf(alarm.at('Metrics')).some((query) => query.at('Expression').isPresent)) return 'BOTH';
  const comparison = literalOf(alarm.at('ComparisonOperator')) ?? '';
  const [isLow, isHigh] = [/^LessThan/.test(comparison), /GreaterThan/.test(comparison)];
  return isLow === isHigh ? 'BOTH' : isLow ? 'LOW' : 'HIGH';
}

/** A metric that is neither returned nor part of an expression is not read. */
function isUnused(query: Value, queries: readonly Value[]): boolean {
  return isFalse(query.at('ReturnData')) && !queries.some((each) => each.at('Expression').isPresent);
}

function readingAt(at: Value): Reading {
  return {
    namespace: literalOf(at.at('Namespace')),
    metric: literalOf(at.at('MetricName')),
    dimensions: elementsOf(at.at('Dimensions')).map((each) => ({
      name: literalOf(each.at('Name')),
      value: each.at('Value'),
    })),
  };
}
