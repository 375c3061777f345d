import { assess, type Run } from '../lib/assessment/assess';
import { DEFAULTS, mergeConfigurations, readConfiguration, refuseUnknownRules, type Configuration } from '../lib/assessment/configuration';
import type { Assessment, RunOptions } from '../lib/assessment/document';
import { documentOf } from '../lib/assessment/document-file';
import { carriedFindings, readRecorded } from '../lib/assessment/recorded';
import { withTemplateLines } from '../lib/assessment/template-lines';
import { Application, type ApplicationSource } from '../lib/model/application';
import { assemblyOf, readInput } from '../lib/model/source/input';
import { rulesOfPack } from '../policies/packs/selectors';
import { RULES } from '../policies/rules';
import { configurationFile } from './configuration-file';
import { outputsOf, writeOutputs } from './outputs';

/** The flags of `check`, as commander gives them. */
export interface CheckFlags {
  readonly format: string[];
  readonly failOn?: string;
  readonly strictness?: string;
  readonly undetermined?: string;
  readonly tier?: string;
  readonly parameters: { readonly [name: string]: string };
  readonly region?: string;
  readonly account?: string;
  readonly rules?: string[];
  readonly except?: string[];
  readonly config?: string;
  readonly asOf?: string;
}

/** Judges each path, writes the reports and sets the exit status. */
export function check(paths: readonly string[], flags: CheckFlags): void {
  const outputs = outputsOf(flags.format);
  const configured = configurationFile(flags.config);
  const flagged = flagConfiguration(flags);
  const assessments = paths.flatMap((path) => checkPath(path, configured, flagged));
  writeOutputs(outputs, documentOf(assessments));
  process.exitCode = assessments.some(({ gate }) => gate === 'closed') ? 1 : 0;
}

function flagConfiguration(flags: CheckFlags): Configuration {
  const { format: _, config: __, parameters, ...rest } = flags;
  const given = Object.keys(parameters).length > 0 ? { ...rest, parameters } : rest;
  return readConfiguration(given, 'command line');
}

function checkPath(path: string, configured: Configuration, flagged: Configuration): Assessment[] {
  const assembly = assemblyOf(path);
  const recorded = assembly === undefined ? undefined : readRecorded(assembly);
  const parameters = { ...configured.parameters, ...flagged.parameters };
  const environment = mergeConfigurations(configured, flagged);
  const { applications } = readInput(path, {
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(environment.region !== undefined && { region: environment.region }),
    ...(environment.account !== undefined && { account: environment.account }),
  });
  return applications.map((source) => {
    const before = recorded?.assessments.find(({ application }) => application === source.name);
    const assessment = judge(path, source, before, configured, flagged);
    return assembly === undefined ? withTemplateLines(assessment) : assessment;
  });
}

function judge(
  path: string,
  source: ApplicationSource,
  recorded: Assessment | undefined,
  configured: Configuration,
  flagged: Configuration,
): Assessment {
  const { asOf, parameters, region, account, ...weights } = mergeConfigurations(configured, flagged);
  const application = new Application({ ...source, ...(asOf !== undefined && { asOf }) });
  const customRules = recorded?.customRules ?? [];
  const knownRules = new Set([...RULES.map(({ id }) => id), ...customRules]);
  refuseUnknownRules(weights, knownRules, 'configuration');
  // What the packs were told holds, unless a flag says otherwise; without packs, the configuration does.
  const told: readonly RunOptions[] = recorded?.options.packs ?? [{ ...DEFAULTS, ...weights }];
  const { asOf: _, parameters: __, region: ___, account: ____, ...overrides } = flagged;
  const runs: Run[] = told.map((options) => ({
    rules: rulesOfPack(options.pack, RULES),
    options: { ...options, ...overrides },
  }));
  return assess(application, {
    runs,
    customRules,
    knownRules,
    source: path,
    carried: recorded === undefined ? [] : carriedFindings(recorded, application, path),
    acceptances: recorded?.acceptances ?? [],
    options: {
      ...(runs[0] as Run).options,
      ...(parameters && { parameters }),
      ...(region !== undefined && { region }),
      ...(account !== undefined && { account }),
      asOf: application.asOf,
      ...(recorded?.options.packs && { packs: runs.map(({ options }) => options) }),
      ...(recorded !== undefined && Object.keys(overrides).length > 0 && { overridden: Object.keys(overrides) }),
    },
  });
}
