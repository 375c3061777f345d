/** What can be lost: AWS Resilience Hub's Application, Infrastructure, Availability Zone and Region. */
export const DISRUPTIONS = ['software', 'infrastructure', 'az', 'region'] as const;
export type Disruption = (typeof DISRUPTIONS)[number];

/** The failure categories of AWS's Resilience Analysis Framework, as AWS Resilience Hub v2 names them. */
export const CATEGORIES = [
  'SINGLE_POINT_OF_FAILURE',
  'EXCESSIVE_LOAD',
  'EXCESSIVE_LATENCY',
  'MISCONFIGURATION_AND_BUGS',
  'SHARED_FATE',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Who has use for a rule: everybody, most, or who wants all of it. Each level holds the ones before it. */
export const STRICTNESSES = ['essential', 'recommended', 'exhaustive'] as const;
export type Strictness = (typeof STRICTNESSES)[number];

/** What a finding means for the gate, worst first. `fatal` is a failure of the tool itself: nobody can accept it. */
export const SEVERITIES = ['fatal', 'error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What the user makes of a verdict the template does not decide. */
export const UNDETERMINED_POLICIES = ['ignore', 'warn', 'fail'] as const;
export type UndeterminedPolicy = (typeof UNDETERMINED_POLICIES)[number];
