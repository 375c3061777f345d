import type { BackupResourceType } from './backup-resource-type';

/** A selection by tag. */
export interface TaggedResources {
  /** The key of the tag, with its letter case. */
  readonly key: string;
  /** The value of the tag, with its letter case. */
  readonly value: string;
  /** The types that carry it: backups and restore tests depend on the type. */
  readonly types: BackupResourceType[];
}
