import type { Resource } from '../model/resource';
import type { Value } from '../model/value';
import { mentionsOf } from '../model/values';
import { glob } from './backup-arns';
import { namingOf } from './names';

/** The rules of a backup plan. */
export function backupRules(plan: Resource): Value[] {
  return plan.list('BackupPlan.BackupPlanRule');
}

/** The vaults that a backup plan copies backups to. */
export function copiesOf(plan: Resource): Value[] {
  return backupRules(plan)
    .flatMap(copyActions)
    .map((copy) => copy.at('DestinationBackupVaultArn'));
}

/** The copies that a rule of a plan makes of its backups. */
export function copyActions(rule: Value): Value[] {
  return rule.at('CopyActions').items();
}

/** Whether a vault is in another Region than a plan: by its ARN, or as a resource of the application. */
export function regionOfVault(vault: Value, plan: Resource): 'here' | 'elsewhere' | 'unknown' {
  const resource = vault.reference();
  if (resource?.stack === plan.stack) return 'here';
  const written = /^arn:[^:]*:backup:([a-z0-9-]+):/.exec(String(vault.json()))?.[1];
  const region = written ?? resource?.region;
  if (region === undefined) return 'unknown';
  // Who writes a Region out in a stack for any Region means another one.
  if (plan.region === undefined) return written === undefined ? 'unknown' : 'elsewhere';
  return region === plan.region ? 'here' : 'elsewhere';
}

/** The vault of the application that a rule of a plan stores backups in. */
export function targetVault(rule: Value): Resource | undefined {
  const name = rule.at('TargetBackupVault');
  const vault = name.reference();
  if (vault !== undefined) return vault;
  const { application, region } = name.resource.stack;
  const vaults = namingOf(application, 'AWS::Backup::BackupVault', 'BackupVaultName');
  const same = vaults.byIdentity.get(name.identity?.toLowerCase() ?? '') ?? [];
  return same.find((each) => each.region === undefined || region === undefined || each.region === region);
}

/** Whether an output of its stack passes a resource on. */
export function isExported({ id, stack }: Resource): boolean {
  return Object.keys(stack.section('Outputs')).some((name) => {
    return mentionsOf(stack.output(name)).some(({ resource }) => resource.id === id && resource.stack === stack);
  });
}

/** Whether the policy of a vault denies that backups are deleted by hand, to all or to all but some. */
export function deniesDeletion(vault: Resource): boolean {
  const statements = vault.at('AccessPolicy.Statement').items();
  return statements.some((statement) => {
    if (statement.at('Effect').string() !== 'Deny') return false;
    return statement
      .at('Action')
      .items()
      .some((action) => glob(action.string() ?? '').test('backup:DeleteRecoveryPoint'));
  });
}
