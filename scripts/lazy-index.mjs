// Makes what the compiled lib/index.js exports load when it is first used, as in aws-cdk-lib: an app that uses a block
// loads neither the packs with all their rules nor cdk-nag.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';

const INDEX = resolve('dist/lib/index.js');
const requireFromIndex = createRequire(INDEX);

const EXPORT_STAR = /^__exportStar\(require\("([^"]+)"\), exports\);$/gm;
const EXPORT_STAR_AS = /^exports\.(\w+) = __importStar\(require\("([^"]+)"\)\);$/gm;

const compiled = readFileSync(INDEX, 'utf8');
const names = [];
const getters = [
  ...Array.from(compiled.matchAll(EXPORT_STAR), ([, path]) =>
    Object.keys(requireFromIndex(path)).map((name) => getter(name, `require("${path}").${name}`)),
  ),
  ...Array.from(compiled.matchAll(EXPORT_STAR_AS), ([, name, path]) => getter(name, `require("${path}")`)),
].flat();

const statements = compiled.match(/^(?:__exportStar\(|exports\.\w+ = (?!void 0))/gm) ?? [];
const understood = [...compiled.matchAll(EXPORT_STAR), ...compiled.matchAll(EXPORT_STAR_AS)];
if (understood.length === 0 || understood.length !== statements.length) {
  console.error(`${INDEX}: made lazy were ${understood.length} of ${statements.length} exports`);
  process.exit(1);
}

// Node.js finds the names that ES modules may import without running the file: in the assignments, and it would not
// where it sees getters, so these are defined by a function.
const lines = [
  '"use strict";',
  'Object.defineProperty(exports, "__esModule", { value: true });',
  `${names.map((name) => `exports.${name} = `).join('')}void 0;`,
  'const lazy = (name, get) => Object.defineProperty(exports, name, { enumerable: true, configurable: true, get });',
  ...getters,
];
writeFileSync(INDEX, `${lines.join('\n')}\n`);

function getter(name, value) {
  if (names.includes(name)) throw new Error(`${INDEX}: '${name}' is exported twice`);
  names.push(name);
  return `lazy("${name}", () => ${value});`;
}
