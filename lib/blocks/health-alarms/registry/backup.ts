import { anyOf } from './rows';
import type { AlarmRow, AlarmRows, Registry } from './types';

/** Jobs are counted when they end, and backups run by the hour at most. */
const HOURLY = { period: 3600, datapoints: 1, of: 1 } as const;

const COPY: AlarmRow = anyOf(
  { id: 'FailedCopies', metric: 'NumberOfCopyJobsFailed', reason: 'A recovery point could not be copied.' },
  HOURLY,
);

const VAULT: Omit<AlarmRows, 'alarms'> = {
  namespace: 'AWS/Backup',
  dimensions: (vault) => ({ BackupVaultName: vault.attribute() }),
};

/**
 * Source: "AWS Backup metrics with Amazon CloudWatch". Low confidence: that all counts exist by vault alone. A lost
 * single resource, or a missing recovery point, they cannot show.
 */
export const BACKUP: Registry = {
  'AWS::Backup::BackupVault': {
    ...VAULT,
    alarms: [
      anyOf(
        { id: 'FailedBackups', metric: 'NumberOfBackupJobsFailed', reason: 'A backup into the vault failed.' },
        HOURLY,
      ),
      anyOf(
        {
          id: 'ExpiredBackups',
          metric: 'NumberOfBackupJobsExpired',
          reason: 'A backup into the vault did not start within its window.',
        },
        HOURLY,
      ),
      COPY,
    ],
  },
  'AWS::Backup::LogicallyAirGappedBackupVault': { ...VAULT, alarms: [COPY] },
};
