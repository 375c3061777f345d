// The licence texts of the packages that esbuild put into a bundle.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Licences whose terms an Apache-2.0 package may pass on by repeating their texts. */
const ACCEPTED = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT']);

/** `inputs` of one output of esbuild's metafile; returns the text to ship with that output. */
export function licensesOf(inputs) {
  const folders = Object.entries(inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => packageFolder(file))
    .filter((folder) => folder !== undefined);
  return [...new Set(folders)]
    .sort()
    .map(entry)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function packageFolder(file) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

function entry(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!ACCEPTED.has(license)) throw new Error(`${name} ${version}: licence ${license} is not among the accepted ones`);
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return `${[`${name} ${version} (${license})`, ...texts].join('\n\n')}\n`;
}
