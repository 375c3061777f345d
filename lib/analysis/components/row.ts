import type { Resource } from '../../model/resource';
import type { Evidence, Profile } from '../component';

/** What is read from one resource. The rest of its profile is that of its type, unless it is said here. */
export interface Finding extends Pick<Profile, 'redundancy' | 'units' | 'isZoneRedundant' | 'evidence'> {
  readonly service?: string;
  readonly reach?: Profile['reach'];
  readonly isStateful?: boolean;
}

/** Finds how a resource is redundant. Reads that deployment decides end it; it is run for each outcome of open conditions. */
export type Find = (resource: Resource) => Finding;

/** A type of resource that can fail by itself. */
export interface Row extends Pick<Profile, 'service' | 'role' | 'reach' | 'isStateful'> {
  /** How its redundancy is found; a sentence where the service is redundant by itself. */
  readonly find: Find | string;
}

/** Resource type -> what is said of it. */
export type Table = Readonly<Record<string, Row>>;

type Kind = Pick<Profile, 'service' | 'role'>;

const row =
  (reach: Profile['reach'], isStateful: boolean) =>
  (role: Kind['role'], service: string, find: Row['find']): Row => ({ service, role, reach, isStateful, find });

/** Survives the loss of a Region. */
export const global = row('GLOBAL', false);

/** Runs on the hosts of a service of the Region. */
export const regional = row('REGION', false);

/** Keeps data on the hosts of a service of the Region. */
export const regionalStore = row('REGION', true);

/** Has hosts, network interfaces or nodes of its own in zones. */
export const zonal = row('ZONES', false);

/** Keeps data on hosts of its own in zones. */
export const zonalStore = row('ZONES', true);

/** What a property says. */
export function says(resource: Resource, path: string, sentence: string): Evidence {
  return { resource, path: path === '' ? '' : `Properties.${path}`, says: sentence };
}
