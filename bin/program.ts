import { Command, InvalidArgumentError, Option } from 'commander';
import { FAIL_ON } from '../lib/assessment/document';
import { VERSION } from '../lib/assessment/version';
import { STRICTNESSES, UNDETERMINED_POLICIES } from '../lib/engine/vocabulary';
import { TIERS } from '../lib/intent/schema/tier';
import { SIMULATION_FORMATS } from '../lib/report/simulation';
import { check as judge, type CheckFlags } from './check';
import { explain } from './explain';
import { rules, RULE_FORMATS } from './rules';
import { simulate, type SimulateFlags } from './simulate';

const PATHS = 'cloud assembly folders or template files';

/** The command line, its arguments and where they go. */
export function program(): Command {
  const root = new Command('cdk-resilience')
    .description('Judges AWS CDK apps and CloudFormation templates for resilience, offline.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) })
    .addHelpText('after', '\nExit status: 0 gate open, 1 gate closed, 2 could not do the work.');
  addCheck(root);
  addSimulate(root);
  root
    .command('rules')
    .description('list every rule with what is known about it')
    .addOption(new Option('--format <name>', 'how').choices(RULE_FORMATS).default('table'))
    .action((flags: { format: string }) => rules(flags.format));
  root
    .command('explain')
    .description('tell what a rule finds, why it matters and how to fix it')
    .argument('<rule>', 'id of the rule')
    .action((id: string) => explain(id));
  return root;
}

function addCheck(root: Command): void {
  const check = root
    .command('check')
    .description('judge cloud assemblies and templates; each path is one application')
    .argument('[paths...]', PATHS, [])
    .option(
      '--format <name[=file]>',
      'console, json, markdown or html; to a file where one is given (repeatable)',
      collect,
      [],
    )
    .addOption(new Option('--fail-on <level>', 'what closes the gate').choices([...FAIL_ON]))
    .addOption(new Option('--strictness <level>', 'which rules run').choices([...STRICTNESSES]))
    .addOption(
      new Option('--undetermined <policy>', 'what verdicts that the template does not decide are').choices([
        ...UNDETERMINED_POLICIES,
      ]),
    )
    .addOption(new Option('--tier <tier>', 'tier of what declares none').choices([...TIERS]))
    .option('--rules <ids>', 'only these rules, comma-separated', collectList)
    .option('--except <ids>', 'not these rules, comma-separated', collectList)
    .option('--evidence <file>', 'tests that were run, as JSON: they count for the resilience score')
    .option('--break-glass <reason>', 'let expired acceptances hold, and say so in the assessment');
  addEnvironment(check)
    .addHelpText(
      'after',
      '\nDefaults: PATH cdk.out, --format console, and what the packs of the app were told, else --fail-on error,' +
        '\n--strictness recommended, --undetermined ignore.',
    )
    .action((paths: string[], flags: CheckFlags) => judge(pathsOf(paths), flags));
}

function addSimulate(root: Command): void {
  const simulation = root
    .command('simulate')
    .description('lose things and tell which customer journeys break, who is told and what comes back')
    .argument('[paths...]', PATHS, [])
    .option(
      '--lose <what>',
      'az:a, az:us-east-1a, region, region:us-east-1, a resource or a third party (repeatable)',
      collect,
      [],
    )
    .addOption(new Option('--format <name>', 'how').choices(SIMULATION_FORMATS).default('console'));
  addEnvironment(simulation)
    .addHelpText(
      'after',
      '\nDefault: PATH cdk.out. Without --lose, all that journeys depend on is lost in turn: a line for each.' +
        '\nA resource is called by its construct path, the end of it, or its logical id.',
    )
    .action((paths: string[], flags: SimulateFlags) => simulate(pathsOf(paths), flags));
}

/** What decides the values of templates. */
function addEnvironment(command: Command): Command {
  return command
    .option('--parameters <key=value>', 'value of a template parameter (repeatable)', collectPair, {})
    .option('--region <region>', 'Region of stacks that do not say')
    .option('--account <account>', 'account of stacks that do not say')
    .option('--config <file>', 'configuration: JSON, or a cdk.json with the context key cdk-resilience')
    .option('--as-of <date>', 'day that dated facts and expiries are judged for, YYYY-MM-DD (default: today)');
}

function pathsOf(paths: readonly string[]): readonly string[] {
  return paths.length === 0 ? ['cdk.out'] : paths;
}

/** What commander says is wrong, and what it guesses was meant, as this tool says it. */
function oneLine(text: string): string {
  return `cdk-resilience: ${text
    .replace(/^error: /, '')
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')}\n`;
}

function collect(value: string, before: string[]): string[] {
  return [...before, value];
}

function collectList(value: string, before: string[] = []): string[] {
  return [
    ...before,
    ...value
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  ];
}

function collectPair(value: string, before: Record<string, string>): Record<string, string> {
  const at = value.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('It must be KEY=VALUE.');
  return { ...before, [value.slice(0, at)]: value.slice(at + 1) };
}
