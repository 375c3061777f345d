import type { Disruption } from '../../intent/schema/policy';
import type { ScorePart } from './records';

/**
 * Points of the parts, and percents of the disruptions. Source: AWS Resilience Hub, "Calculating resiliency scores"
 * (policy compliance 40; tests, alarms and SOPs 20 each; application 40, infrastructure 30, Availability Zone 20,
 * Region 10, and without a Region target 44.44, 33.33 and 22.22).
 */
export const PART_WEIGHTS: Readonly<Record<ScorePart, number>> = {
  POLICY_COMPLIANCE: 40,
  ALARMS: 20,
  PROCEDURES: 20,
  TESTS: 20,
};

export const DISRUPTION_WEIGHTS: Readonly<Record<Disruption, number>> = {
  software: 40,
  infrastructure: 30,
  az: 20,
  region: 10,
};

/** What stands beside each score. */
export const METHOD =
  'Computed by cdk-resilience from the templates and the evidence given, in the manner of the resiliency score of ' +
  'AWS Resilience Hub. It is not that score: alarms, procedures and tests are counted by component, as they are ' +
  'found in the templates, and parts that have no subject are left out.';
