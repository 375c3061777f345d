import type { Application } from '../model/application';
import { Detection } from './detection/detection';
import type { EvidenceRecord } from './evidence/records';
import type { TestEvidence } from './evidence/schema';
import { Tests } from './evidence/tests';
import type { Returns } from './failure/aftermath';
import { matrixOf } from './failure/matrix';
import type { FailureRecord } from './failure/records';
import { simulate, type Simulation } from './failure/simulation';
import { singlePointsOf, type SinglePointRecord } from './failure/single-points';
import { Estimator } from './recovery/estimate';
import type { EstimateSettings } from './recovery/overrides';
import { recoveryOf } from './recovery/recovery';
import type { RecoveryAnalysis } from './recovery/records';
import { overloadsIn } from './risk/overloads';
import { promisedIn } from './risk/promised';
import type { RiskRegisterRecord } from './risk/records';
import { riskRegister } from './risk/register';
import type { ResilienceScoreRecord } from './score/records';
import { resilienceScore } from './score/score';
import { verdictsOn } from './score/verdicts';
import { surgeOf } from './surge';
import type { SurgeRecord } from './surge/records';
import { System } from './system/system';

/** What was found out about an application as a whole, beyond what rules say of its resources. */
export interface AnalysisRecord {
  readonly graph: GraphRecord;
  /** The journeys that were analysed: those declared, else one for each public entry point. */
  readonly journeys: readonly AnalysedJourneyRecord[];
  /** What stops a journey when it alone is lost, the worst kinds first. */
  readonly singlePoints: readonly SinglePointRecord[];
  /** The matrix of failures by journeys: each loss that a journey notices. */
  readonly failures: readonly FailureRecord[];
  /** How components and journeys come back, and how available journeys are. */
  readonly recovery: RecoveryAnalysis;
  /** What a surge does to the journeys. */
  readonly surge: SurgeRecord;
  /** What may go wrong, rated and ranked. */
  readonly risks: RiskRegisterRecord;
  /** The tests that were run, and those that are only defined. */
  readonly tests: EvidenceRecord;
  /** The resilience score of the application and its journeys, with its parts. */
  readonly score: ResilienceScoreRecord;
  /** What was left out so that the analysis ends, a sentence each. Empty as a rule. */
  readonly bounded: readonly string[];
}

/** What the analysis rests on. */
export interface GraphRecord {
  readonly resources: number;
  /** Dependencies that carry an outage. */
  readonly dependencies: number;
  /** The share of what is known of them that is inferred, 0 to 1: compute names a store and is let in. */
  readonly inferredShare: number;
}

/** A journey as it was analysed. */
export interface AnalysedJourneyRecord {
  readonly name: string;
  /** Nobody declared it: it stands for what customers reach by one public entry point. */
  readonly isImplied: boolean;
  /** Where it was declared: a construct path, else the stack. */
  readonly scope?: string;
  readonly owner?: string;
  /** Names of resources. */
  readonly entryPoints: readonly string[];
  /** Names of the components and third parties behind it, nearest first. */
  readonly components: readonly string[];
  /** Declared places that are in no template of the application: nothing behind them was analysed. */
  readonly unresolved: readonly string[];
}

/** What an analysis is told beside the application. */
export interface AnalysisOptions {
  /** What users know better about recoveries. */
  readonly estimates?: EstimateSettings;
  /** The tests that were run. */
  readonly evidence?: readonly TestEvidence[];
}

/** What is found once and asked by several: the system, who tells of what, and how things come back. */
export interface Analysed {
  readonly system: System;
  readonly detection: Detection;
  readonly estimator: Estimator;
  readonly returns: Returns;
}

/** Prepares an application for the simulation of losses. */
export function analysed(application: Application, { estimates }: AnalysisOptions = {}): Analysed {
  const system = System.of(application);
  const detection = new Detection(system);
  const estimator = new Estimator(application, {
    ...(estimates !== undefined && { overrides: estimates.components, assumptions: estimates.assumptions }),
    isWatched: (resource) => detection.of(system.nodeOf(resource)).level !== 'NONE',
  });
  const returns: Returns = (component, disruption) => {
    const { rto, hands, people, figure } = estimator.estimateOf(component, disruption);
    if (figure?.isWithOthers) return { how: 'WITH_OTHERS' };
    if (hands === undefined || rto.seconds === 'UNMODELLED') return { how: 'UNMODELLED' };
    return { how: hands, ...(typeof rto.seconds === 'number' && { rto: rto.seconds + people }) };
  };
  return { system, detection, estimator, returns };
}

/** Answers for an application: what stops it, for how long, under which load, and how bad that is. */
export function analyse(application: Application, options: AnalysisOptions = {}): AnalysisRecord {
  const { system, detection, estimator, returns } = analysed(application, options);
  const simulation = simulate(system);
  const recovery = recoveryOf(system, estimator);
  const surge = surgeOf(system);
  const tests = new Tests(system, options.evidence ?? []);
  const { outcomes } = simulation;
  const verdicts = new Map(recovery.journeys.map((each, i) => [system.journeys[i], verdictsOn(each)]));
  return {
    graph: graphRecord(system),
    journeys: system.journeys.map(journeyRecord),
    singlePoints: singlePointsOf(system, simulation),
    failures: matrixOf(system, simulation, detection, returns),
    recovery,
    surge,
    risks: riskRegister({
      system,
      outcomes,
      overloads: overloadsIn(system, surge),
      promised: promisedIn(system),
      detection,
      tests,
    }),
    tests: tests.record(),
    score: resilienceScore({ system, detection, tests, verdicts: (journey) => verdicts.get(journey)! }),
    bounded: bounds(system, simulation, recovery),
  };
}

function graphRecord({ application }: System): GraphRecord {
  const { allResources, outages } = application;
  const { edges, inferredShare } = outages;
  return { resources: allResources.length, dependencies: edges.length, inferredShare };
}

function journeyRecord(journey: System['journeys'][number]): AnalysedJourneyRecord {
  const { name, isImplied, scope, owner, entryPoints, components, unresolved } = journey;
  return {
    name,
    isImplied,
    ...(scope !== undefined && { scope }),
    ...(owner !== undefined && { owner }),
    entryPoints: entryPoints.map((each) => each.name),
    components: components.map((each) => each.name),
    unresolved: [...unresolved],
  };
}

function bounds({ unanalysed }: System, { leftOut }: Simulation, { bounded }: RecoveryAnalysis): string[] {
  const [first] = leftOut;
  return [
    ...(unanalysed === 0 ? [] : [`${unanalysed} more public entry points were not analysed: declare journeys.`]),
    ...(first === undefined
      ? []
      : [`${leftOut.length} losses were not simulated, from ${first.name} on: too much hangs on too much.`]),
    ...bounded.map((disruption) => `Recovery from ${disruption}: not every zone or Region was looked at.`),
  ];
}
