import type { Duration } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { declare } from './carrier';
import { DependencyCriticality } from './dependency-criticality';
import { fault, refuseEmpty } from './fault';
import { DeclarationError } from './schema/fields';
import { readExternalDependency } from './schema/external-dependency';
import { EXTERNAL_DEPENDENCY } from './schema/keys';

/** Properties of an external dependency. */
export interface ExternalDependencyProps {
  /**
   * How reports call it.
   * @default - the id of the construct
   */
  readonly dependencyName?: string;
  /**
   * What its provider promises, in percent of the time: 99.5.
   * @default - nothing that is known: journeys through it have no availability that could be computed
   */
  readonly availability?: number;
  /**
   * Whether a journey fails with it.
   * @default DependencyCriticality.HARD
   */
  readonly criticality?: DependencyCriticality;
  /**
   * How long a caller waits for it.
   * @default - not stated
   */
  readonly timeout?: Duration;
  /**
   * What is done when it does not answer: "queue the order and confirm later".
   * @default - nothing
   */
  readonly fallback?: string;
}

/**
 * A third party that customer journeys depend on: a clearing API, a payment provider, an identity service. Nothing is
 * deployed for it. Journeys name it by `dependsOn`.
 */
export class ExternalDependency extends Construct {
  /** Whether a construct is an external dependency, whichever copy of this library made it. */
  public static isExternalDependency(construct: IConstruct): boolean {
    return MARK in construct;
  }

  /** How reports call it. */
  public readonly dependencyName: string;
  /** What its provider promises, in percent of the time. */
  public readonly availability?: number;
  /** Whether a journey fails with it. */
  public readonly criticality: DependencyCriticality;
  /** How long a caller waits for it. */
  public readonly timeout?: Duration;
  /** What is done when it does not answer. */
  public readonly fallback?: string;

  constructor(scope: Construct, id: string, props: ExternalDependencyProps = {}) {
    super(scope, id);
    Object.defineProperty(this, MARK, { value: true });
    this.dependencyName = props.dependencyName ?? id;
    this.availability = props.availability;
    this.criticality = props.criticality ?? DependencyCriticality.HARD;
    this.timeout = props.timeout;
    this.fallback = props.fallback;
    refuseEmpty(this, 'dependencyName', this.dependencyName);
    if (this.fallback !== undefined) refuseEmpty(this, 'fallback', this.fallback);
    if (this.timeout?.isUnresolved()) throw fault(this, 'timeout is known at deployment only; write it out');
    const data = {
      name: this.dependencyName,
      availability: this.availability,
      criticality: this.criticality,
      timeout: this.timeout?.toSeconds({ integral: false }),
      fallback: this.fallback,
    };
    try {
      declare(this, EXTERNAL_DEPENDENCY, readExternalDependency(data, 'props', 'person'));
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      throw fault(this, error.message);
    }
  }
}

const MARK = Symbol.for('cdk-resilience.ExternalDependency');
