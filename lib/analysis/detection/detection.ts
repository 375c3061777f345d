import type { Resource } from '../../model/resource';
import type { Journey } from '../system/journeys';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import type { Zone } from '../system/zones';
import { AlarmIndex, type Link } from './alarm-index';
import { levelOf, signalsOf } from './levels';
import type { DetectionRecord, News } from './records';
import { Procedures } from './runbooks';
import { EventIndex, type ServiceEvent } from './service-events';
import { Signals } from './signals';
import { Tellings } from './telling';

const NO_EVENTS: readonly ServiceEvent[] = [];

/** What is left out where an application has more than is looked at. */
const BEHIND = 'what stands behind target groups, queues and log groups';

/**
 * Which alarms of an application would tell of the loss of what. An alarm counts when its metric shows a failure and
 * somebody is told: by its own actions, by a composite alarm above it that goes off with it, or by a rule that hears of
 * alarms. Alarms are read once.
 */
export class Detection {
  private readonly alarms: AlarmIndex;
  private readonly events: EventIndex;
  private readonly signals: Signals;
  private readonly procedures: Procedures;
  private readonly records = new Map<SystemNode, DetectionRecord>();

  constructor(private readonly system: System) {
    const { application } = system;
    const tellings = new Tellings();
    [this.alarms, this.events, this.signals, this.procedures] = application.outside(
      () =>
        [
          new AlarmIndex(application),
          new EventIndex(application, tellings),
          new Signals(application, tellings),
          new Procedures(application),
        ] as const,
    );
  }

  /** What would tell of the loss of a node. Made once for each. */
  public of(node: SystemNode): DetectionRecord {
    let record = this.records.get(node);
    if (record === undefined) {
      record = this.system.application.outside(() => this.read(node));
      this.records.set(node, record);
    }
    return record;
  }

  /** What would tell of the loss of a zone: alarms on metrics of that zone, and events of AWS Health. */
  public ofZone({ name, region }: Zone): DetectionRecord {
    return this.system.application.outside(() =>
      this.record(name, this.alarms.onZone(name, region), this.events.ofPlaces(region), 'ZONE'),
    );
  }

  /** What would tell of the loss of a Region: alarms in other Regions on what customers call. */
  public ofRegion(region: string): DetectionRecord {
    const entries = this.system.journeys.flatMap(({ entryPoints }) => entryPoints);
    const concerned = entries.filter((entry) => entry.region === region || entry.component?.reach === 'GLOBAL');
    const signals = distinct(concerned.flatMap((entry) => signalsOf(this.of(entry), 'FAILURE')));
    const outside = signals.filter((signal) => signal.region !== undefined && signal.region !== region);
    const record = { name: region, signals: outside, silent: [], procedures: [], bounded: [] };
    return { ...record, level: levelOf(record, 'FAILURE') };
  }

  /** What would tell that a journey fails, whatever is behind it: the alarms at its entry points. */
  public ofJourney({ name, entryPoints }: Journey): DetectionRecord {
    const records = entryPoints.map((entry) => this.of(entry));
    const record = {
      name,
      signals: distinct(records.flatMap((each) => signalsOf(each, 'FAILURE'))),
      silent: distinct(records.flatMap(({ silent }) => silent)),
      procedures: [],
      bounded: [...new Set(records.flatMap(({ bounded }) => bounded))],
    };
    return { ...record, level: levelOf(record, 'FAILURE') };
  }

  private read(node: SystemNode): DetectionRecord {
    const { kind, name, region, resource } = node;
    if (kind === 'EXTERNAL') return this.record(name, this.alarms.onName(name), NO_EVENTS, 'FAILURE');
    if (kind === 'LIMIT') return this.record(name, this.alarms.onUsage(region), NO_EVENTS, 'OVERLOAD');
    if (resource === undefined) return this.record(name, [], NO_EVENTS, 'FAILURE');
    const events = this.events.of(resource, node.component?.isStateful === true);
    return this.record(name, this.alarms.on(resource), events, 'FAILURE', resource);
  }

  private record(
    name: string,
    links: readonly Link[],
    events: readonly ServiceEvent[],
    news: News,
    resource?: Resource,
  ): DetectionRecord {
    const { signals, silent, bounded } = this.signals.read(links, events, resource);
    const procedures = resource === undefined ? [] : this.procedures.of(resource);
    const level = levelOf({ signals, procedures }, news);
    return {
      name,
      level,
      signals,
      silent,
      procedures,
      bounded: this.alarms.isBounded ? [...bounded, BEHIND] : bounded,
    };
  }
}

function distinct<T extends { readonly name: string }>(records: readonly T[]): T[] {
  return [...new Map(records.map((record) => [record.name, record])).values()];
}
