import type { IConstruct } from 'constructs';
import type { ResiliencePackProps } from './options';
import { ResiliencePack } from './resilience-pack';

/** All resilience rules. */
export class ResilienceChecks extends ResiliencePack {
  /**
   * @param scope the App or Stage it is registered on
   * @param props how it judges
   */
  constructor(scope?: IConstruct, props: ResiliencePackProps = {}) {
    super('ResilienceChecks', scope, props);
  }
}

/** What takes more down with it than itself: one instance, one zone, one NAT gateway, fate shared by what should be independent. */
export class SinglePointOfFailureChecks extends ResiliencePack {
  /**
   * @param scope the App or Stage it is registered on
   * @param props how it judges
   */
  constructor(scope?: IConstruct, props: ResiliencePackProps = {}) {
    super('SinglePointOfFailureChecks', scope, props);
  }
}

/** Whether data and service come back after a loss: backups, copies elsewhere, restore tests, failover. */
export class DisasterRecoveryChecks extends ResiliencePack {
  /**
   * @param scope the App or Stage it is registered on
   * @param props how it judges
   */
  constructor(scope?: IConstruct, props: ResiliencePackProps = {}) {
    super('DisasterRecoveryChecks', scope, props);
  }
}

/** Whether a surge is carried: scaling, buffers, timeouts, limits. */
export class SurgeCapacityChecks extends ResiliencePack {
  /**
   * @param scope the App or Stage it is registered on
   * @param props how it judges
   */
  constructor(scope?: IConstruct, props: ResiliencePackProps = {}) {
    super('SurgeCapacityChecks', scope, props);
  }
}

/** Whether trouble is seen, reaches people and can be undone: alarms, deployments, currency. */
export class OperationalReadinessChecks extends ResiliencePack {
  /**
   * @param scope the App or Stage it is registered on
   * @param props how it judges
   */
  constructor(scope?: IConstruct, props: ResiliencePackProps = {}) {
    super('OperationalReadinessChecks', scope, props);
  }
}
