import type { CfnResource } from 'aws-cdk-lib';
import { CfnDBCluster as CfnDocDbCluster } from 'aws-cdk-lib/aws-docdb';
import { CfnDBCluster as CfnNeptuneCluster } from 'aws-cdk-lib/aws-neptune';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { known } from './protected-resource';
import { readWindow, type Window } from './windows';

/** A window of a database in which it does other things than to be backed up. */
export interface JobWindow {
  readonly resource: CfnResource;
  readonly name: string;
  readonly text: string;
  readonly window: Window;
}

/** The windows of a database that are written out. With continuous backups AWS Backup takes over the backup window. */
export function jobWindows(resource: CfnResource, continuous: boolean): JobWindow[] {
  const isDatabase =
    resource instanceof CfnDBInstance ||
    resource instanceof CfnDBCluster ||
    resource instanceof CfnDocDbCluster ||
    resource instanceof CfnNeptuneCluster;
  if (!isDatabase) return [];
  const texts = [
    ['maintenance window', known(resource, resource.preferredMaintenanceWindow)],
    ['backup window', continuous ? undefined : known(resource, resource.preferredBackupWindow)],
  ] as const;
  return texts.flatMap(([name, text]) => {
    const window = readWindow(text);
    return window === undefined ? [] : [{ resource, name, text: text as string, window }];
  });
}
