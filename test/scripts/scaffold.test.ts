import { blockScaffold } from '../../scripts/block-scaffold';
import { ruleScaffold } from '../../scripts/rule-scaffold';
import { insertSorted, kebabCase, readRepository, withImport } from '../../scripts/scaffold';

it.each([
  ['BufferedQueue', 'buffered-queue'],
  ['DnsFailover', 'dns-failover'],
  ['SQSQueue', 'sqs-queue'],
  ['S3Vault', 's3-vault'],
])('writes %s as %s', (pascal, kebab) => {
  expect(kebabCase(pascal)).toBe(kebab);
});

it.each([
  ['a', 'a b d e'],
  ['c', 'b c d e'],
  ['f', 'b d e f'],
])('inserts %s where the order wants it', (name, order) => {
  const inserted = insertSorted('head\nx b\nx d\nx e\ntail\n', `x ${name}`, /^x (\w)$/);
  expect(inserted).toBe(
    `head\n${order
      .split(' ')
      .map((each) => `x ${each}`)
      .join('\n')}\ntail\n`,
  );
});

it('extends an import, and adds one', () => {
  expect(withImport("import { b, type C } from './x';\n", ['b', 'a'], './x')).toBe(
    "import { b, type C, a } from './x';\n",
  );
  expect(withImport('rest', ['a'], './x')).toBe("import { a } from './x';\nrest");
});

describe('a new rule', () => {
  it('in a new file is registered once, in order', () => {
    const files = ruleScaffold(readRepository, [], 'backup-zeal', 'BackupZeal');
    expect([...files.keys()]).toEqual([
      'policies/rules/backup-zeal.ts',
      'test/policies/rules/backup-zeal.test.ts',
      'policies/rules/index.ts',
    ]);
    const index = files.get('policies/rules/index.ts');
    expect(index).toContain(
      "import * as backupVault from './backup-vault';\nimport * as backupZeal from './backup-zeal';\n",
    );
    expect(index).toContain('  backupVault,\n  backupZeal,\n  canaries,\n');
    expect(index?.match(/\bbackupZeal\b/g)).toHaveLength(2);
    expect(files.get('policies/rules/backup-zeal.ts')).toContain(
      "export const backupZeal = defineRule({\n  id: 'BackupZeal',",
    );
    expect(files.get('test/policies/rules/backup-zeal.test.ts')).toContain(
      "import { backupZeal } from '../../../policies/rules/backup-zeal';",
    );
  });

  it('in a file that is there leaves what it holds and imports nothing twice', () => {
    const files = ruleScaffold(readRepository, [], 'dsql', 'DsqlWitness');
    expect([...files.keys()]).toEqual(['policies/rules/dsql.ts', 'test/policies/rules/dsql.test.ts']);
    const [rules, tests] = [...files.values()];
    expect(rules?.startsWith(readRepository('policies/rules/dsql.ts') ?? '-')).toBe(true);
    expect(rules?.match(/^import /gm)).toHaveLength(2);
    expect(tests).toContain("import { dsqlDeletionProtection, dsqlWitness } from '../../../policies/rules/dsql';");
    expect(tests?.match(/^import /gm)).toHaveLength(2);
  });

  it.each([
    [undefined, undefined, /^Usage: /],
    ['sqs', 'queueName', /^Usage: /],
    ['../sqs', 'SqsName', /^Usage: /],
    ['index', 'SqsName', /^Usage: /],
    ['dsql', 'DsqlDeletionProtection', /^There is a rule DsqlDeletionProtection already/],
  ])('%s %s is refused', (service, id, message) => {
    expect(() => ruleScaffold(readRepository, ['DsqlDeletionProtection'], service, id)).toThrow(message);
  });
});

describe('a new block', () => {
  it('has a test and is exported among the blocks', () => {
    const files = blockScaffold(readRepository, 'DnsFailoverPlan');
    expect([...files.keys()]).toEqual([
      'lib/blocks/dns-failover-plan/index.ts',
      'lib/blocks/dns-failover-plan/dns-failover-plan.ts',
      'test/lib/blocks/dns-failover-plan/dns-failover-plan.test.ts',
      'lib/index.ts',
    ]);
    const blocks = files.get('lib/index.ts')?.match(/^export \* from '\.\/blocks\/.*$/gm) ?? [];
    expect(blocks).toContain("export * from './blocks/dns-failover-plan';");
    expect(blocks).toEqual([...blocks].sort());
  });

  it.each([
    [undefined, /^Usage: /],
    ['bufferedQueue', /^Usage: /],
    ['BufferedQueue', /^There is a block BufferedQueue already/],
  ])('%s is refused', (name, message) => {
    expect(() => blockScaffold(readRepository, name)).toThrow(message);
  });
});
