import { Duration } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnDBCluster, CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { fault } from '../fault';
import { enablePitr, version } from './data-protection';
import type { Protected } from './plan-group';
import { known } from './protected-resource';

/** Sets on a resource what its backups need. */
export function prepare(scope: Construct, { resource, decision }: Protected, continuousRetention: Duration): void {
  const target = resource?.resource;
  if (target instanceof CfnBucket) version(target);
  if (target instanceof CfnTable || target instanceof CfnGlobalTable) enablePitr(target);
  if (!decision.continuous || !(target instanceof CfnDBInstance || target instanceof CfnDBCluster)) return;
  // AWS Backup takes over automated backups: two retentions would undo each other.
  const days = continuousRetention.toDays();
  const kept = known(target, target.backupRetentionPeriod);
  if (target.backupRetentionPeriod === undefined) target.backupRetentionPeriod = days;
  else if (kept !== undefined && kept !== days) {
    throw fault(
      scope,
      `${target.node.path} keeps automated backups for ${kept} days, the plan for ${days}, and AWS Backup takes them over: ` +
        `set its backup retention to Duration.days(${days}), or continuousRetention of the protection to Duration.days(${kept})`,
    );
  }
}
