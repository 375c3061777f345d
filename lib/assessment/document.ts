import type { AnalysisRecord } from '../analysis/analysis';
import type { EstimateSettings } from '../analysis/recovery/overrides';
import type { Category, Disruption, Severity, Strictness, UndeterminedPolicy } from '../engine/vocabulary';
import type { CriticalityName } from '../intent/schema/external-dependency';
import type { RecoveryApproachName } from '../intent/schema/policy';
import type { TierName } from '../intent/schema/tier';

/** Which open findings close the gate: errors, errors and warnings, or none. A `fatal` one always does. */
export const FAIL_ON = ['error', 'warning', 'never'] as const;
export type FailOn = (typeof FAIL_ON)[number];

/** The document of everything that was found. All reports are renderings of it. */
export interface AssessmentDocument {
  readonly schemaVersion: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly assessments: readonly Assessment[];
}

/** What was found in one application. */
export interface Assessment {
  /** `App` or the path of a Stage for a cloud assembly, else the template file. */
  readonly application: string;
  /** The path that was given on the command line. */
  readonly source?: string;
  readonly gate: 'open' | 'closed';
  /** Why the gate is closed: one sentence each. */
  readonly gateReasons: readonly string[];
  readonly summary: Summary;
  readonly options: AssessmentOptions;
  readonly findings: readonly FindingRecord[];
  readonly undetermined: readonly UndeterminedRecord[];
  readonly acceptances: readonly AcceptanceRecord[];
  /** The customer journeys that begin in it. */
  readonly journeys: readonly JourneyRecord[];
  /** The third parties that journeys depend on. */
  readonly externalDependencies: readonly ExternalDependencyRecord[];
  /** What stops journeys, for how long and under which load. Absent where the application could not be analysed. */
  readonly analysis?: AnalysisRecord;
  /** What was left out, and why. */
  readonly skipped: readonly SkippedRecord[];
  /** Context look-ups that have not been made: values that hang on them are undetermined. */
  readonly missingContext: readonly string[];
  readonly templates: readonly TemplateRecord[];
  /** Rules of the user's own that ran. */
  readonly customRules: readonly string[];
}

/** The numbers of an assessment. */
export interface Summary {
  readonly fatal: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly accepted: number;
  readonly undetermined: number;
  readonly skipped: number;
  readonly stacks: number;
  readonly resources: number;
  /** Rules that were selected. */
  readonly rules: number;
}

/** How an application is judged by one pack, or by the command line. */
export interface RunOptions {
  readonly strictness: Strictness;
  readonly failOn: FailOn;
  readonly undetermined: UndeterminedPolicy;
  /** The tier of what declares none. */
  readonly tier?: TierName;
  /** Only these rules. */
  readonly rules?: readonly string[];
  /** Not these rules. */
  readonly except?: readonly string[];
  readonly severities?: { readonly [ruleId: string]: Severity };
  /** Why expired acceptances hold, where they do. */
  readonly breakGlass?: string;
  /** The pack, where one ran. */
  readonly pack?: string;
}

/** How an application was judged. With several packs, the fields of `RunOptions` are the first one's. */
export interface AssessmentOptions extends RunOptions {
  readonly parameters?: { readonly [name: string]: string };
  readonly region?: string;
  readonly account?: string;
  /** What users know better about recoveries. */
  readonly estimates?: EstimateSettings;
  /** The day that dated facts and expiries are judged for: `YYYY-MM-DD`. */
  readonly asOf: string;
  /** What each pack was told, where packs ran. */
  readonly packs?: readonly RunOptions[];
  /** What flags of the command line changed of what the packs were told. */
  readonly overridden?: readonly string[];
}

/** Where something is. */
export interface Location {
  /** Id of the stack. */
  readonly stack: string;
  readonly templatePath: string;
  readonly logicalId?: string;
  readonly resourceType?: string;
  readonly constructPath?: string;
  /** `file:line:column` in the user's code or template. */
  readonly source?: string;
  /** From the resource: `Properties.MultiAZ`; `''` for the whole. */
  readonly path: string;
}

/** A rule's non-compliance at one place. */
export interface FindingRecord extends Location {
  readonly ruleId: string;
  /** Stays the same while rule, construct (or logical id) and property do. */
  readonly fingerprint: string;
  readonly status: 'open' | 'accepted';
  readonly severity: Severity;
  readonly category: Category;
  readonly disruptions: readonly Disruption[];
  readonly title: string;
  /** What is wrong here and why it matters: title, detail and reason. */
  readonly message: string;
  /** What is wrong here, with the values, where the rule says more than its title. */
  readonly detail?: string;
  /** Why it matters. */
  readonly why?: string;
  readonly fix: string;
  readonly docs: string;
  /** Holds only under these outcomes of open conditions: `IsProd is false`. */
  readonly condition?: string;
  readonly related?: readonly { readonly stack: string; readonly logicalId: string; readonly constructPath?: string }[];
  /** For an accepted finding. */
  readonly acceptance?: { readonly reason: string; readonly owner: string; readonly expires: string };
}

/** A verdict that the template does not decide. */
export interface UndeterminedRecord {
  readonly ruleId: string;
  /** An accepted rule may stay undecided. */
  readonly status: 'open' | 'accepted';
  readonly stack: string;
  readonly templatePath: string;
  readonly logicalId?: string;
  readonly constructPath?: string;
  readonly path: string;
  readonly because: string;
}

/** A risk somebody accepted. */
export interface AcceptanceRecord {
  /** An acknowledgement is CDK's own, without owner and expiry. */
  readonly form: 'acceptance' | 'acknowledgement';
  readonly ruleId: string;
  /**
   * Construct path at and below which it holds, `''` for the whole App; the stack, or the stack and logical id, where a
   * template's `Metadata` declares it.
   */
  readonly scope: string;
  /** Pattern for paths below the scope, where it holds for some of them only. */
  readonly path?: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day it holds. */
  readonly expires: string;
  /** On the day that was judged for; `expiring` in the last two weeks. */
  readonly state: 'valid' | 'expiring' | 'expired';
  /** Whether it covers something, or would if it had not expired; unknown where its rule did not run. */
  readonly use: 'used' | 'unused' | 'unknown';
  /** Fingerprints of the findings it covers. */
  readonly findings: readonly string[];
}

/** What a customer does end to end, as it was declared. Places are construct paths, or logical ids in a template. */
export interface JourneyRecord {
  readonly name: string;
  readonly owner: string;
  /** Where it was declared: a construct path, else the stack. */
  readonly scope: string;
  /** What is asked of it: by itself or around it. */
  readonly policy?: PolicyRecord;
  /** What the customer calls first. */
  readonly entryPoints: readonly string[];
  /** Requests per second on a usual day. */
  readonly baseline?: number;
  /** How many times the baseline comes in a surge. */
  readonly surgeFactor: number;
  /** In seconds. */
  readonly surgeDuration: number;
  /** What it depends on beyond what the templates show. */
  readonly dependencies: readonly JourneyDependencyRecord[];
  /** What the templates connect to it, but it does without. */
  readonly exclusions: readonly string[];
}

export interface JourneyDependencyRecord {
  /** A place, or an external dependency: its construct path or, in a template, its name. */
  readonly on: string;
  readonly criticality: CriticalityName;
}

/** A third party that journeys depend on. */
export interface ExternalDependencyRecord {
  readonly name: string;
  /** Where it was declared: a construct path, else the stack. */
  readonly scope: string;
  /** What its provider promises, in percent of the time. */
  readonly availability?: number;
  readonly criticality: CriticalityName;
  /** In seconds. */
  readonly timeout?: number;
  /** What is done when it does not answer. */
  readonly fallback?: string;
}

/** What the business asks of a workload. */
export interface PolicyRecord {
  readonly tier: TierName;
  /** In percent of the time. */
  readonly availability?: number;
  readonly software?: RecoveryTargetRecord;
  readonly infrastructure?: RecoveryTargetRecord;
  readonly az?: RecoveryTargetRecord;
  readonly region?: RecoveryTargetRecord;
  readonly recoveryApproach?: RecoveryApproachName;
}

/** What a disruption may cost at most, in seconds. */
export interface RecoveryTargetRecord {
  readonly rto: number;
  readonly rpo: number;
}

export interface SkippedRecord {
  readonly stack: string;
  readonly templatePath: string;
  readonly logicalId?: string;
  readonly because: string;
}

export interface TemplateRecord {
  readonly stack: string;
  readonly templatePath: string;
  /** SHA-256 of the file. */
  readonly digest?: string;
}

/** What stands for an owner and an expiry date that CDK's own acknowledgements do not have. */
export const NOT_STATED = 'not stated';

/** The file a pack leaves in the cloud assembly. */
export const ASSESSMENT_FILE = 'resilience-assessment.json';
