// The changelog's section of the version that package.json says, as the notes of its release.
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const sections = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m).slice(1);
const section = sections.find((each) => each.split(/\s/, 1)[0] === version);
const [heading = '', ...notes] = section?.split('\n') ?? [];
if (!/^\S+ \(\d{4}-\d{2}-\d{2}\)$/.test(heading)) {
  console.error(`CHANGELOG.md has no section "## ${version} (YYYY-MM-DD)"`);
  process.exit(1);
}
console.log(notes.join('\n').trim());
