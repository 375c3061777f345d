import type { Confidence } from '../confidence';
import type { EvidenceRecord } from '../place';

/** A number of AWS's, or of ours, that something was computed with. */
export interface Figure {
  /** What it says: `units of write an on-demand table serves from the start`. */
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** `documented`: AWS says so. `modelled`: our assumption. */
  readonly basis: 'DOCUMENTED' | 'MODELLED';
  /** Page of the documentation, or why it was assumed. */
  readonly source: string;
  readonly confidence: Confidence;
}

export const CAPACITY_KINDS = [
  /** In requests a second. */
  'ABSOLUTE',
  /** In multiples of the baseline: how often a request is made of it is not in the template. */
  'RELATIVE',
  /** The template sets no bound; AWS grows it with the load, up to quotas. */
  'UNBOUNDED',
  /** The template does not say, or deployment decides. */
  'UNKNOWN',
] as const;
export type CapacityKind = (typeof CAPACITY_KINDS)[number];

/** What something carries. What is absent is not known. */
export interface CapacityRange {
  /** From the first second of a surge. */
  readonly immediate?: number;
  /** Once it has grown: up to here it holds. */
  readonly sustained?: number;
  /** Above this it fails. Between `sustained` and this, the template does not decide. */
  readonly limit?: number;
}

/** A size in the words of the service: `tasks 3 to 15`. */
export interface Amount {
  readonly what: string;
  readonly least?: number;
  readonly most?: number;
}

/** How long it takes until capacity has grown. */
export interface TimeRecord {
  /** The sum of the parts. */
  readonly seconds: number;
  /** Parts are missing that no template tells, as how long a task takes to start. */
  readonly isAtLeast: boolean;
  readonly parts: readonly TimePart[];
}

export interface TimePart {
  readonly says: string;
  readonly seconds: number;
  /** `declared`: the template says so. */
  readonly basis: 'DECLARED' | 'DOCUMENTED' | 'MODELLED';
  readonly source: string;
  readonly confidence: Confidence;
}

/** What a component can carry. */
export interface CapacityRecord {
  readonly kind: CapacityKind;
  /** In requests a second. */
  readonly rate?: CapacityRange;
  /** In multiples of the baseline, which is taken to fill the least size at the scaling target. */
  readonly growth?: CapacityRange;
  readonly amounts: readonly Amount[];
  /** To full size, from the least. Absent where it does not grow, or nothing is known. */
  readonly timeToCapacity?: TimeRecord;
  /** What has to be true for the numbers to hold. */
  readonly assumptions: readonly string[];
  readonly figures: readonly Figure[];
  readonly evidence: readonly EvidenceRecord[];
  /** For `UNKNOWN` and `UNBOUNDED`: why. */
  readonly because?: string;
}

export type SurgeVerdict = 'HOLDS' | 'EXHAUSTED' | 'UNKNOWN';

/** A component at one level of load. */
export interface LevelRecord {
  /** Of the baseline: 100, 300, 500. */
  readonly percent: number;
  /** Requests a second at most, all journeys that use it together. Absent where no baseline is declared, or not each request is a call. */
  readonly load?: number;
  /** Requests a second that surely come, where that is less: the rest may take other ways. */
  readonly leastLoad?: number;
  readonly verdict: SurgeVerdict;
  /** What the verdict rests on. Absent for `UNKNOWN`. */
  readonly basis?: 'RATE' | 'GROWTH' | 'UNBOUNDED';
  /** Load by what it carries at most; more than 1 is too much. */
  readonly utilization?: number;
  /** Requests a second too many. */
  readonly excess?: number;
  /** How long a request may take on average, in seconds, for it to hold. */
  readonly holdsIfWithin?: number;
  /** It carries this level, but not from the first second. */
  readonly gap?: GapRecord;
  /** In words. */
  readonly says: string;
}

/** From the beginning of a sudden surge until capacity has grown. */
export interface GapRecord {
  /** Absent where not known. */
  readonly seconds?: number;
  readonly isAtLeast: boolean;
  /** What is not carried meanwhile, in multiples of the baseline. */
  readonly over: number;
  /** Requests that come in `seconds` beyond what is carried at the beginning: lost, or queued where a queue is in front. */
  readonly requests?: number;
}

/** A component that journeys use. */
export interface ComponentSurge {
  readonly component: string;
  /** CloudFormation type; absent for a third party. */
  readonly type?: string;
  /** Journeys whose requests come to it. A component of several carries the sum of their loads. */
  readonly journeys: readonly string[];
  /** Requests a second at 100 %: the sum of the declared baselines. */
  readonly baseline?: number;
  /** Journeys among them that declare no baseline, so that the load is at least this. */
  readonly undeclared: readonly string[];
  readonly capacity: CapacityRecord;
  /** For a queue or stream. */
  readonly buffer?: BufferRecord;
  /** For a database that functions call directly. */
  readonly connections?: ConnectionRecord;
  readonly levels: readonly LevelRecord[];
}

/** Connections of a database, and the functions that open them: each execution has its own. */
export interface ConnectionRecord {
  /** What the default parameters allow at most. */
  readonly most: number;
  /** Functions that call it without a proxy in between, and how many executions each can have at the same time. */
  readonly callers: readonly {
    readonly component: string;
    readonly executions: number;
    readonly isReserved: boolean;
  }[];
  /** All at once; functions without a reservation share what the account has at first. */
  readonly executions: number;
  /** Executions could ask for more connections than there are. */
  readonly isShort: boolean;
  readonly says: string;
}

/** How the requests of a journey come to a component. */
export const LINK_MODES = [
  /** The customer waits for it. */
  'SYNCHRONOUS',
  /** Behind a queue or stream. */
  'BUFFERED',
  /** The journey goes on without it. */
  'OPTIONAL',
] as const;
export type LinkMode = (typeof LINK_MODES)[number];

/** Components on the way of a journey. */
export interface LinkRecord {
  readonly mode: LinkMode;
  /** Each request comes here; else they are on one of several ways, and get a share that is not known. */
  readonly isEveryRequest: boolean;
  /** In `SurgeRecord.components`, nearest first. */
  readonly components: readonly string[];
}

/** A journey at one level of load. */
export interface JourneyLevel {
  readonly percent: number;
  /** Requests a second, of this journey alone. */
  readonly load?: number;
  /** By what the customer waits for: `EXHAUSTED` if one link is, `HOLDS` if all do. */
  readonly verdict: SurgeVerdict;
  /** The exhausted link that saturates first. */
  readonly bottleneck?: string;
  /** All links that are exhausted, worst first. */
  readonly exhausted: readonly string[];
  /** Links whose verdict is not known. */
  readonly unknown: readonly string[];
  /** Links that hold, but not from the first second; the slowest first. */
  readonly growing: readonly string[];
  /** Behind queues: exhausted links there make work late, not the answer. */
  readonly delayed: readonly string[];
  /** Quotas of which this level needs more than the default. */
  readonly quotas: readonly string[];
  /** Quotas of the account of which nobody can say from the templates whether they suffice. */
  readonly quotasToCheck: readonly string[];
  readonly says: string;
}

/** What saturates first as the load rises, whatever the level. */
export interface Saturation {
  readonly component: string;
  /** Of the baseline. */
  readonly percent: number;
  readonly basis: 'RATE' | 'GROWTH';
}

export interface JourneySurge {
  readonly journey: string;
  readonly isImplied: boolean;
  /** Requests a second, as declared. */
  readonly baseline?: number;
  readonly surgeFactor: number;
  /** In seconds. */
  readonly surgeDuration: number;
  readonly links: readonly LinkRecord[];
  readonly levels: readonly JourneyLevel[];
  readonly firstToSaturate?: Saturation;
  /** Components among its links that keep work: see their `buffer`. */
  readonly buffers: readonly string[];
}

/** What keeps work that is not done yet. */
export interface BufferRecord {
  /** What takes the work from it. */
  readonly consumers: readonly string[];
  /** How long it keeps work, in seconds. Absent where not known. */
  readonly retention?: number;
  /** The longest surge of the journeys that use it, in seconds. */
  readonly surgeDuration: number;
  readonly levels: readonly BufferLevel[];
  readonly evidence: readonly EvidenceRecord[];
}

/** A buffer through a surge. */
export interface BufferLevel {
  readonly percent: number;
  /** `RATE`: in requests a second. `GROWTH`: the consumers as multiples of the baseline. `RETENTION`: nothing else is known. */
  readonly basis: 'RATE' | 'GROWTH' | 'RETENTION';
  /** Messages that wait at the end of the surge at most. Absent without a declared baseline. */
  readonly backlog?: number;
  /** The same as time of usual load: backlog divided by the baseline, in seconds. */
  readonly backlogSeconds?: number;
  /** From the end of the surge until all is worked off, in seconds at most. Absent where it never is, or not known. */
  readonly drain?: number;
  /** The longest wait in order of arrival, in seconds at most. */
  readonly wait?: number;
  /** Whether work is lost by age. */
  readonly loses: 'NO' | 'YES' | 'UNKNOWN';
  readonly says: string;
}

/** A limit of an account in a Region that AWS raises on request. */
export interface QuotaRecord {
  /** Names it in `JourneyLevel.quotas`. */
  readonly id: string;
  readonly service: string;
  readonly name: string;
  /** Code in Service Quotas, where it is sure. */
  readonly code?: string;
  /** What an account has at first. */
  readonly default: number;
  readonly unit: string;
  readonly isAdjustable: boolean;
  /** `ACCOUNT`: shared by all in the account and Region. `RESOURCE`: each has its own. */
  readonly scope: 'ACCOUNT' | 'RESOURCE';
  readonly region?: string;
  readonly account?: string;
  readonly source: string;
  readonly confidence: Confidence;
  /** Components that draw on it. */
  readonly components: readonly string[];
  /** Set aside by the template, as reserved concurrency. */
  readonly reserved?: number;
  readonly levels: readonly QuotaLevel[];
}

export interface QuotaLevel {
  readonly percent: number;
  /** In the quota's unit. What is absent is not known. */
  readonly needsAtLeast?: number;
  readonly needsAtMost?: number;
  /** Against the default: the account may have more already. */
  readonly verdict: 'WITHIN' | 'EXCEEDED' | 'UNKNOWN';
}

/** What a surge does to the journeys of an application. */
export interface SurgeRecord {
  /** What all numbers rest on. */
  readonly assumptions: readonly string[];
  readonly journeys: readonly JourneySurge[];
  readonly components: readonly ComponentSurge[];
  readonly quotas: readonly QuotaRecord[];
}
