import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationWith, emptyFolder, pack, PEERS, ROOT, run } from './tarball';

const tarball = pack();

interface Assembly {
  readonly types: Record<string, { readonly methods?: readonly { readonly name: string }[] }>;
}

/** The tarball as it would be if its public interface had been another. */
function releaseWith(change: (assembly: Assembly) => void): string {
  const own = join(applicationWith(tarball), 'node_modules', 'cdk-resilience');
  const assembly = JSON.parse(readFileSync(join(own, '.jsii'), 'utf8')) as Assembly;
  change(assembly);
  writeFileSync(join(own, '.jsii'), JSON.stringify({ ...assembly, fingerprint: '*' }));
  const folder = emptyFolder('release');
  execFileSync('mv', [own, join(folder, 'package')]);
  const file = join(folder, 'release.tgz');
  execFileSync('tar', ['-czf', file, '-C', folder, 'package']);
  return file;
}

/** Compares the public interface of the checkout with that of a release. */
function compare(release: string): { status: number | null; said: string } {
  const { status, stdout, stderr } = run(ROOT, 'npm', 'run', '--silent', 'release:api', '--', release);
  return { status, said: stdout + stderr };
}

describe('against the last release', () => {
  test('nothing is broken where nothing changed, or something is new', () => {
    const same = releaseWith(() => undefined);
    expect(compare(same)).toEqual({ status: 0, said: `Nothing that cdk-resilience ${same} offers is broken.\n` });
    const less = releaseWith(({ types }) => void delete types['cdk-resilience.BufferedQueue']);
    expect(compare(less).status).toBe(0);
  });

  test('what is gone is told by its key', () => {
    const { status, said } = compare(
      releaseWith(({ types }) => {
        types['cdk-resilience.Gone'] = {
          ...types['cdk-resilience.Tier'],
          name: 'Gone',
          fqn: 'cdk-resilience.Gone',
        } as object;
      }),
    );
    expect(said).toMatch(/\[removed:cdk-resilience\.Gone\]/);
    expect(status).toBe(1);
  });
});

test('the bill of materials has the peers and what is bundled, each with its licence', () => {
  const { status, stdout } = run(ROOT, 'npm', 'run', '--silent', 'release:sbom');
  expect(status).toBe(0);
  const { bomFormat, metadata, components, dependencies } = JSON.parse(stdout);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect([bomFormat, metadata.component.name, metadata.component.version]).toEqual([
    'CycloneDX',
    'cdk-resilience',
    version,
  ]);
  const listed = components.map(({ name, version: is, purl, licenses, scope }: Record<string, unknown>) => {
    expect(purl).toBe(`pkg:npm/${name}@${is}`);
    expect(licenses).toHaveLength(1);
    expect(scope).toBe('required');
    return name;
  });
  expect(listed.sort()).toEqual([...PEERS, 'commander', 'js-yaml', 'picocolors'].sort());
  expect(dependencies[0].dependsOn).toHaveLength(listed.length);
});

test('Construct Hub finds the package', () => {
  const metadata = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  // It takes jsii packages with one of these keywords and a permissive licence.
  expect(metadata.keywords).toEqual(expect.arrayContaining(['aws-cdk', 'cdk']));
  expect(metadata.license).toBe('Apache-2.0');
  expect(Object.keys(metadata.jsii.targets).sort()).toEqual(['dotnet', 'go', 'java', 'python']);
  expect(metadata.repository.url).toMatch(/^git\+https:\/\/github\.com\/[\w-]+\/[\w-]+\.git$/);
  expect(tarball.paths).toEqual(expect.arrayContaining(['.jsii', 'README.md', 'LICENSE']));
});
