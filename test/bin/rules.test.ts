import { RULES } from '../../policies/rules';
import { run } from './run';

describe('rules', () => {
  it('lists every rule in a table by default', () => {
    const { status, stdout, stderr } = run('rules');
    expect([status, stderr]).toEqual([0, '']);
    expect(
      stdout
        .split('\n')
        .slice(0, RULES.length)
        .map((line) => line.split(' ')[0]),
    ).toEqual(RULES.map(({ id }) => id));
    expect(run('rules', '--format', 'table').stdout).toBe(stdout);
  });

  it('gives all that is known about every rule as JSON', () => {
    const { status, stdout } = run('rules', '--format', 'json');
    expect(status).toBe(0);
    const expected = RULES.map(({ id, appliesTo, category, disruptions, severity, strictness, ...rule }) => {
      const { wellArchitected, equivalents, title, why, fix, docs } = rule;
      return {
        id,
        appliesTo,
        category,
        disruptions,
        severity,
        strictness,
        wellArchitected,
        equivalents,
        title,
        why,
        fix,
        docs,
      };
    });
    expect(JSON.parse(stdout)).toEqual(expected);
  });

  it('makes a table in Markdown', () => {
    const { status, stdout } = run('rules', '--format', 'markdown');
    const [head, line, ...rows] = stdout.trimEnd().split('\n');
    expect([status, head, line]).toEqual([
      0,
      expect.stringMatching(/^\| Rule \|/),
      expect.stringMatching(/^\|( --- \|)+$/),
    ]);
    expect(rows.map((row) => /\[(\w+)\]/.exec(row)?.[1])).toEqual(RULES.map(({ id }) => id));
  });
});
