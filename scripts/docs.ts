/** Writes the documentation that is made from the code, or with `--check` tells whether it is current. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { program } from '../bin/program';
import { renderRulePage } from '../lib/report/rule-page';
import { renderRules } from '../lib/report/rules';
import { PACKS, rulesOfPack } from '../policies/packs/selectors';
import { RULES } from '../policies/rules';
import { ANALYSIS_TABLES } from './analysis-tables';
import { schemaOf } from './type-schema';

const ROOT = join(__dirname, '..');
const ANALYSIS = 'docs/analysis.md';
const SCHEMA = 'lib/assessment/assessment.schema.json';
const NOTE = '<!-- Made by `npm run docs`; change the code instead. -->\n';

/** All generated pages by path. */
async function pages(): Promise<Map<string, string>> {
  const sorted = [...RULES].sort((a, b) => (a.id < b.id ? -1 : 1));
  const packs = Object.keys(PACKS).map((name) => `| ${name} | ${rulesOfPack(name, RULES).length} |`);
  const intro = [
    NOTE,
    `# Rules\n\n${RULES.length} rules. Each page says what a rule finds, why it matters and how to fix it.\n`,
    `| Pack | Rules |\n| --- | --- |\n${packs.join('\n')}\n`,
    renderRules(sorted, 'markdown'),
  ];
  return new Map([
    ['docs/rules/README.md', intro.join('\n')],
    ...sorted.map((rule) => [`docs/rules/${rule.id}.md`, `${NOTE}\n${renderRulePage(rule)}`] as const),
    [ANALYSIS, withTables(ANALYSIS)],
    [SCHEMA, await schema()],
    ['docs/cli.md', `${NOTE}\n# Command line\n\n${commands().join('\n\n')}\n`],
  ]);
}

/** Parts of the document that are described by their types: by name, with the file that declares them. */
const DESCRIBED = {
  AnalysisRecord: 'lib/analysis/analysis.ts',
  EstimateSettings: 'lib/analysis/recovery/overrides.ts',
};

/** The schema of the document. */
async function schema(): Promise<string> {
  const before = JSON.parse(readFileSync(join(ROOT, SCHEMA), 'utf8')) as { $defs: object };
  const made = Object.entries(DESCRIBED).map(([name, file]) => {
    return [name, schemaOf(join(ROOT, file), name, `#/$defs/${name}`)] as const;
  });
  const text = JSON.stringify({ ...before, $defs: { ...before.$defs, ...Object.fromEntries(made) } }, undefined, 2);
  return format(text, { ...(await resolveConfig(join(ROOT, SCHEMA))), parser: 'json' });
}

/** A page whose tables of numbers are those of the code. */
function withTables(page: string): string {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return text.replaceAll(
    /(<!-- table: (\w+) -->\n)[^]*?(<!-- end -->)/g,
    (_, begin: string, name: string, end: string) => {
      const table = ANALYSIS_TABLES[name];
      if (table === undefined) throw new Error(`${page}: there is no table '${name}'`);
      return `${begin}\n${table()}\n\n${end}`;
    },
  );
}

function commands(): string[] {
  const root = program();
  return [root, ...root.commands].map((command) => {
    const name = command === root ? root.name() : `${root.name()} ${command.name()}`;
    let help = '';
    command.configureOutput({ writeOut: (text) => (help += text), getOutHelpWidth: () => 100 });
    command.outputHelp();
    return `## ${name}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\``;
  });
}

function stale(wanted: ReadonlyMap<string, string>): string[] {
  const folder = join(ROOT, 'docs/rules');
  const left = existsSync(folder) ? readdirSync(folder).map((name) => `docs/rules/${name}`) : [];
  const differs = [...wanted].filter(([path, text]) => {
    const file = join(ROOT, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  return [...differs.map(([path]) => path), ...left.filter((path) => !wanted.has(path))];
}

async function main(): Promise<void> {
  const wanted = await pages();
  const changed = stale(wanted);
  if (!process.argv.includes('--check')) {
    for (const path of changed) {
      const text = wanted.get(path);
      if (text === undefined) rmSync(join(ROOT, path));
      else {
        mkdirSync(dirname(join(ROOT, path)), { recursive: true });
        writeFileSync(join(ROOT, path), text);
      }
    }
  } else if (changed.length > 0) {
    console.error(`Not current, run \`npm run docs\`:\n${changed.join('\n')}`);
    process.exitCode = 1;
  }
}

void main();
