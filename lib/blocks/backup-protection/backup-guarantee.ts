import type { Duration } from 'aws-cdk-lib';
import type { BackupResourceType } from './backup-resource-type';

/** What is promised for a resource, or for all of a type with a tag. */
export interface BackupGuarantee {
  /** The path of the construct, or the tag. */
  readonly subject: string;
  /** Its type. */
  readonly resourceType: BackupResourceType;
  /** By what data comes back in the Region. */
  readonly inRegionBy: string;
  /** How much data is lost then, at most. */
  readonly inRegionLoss: Duration;
  /**
   * By what data comes back in another Region.
   * @default - it does not
   */
  readonly otherRegionBy?: string;
  /**
   * How much data is lost then, at most.
   * @default - all
   */
  readonly otherRegionLoss?: Duration;
}
