/** How a workload comes back after the loss of its Region, from cheapest to fastest. */
export enum RecoveryApproach {
  /** Only backups are in the other Region: everything is built and restored when it is needed. */
  BACKUP_AND_RESTORE = 'BACKUP_AND_RESTORE',
  /** Data is replicated; compute is deployed but switched off. */
  PILOT_LIGHT = 'PILOT_LIGHT',
  /** The workload runs in the other Region with less capacity, and scales up before it takes over. */
  WARM_STANDBY = 'WARM_STANDBY',
  /** The workload runs in the other Region with full capacity, and takes over as it is. */
  HOT_STANDBY = 'HOT_STANDBY',
  /** Both Regions serve customers all the time. */
  ACTIVE_ACTIVE = 'ACTIVE_ACTIVE',
}
