import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const INDEX = join(ROOT, 'dist', 'lib', 'index.js');

/** What loading costs an app, in milliseconds. */
export interface Loading {
  /** `aws-cdk-lib` and cdk-nag, which the app has loaded already. */
  readonly peers: number;
  readonly nag: number;
  /** `require('cdk-resilience')` after them. */
  readonly index: number;
  /** The first pack, with all rules. */
  readonly pack: number;
  /** The first block, without packs. */
  readonly block: number;
}

const SCRIPT = `
  const timed = (work) => { const start = performance.now(); work(); return performance.now() - start; };
  const cdk = timed(() => require('aws-cdk-lib'));
  const nag = timed(() => require('cdk-nag'));
  const index = timed(() => require(${JSON.stringify(INDEX)}));
  const block = timed(() => require(${JSON.stringify(INDEX)}).BufferedQueue);
  const pack = timed(() => new (require(${JSON.stringify(INDEX)}).policies.ResilienceChecks)());
  console.log(JSON.stringify({ peers: cdk + nag, nag, index, block, pack }));`;

/** The shortest times of several processes: what is loaded once cannot be loaded again. */
export function measureLoading(runs: number): Loading {
  const all = Array.from({ length: runs }, load);
  const shortest = (of: keyof Loading): number => Math.min(...all.map((each) => each[of]));
  return {
    peers: shortest('peers'),
    nag: shortest('nag'),
    index: shortest('index'),
    block: shortest('block'),
    pack: shortest('pack'),
  };
}

function load(): Loading {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', SCRIPT], { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Loading;
}
