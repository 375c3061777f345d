import type { Assessment, AssessmentDocument } from './document';
import { SCHEMA_VERSION, VERSION } from './version';

/** The document that holds assessments. */
export function documentOf(assessments: readonly Assessment[]): AssessmentDocument {
  return { schemaVersion: SCHEMA_VERSION, tool: { name: 'cdk-resilience', version: VERSION }, assessments };
}
