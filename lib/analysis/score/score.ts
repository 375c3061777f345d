import { DISRUPTED, type Disruption } from '../../intent/schema/policy';
import type { Detection } from '../detection/detection';
import { TEST_VALUES } from '../evidence/freshness';
import type { Tests } from '../evidence/tests';
import type { Journey } from '../system/journeys';
import type { SystemNode } from '../system/node';
import type { System } from '../system/system';
import { compliancePart, overallCompliance, type Verdicts } from './compliance';
import { Coverages, type Coverage, type DueTest } from './coverage';
import { coverageParts, scoreOf, testsPart, type Part } from './parts';
import type { JourneyScoreRecord, ResilienceScoreRecord } from './records';
import { METHOD } from './weights';

/** What a score is computed from. */
export interface ScoreInputs {
  readonly system: System;
  readonly detection: Detection;
  readonly tests: Tests;
  /** How the estimated recovery of a journey compares with its targets. */
  readonly verdicts: (journey: Journey) => Verdicts;
}

/** The resilience score of an application and of each of its journeys. */
export function resilienceScore(inputs: ScoreInputs): ResilienceScoreRecord {
  const { system, tests, detection, verdicts } = inputs;
  const coverages = new Coverages(detection, tests);
  const everything = new Set<SystemNode>();
  const dueAtAll = new Set<DueTest>();
  const compliance: [string, Part][] = [];
  const journeys = system.journeys.map((journey): JourneyScoreRecord => {
    const { name, policy, components } = journey;
    const covered = components.flatMap((node) => coverages.of(node) ?? []);
    const due = dueTests(journey, covered, tests);
    const met = compliancePart(policy, verdicts(journey));
    compliance.push([name, met]);
    components.forEach((node) => everything.add(node));
    due.forEach((test) => dueAtAll.add(test));
    return {
      journey: name,
      ...(policy !== undefined && { tier: policy.tier }),
      ...scoreOf([met, ...coverageParts(covered), testsPart(due)]),
    };
  });
  const covered = [...everything].flatMap((node) => coverages.of(node) ?? []);
  const parts = [overallCompliance(compliance), ...coverageParts(covered), testsPart([...dueAtAll])];
  return { ...scoreOf(parts), method: METHOD, journeys };
}

/** What ought to be tested for a journey: the disruptions it has targets for; without a policy, all but the loss of a Region. */
function dueTests(journey: Journey, covered: readonly Coverage[], tests: Tests): DueTest[] {
  const { policy, name } = journey;
  const targets = DISRUPTED.filter((each) => policy?.[each] !== undefined);
  const asked = new Set<Disruption>(targets.length > 0 ? targets : ['software', 'infrastructure', 'az']);
  const due = covered.flatMap((each) => each.tests.filter(({ disruption }) => asked.has(disruption)));
  if (!asked.has('region')) return due;
  const value = TEST_VALUES[tests.ofJourney(journey, 'region').state];
  return [...due, { disruption: 'region', value, name: `region on journey ${name}` }];
}
