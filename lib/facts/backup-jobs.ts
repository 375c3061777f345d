import type { Application } from '../model/application';
import type { Resource } from '../model/resource';

/** Whether anything in the application tells of backup jobs that fail: a vault, an event rule or an alarm. */
export function isWatched(application: Application): boolean {
  const vaults = application.resources('AWS::Backup::BackupVault', 'AWS::Backup::LogicallyAirGappedBackupVault');
  return (
    vaults.some((vault) => vault.has('Notifications')) ||
    application.resources('AWS::Events::Rule').some((rule) => mentions(rule, 'EventPattern', 'aws.backup')) ||
    application.resources('AWS::Notifications::EventRule').some((rule) => mentions(rule, 'Source', 'aws.backup')) ||
    application.resources('AWS::CloudWatch::Alarm').some((alarm) => {
      return mentions(alarm, 'Namespace', 'AWS/Backup') || mentions(alarm, 'Metrics', 'AWS/Backup');
    })
  );
}

function mentions(resource: Resource, property: string, text: string): boolean {
  return resource.has(property) && JSON.stringify(resource.at(property).json()).includes(text);
}
