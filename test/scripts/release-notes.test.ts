import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

function notes(version: string, changelog: string): unknown {
  const cwd = mkdtempSync(join(tmpdir(), 'release-notes-'));
  writeFileSync(join(cwd, 'package.json'), JSON.stringify({ version }));
  writeFileSync(join(cwd, 'CHANGELOG.md'), changelog);
  const script = join(ROOT, 'scripts', 'release-notes.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { cwd, encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

const TWO = '# Changelog\n\n## 0.2.0 (2026-12-01)\n\n### Fixed\n\n- This.\n\n## 0.1.0 (2026-11-30)\n\n- That.\n';

it.each([
  ['the newest', '0.2.0', TWO, '### Fixed\n\n- This.\n'],
  ['an older one', '0.1.0', TWO, '- That.\n'],
])('the notes are the section of %s version', (_, version, changelog, said) => {
  expect(notes(version, changelog)).toEqual({ status: 0, said });
});

it.each([
  ['no section', '0.3.0', TWO],
  ['a section of a version that begins alike', '0.2', TWO],
  ['no date', '0.2.0', '# Changelog\n\n## 0.2.0 (unreleased)\n\n- This.\n'],
  ['no version at all', '0.2.0', '# Changelog\n'],
])('there is no release with %s', (_, version, changelog) => {
  const said = `CHANGELOG.md has no section "## ${version} (YYYY-MM-DD)"\n`;
  expect(notes(version, changelog)).toEqual({ status: 1, said });
});

it('the changelog has a section for what is next', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  const headings = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8').match(/^## .*$/gm) ?? [];
  expect(headings[0]).toMatch(/^## \d+\.\d+\.\d+ \((unreleased|\d{4}-\d{2}-\d{2})\)$/);
  expect(headings.some((heading) => heading.startsWith(`## ${version} (`))).toBe(true);
});
