import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, type PolicyValidationPluginReport } from 'aws-cdk-lib';
import type { policies } from 'cdk-resilience';
import { ASSESSMENT_FILE, type Assessment, type AssessmentDocument } from '../../../../lib/assessment/document';
import { addPlan, type Plan } from './plan';

/** An app of a plan, in this process, with a folder of its own. */
export class PlannedApp {
  public readonly app: App;
  public readonly packs: policies.ResiliencePack[];

  constructor(plan: Plan, context: Record<string, unknown> = {}, outdir = mkdtempSync(join(tmpdir(), 'app-'))) {
    this.app = new App({ outdir, context, analyticsReporting: false });
    this.packs = addPlan(this.app, plan);
  }

  /** Synthesizes; gives what CDK throws, where plugins close the gate. */
  public synth(): string | undefined {
    try {
      this.app.synth({ force: true });
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  }

  public get document(): AssessmentDocument | undefined {
    const file = join(this.app.outdir, ASSESSMENT_FILE);
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as AssessmentDocument) : undefined;
  }

  /** Synthesizes and gives the assessment of one application. */
  public assessment(name = 'App'): Assessment {
    this.synth();
    const assessment = this.document?.assessments.find(({ application }) => application === name);
    if (assessment === undefined) throw new Error(`There is no assessment of ${name}`);
    return assessment;
  }
}

/** What a pack reports, in short: `error DynamoDbPitr Data/Fragile/Resource`. */
export function lines({ violations }: PolicyValidationPluginReport): string[] {
  return violations
    .map(({ severity, ruleName, violatingResources: [at] }) =>
      `${severity} ${ruleName} ${at?.constructPath ?? ''}`.trim(),
    )
    .sort();
}

/** The findings of an assessment, in short. */
export function findings({ findings: all }: Assessment, status = 'open'): string[] {
  return all
    .filter((each) => each.status === status)
    .map(({ severity, ruleId, constructPath = '' }) => `${severity} ${ruleId} ${constructPath}`.trim())
    .sort();
}
