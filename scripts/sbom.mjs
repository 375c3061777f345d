// The software bill of materials of what is published, in CycloneDX: the peers, and the packages that are bundled
// into the command line. To npm the latter are development dependencies, among many that no user ever gets.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const bundled = new Set(
  [...readFileSync('dist/bin/THIRD-PARTY-LICENSES.txt', 'utf8').matchAll(/^(\S+) (\d\S*) \([^)]+\)$/gm)].map(
    ([, name, version]) => `${name}@${version}`,
  ),
);
const peers = new Set(Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).peerDependencies));
const maxBuffer = 64 * 1024 * 1024;
const sbom = JSON.parse(execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], { encoding: 'utf8', maxBuffer }));

const nameOf = (component) => (component.group ? `${component.group}/${component.name}` : component.name);
const isBundled = (component) => bundled.has(`${nameOf(component)}@${component.version}`);
const components = sbom.components
  .filter((component) => isBundled(component) || peers.has(nameOf(component)))
  .map(({ properties: _, ...component }) => ({ ...component, scope: 'required' }));

const found = new Set(components.map((component) => `${nameOf(component)}@${component.version}`));
const missing = [...bundled].filter((each) => !found.has(each));
if (bundled.size === 0 || missing.length > 0) {
  console.error(bundled.size === 0 ? 'Run `npm run build` first.' : `npm sbom does not list ${missing.join(', ')}`);
  process.exit(1);
}

const own = sbom.metadata.component;
const component = { ...own, name: 'cdk-resilience' };
const refs = components.map((each) => each['bom-ref']);
const dependencies = [{ ref: own['bom-ref'], dependsOn: refs }, ...refs.map((ref) => ({ ref, dependsOn: [] }))];
console.log(JSON.stringify({ ...sbom, metadata: { ...sbom.metadata, component }, components, dependencies }, null, 2));
