import type { RuleInfo } from '../../../lib/engine/rule';
import { PACKS, rulesOfPack, type PackName } from '../../../policies/packs/selectors';
import { RULES } from '../../../policies/rules';

const rule = (about: Partial<RuleInfo>): RuleInfo => ({
  ...(RULES[0] as RuleInfo),
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  wellArchitected: [],
  ...about,
});

describe('the packs', () => {
  it.each<[string, RuleInfo, readonly PackName[]]>([
    ['a single point of failure', rule({ category: 'SINGLE_POINT_OF_FAILURE' }), ['SinglePointOfFailureChecks']],
    ['shared fate', rule({ category: 'SHARED_FATE' }), ['SinglePointOfFailureChecks']],
    ['excessive load', rule({ category: 'EXCESSIVE_LOAD' }), ['SurgeCapacityChecks']],
    ['excessive latency', rule({ category: 'EXCESSIVE_LATENCY' }), ['SurgeCapacityChecks']],
    ['misconfiguration', rule({}), ['OperationalReadinessChecks']],
    [
      'the loss of a Region',
      rule({ disruptions: ['az', 'region'] }),
      ['DisasterRecoveryChecks', 'OperationalReadinessChecks'],
    ],
    ['backups', rule({ wellArchitected: ['REL09-BP03'] }), ['DisasterRecoveryChecks', 'OperationalReadinessChecks']],
    ['recovery', rule({ wellArchitected: ['REL13-BP02'] }), ['DisasterRecoveryChecks', 'OperationalReadinessChecks']],
  ])('hold a rule about %s', (_, about, packs) => {
    const names = Object.keys(PACKS) as PackName[];
    expect(names.filter((name) => rulesOfPack(name, [about]).length === 1).sort()).toEqual(
      ['ResilienceChecks', ...packs].sort(),
    );
  });

  it("hold every rule by what it is about, and in the registry's order", () => {
    const themed = (Object.keys(PACKS) as PackName[]).filter((name) => name !== 'ResilienceChecks');
    const held = new Set(themed.flatMap((name) => rulesOfPack(name, RULES)));
    expect(RULES.filter((each) => !held.has(each))).toEqual([]);
    expect(rulesOfPack('ResilienceChecks', RULES)).toEqual(RULES);
    for (const name of themed) {
      const rules = rulesOfPack(name, RULES);
      expect(rules.length).toBeGreaterThan(20);
      expect(rules).toEqual(RULES.filter((each) => rules.includes(each)));
    }
  });

  it.each(['NoPack', 'toString', undefined])("hold everything under a name that is no pack's: %s", (name) => {
    expect(rulesOfPack(name, RULES)).toHaveLength(RULES.length);
  });
});
