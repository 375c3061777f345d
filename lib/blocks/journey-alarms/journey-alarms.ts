import { Annotations, Lazy, Names, Stack, Stage, type CfnResource } from 'aws-cdk-lib';
import { Alarm, AlarmRule, CompositeAlarm, type CfnAlarm, type Dashboard } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { CustomerJourney } from '../../intent/customer-journey';
import { ResiliencyPolicy } from '../../intent/resiliency-policy';
import { componentAlarmOf, takeComponentAlarm } from '../component-alarm';
import { fault } from '../fault';
import { Ledger } from '../health-alarms/ledger';
import { anyOfRule, anyOfTree, type Named } from './alarm-tree';
import { actionsOf } from './component-alarms';
import { Composites } from './composites';
import { ConstructGraph, resourcesOf, type GraphNode } from './construct-graph';
import { DEFAULTS } from './defaults';
import { describeJourney, describePage } from './descriptions';
import type { JourneyAlarmsProps } from './journey-alarms-props';
import { addDashboard } from './journey-dashboard';
import { componentsOf, partsOf, type Component, type JourneyParts } from './journey-model';
import { addSignals } from './journey-signals';
import { LastTurn } from './last-turn';
import { planPages } from './page-plan';
import { beginsIn } from './places';
import { GLOBAL_METRICS_REGION, serviceLevelOf } from './service-level';

/** Longest beginning of the names of composites: with it, a hundred names of relays still fit into one rule. */
const PREFIX_LENGTH = 50;

/**
 * Pages that follow the dependencies. Every component of a journey has a page for its outages and one for its symptoms,
 * and they are held back while something that the component surely fails with is in an alarm of the class `OUTAGE`:
 * that one pages, and names the suspected root cause. A journey has a page of its own, which is never held back, so whenever a journey is in alarm somebody is
 * paged, whatever the components' alarms do.
 *
 * - What depends on what is read from the references between all constructs when the App is synthesized, by the table
 *   that the reports use too; `CustomerJourney.dependsOn` adds to it and `exclude` takes away.
 * - The components' alarms are those of `HealthAlarms`, and those that a block made without actions, such as a
 *   `ResilientService` without `alarms.topic`. Let none page by itself for what is part of a journey, else each trouble
 *   pages twice, and the second page cannot be held back: cover the App with `journeyActions: []`, and with `actions`
 *   for what no journey stands on. A mail besides the page does no harm.
 * - A page waits for its suppressor as long as the slowest cause needs to be detected, and a minute.
 * - Not held back is what may survive: one of several zones, one of several targets, work behind a queue.
 * - The journey is in alarm when its requests burn the error budget of its `ResiliencyPolicy` too fast, a probe fails,
 *   or an entry point is out of service. Without any of these, when anything that stands behind it is out of service.
 * - One construct serves one Region: composite alarms see alarms of their own Region only. All of them are in its
 *   stack, which depends on the others; nothing may depend on it. CloudFront and Route 53 need one in us-east-1.
 * - A component takes six resources of the stack with an `EscalationPolicy`: for more than about seventy components,
 *   serve some of the journeys by another `JourneyAlarms` in a stack of its own.
 */
export class JourneyAlarms extends Construct {
  /** The journeys it serves. Those that are declared later in the App or Stage are added at synthesis. */
  public get journeys(): CustomerJourney[] {
    if (this.props.journeys !== undefined) return this.props.journeys;
    const probed = new Set((this.props.probes ?? []).map(({ journey }) => journey));
    const all = CustomerJourney.allIn(Stage.of(this) ?? this.node.root);
    return all.filter((journey) => probed.has(journey) || beginsIn(Stack.of(this), journey));
  }

  private readonly composites = new Composites(this);
  private readonly prefix: string;
  private readonly minimumRequests: number;
  private readonly ownAlarms = new Map<CustomerJourney, CompositeAlarm>();
  private readonly rules = new Map<CustomerJourney, readonly string[]>();
  private readonly pagesByNode = new Map<GraphNode, CompositeAlarm[]>();
  private readonly dashboards = new Map<CustomerJourney, Dashboard>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: JourneyAlarmsProps,
  ) {
    super(scope, id);
    if (props.pages.length === 0) throw fault(this, 'pages is empty: name who is paged, such as an EscalationPolicy');
    this.minimumRequests = props.minimumRequests ?? DEFAULTS.minimumRequests;
    if (!(this.minimumRequests >= 1)) throw fault(this, `minimumRequests is ${this.minimumRequests}; give at least 1`);
    this.prefix = Names.uniqueResourceName(this, { maxLength: PREFIX_LENGTH, separator: '-' });
    for (const journey of props.journeys ?? []) this.alarmOf(journey);
    Ledger.of(this).pages.add(this, () => this.pagedResources());
    LastTurn.register(this, DEFAULTS.aspectPriority, () => this.build());
    this.node.addValidation({ validate: () => this.globalEntryPointsWithoutAlarms() });
  }

  /** How many alarms were made: metric alarms and composite ones. 0 before synthesis. */
  public get alarmCount(): number {
    return this.made(Alarm) + this.made(CompositeAlarm);
  }

  /** What they cost in a month, in USD: an estimate from the list price in us-east-1. */
  public get monthlyCost(): number {
    // The price of an alarm is by the metrics it reads; a service level reads at most three.
    const cost = this.made(CompositeAlarm) * DEFAULTS.compositePrice + this.made(Alarm) * 3 * DEFAULTS.metricPrice;
    return Math.round(cost * 100) / 100;
  }

  /** The pages of components. Empty before synthesis. */
  public get componentPages(): CompositeAlarm[] {
    return [...new Set([...this.pagesByNode.values()].flat())];
  }

  /**
   * The journey's own alarm, whose page is never held back.
   *
   * @param journey one of the journeys
   */
  public alarmOf(journey: CustomerJourney): CompositeAlarm {
    let alarm = this.ownAlarms.get(journey);
    if (alarm === undefined) {
      // Not cached: what reads the constructs before synthesis must not settle it.
      const rule = Lazy.uncachedString({ produce: () => anyOfRule(this.rules.get(journey) ?? []) || 'FALSE' });
      alarm = new CompositeAlarm(this, `Journey-${journey.node.addr}`, {
        compositeAlarmName: this.nameOf(journey),
        alarmRule: AlarmRule.fromString(rule),
        alarmDescription: describeJourney(journey, this.props.runbook),
      });
      alarm.addAlarmAction(...this.props.pages);
      this.ownAlarms.set(journey, alarm);
    }
    return alarm;
  }

  /**
   * The dashboard of a journey. `undefined` before synthesis.
   *
   * @param journey one of the journeys
   */
  public dashboardOf(journey: CustomerJourney): Dashboard | undefined {
    return this.dashboards.get(journey);
  }

  /** What it pages for, as far as references show it by now. */
  private pagedResources(): CfnResource[] {
    const graph = new ConstructGraph(Stage.of(this) ?? this.node.root);
    return this.journeys.flatMap((journey) => [...partsOf(journey, graph).components].map(({ resource }) => resource));
  }

  private made(kind: typeof Alarm | typeof CompositeAlarm): number {
    return this.node.findAll().filter((each) => each instanceof kind).length;
  }

  private nameOf(journey: CustomerJourney): string {
    return `${this.prefix}-journey-${Names.uniqueResourceName(journey, { maxLength: 60, separator: '-' })}`;
  }

  private build(): void {
    const graph = new ConstructGraph(Stage.of(this) ?? this.node.root);
    const journeys = this.journeys.map((journey) => partsOf(journey, graph));
    const components = componentsOf(journeys, graph, Stack.of(this));
    this.addPages(journeys, components);
    for (const parts of journeys) this.addJourney(parts, components);
    const alarms = [...components.values()].flatMap((component) => component.alarms.map(({ alarm }) => alarm));
    for (const declared of alarms.flatMap((alarm) => componentAlarmOf(alarm) ?? [])) takeComponentAlarm(declared);
    this.tell(alarms);
  }

  private addPages(journeys: readonly JourneyParts[], components: ReadonlyMap<GraphNode, Component>): void {
    const byName = new Map([...components.values()].map((component) => [component.plan.name, component]));
    for (const { plan, alarms } of components.values()) {
      plan.alarms.forEach(({ name }, i) => this.composites.know(name, alarms[i]!.alarm));
    }
    const { composites, pages } = planPages(
      this.prefix,
      [...byName.values()].map(({ plan }) => plan),
    );
    for (const { name, children } of composites) {
      this.composites.add(
        this.idOf(name),
        name,
        children,
        'Holds pages back while a cause of theirs is out of service.',
      );
    }
    for (const page of pages) {
      const members = page.components.map((name) => byName.get(name)!);
      const served = journeys.filter((parts) => members.some(({ node }) => parts.components.has(node)));
      const description = describePage(
        page.isOutage,
        members,
        served.map(({ journey }) => journey),
        this.props.runbook,
      );
      const alarm = this.composites.addPage(this.idOf(page.name), page, description);
      alarm.addAlarmAction(...this.props.pages);
      for (const { node } of members) this.pagesByNode.set(node, [...(this.pagesByNode.get(node) ?? []), alarm]);
    }
  }

  /** Ids of constructs come from the names, which are unique and the same in every synthesis. */
  private idOf(name: string): string {
    return name.slice(this.prefix.length + 1);
  }

  private addJourney(parts: JourneyParts, components: ReadonlyMap<GraphNode, Component>): void {
    const { journey } = parts;
    const own = this.alarmOf(journey);
    const name = this.nameOf(journey);
    const { levels, alarms } = addSignals(this, name, parts, this.props);
    for (const signal of alarms) this.composites.know(signal.name, signal.alarm);
    const made = alarms.map((signal) => ({ name: signal.name, length: signal.name.length }));
    const signals = [...made, ...outagesOf(parts.entryPoints, components)];
    const all = signals.length > 0 ? signals : outagesOf([...parts.components], components);
    if (all.length === 0) this.warnUnwatched(journey);

    const tree = anyOfTree(name, all);
    const { children } = tree.pop()!;
    for (const branch of tree)
      this.composites.add(this.idOf(branch.name), branch.name, branch.children, journey.journeyName);
    this.rules.set(journey, children);
    this.composites.require(own, children);

    const pages = [...parts.components].flatMap((node) => this.pagesByNode.get(node) ?? []);
    const dashboard = addDashboard(this, `Dashboard-${journey.node.addr}`, name, {
      name: journey.journeyName,
      owner: journey.owner,
      availability: ResiliencyPolicy.of(journey).availability,
      levels,
      minimumRequests: this.minimumRequests,
      journey: own,
      signals: alarms.map(({ alarm }) => alarm),
      pages: [...new Set(pages)],
    });
    this.dashboards.set(journey, dashboard);
  }

  private warnUnwatched({ journeyName }: CustomerJourney): void {
    Annotations.of(this).addWarningV2(
      'cdk-resilience:journeyUnwatched',
      `Nothing in ${Stack.of(this).region} tells when journey ${journeyName} fails: its entry points have no request metrics ` +
        'here, and no alarm of the class OUTAGE stands behind it. Call HealthAlarms.of(app).cover(), or add a probe.',
    );
  }

  private tell(alarms: readonly CfnAlarm[]): void {
    const annotations = Annotations.of(this);
    annotations.addInfoV2(
      'cdk-resilience:journeyAlarms',
      `${this.componentPages.length} pages for components and ${this.ownAlarms.size} for journeys; ${this.alarmCount} alarms, ` +
        `about ${this.monthlyCost} USD a month.`,
    );
    const { length } = resourcesOf(Stack.of(this));
    if (length >= DEFAULTS.warnAtResources) {
      annotations.addWarningV2(
        'cdk-resilience:journeyAlarmsNearResourceLimit',
        `The stack has ${length} of the 500 resources that CloudFormation takes. Serve some of the journeys by another ` +
          'JourneyAlarms in a stack of its own; a component of both then has two pages.',
      );
    }
    const twice = this.pagingBesides(alarms);
    if (twice.length === 0) return;
    annotations.addWarningV2(
      'cdk-resilience:journeyPagesTwice',
      `${twice.length} alarms of components page by themselves too, which cannot be held back while a cause is out of ` +
        `service: ${twice.slice(0, 3).join(', ')}${twice.length > 3 ? ' and more' : ''}. Call ` +
        'HealthAlarms.of(...).cover() with journeyActions: [].',
    );
  }

  /** The alarms that do by themselves what their pages do. */
  private pagingBesides(alarms: readonly CfnAlarm[]): string[] {
    const [page] = this.ownAlarms.values();
    if (page === undefined) return [];
    const pages = new Set(actionsOf(page.node.defaultChild as CfnResource).map((action) => JSON.stringify(action)));
    const paging = alarms.filter((alarm) => actionsOf(alarm).some((action) => pages.has(JSON.stringify(action))));
    return [...new Set(paging)].map(({ node }) => node.path);
  }

  /** Synthesis fails rather than leaving a journey without the alarms that its name promises. */
  private globalEntryPointsWithoutAlarms(): string[] {
    const others = (Stage.of(this) ?? this.node.root).node.findAll().filter((each) => each instanceof JourneyAlarms);
    const there = others.filter((each) => Stack.of(each).region === GLOBAL_METRICS_REGION);
    return this.journeys
      .filter((journey) => !there.some((each) => each.journeys.includes(journey)))
      .flatMap(({ journeyName, entryPoints }) => {
        const distribution = entryPoints.flatMap(resourcesOf).find((each) => serviceLevelOf(each)?.isGlobal);
        if (distribution === undefined) return [];
        return [
          `the metrics of ${distribution.node.path}, an entry point of journey ${journeyName}, are in ` +
            `${GLOBAL_METRICS_REGION} only. Make a JourneyAlarms for it in a stack with env.region ${GLOBAL_METRICS_REGION}.`,
        ];
      });
  }
}

/** The alarms that say that a resource is out of service. */
function outagesOf(nodes: readonly GraphNode[], components: ReadonlyMap<GraphNode, Component>): Named[] {
  const alarms = nodes.flatMap((node) => components.get(node)?.plan.alarms ?? []);
  return alarms.filter(({ isOutage }) => isOutage);
}
