/** What fails: the categories of AWS's Resilience Analysis Framework. */
export enum FailureCategory {
  /** One part takes more down with it than itself. */
  SINGLE_POINT_OF_FAILURE = 'SINGLE_POINT_OF_FAILURE',
  /** More is asked than can be given. */
  EXCESSIVE_LOAD = 'EXCESSIVE_LOAD',
  /** The answer comes too late. */
  EXCESSIVE_LATENCY = 'EXCESSIVE_LATENCY',
  /** Wrong settings, and software that does what it should not. */
  MISCONFIGURATION_AND_BUGS = 'MISCONFIGURATION_AND_BUGS',
  /** A failure reaches what should not depend on it. */
  SHARED_FATE = 'SHARED_FATE',
}

/** What is lost: the disruptions of AWS Resilience Hub. */
export enum DisruptionType {
  /** Software and data: a bad deployment, a wrong call, deleted data. */
  SOFTWARE = 'software',
  /** A host, a disk, one instance. */
  INFRASTRUCTURE = 'infrastructure',
  /** An Availability Zone. */
  AZ = 'az',
  /** A Region. */
  REGION = 'region',
}

/** Who has use for a rule. Each level holds the ones before it. */
export enum Strictness {
  /** What everybody must have. */
  ESSENTIAL = 'essential',
  /** Essential rules, and those that most workloads profit from. */
  RECOMMENDED = 'recommended',
  /** All rules. */
  EXHAUSTIVE = 'exhaustive',
}
