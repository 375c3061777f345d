import { DEFAULTS } from './configuration';
import type { Assessment, FindingRecord } from './document';
import { gateReasons, summaryOf } from './gate';
import { failureRecord } from './records';

/** The assessment of an application that could not be judged: one failure, and a closed gate. */
export function failedAssessment(application: string, error: unknown): Assessment {
  const said = error instanceof Error ? error.message : String(error);
  const findings: FindingRecord[] = [failureRecord(said.split('\n')[0] ?? '')];
  return {
    application,
    gate: 'closed',
    gateReasons: gateReasons(findings, 0),
    summary: { ...summaryOf(findings), undetermined: 0, skipped: 0, stacks: 0, resources: 0, rules: 0 },
    options: { ...DEFAULTS, asOf: new Date().toISOString().slice(0, 10) },
    findings,
    undetermined: [],
    acceptances: [],
    journeys: [],
    externalDependencies: [],
    skipped: [],
    missingContext: [],
    templates: [],
    customRules: [],
  };
}
