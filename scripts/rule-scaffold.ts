import { camelCase, insertSorted, ScaffoldError, withImport, type Files, type Read } from './scaffold';

const INDEX = 'policies/rules/index.ts';

/**
 * A rule and its test, both empty: `defineRule` refuses what is not said yet, and `RuleTester` cases that expect nothing.
 *
 * @param ids the ids of the rules there are
 */
export function ruleScaffold(read: Read, ids: readonly string[], service = '', id = ''): Files {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(service) || service === 'index' || !/^[A-Z][A-Za-z0-9]+$/.test(id)) {
    throw new ScaffoldError('Usage: npm run new:rule -- <service> <RuleId>, such as: sqs SqsQueueName');
  }
  if (ids.includes(id)) throw new ScaffoldError(`There is a rule ${id} already: docs/rules/${id}.md`);
  const name = id.charAt(0).toLowerCase() + id.slice(1);
  const [file, test] = [`policies/rules/${service}.ts`, `test/policies/rules/${service}.test.ts`];
  const source = read(file);
  const files = new Map([
    [file, withRule(source ?? '', id, name)],
    [test, withCases(read(test) ?? '', service, name)],
  ]);
  if (source === undefined) files.set(INDEX, registered(read(INDEX) ?? '', service));
  return files;
}

function withRule(text: string, id: string, name: string): string {
  const imported = [
    ['../../lib/engine/verdict', ['compliant', 'nonCompliant']],
    ['../../lib/engine/rule', ['defineRule']],
  ] as const;
  const head = imported.reduce((all, [module, names]) => withImport(all, names, module), text);
  return `${head}
export const ${name} = defineRule({
  id: '${id}',
  appliesTo: '',
  category: '',
  disruptions: [],
  severity: '',
  strictness: '',
  title: '',
  why: '',
  fix: '',
  wellArchitected: [],
  equivalents: [],
  docs: '',
  examples: { noncompliant: {}, compliant: {}, at: 'Properties.' },
  check: (resource) => (resource.has('') ? compliant : nonCompliant('')),
});
`;
}

function withCases(text: string, service: string, name: string): string {
  const head = withImport(text, [name], `../../../policies/rules/${service}`);
  return `${withImport(head, ['RuleTester'], 'cdk-resilience/rules')}
RuleTester.run(${name}, {
  valid: [],
  invalid: [{ name: 'what the examples do not show', given: {}, finds: [] }],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Given: { Type: 'String' } },
        Resources: { Subject: { Type: '', Properties: { Name: { Ref: 'Given' } } } },
      },
      open: [],
    },
  ],
});
`;
}

function registered(index: string, service: string): string {
  const name = camelCase(service);
  const imported = insertSorted(index, `import * as ${name} from './${service}';`, /^import \* as (\w+) /);
  return insertSorted(imported, `  ${name},`, /^ {2}(\w+),$/);
}
