import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { Link } from './alarm-index';
import { Composites } from './composites';
import { agrees } from './lists';
import type { SignalRecord, SilentRecord } from './records';
import { runbookOf } from './runbooks';
import type { ServiceEvent } from './service-events';
import { hearsAlarms, type Telling, type Tellings } from './telling';
import { jsonTextOf, nameOf } from './texts';

/** Alarms that are looked at for one component; what is beyond says nothing new. */
const MAX_LINKS = 200;

/** What alarms and events come to for those who ought to be told. */
export interface Read {
  readonly signals: readonly SignalRecord[];
  readonly silent: readonly SilentRecord[];
  readonly bounded: readonly string[];
}

/** Finds out whom alarms tell: by themselves, through composites above them, or by a rule that hears of alarms. */
export class Signals {
  private readonly composites: Composites;
  private readonly routers: readonly (readonly [rule: Resource, whom: string])[];
  private readonly tellingOfAlarms = new Map<Resource, Telling>();
  private readonly runbooks = new Map<Resource, string | undefined>();

  constructor(
    application: Application,
    private readonly tellings: Tellings,
  ) {
    this.composites = new Composites(application);
    this.routers = routersOf(application, tellings);
  }

  /**
   * What alarms and events come to.
   *
   * @param resource what they watch: an alarm under its condition is there whenever it is
   */
  public read(links: readonly Link[], events: readonly ServiceEvent[], resource?: Resource): Read {
    const signals: SignalRecord[] = [];
    const silent: SilentRecord[] = [];
    const bounded: string[] = [];
    const merged = merge(links.slice(0, MAX_LINKS), resource, silent);
    let failing: ReadonlySet<Resource> | undefined;
    let loaded: ReadonlySet<Resource> | undefined;
    for (const link of merged) {
      // A failure does not set off the alarms on load, but load may set off those on failures.
      const off = link.news.includes('FAILURE')
        ? (failing ??= this.composites.setOff(alarmsOf(merged, true)))
        : (loaded ??= this.composites.setOff(alarmsOf(merged, false)));
      const read = this.signal(link, off);
      if ('tells' in read) signals.push(read);
      else silent.push(read);
      if (this.composites.isBounded(link.alarm)) bounded.push(nameOf(link.alarm));
    }
    for (const { source, kind, news: tellsOf, because, telling } of events) {
      const name = nameOf(source);
      if (telling.isTold) signals.push({ name, kind, tellsOf, because, tells: telling.whom, ...placeOf(source) });
      else silent.push({ name, because: telling.because });
    }
    if (links.length > MAX_LINKS) bounded.push(`${links.length - MAX_LINKS} alarms more`);
    return { signals, silent, bounded };
  }

  private signal({ alarm, news, because, kind }: Link, off: ReadonlySet<Resource>): SignalRecord | SilentRecord {
    const own = this.tellingOf(alarm);
    const above = off.size === 0 ? [] : [...this.composites.aboveOf(alarm)].filter((composite) => off.has(composite));
    const telling = above.filter((composite) => this.tellingOf(composite).isTold);
    const passed = own.isTold || telling[0] === undefined ? own : this.tellingOf(telling[0]);
    if (!passed.isTold) {
      const others = above.length === 0 ? '' : `, nor does a composite above it (${above.map(nameOf).join(', ')})`;
      return { name: nameOf(alarm), because: `${passed.because}${others}` };
    }
    const runbook = [alarm, ...telling].map((each) => this.runbookOf(each)).find((each) => each !== undefined);
    return {
      name: nameOf(alarm),
      kind,
      tellsOf: news,
      because,
      tells: passed.whom,
      ...(!own.isTold && { through: telling.map(nameOf) }),
      ...(runbook !== undefined && { runbook }),
      ...placeOf(alarm),
    };
  }

  private tellingOf(alarm: Resource): Telling {
    let telling = this.tellingOfAlarms.get(alarm);
    if (telling === undefined) {
      telling = this.tellings.ofAlarm(alarm);
      const router = telling.isTold ? undefined : this.routers.find(([rule]) => agrees(rule.region, alarm.region));
      if (router !== undefined) telling = { isTold: true, whom: router[1] };
      this.tellingOfAlarms.set(alarm, telling);
    }
    return telling;
  }

  private runbookOf(alarm: Resource): string | undefined {
    if (!this.runbooks.has(alarm)) this.runbooks.set(alarm, runbookOf(alarm));
    return this.runbooks.get(alarm);
  }
}

/** The rules that hear of every alarm of their Region and tell somebody. */
function routersOf(application: Application, tellings: Tellings): (readonly [Resource, string])[] {
  const rules = application
    .resources('AWS::Events::Rule')
    .filter((rule) => rule.at('State').settled !== 'DISABLED' && hearsAlarms(rule) && tellings.ofRule(rule).isTold);
  const notifications = application
    .resources('AWS::Notifications::EventRule')
    .filter((rule) => jsonTextOf(rule.at('Source')).includes('aws.cloudwatch'));
  return [...rules, ...notifications].map((rule) => [rule, `${nameOf(rule)}, which hears of alarms`] as const);
}

/** What several metrics of one alarm say of one resource, together. */
function merge(links: readonly Link[], resource: Resource | undefined, silent: SilentRecord[]): readonly Link[] {
  if (links.length === 0) return links;
  const merged = new Map<Resource, Link>();
  for (const link of links) {
    const { alarm } = link;
    const own = merged.get(alarm);
    if (own === undefined) merged.set(alarm, link);
    else merged.set(alarm, { ...own, news: [...new Set([...own.news, ...link.news])] });
  }
  return [...merged.values()].filter(({ alarm }) => {
    if (!mayBeMissing(alarm, resource)) return true;
    silent.push({ name: nameOf(alarm), because: `it exists only if the condition ${alarm.condition} is true` });
    return false;
  });
}

/** Whether an alarm hangs on an open condition that the resource it watches does not hang on. */
function mayBeMissing(alarm: Resource, resource: Resource | undefined): boolean {
  const { condition, stack } = alarm;
  if (condition === undefined || stack.application.decide(stack, condition) !== undefined) return false;
  return resource?.condition !== condition || resource.stack !== stack;
}

function alarmsOf(links: readonly Link[], isFailing: boolean): Set<Resource> {
  return new Set(links.filter(({ news }) => !isFailing || news.includes('FAILURE')).map(({ alarm }) => alarm));
}

function placeOf({ region }: Resource): { readonly region?: string } {
  return region === undefined ? {} : { region };
}
