import { anyOfTree, type AnyOf, type Named } from './alarm-tree';
import { condense } from './components';
import { LIMITS } from './limits';

/** An alarm of a component, as the plan sees it. */
export interface PlannedAlarm extends Named {
  /** Whether it says that the component is out of service, as opposed to a symptom. */
  readonly isOutage: boolean;
  /** Seconds from the trouble to ALARM: period times datapoints. */
  readonly detection: number;
}

/** A part of the application that can be out of service by itself. */
export interface PlannedComponent {
  /** A short name, one of its own. */
  readonly name: string;
  readonly alarms: readonly PlannedAlarm[];
  /** The names of the components it fails with. */
  readonly causes: readonly string[];
}

/** A composite alarm that pages for a component, or for several that depend on each other in a circle. */
export interface PlannedPage {
  readonly name: string;
  /** Whether it says that they are out of service, as opposed to symptoms. */
  readonly isOutage: boolean;
  readonly components: readonly string[];
  readonly children: readonly string[];
  /** The alarm, an outage-class one or any of several, while which the page is not sent: that one pages itself. */
  readonly suppressor?: string;
  /** Seconds that the page waits for its suppressor. */
  readonly wait?: number;
}

/** Composite alarms, children before parents, and the pages. */
export interface PagePlan {
  readonly composites: readonly AnyOf[];
  readonly pages: readonly PlannedPage[];
}

/** A composite is evaluated after the alarms it names: one standard period more. Seconds. */
const EVALUATION = 60;

/**
 * Plans pages that name the suspected root cause: a page is held back while something that the component stands on is
 * in an outage-class alarm. Circles are one component. Following the suppressors of the pages that are held back one
 * comes to a component none of whose causes is in alarm, and its page is sent: somebody is always paged.
 *
 * A component has one page for its outages and one for its symptoms: were they one, a symptom that lasts for days would
 * keep it in ALARM, and an outage on top of it would tell nobody while it silences what depends on it.
 *
 * @param prefix what the names of all composites begin with
 */
export function planPages(prefix: string, components: readonly PlannedComponent[]): PagePlan {
  return new Planner(prefix, components).plan();
}

/** What is known of a component, or of a circle of them, when it is down. */
interface Group {
  /** What is in ALARM when the group or anything it stands on is out of service; none if nothing tells. */
  readonly down: readonly Named[];
  /** Seconds until `down` tells. */
  readonly detection: number;
}

/** A page that there is if it has alarms. */
interface Wanted extends Pick<PlannedPage, 'name' | 'isOutage'> {
  readonly members: readonly PlannedComponent[];
  readonly alarms: readonly PlannedAlarm[];
  readonly suppressor: Named | undefined;
  /** Seconds until the suppressor goes off. */
  readonly detection: number;
}

class Planner {
  private readonly composites: AnyOf[] = [];
  private readonly pages: PlannedPage[] = [];
  private readonly byComponent = new Map<string, Group>();
  /** Composites of the same children are one. */
  private readonly known = new Map<string, Named>();

  constructor(
    private readonly prefix: string,
    private readonly components: readonly PlannedComponent[],
  ) {}

  public plan(): PagePlan {
    const byName = new Map(this.components.map((component) => [component.name, component]));
    const groups = condense(new Map(this.components.map(({ name, causes }) => [name, causes])));
    for (const names of groups) this.addGroup(names.map((name) => byName.get(name)!));
    return relayed(this.prefix, { composites: needed(this.composites, this.pages), pages: this.pages });
  }

  private addGroup(members: readonly PlannedComponent[]): void {
    const [first] = members as [PlannedComponent];
    const name = members.length === 1 ? first.name : `${first.name}-circle`;
    const outside = members.flatMap(({ causes }) => causes).flatMap((cause) => this.byComponent.get(cause) ?? []);
    const causes = [...new Set(outside)].filter(({ down }) => down.length > 0);
    const causesDown = unique(causes.flatMap(({ down }) => down));
    const alarms = unique(members.flatMap((member) => member.alarms));
    const outages = alarms.filter(({ isOutage }) => isOutage);
    const symptoms = alarms.filter(({ isOutage }) => !isOutage);
    const toCauses = Math.max(0, ...causes.map(({ detection }) => detection));
    const detection = Math.max(toCauses, ...outages.map((alarm) => alarm.detection));

    const suppressor = this.one(`${this.prefix}-causes-of-${name}`, causesDown);
    const down = this.one(`${this.prefix}-down-${name}`, unique([...outages, ...causesDown]));
    this.addPage({ name: `${name}-out`, isOutage: true, members, alarms: outages, suppressor, detection: toCauses });
    this.addPage({ name: `${name}-degraded`, isOutage: false, members, alarms: symptoms, suppressor: down, detection });

    const group: Group = { down: down === undefined ? [] : [down], detection };
    for (const member of members) this.byComponent.set(member.name, group);
  }

  private addPage({ name, isOutage, members, alarms, suppressor, detection }: Wanted): void {
    if (alarms.length === 0) return;
    const tree = anyOfTree(`${this.prefix}-${name}`, alarms);
    const root = tree.pop()!;
    this.composites.push(...tree);
    this.pages.push({
      name: root.name,
      isOutage,
      components: members.map((member) => member.name),
      children: root.children,
      ...(suppressor !== undefined && { suppressor: suppressor.name, wait: detection + EVALUATION }),
    });
  }

  /** One alarm that is in ALARM when any of some is: itself if it is the only one. */
  private one(name: string, alarms: readonly Named[]): Named | undefined {
    if (alarms.length < 2) return alarms[0];
    const key = JSON.stringify(alarms.map((alarm) => alarm.name).sort());
    let composite = this.known.get(key);
    if (composite === undefined) {
      this.composites.push(...anyOfTree(name, alarms));
      this.known.set(key, (composite = { name, length: name.length }));
    }
    return composite;
  }
}

function unique<T extends Named>(alarms: readonly T[]): T[] {
  return [...new Map(alarms.map((alarm) => [alarm.name, alarm])).values()];
}

/** The composites that a page needs; nothing may stand on the others. */
function needed(composites: readonly AnyOf[], pages: readonly PlannedPage[]): AnyOf[] {
  const used = new Set(pages.flatMap(namedBy));
  // Parents stand after their children.
  const kept = composites.toReversed().filter(({ name, children }) => {
    if (!used.has(name)) return false;
    children.forEach((child) => used.add(child));
    return true;
  });
  return kept.toReversed();
}

function namedBy({ children, suppressor }: PlannedPage): string[] {
  return suppressor === undefined ? [...children] : [...children, suppressor];
}

/** Puts relays before alarms that more composites name than CloudWatch allows. */
function relayed(prefix: string, plan: PagePlan): PagePlan {
  const uses = new Map<string, number>();
  const names = [...plan.composites.flatMap(({ children }) => children), ...plan.pages.flatMap(namedBy)];
  for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);

  const relays: AnyOf[] = [];
  const used = new Map<string, number>();
  const composites: AnyOf[] = [];
  const relay = (name: string): string => {
    if (uses.get(name)! <= LIMITS.parents) return name;
    const nth = used.get(name) ?? 0;
    used.set(name, nth + 1);
    if (nth % LIMITS.parents === 0) {
      const added = { name: `${prefix}-relay-${relays.length + 1}`, children: [name] };
      relays.push(added);
      composites.push(added);
    }
    return relays.findLast(({ children }) => children[0] === name)!.name;
  };
  for (const { name, children } of plan.composites) {
    // First the relays, then who needs them.
    const through = children.map(relay);
    composites.push({ name, children: through });
  }
  const pages = plan.pages.map((page) => ({
    ...page,
    children: page.children.map(relay),
    ...(page.suppressor !== undefined && { suppressor: relay(page.suppressor) }),
  }));
  return { composites, pages };
}
