import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

const ROOT = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
const filesIn = (folder: string): string[] => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly 'runs-on'?: string;
  readonly 'timeout-minutes'?: number;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

/** What a shell step runs of ours: npm scripts, and files. */
function named(commands: string): { scripts: string[]; files: string[] } {
  const all = (pattern: RegExp): string[] => Array.from(commands.matchAll(pattern), ([, name]) => String(name));
  return {
    scripts: all(/\bnpm run (?:--silent )?([\w:-]+)/g),
    files: all(/\b(?:bash|node|sh) ((?:\.|\w)[\w./-]*)/g),
  };
}

const SCOPES = ['contents', 'id-token'];

describe.each(filesIn('.github/workflows'))('%s', (file) => {
  const workflow = load(read(file)) as Workflow;
  const jobs = Object.entries(workflow.jobs);

  it('has a name, a trigger, jobs, and no more rights than it says', () => {
    expect(Object.keys(workflow)).toEqual(['name', 'on', 'permissions', 'concurrency', 'jobs']);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    const rights = jobs.flatMap(([, job]) => Object.entries(job.permissions ?? {}));
    expect(rights.filter(([scope, right]) => !SCOPES.includes(scope) || right !== 'write')).toEqual([]);
  });

  it.each(jobs)('%s runs somewhere, ends, and needs jobs that exist', (_, job) => {
    expect(job['runs-on']).toBe('ubuntu-latest');
    expect(job['timeout-minutes']).toBeGreaterThan(0);
    expect([job.needs ?? []].flat().filter((name) => !Object.hasOwn(workflow.jobs, name))).toEqual([]);
  });

  it.each(jobs)('each step of %s either uses an action at a major version or runs what is there', (_, { steps }) => {
    for (const { uses, run } of steps) {
      expect([uses, run].filter((each) => each !== undefined)).toHaveLength(1);
      if (uses !== undefined) expect(uses).toMatch(/^actions\/[a-z-]+@v\d+$/);
      const { scripts: wanted, files } = named(run ?? '');
      expect(wanted.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
      expect(files.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    }
  });

  it.each(jobs)('expressions of %s are about things that are there', (_, job) => {
    const known = [
      ...Object.keys(job.strategy?.matrix ?? {}).map((name) => `matrix.${name}`),
      ...['github.token', 'github.ref', 'github.event_name', 'github.event.pull_request.title'],
    ];
    const used = Array.from(JSON.stringify(job).matchAll(/\$\{\{ (.*?) \}\}/g), ([, expression]) => expression);
    expect(used.filter((expression) => !known.includes(String(expression)))).toEqual([]);
  });

  // A branch or tag may be named so that a shell runs it.
  it('no shell sees an expression', () => {
    const shells = jobs.flatMap(([, { steps }]) => steps.map(({ run }) => run ?? ''));
    expect(shells.filter((run) => run.includes('${{'))).toEqual([]);
  });
});

it('a release is published with provenance, after the checks, from what they packed', () => {
  const { build, publish } = (load(read('.github/workflows/release.yml')) as Workflow).jobs as Record<string, Job>;
  const runs = (job?: Job): string => (job?.steps ?? []).map(({ run }) => run ?? '').join('\n');
  expect(runs(build)).toMatch(/bash \.ci\/run\n.*release:api\n[^]*release:notes[^]*npm pack[^]*release:sbom/);
  expect(publish?.needs).toBe('build');
  expect(publish?.permissions).toEqual({ contents: 'write', 'id-token': 'write' });
  expect(runs(publish)).toMatch(/npm publish \.\/release\/\*\.tgz --provenance/);
  expect(runs(publish)).toContain('release/sbom.cdx.json');
  // What has the rights to publish checks nothing out and runs nothing of the repository.
  expect(JSON.stringify(publish)).not.toMatch(/actions\/checkout|npm run|npm ci/);
});

it.each([
  ['fix: RdsMultiAz leaves replicas alone', 0],
  ['feat(blocks)!: the topic of a queue is a list of actions', 0],
  ['RdsMultiAz leaves replicas alone', 1],
  ['fix:', 1],
  ['Fix: RdsMultiAz', 1],
  ['$(exit 0)', 1],
])('the title of a pull request: %s', (TITLE, status) => {
  const { title } = (load(read('.github/workflows/pull-request.yml')) as Workflow).jobs as Record<string, Job>;
  const ran = spawnSync('bash', ['-e', '-c', String(title?.steps[0]?.run)], { env: { ...process.env, TITLE } });
  expect(ran.status).toBe(status);
});

interface Field {
  readonly type: string;
  readonly id: string;
  readonly attributes: { readonly label: string; readonly options?: readonly string[] };
}

describe.each(filesIn('.github/ISSUE_TEMPLATE').filter((file) => !file.endsWith('config.yml')))('%s', (file) => {
  const form = load(read(file)) as { name: string; description: string; labels: string[]; body: Field[] };

  it('asks something of everybody who fills it in', () => {
    expect(form.name && form.description).toBeTruthy();
    expect(form.body.length).toBeGreaterThan(1);
    for (const { type, attributes } of form.body) {
      expect(['input', 'textarea', 'dropdown']).toContain(type);
      expect(attributes.label).toBeTruthy();
      expect(attributes.options !== undefined).toBe(type === 'dropdown');
    }
    const ids = form.body.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
