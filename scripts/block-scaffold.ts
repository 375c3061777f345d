import { insertSorted, kebabCase, ScaffoldError, type Files, type Read } from './scaffold';

const INDEX = 'lib/index.ts';

/** A block that makes nothing yet, exported, and a test that says so. */
export function blockScaffold(read: Read, name = ''): Files {
  if (!/^[A-Z][A-Za-z0-9]+$/.test(name)) {
    throw new ScaffoldError('Usage: npm run new:block -- <Name>, such as: BufferedQueue');
  }
  const folder = kebabCase(name);
  if (read(`lib/blocks/${folder}/index.ts`) !== undefined) {
    throw new ScaffoldError(`There is a block ${name} already: lib/blocks/${folder}`);
  }
  const exported = `export * from './blocks/${folder}';`;
  return new Map([
    [`lib/blocks/${folder}/index.ts`, `export { ${name}, type ${name}Props } from './${folder}';\n`],
    [`lib/blocks/${folder}/${folder}.ts`, block(name)],
    [`test/lib/blocks/${folder}/${folder}.test.ts`, test(name, folder)],
    [INDEX, insertSorted(read(INDEX) ?? '', exported, /^export \* from '(\.\/blocks\/[\w-]+)';$/)],
  ]);
}

function block(name: string): string {
  return `import { Construct } from 'constructs';
import { fault } from '../fault';

/** The facts that only the user knows; what follows from them is derived. */
export interface ${name}Props {
  /** The usual load, in requests per second. */
  readonly baseline: number;
}

/** What it is, what it survives without any action, and what that costs. */
export class ${name} extends Construct {
  constructor(scope: Construct, id: string, props: ${name}Props) {
    super(scope, id);
    if (!(props.baseline > 0)) throw fault(this, \`baseline is \${props.baseline}; set it above 0\`);
  }
}
`;
}

function test(name: string, folder: string): string {
  return `import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ${name}, type ${name}Props } from '../../../../lib/blocks/${folder}';
import { judge } from '../escalation/judge';

function stackWith(props: Partial<${name}Props> = {}): Stack {
  const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });
  new ${name}(stack, 'Subject', { baseline: 10, ...props });
  return stack;
}

// Then say which, with their properties, and one test for each promise of the doc comment.
it('makes its resources', () => {
  expect(Template.fromStack(stackWith()).toJSON()).toHaveProperty('Resources');
});

it('refuses what cannot work', () => {
  expect(() => stackWith({ baseline: 0 })).toThrow(/^Stack\\/Subject: baseline is 0; set it above 0$/);
});

it('has no finding of ours and none of AwsSolutions', () => {
  const stack = stackWith();
  // Shows that both really look.
  new Bucket(stack, 'Bucket');
  const { own, nag } = judge(stack.node.root as App);
  expect([...own, ...nag].filter((finding) => finding.includes('Stack/Subject'))).toEqual([]);
  expect(own.join()).toContain('Stack/Bucket');
  expect(nag).toContain('AwsSolutions-S1 Stack/Bucket/Resource');
});
`;
}
