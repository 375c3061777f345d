import { RULES } from '../../policies/rules';
import { run } from './run';

describe('explain', () => {
  it.each(RULES.map((rule) => [rule.id, rule] as const))('tells everything about %s', (id, rule) => {
    const { status, stdout, stderr } = run('explain', id);
    expect([status, stderr]).toEqual([0, '']);
    const text = stdout.replaceAll(/\s+/g, ' ');
    const told = [id, rule.severity, rule.strictness, rule.category, rule.title, rule.why, rule.fix, rule.docs];
    for (const each of [
      ...told,
      ...rule.appliesTo,
      ...rule.disruptions,
      ...rule.wellArchitected,
      ...rule.equivalents,
    ]) {
      expect(text).toContain(each.replaceAll(/\s+/g, ' '));
    }
    expect(text).toMatch(/ Before .* After /);
  });
});
