import { compliant, nonCompliant, undetermined, type Verdict } from '../engine/verdict';
import type { Application } from '../model/application';
import type { Resource } from '../model/resource';
import { isBackedUp } from './backup';
import { isGiven } from './databases';

/** Shortest time that backups are kept: a fault of Friday evening is found on Monday, and needs days to be understood. */
export const MIN_RETENTION_DAYS = 7;

/** How long automated backups of RDS, DocumentDB and Neptune are kept when nothing is said. */
const DEFAULT_RETENTION_DAYS = 1;

/** The verdict on how long a database keeps its automated backups. A backup plan keeps backups by its own rules. */
export function judgeRetention(db: Resource, application: Application): Verdict {
  const days = retentionDays(db);
  if (days >= MIN_RETENTION_DAYS) return compliant;
  const planned = isBackedUp(db, application);
  if (planned === 'yes') return compliant;
  const path = 'BackupRetentionPeriod';
  if (planned === 'unknown') return undetermined(path, 'deployment decides whether a backup selection covers it');
  const kept = `Automated backups are kept for ${days} ${days === 1 ? 'day' : 'days'}`;
  return nonCompliant(path, { detail: db.has(path) ? `${kept}.` : `${kept}, the default.` });
}

/** How many days automated backups are kept. Ends the rule where a restored database takes that from its source. */
function retentionDays(db: Resource): number {
  const retention = db.at('BackupRetentionPeriod');
  const days = retention.number();
  if (days !== undefined) return days;
  return isRestored(db) ? retention.undetermined('it is taken over from what is restored') : DEFAULT_RETENTION_DAYS;
}

/** Properties by which a database begins as a copy of another, and takes over settings of it that are not given. */
const ORIGINS = [
  'DBClusterSnapshotIdentifier',
  'DBSnapshotIdentifier',
  'SnapshotIdentifier',
  'SourceDBClusterIdentifier',
  'SourceDBInstanceAutomatedBackupsArn',
  'SourceDBInstanceIdentifier',
  'SourceDbClusterResourceId',
  'SourceDbiResourceId',
];

function isRestored(db: Resource): boolean {
  return ORIGINS.some((property) => isGiven(db.at(property)));
}
