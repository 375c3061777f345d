import { join } from 'node:path';
import { check, database, file, folder, run } from './run';

const CONFIGURATION = { rules: ['RdsMultiAz'], severities: { RdsMultiAz: 'warning' }, failOn: 'warning' };

describe('--config', () => {
  it.each<[string, string, object]>([
    ['an object of its own', 'resilience.json', CONFIGURATION],
    ['a cdk.json with the context key', 'cdk.json', { app: 'x', context: { 'cdk-resilience': CONFIGURATION } }],
    ['a context alone', 'cdk.context.json', { context: { 'cdk-resilience': CONFIGURATION } }],
  ])('takes %s', (_, name, content) => {
    const { status, first } = check(file(database()), '--config', file(content, name));
    expect([status, first.gateReasons]).toEqual([1, ['1 open warning']]);
    expect(first.options).toMatchObject(CONFIGURATION);
  });

  it('is one of several flags, which win over it', () => {
    const config = file({ ...CONFIGURATION, parameters: { A: '1', B: '2' } });
    const template = file(database({}, { Parameters: { A: { Type: 'String' }, B: { Type: 'String' } } }));
    const { status, first } = check(template, '--config', config, '--fail-on', 'never', '--parameters', 'B=3');
    expect(status).toBe(0);
    expect(first.options).toMatchObject({ ...CONFIGURATION, failOn: 'never', parameters: { A: '1', B: '3' } });
  });

  it.each<[string, unknown, RegExp]>([
    ['a file without the key', { app: 'x' }, /: has no context key 'cdk-resilience'$/],
    ['an unknown key', { strictnes: 'essential' }, /: 'strictnes' is not known\. Known are strictness, failOn, .*$/],
    ['a value that is not allowed', { tier: 'GOLD' }, /: 'tier' must be one of MISSION_CRITICAL, .*$/],
    [
      'a rule that is none',
      { except: ['Nothing'] },
      /: there is no rule 'Nothing'\. `cdk-resilience rules` lists all rules$/,
    ],
    ['a list', [], /: holds a list at its top level, not a mapping$/],
    ['broken JSON', '{', /: cannot be read as JSON at 1:2: .*$/],
    ['a key that holds a text', { app: 'x', context: { 'cdk-resilience': 'essential' } }, /: must be an object$/],
  ])('refuses %s', (_, content, message) => {
    const { status, stdout, stderr } = run('check', file(database()), '--config', file(content, 'cdk.json'));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^cdk-resilience: [^\n]*\n$/);
    expect(stderr.trimEnd()).toMatch(message);
  });

  it('refuses a file that is not there', () => {
    const missing = join(folder({}), 'no.json');
    expect(run('check', file(database()), '--config', missing)).toMatchObject({
      status: 2,
      stderr: `cdk-resilience: ${missing}: cannot be read (ENOENT)\n`,
    });
  });

  it('is the cdk.json of the working folder where none is given', () => {
    const before = process.cwd();
    const project = folder({ 'cdk.json': { context: { 'cdk-resilience': CONFIGURATION } }, 'db.json': database() });
    process.chdir(project);
    try {
      expect(check('db.json').first.options).toMatchObject(CONFIGURATION);
      process.chdir(folder({ 'cdk.json': { context: {} }, 'db.json': database() }));
      expect(check('db.json').first.options).toMatchObject({
        strictness: 'recommended',
        failOn: 'error',
        undetermined: 'ignore',
      });
    } finally {
      process.chdir(before);
    }
  });
});
