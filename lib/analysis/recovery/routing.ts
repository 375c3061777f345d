import { attempt } from '../../model/attempt';
import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { Value } from '../../model/value';
import { choiceOf, hasHealth, recordsOf, RECORD_TYPES } from '../../facts/records';
import type { Evidence } from '../component';
import type { Estimator, Time } from './estimate';
import { figure } from './data';

/** How requests come to be led to an entry in another Region. */
export interface Routing extends Time {
  readonly evidence: readonly Evidence[];
}

/** Records that lead to records: a name of a Region below the name that customers call. */
const MAX_STEPS = 4;
/** What Route 53 answers with for an alias to a load balancer, in seconds. Amazon Route 53 Developer Guide. */
const ALIAS_TTL = 60;
/** Amazon Route 53 Developer Guide, health checks: what holds where nothing is said. */
const INTERVAL = 30;
const THRESHOLD = 3;

/** The DNS records of an application, by where they lead. */
export class Routes {
  private readonly byTarget = new Map<string, Value[]>();
  private readonly byResource = new Map<Resource, Value[]>();

  constructor(
    private readonly application: Application,
    private readonly estimator: Estimator,
  ) {
    for (const resource of application.resources(...RECORD_TYPES)) {
      const records = attempt(application, () => recordsOf(resource));
      for (const record of records.isKnown ? records.value : []) this.index(record);
    }
  }

  /** How long it takes until requests for lost entry points go elsewhere. */
  public awayFrom(entries: readonly Resource[]): Routing {
    const records = this.leadingTo(entries);
    const switches = records.filter((record) => this.isSwitch(record));
    if (switches.length === 0) return this.byAccelerator(entries) ?? this.nothing(records);
    let worst: Routing | undefined;
    for (const record of switches) {
      const read = attempt(this.application, () => this.timeOf(record));
      const routing = read.isKnown ? read.value : open(record, read.because);
      if (typeof routing.seconds !== 'number') return routing;
      if (worst === undefined || routing.seconds > (worst.seconds as number)) worst = routing;
    }
    return worst as Routing;
  }

  private index(record: Value): void {
    for (const place of [record.at('AliasTarget.DNSName'), ...listed(record.at('ResourceRecords'))]) {
      for (const resource of place.mentions) push(this.byResource, resource, record);
      const text = place.kind === 'known' ? hostOf(place) : undefined;
      if (text !== undefined) push(this.byTarget, text, record);
    }
  }

  /** The records by which customers come to entry points, directly or by other records. */
  private leadingTo(entries: readonly Resource[]): Value[] {
    const found = new Set<Value>();
    for (const entry of entries) for (const record of this.byResource.get(entry) ?? []) found.add(record);
    let level = [...found];
    for (let step = 0; step < MAX_STEPS && level.length > 0; step += 1) {
      const next: Value[] = [];
      for (const record of level) {
        const name = hostOf(record.at('Name'));
        for (const other of name === undefined ? [] : (this.byTarget.get(name) ?? [])) {
          if (!found.has(other)) next.push(other);
          found.add(other);
        }
      }
      level = next;
    }
    return [...found];
  }

  /** Whether Route 53 chooses between the record and others of its name. */
  private isSwitch(record: Value): boolean {
    const read = attempt(this.application, () => record.at('Failover').isPresent || choiceOf(record) !== undefined);
    return read.isKnown && read.value;
  }

  private timeOf(record: Value): Routing {
    const name = String(record.at('Name').json());
    if (!hasHealth(record)) {
      return open(record, `nothing tells Route 53 that ${name} is not well: somebody has to change the record`);
    }
    const ttl = record.at('AliasTarget').isPresent ? ALIAS_TTL : (record.at('TTL').number() ?? ALIAS_TTL);
    const check = record.at('HealthCheckId');
    if (!check.isPresent) {
      const seconds = INTERVAL * THRESHOLD + ttl;
      const formula = `${INTERVAL} x ${THRESHOLD} + ${ttl}`;
      const says = 'EvaluateTargetHealth is true: the record is as well as what it leads to';
      return {
        seconds,
        basis: 'DERIVED',
        confidence: 'LOW',
        formula,
        evidence: [{ resource: record.resource, path: record.at('AliasTarget.EvaluateTargetHealth').path, says }],
      };
    }
    const own = check.reference();
    if (own?.type !== 'AWS::Route53::HealthCheck') return open(record, 'its health check is not in the application');
    const type = own.string('HealthCheckConfig.Type');
    if (type === 'RECOVERY_CONTROL') return this.byHand(own, ttl);
    if (type === 'CALCULATED' || type === 'CLOUDWATCH_METRIC') {
      return open(record, `its health check is ${type}: how soon it fails is not in its interval`);
    }
    const interval = own.number('HealthCheckConfig.RequestInterval') ?? INTERVAL;
    const threshold = own.number('HealthCheckConfig.FailureThreshold') ?? THRESHOLD;
    return {
      seconds: interval * threshold + ttl,
      basis: 'DERIVED',
      confidence: 'HIGH',
      formula: `${interval} x ${threshold} + ${ttl}`,
      evidence: [
        { resource: record.resource, path: record.path, says: `Route 53 answers with it for ${name} while it is well` },
        { resource: own, path: 'Properties.HealthCheckConfig', says: `Every ${interval} s, ${threshold} failures` },
      ],
    };
  }

  private byHand(check: Resource, ttl: number): Routing {
    const people = this.estimator.peopleTime(check);
    const { seconds } = figure('arc-routing-controls').rto;
    return {
      seconds: people + (seconds as number) - ALIAS_TTL + ttl,
      basis: 'DERIVED',
      confidence: 'MEDIUM',
      formula: `people ${people} + health check ${(seconds as number) - ALIAS_TTL} + ${ttl}`,
      evidence: [
        { resource: check, path: 'Properties.HealthCheckConfig.Type', says: 'Somebody turns a routing control' },
      ],
    };
  }

  private byAccelerator(entries: readonly Resource[]): Routing | undefined {
    const group = entries.flatMap((entry) => entry.referencedBy('AWS::GlobalAccelerator::EndpointGroup'))[0];
    if (group === undefined) return undefined;
    const read = attempt(this.application, () => {
      const interval = group.number('HealthCheckIntervalSeconds') ?? INTERVAL;
      const threshold = group.number('ThresholdCount') ?? THRESHOLD;
      return { seconds: interval * threshold, formula: `${interval} x ${threshold}` };
    });
    const evidence = [{ resource: group, path: '', says: 'Global Accelerator turns to another Region' }];
    if (!read.isKnown) return { seconds: 'UNMODELLED', because: read.because, evidence };
    return { ...read.value, basis: 'DERIVED', confidence: 'MEDIUM', evidence };
  }

  private nothing(records: readonly Value[]): Routing {
    const [record] = records;
    if (record !== undefined) return open(record, 'the record leads to one Region only: somebody has to change it');
    const because = 'nothing in the application leads customers to another Region';
    return { seconds: 'UNMODELLED', because, evidence: [] };
  }
}

function open(record: Value, because: string): Routing {
  return {
    seconds: 'UNMODELLED',
    because,
    evidence: [{ resource: record.resource, path: record.path, says: because }],
  };
}

function listed(value: Value): Value[] {
  return value.isList ? value.items() : [];
}

function hostOf(value: Value): string | undefined {
  const { identity } = value;
  return identity?.toLowerCase().replace(/\.?("?)$/, '$1');
}

function push<K>(map: Map<K, Value[]>, key: K, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
