import { Duration, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { declare, declaredOn } from './carrier';
import { fault } from './fault';
import type { RecoveryApproach } from './recovery-approach';
import type { RecoveryTarget } from './recovery-target';
import { PRESETS } from './resiliency-policy-presets';
import { incoherenceOf } from './schema/coherence';
import { POLICY } from './schema/keys';
import { DISRUPTED, type DeclaredPolicy, type DeclaredTarget } from './schema/policy';
import type { Tier } from './tier';

/** What the business asks of the workload in a scope. */
export interface ResiliencyPolicyProps {
  /** How much depends on it. */
  readonly tier: Tier;
  /**
   * How much of the time it must be available, in percent: 99.95.
   * @default - not stated
   */
  readonly availability?: number;
  /**
   * The target for faults of its own software: a bad release, data spoilt by a defect.
   * @default - not stated
   */
  readonly softwareFault?: RecoveryTarget;
  /**
   * The target for faults of single machines, disks and other parts.
   * @default - not stated
   */
  readonly infrastructure?: RecoveryTarget;
  /**
   * The target for the loss of an Availability Zone.
   * @default - not stated
   */
  readonly az?: RecoveryTarget;
  /**
   * The target for the loss of a Region.
   * @default - not stated
   */
  readonly region?: RecoveryTarget;
  /**
   * How it comes back after the loss of its Region.
   * @default - not stated
   */
  readonly recoveryApproach?: RecoveryApproach;
}

/**
 * What the business asks of the workload in a scope: the nearest declaration around a construct holds, as a whole.
 * It is kept as construct metadata, so both gates read it from the cloud assembly, and no template changes.
 */
export class ResiliencyPolicy {
  /**
   * The policy of a scope.
   *
   * @param scope an App, a Stage, a stack or any construct in one
   */
  public static of(scope: IConstruct): ResiliencyPolicy {
    return new ResiliencyPolicy(scope);
  }

  /**
   * Targets for a tier, to begin with. AWS gives its tiers no numbers: these are this library's own, for a workload
   * within one AWS Region with a standby in another where the tier is worth one.
   *
   * - `MISSION_CRITICAL`, 99.99 %: 52 minutes a year, so a lost Region is taken over by a standby that is as large
   *   and already running. 30 minutes are ten to answer a page, the decision, and the switch; replication across
   *   Regions lags by seconds. A zone: 5 minutes for health checks, a database failover of one to two minutes, and
   *   clients that connect anew. Software: an hour, as a restore to a point in time, whose newest point is up to
   *   5 minutes old, makes a new database.
   * - `CORE_SERVICES`: the same, as no workload is better than what it stands on.
   * - `CRITICAL`, 99.95 %: 4 hours a year. A smaller standby scales up within an hour; 15 minutes of data are what
   *   replication of files and objects keeps to.
   * - `IMPORTANT`, 99.9 %: 9 hours a year. Snapshots every few hours: as a job may start an hour late and take two,
   *   less than about five hours of lost data cannot be proven. A Region is restored within a day from daily copies.
   * - `NON_CRITICAL`, 99 %: 3.7 days a year. Daily backups, restored when there is time.
   *
   * @param tier the tier
   */
  public static preset(tier: Tier): ResiliencyPolicyProps {
    return PRESETS[tier];
  }

  private constructor(private readonly scope: IConstruct) {}

  /** Whether a policy holds for the scope: on it or around it. */
  public get isDeclared(): boolean {
    return this.nearest !== undefined;
  }

  /** The tier that holds for the scope; `undefined` where none is declared. */
  public get tier(): Tier | undefined {
    return this.nearest?.tier as Tier | undefined;
  }

  /** How much of the time the workload must be available, in percent. */
  public get availability(): number | undefined {
    return this.nearest?.availability;
  }

  /** The target for faults of its own software. */
  public get softwareFault(): RecoveryTarget | undefined {
    return targetOf(this.nearest?.software);
  }

  /** The target for faults of single machines, disks and other parts. */
  public get infrastructure(): RecoveryTarget | undefined {
    return targetOf(this.nearest?.infrastructure);
  }

  /** The target for the loss of an Availability Zone. */
  public get az(): RecoveryTarget | undefined {
    return targetOf(this.nearest?.az);
  }

  /** The target for the loss of a Region. */
  public get region(): RecoveryTarget | undefined {
    return targetOf(this.nearest?.region);
  }

  /** How the workload comes back after the loss of its Region. */
  public get recoveryApproach(): RecoveryApproach | undefined {
    return this.nearest?.recoveryApproach as RecoveryApproach | undefined;
  }

  /**
   * Declares what `preset` says for a tier: the same as `declare(preset(tier))`, which not every language can pass on.
   *
   * @param tier the tier
   */
  public declarePreset(tier: Tier): void {
    this.declare(ResiliencyPolicy.preset(tier));
  }

  /**
   * Declares the policy for the scope and everything below that declares none of its own. A later declaration on the
   * same scope replaces an earlier one.
   *
   * @param props what is asked; a policy that contradicts itself is refused
   */
  public declare(props: ResiliencyPolicyProps): void {
    if (props.availability !== undefined && Token.isUnresolved(props.availability)) {
      throw fault(this.scope, 'the availability of the policy is known at deployment only; write it out');
    }
    const targets = DISRUPTED.flatMap((disruption) => {
      const target = props[PROPERTY_OF[disruption]];
      return target === undefined ? [] : [[disruption, this.seconds(disruption, target)] as const];
    });
    const policy: DeclaredPolicy = {
      tier: props.tier,
      ...(props.availability !== undefined && { availability: props.availability }),
      ...Object.fromEntries(targets),
      ...(props.recoveryApproach !== undefined && { recoveryApproach: props.recoveryApproach }),
    };
    const incoherence = incoherenceOf(policy);
    if (incoherence !== undefined) throw fault(this.scope, `the policy ${incoherence}`);
    declare(this.scope, POLICY, policy);
  }

  private get nearest(): DeclaredPolicy | undefined {
    for (let at: IConstruct | undefined = this.scope; at !== undefined; at = at.node.scope) {
      const own = declaredOn(at, POLICY);
      if (own !== undefined) return own as DeclaredPolicy;
    }
    return undefined;
  }

  private seconds(disruption: string, { rto, rpo }: RecoveryTarget): DeclaredTarget {
    if (rto.isUnresolved() || rpo.isUnresolved()) {
      throw fault(this.scope, `the ${disruption} target of the policy is known at deployment only; write it out`);
    }
    return { rto: rto.toSeconds({ integral: false }), rpo: rpo.toSeconds({ integral: false }) };
  }
}

/**
 * The property that holds the target for a disruption. None may be called `software`: in Java it would hide the
 * package `software.amazon`.
 */
const PROPERTY_OF = {
  software: 'softwareFault',
  infrastructure: 'infrastructure',
  az: 'az',
  region: 'region',
} as const;

function targetOf(target: DeclaredTarget | undefined): RecoveryTarget | undefined {
  return target && { rto: Duration.seconds(target.rto), rpo: Duration.seconds(target.rpo) };
}
