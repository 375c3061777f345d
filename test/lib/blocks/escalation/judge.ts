import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { assess } from '../../../../lib/assessment/assess';
import { DEFAULTS } from '../../../../lib/assessment/configuration';
import { Application } from '../../../../lib/model/application';
import { readAssembly } from '../../../../lib/model/source/assembly';
import { RULES } from '../../../../policies/rules';

/** What our rules at `exhaustive`, and cdk-nag's AwsSolutions, find in an app. */
export interface Judgement {
  /** `rule construct path`, open findings and undetermined ones. */
  readonly own: string[];
  readonly nag: string[];
}

/** Synthesizes and judges an app. */
export function judge(app: App): Judgement {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  try {
    app.synth();
  } catch (error) {
    // cdk-nag's findings come as an error; what they are stands in the report.
    if (!String(error).includes('AwsSolutions')) throw error;
  }
  const options = { ...DEFAULTS, strictness: 'exhaustive' as const, asOf: '2026-11-23' };
  const knownRules = new Set(RULES.map(({ id }) => id));
  const own = readAssembly(app.outdir).flatMap((source) => {
    const application = new Application({ ...source, asOf: options.asOf });
    const { findings, undetermined } = assess(application, { runs: [{ rules: RULES, options }], knownRules, options });
    return [...findings, ...undetermined]
      .filter(({ status }) => status !== 'accepted')
      .map(({ ruleId, constructPath }) => `${ruleId} ${constructPath}`);
  });
  return { own: [...new Set(own)].sort(), nag: nagFindings(app.outdir) };
}

interface Report {
  readonly pluginReports?: readonly {
    readonly violations?: readonly {
      readonly ruleName: string;
      readonly violatingConstructs?: readonly { readonly constructPath?: string }[];
    }[];
  }[];
}

function nagFindings(directory: string): string[] {
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as Report;
  return (report.pluginReports ?? []).flatMap(({ violations = [] }) =>
    violations.flatMap(({ ruleName, violatingConstructs = [] }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
    ),
  );
}
