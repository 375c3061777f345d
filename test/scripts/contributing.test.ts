import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
const guide = read('CONTRIBUTING.md');
const checks = guide.slice(guide.indexOf('\n## Checks\n'), guide.indexOf('\n## A release\n'));

it.each(['CONTRIBUTING.md', 'README.md', 'SECURITY.md', '.github/PULL_REQUEST_TEMPLATE.md'])(
  'the scripts that %s names are there',
  (file) => {
    const named = Array.from(read(file).matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g), ([, name]) => String(name));
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  },
);

/** The npm scripts that CI runs. */
const ran = Array.from(read('.ci/run').matchAll(/^run_(?:all|tests) (.+)$/gm), ([, names]) =>
  String(names).replace('npm run --silent ', '').replace('npm cit', 'test').split(' '),
).flat();

it('every check that CI runs is listed with its command', () => {
  expect(ran).toEqual(expect.arrayContaining(['test', 'lint', 'docs:rosetta', 'test:package', 'test:bindings']));
  const command = (name: string): string => (['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`);
  expect(ran.filter((name) => !checks.includes(`\`${command(name)}\``))).toEqual([]);
});

it('every script that checks something is run by CI, but for two that say so', () => {
  const isCheck = (name: string): boolean =>
    /^(test|lint|typecheck|boundaries|unused|bench|release:api)\b|:check$/.test(name);
  expect(Object.keys(scripts).filter((name) => isCheck(name) && !ran.includes(name))).toEqual(['bench', 'release:api']);
  expect(checks).toContain('runs all but the last two');
});

it('the folders it speaks of are there', () => {
  const house = /```text\n([^]*?)```/.exec(guide.slice(guide.indexOf('\n## The house\n')))?.[1] ?? '';
  const folders = Array.from(house.matchAll(/(?:^|\s)((?:[\w]+\/)+)(?=\s|$)/gm), ([, folder]) => String(folder));
  expect(folders.length).toBeGreaterThan(10);
  expect(folders.filter((folder) => !existsSync(join(ROOT, folder)))).toEqual([]);
});
