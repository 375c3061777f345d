import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import { agrees, push } from './lists';
import type { News, SignalKind } from './records';
import { WatchIndex, type Elsewhere } from './watched';

/** One alarm that watches something, and what it tells of it. */
export interface Link {
  readonly alarm: Resource;
  readonly news: readonly News[];
  /** Why it speaks for what it watches. */
  readonly because: string;
  readonly kind: SignalKind;
}

const ALARMS = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::LogAlarm'];

const KINDS: Readonly<Record<string, SignalKind>> = {
  'AWS::Route53::HealthCheck': 'HEALTH_CHECK',
  'AWS::Synthetics::Canary': 'CANARY',
};

const NONE: readonly Link[] = [];

/** The alarms of an application by what they watch. Each is read once. */
export class AlarmIndex {
  /** Whether some of what stands behind what alarms name was left out. */
  public readonly isBounded: boolean;
  private readonly byResource = new Map<Resource, Link[]>();
  private readonly byType = new Map<string, Link[]>();
  private readonly byZone = new Map<string, Link[]>();
  private readonly byValue = new Map<string, Link[]>();
  private readonly accountWide: Link[] = [];

  constructor(application: Application) {
    const index = new WatchIndex(application);
    for (const alarm of application.resources(...ALARMS)) {
      const { watches, elsewhere } = index.watchedBy(alarm);
      for (const { resource, news, because, by } of watches) {
        push(this.byResource, resource, { alarm, news, because, kind: KINDS[by] ?? 'ALARM' });
      }
      this.addElsewhere(alarm, elsewhere);
    }
    this.isBounded = index.isBounded;
  }

  /** The alarms on a resource, and those on all of its type in its Region. */
  public on(resource: Resource): readonly Link[] {
    const own = this.byResource.get(resource) ?? NONE;
    const ofType = this.byType.get(resource.type);
    return ofType === undefined
      ? own
      : [...own, ...ofType.filter(({ alarm }) => agrees(alarm.region, resource.region))];
  }

  /** The alarms on metrics of one zone. */
  public onZone(name: string, region: string | undefined): readonly Link[] {
    return this.byZone.get(name)?.filter(({ alarm }) => agrees(alarm.region, region)) ?? NONE;
  }

  /** The alarms with a dimension that says a name: that of a third party. */
  public onName(name: string): readonly Link[] {
    return this.byValue.get(name.toLowerCase()) ?? NONE;
  }

  /** The alarms on what an account uses in a Region. */
  public onUsage(region: string | undefined): readonly Link[] {
    return this.accountWide.filter(({ alarm }) => agrees(alarm.region, region));
  }

  private addElsewhere(alarm: Resource, { fleets, zones, values, accountWide }: Elsewhere): void {
    const kind = 'ALARM';
    for (const { type, news, because } of fleets) push(this.byType, type, { alarm, news, because, kind });
    for (const zone of zones) push(this.byZone, zone, { alarm, news: ['ZONE'], because: `of ${zone}`, kind });
    for (const value of new Set(values)) {
      const because = `a dimension says ${value}`;
      push(this.byValue, value.toLowerCase(), { alarm, news: ['FAILURE', 'OVERLOAD'], because, kind });
    }
    for (const namespace of accountWide) {
      this.accountWide.push({ alarm, news: ['OVERLOAD'], because: `${namespace} of the account`, kind });
    }
  }
}
