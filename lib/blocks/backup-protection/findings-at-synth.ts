import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { BackupGuarantee } from './backup-guarantee';
import type { BackupProtectionProps } from './backup-protection-props';
import type { BackupResourceType } from './backup-resource-type';
import { capabilityOf } from './capabilities';
import { spoken } from './decision';
import type { Design } from './protection-design';
import { isZonal } from './resource-facts';

/** Says what is promised. */
export function tellGuarantees(scope: Construct, guarantees: readonly BackupGuarantee[]): void {
  const lines = guarantees.map((each) => {
    const here = `${spoken(each.inRegionLoss.toSeconds())} by ${each.inRegionBy}`;
    const there =
      each.otherRegionLoss === undefined
        ? 'all data with the Region'
        : `${spoken(each.otherRegionLoss.toSeconds())} by ${each.otherRegionBy} with the Region`;
    return `${each.subject} (${each.resourceType}): at most ${here}; ${there}`;
  });
  Annotations.of(scope).addInfoV2('cdk-resilience:backup-loss', `Loss of data\n- ${lines.join('\n- ')}`);
}

/** Warns of protections that were left out. */
export function tellOptOuts(
  scope: Construct,
  props: BackupProtectionProps,
  types: readonly BackupResourceType[],
): void {
  const warn = (id: string, message: string): void =>
    Annotations.of(scope).addWarningV2(`cdk-resilience:${id}`, message);
  if (props.restoreTesting === false) {
    warn(
      'restore-testing-off',
      'Restores are not tested: whether a backup can be restored is found out in the emergency.',
    );
  } else if (props.restoreTest?.validation === undefined) {
    Annotations.of(scope).addInfoV2(
      'cdk-resilience:restore-validation',
      'Restore tests prove that restore jobs end, not that the data is there: give restoreTest.validation.',
    );
  }
  const notGapped = types.filter((type) => !capabilityOf(type).airGapped);
  if (props.airGapped === true && notGapped.length > 0) {
    warn(
      'backup-not-air-gapped',
      `The air-gapped vault does not take ${notGapped.join(', ')}: they stay in the other vaults.`,
    );
  }
}

/** Warns of resources in one zone whose backups are older than the policy allows for the loss of it. */
export function warnOfZones(scope: Construct, { all }: Design): void {
  const lines = all.flatMap(({ resource, decision, targets: { infrastructure, az } }) => {
    if (resource === undefined || !isZonal(resource)) return [];
    const limits = [infrastructure, az].flatMap((target) => (target === undefined ? [] : [target.rpo.toSeconds()]));
    const allowed = Math.min(Infinity, ...limits);
    const { loss } = decision.inRegion;
    return loss <= allowed ? [] : [`${resource.construct.node.path}: ${spoken(loss)}, allowed ${spoken(allowed)}`];
  });
  if (lines.length === 0) return;
  Annotations.of(scope).addWarningV2(
    'cdk-resilience:backup-zone-rpo',
    `These are in one Availability Zone, and lose more with it than the policy allows. ` +
      `Backups cannot help: use what is in several zones.\n- ${lines.join('\n- ')}`,
  );
}

/** Warns of jobs that would start when a database is being maintained, or backs itself up. */
export function warnOfWindows(scope: Construct, { conflicts }: Design): void {
  if (conflicts.length === 0) return;
  const lines = conflicts.map(({ resource, name, text }) => `${resource.node.path}: ${name} ${text}`);
  Annotations.of(scope).addWarningV2(
    'cdk-resilience:backup-window',
    `Backups start within these windows, or in the hour before, and may fail there: move the windows, or backupHour.\n- ${lines.join('\n- ')}`,
  );
}
