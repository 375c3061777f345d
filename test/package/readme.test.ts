import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applicationWith, pack, ROOT, run } from './tarball';

const TSC = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const FLAGS = [
  '--noEmit',
  '--strict',
  '--skipLibCheck',
  '--module',
  'node20',
  '--types',
  'node',
  '--typeRoots',
  join(ROOT, 'node_modules/@types'),
];

/** The examples in TypeScript, by the line they begin at. */
function examples(markdown: string): Map<number, string> {
  const found = markdown.matchAll(/^```tsx?\n([^]*?)^```$/gm);
  return new Map(
    Array.from(found, (match) => [markdown.slice(0, match.index).split('\n').length + 1, String(match[1])]),
  );
}

// jsii-rosetta compiles what it can translate; a rule of TypeScript's own, marked as tsx, is nothing that it can.
test('every example compiles against what is published', () => {
  const application = applicationWith(pack());
  const files = Array.from(examples(readFileSync(join(ROOT, 'README.md'), 'utf8')), ([line, text]) => {
    const file = `README-${line}.ts`;
    writeFileSync(join(application, file), text);
    return file;
  });
  expect(files.length).toBeGreaterThan(5);
  // Where an example leaves out what stands above it.
  writeFileSync(join(application, 'given.d.ts'), `declare var app: import('aws-cdk-lib').App;\n`);
  // Shows that examples are looked at.
  writeFileSync(
    join(application, 'wrong.ts'),
    `import { BufferedQueue } from 'cdk-resilience';\nBufferedQueue.nothing;\n`,
  );
  const { stdout } = run(application, process.execPath, TSC, ...FLAGS, 'given.d.ts', ...files, 'wrong.ts');
  expect(stdout).toMatch(/^wrong\.ts\(2,15\): error TS2339: Property 'nothing' does not exist on type .*\n$/);
});
