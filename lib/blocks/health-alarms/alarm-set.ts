import { Annotations, CfnResource, Stack } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { makeAlarms } from './alarm-maker';
import { monthlyCost } from './cost';
import { DEFAULTS } from './defaults';
import { ExistingAlarms } from './existing';
import type { HealthAlarm } from './health-alarm';
import { isHelper } from './helper-resources';
import { isWithin, type Ledger } from './ledger';
import { REGISTRY } from './registry';

const ID = '@HealthAlarms';
const COUNT = 'cdk-resilience:healthAlarms';
const NEAR_LIMIT = 'cdk-resilience:stackNearResourceLimit';

/**
 * Holds the alarms of a stack, or of a covered scope within one. It is made when an aspect comes to that scope, so it is
 * the last child of it and has its turn after all others: they are as they will be, and aspects that come later see
 * the alarms.
 */
export class AlarmSet extends Construct {
  public static find(scope: IConstruct): AlarmSet | undefined {
    const found = scope.node.tryFindChild(ID);
    return found instanceof AlarmSet ? found : undefined;
  }

  public static in(scope: IConstruct, ledger: Ledger): AlarmSet {
    return AlarmSet.find(scope) ?? new AlarmSet(scope, ledger);
  }

  private readonly alarms: HealthAlarm[] = [];
  private isBuilt = false;

  private constructor(
    private readonly place: IConstruct,
    private readonly ledger: Ledger,
  ) {
    super(place as Construct, ID);
  }

  /** Makes the alarms of all resources that belong here and have none yet. */
  public build(): void {
    this.isBuilt = true;
    const { census } = this.ledger;
    const due = census.refresh(Stack.of(this)).filter(({ resource }) => this.isDue(resource));
    if (due.length === 0) return this.announce();
    this.ledger.pages.refresh();
    const existing = new ExistingAlarms(census, (alarm) => this.ledger.isMade(alarm));
    for (const subject of due) {
      const scopes = new Map<Stack, Construct>();
      const alarms = makeAlarms(subject, this.ledger, existing, (home) => {
        let scope = scopes.get(home);
        if (scope === undefined) scopes.set(home, (scope = this.scopeFor(subject.resource, home)));
        return scope;
      });
      this.ledger.record(subject.resource, alarms);
      this.alarms.push(...alarms);
    }
    this.announce();
  }

  /** Sees to a resource that came after the set had its turn. */
  public add(resource: CfnResource): void {
    if (this.isBuilt && this.isDue(resource)) this.build();
  }

  private isDue(resource: CfnResource): boolean {
    return (
      REGISTRY[resource.cfnResourceType] !== undefined &&
      this.ledger.alarmsOf(resource) === undefined &&
      this.ledger.coverOf(resource) !== undefined &&
      this.ledger.placeOf(resource) === this.place &&
      !isHelper(resource)
    );
  }

  /** A construct of its own for each resource; a colon in front tells resources of elsewhere. */
  private scopeFor(resource: CfnResource, home: Stack): Construct {
    const set = home === Stack.of(this) ? this : AlarmSet.in(home, this.ledger);
    const { path } = resource.node;
    if (!isWithin(resource, set.place)) return new Construct(set, `:${encoded(path)}`);
    return new Construct(set, encoded(path.slice(set.place.node.path.length + 1)) || 'Resource');
  }

  private announce(): void {
    const made = this.alarms.filter(({ isExisting }) => !isExisting);
    if (made.length === 0) return;
    const resources = new Set(made.map(({ resource }) => resource)).size;
    const silent = made.filter(({ actions, alarm, resource }) => {
      return actions.length === 0 && !this.ledger.pages.include(resource, Stack.of(alarm));
    }).length;
    tell(
      this,
      COUNT,
      `${made.length} alarms on ${resources} resources, about ${monthlyCost(made).toFixed(2)} USD a month.` +
        (silent > 0 ? ` ${silent} of them tell nobody by themselves: give actions to cover().` : ''),
    );
    for (const stack of new Set(made.map(({ alarm }) => Stack.of(alarm)))) warnNearLimit(stack, this.ledger);
  }
}

/** A name that tells paths apart that differ in slashes only. */
function encoded(path: string): string {
  return path.replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll('/', ':');
}

function warnNearLimit(stack: Stack, ledger: Ledger): void {
  const resources = stack.node.findAll().filter((node) => CfnResource.isCfnResource(node));
  const own = resources.filter((resource) => Stack.of(resource) === stack);
  if (own.length < DEFAULTS.warnAtResources) return;
  const alarms = own.filter((resource) => ledger.isMade(resource)).length;
  tell(
    stack,
    NEAR_LIMIT,
    `The stack has ${own.length} of the ${DEFAULTS.maximumResources} resources that CloudFormation takes, ${alarms} of ` +
      'them alarms of HealthAlarms. Split the stack, or switch alarms off with HealthAlarms.of(...).tune().',
  );
}

/** One message by id: where alarms are added later, its text is replaced. */
function tell(scope: IConstruct, id: string, message: string): void {
  const tag = `[ack: ${id}]`;
  const said = scope.node.metadata.find(({ data }) => typeof data === 'string' && data.includes(tag));
  if (said !== undefined) (said as { data: unknown }).data = `${message} ${tag}`;
  else if (id === NEAR_LIMIT) Annotations.of(scope).addWarningV2(id, message);
  else Annotations.of(scope).addInfoV2(id, message);
}
