import { Duration } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { declare } from './carrier';
import { DependencyCriticality } from './dependency-criticality';
import { ExternalDependency } from './external-dependency';
import { fault, refuseEmpty } from './fault';
import { ResiliencyPolicy, type ResiliencyPolicyProps } from './resiliency-policy';
import { DeclarationError } from './schema/fields';
import { JOURNEY_DEFAULTS, readJourney, type DeclaredDependency, type DeclaredJourney } from './schema/journey';
import { JOURNEY } from './schema/keys';

/** Properties of a customer journey. */
export interface CustomerJourneyProps {
  /**
   * How reports call it: "Place an order".
   * @default - the id of the construct
   */
  readonly journeyName?: string;
  /** Who answers for it: a team or a role that people can be asked in. */
  readonly owner: string;
  /**
   * What is asked of it.
   * @default - the nearest policy around it
   */
  readonly policy?: ResiliencyPolicyProps;
  /** What the customer calls first: an API, a load balancer, a distribution. */
  readonly entryPoints: IConstruct[];
  /**
   * Requests per second on a usual day.
   * @default - not known
   */
  readonly baseline?: number;
  /**
   * How many times the baseline comes in a surge: 5 is 500 %.
   * @default 5
   */
  readonly surgeFactor?: number;
  /**
   * How long a surge lasts.
   * @default Duration.hours(1)
   */
  readonly surgeDuration?: Duration;
}

/** Something a journey depends on. */
export interface JourneyDependency {
  /** What it depends on. */
  readonly on: IConstruct;
  /** Whether the journey fails with it. */
  readonly criticality: DependencyCriticality;
}

/**
 * What a customer does end to end: log in, place an order. The components behind its entry points are read from the
 * synthesized templates; `dependsOn` adds what they do not show, and `exclude` takes away what the journey does without.
 */
export class CustomerJourney extends Construct {
  /** All journeys declared at or below a scope. */
  public static allIn(scope: IConstruct): CustomerJourney[] {
    return scope.node.findAll().filter((each) => CustomerJourney.isCustomerJourney(each)) as CustomerJourney[];
  }

  /** Whether a construct is a journey, whichever copy of this library made it. */
  public static isCustomerJourney(construct: IConstruct): boolean {
    return MARK in construct;
  }

  /** How reports call it. */
  public readonly journeyName: string;
  /** Who answers for it. */
  public readonly owner: string;
  /** What the customer calls first. */
  public readonly entryPoints: IConstruct[];
  /** Requests per second on a usual day. */
  public readonly baseline?: number;
  /** How many times the baseline comes in a surge. */
  public readonly surgeFactor: number;
  /** How long a surge lasts. */
  public readonly surgeDuration: Duration;

  private readonly declaredDependencies: JourneyDependency[] = [];
  private readonly declaredExclusions: IConstruct[] = [];
  /** What both gates read; filled until synthesis. */
  private readonly carriedDependencies: DeclaredDependency[] = [];
  private readonly carriedExclusions: string[] = [];

  constructor(scope: Construct, id: string, props: CustomerJourneyProps) {
    super(scope, id);
    Object.defineProperty(this, MARK, { value: true });
    this.journeyName = props.journeyName ?? id;
    this.owner = props.owner;
    this.entryPoints = [...props.entryPoints];
    this.baseline = props.baseline;
    this.surgeFactor = props.surgeFactor ?? JOURNEY_DEFAULTS.surgeFactor;
    this.surgeDuration = props.surgeDuration ?? Duration.seconds(JOURNEY_DEFAULTS.surgeDuration);
    refuseEmpty(this, 'journeyName', this.journeyName);
    refuseEmpty(this, 'owner', this.owner);
    if (this.surgeDuration.isUnresolved()) throw fault(this, 'surgeDuration is known at deployment only; write it out');
    const [dependsOn, exclude] = [this.carriedDependencies, this.carriedExclusions];
    declare(this, JOURNEY, { ...this.read(), dependsOn, exclude });
    if (props.policy !== undefined) ResiliencyPolicy.of(this).declare(props.policy);
  }

  /** What the journey depends on beyond what the templates show. */
  public get dependencies(): JourneyDependency[] {
    return [...this.declaredDependencies];
  }

  /** What the templates connect to the journey, but it does without. */
  public get exclusions(): IConstruct[] {
    return [...this.declaredExclusions];
  }

  /**
   * Adds a dependency that the templates do not show.
   *
   * @param on a construct, or an `ExternalDependency`
   * @param criticality whether the journey fails with it (default: as the external dependency says, else hard)
   */
  public dependsOn(on: IConstruct, criticality?: DependencyCriticality): void {
    this.refuseOutside('dependsOn', on);
    const declared = ExternalDependency.isExternalDependency(on) ? (on as ExternalDependency).criticality : undefined;
    const dependency = { on, criticality: criticality ?? declared ?? DependencyCriticality.HARD };
    this.declaredDependencies.push(dependency);
    this.carriedDependencies.push({ on: on.node.path, criticality: dependency.criticality });
  }

  /**
   * Takes a construct, and what is below it, out of the journey: the templates connect it, but the journey does
   * without it.
   *
   * @param construct what the journey does without
   */
  public exclude(construct: IConstruct): void {
    this.refuseOutside('exclude', construct);
    this.declaredExclusions.push(construct);
    this.carriedExclusions.push(construct.node.path);
  }

  private read(): DeclaredJourney {
    const data = {
      name: this.journeyName,
      owner: this.owner,
      entryPoints: this.entryPoints.map(({ node }) => node.path),
      baseline: this.baseline,
      surgeFactor: this.surgeFactor,
      surgeDuration: this.surgeDuration.toSeconds({ integral: false }),
    };
    this.entryPoints.forEach((entryPoint) => this.refuseOutside('entryPoints', entryPoint));
    try {
      return readJourney(data, 'props', 'person');
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      throw fault(this, error.message);
    }
  }

  /** Paths name constructs within one App. */
  private refuseOutside(property: string, construct: IConstruct): void {
    if (construct.node.root !== this.node.root)
      throw fault(this, `${property} names ${construct.node.path}, which is in another App`);
  }
}

const MARK = Symbol.for('cdk-resilience.CustomerJourney');
