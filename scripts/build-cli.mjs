// Bundles the command line into one executable file and writes the licences of what is in it beside it.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { licensesOf } from './third-party-licenses.mjs';

const ENTRY = 'bin/cdk-resilience.ts';
const OUTPUT = 'dist/bin/cdk-resilience.js';
const PEERS = ['aws-cdk-lib', 'cdk-nag', 'constructs'];

const { metafile } = await build({
  entryPoints: [ENTRY],
  outfile: OUTPUT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  external: PEERS,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});

// Loading the CDK takes longer than judging a template, and outside a CDK project it is not there at all.
const isEagerPeer = ({ external, kind, path }) =>
  external && kind !== 'dynamic-import' && PEERS.some((peer) => path === peer || path.startsWith(`${peer}/`));
if (metafile.outputs[OUTPUT].imports.some(isEagerPeer)) {
  const importers = Object.entries(metafile.inputs).filter(([, { imports }]) => imports.some(isEagerPeer));
  console.error('The command line must not load the CDK at start-up, but these files in its bundle do:');
  for (const [file] of importers) console.error(`  ${file}`);
  process.exit(1);
}

writeFileSync(join(dirname(OUTPUT), 'THIRD-PARTY-LICENSES.txt'), licensesOf(metafile.outputs[OUTPUT].inputs));
