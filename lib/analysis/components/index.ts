import type { Resource } from '../../model/resource';
import type { Component } from '../component';
import { CACHES } from './caches';
import { COMPUTE } from './compute';
import { CONTAINERS, MANAGED_CONTAINERS } from './containers';
import { DATABASES } from './databases';
import { EDGE } from './edge';
import { inherent } from './findings';
import { MESSAGING } from './messaging';
import { NETWORK } from './network';
import { findingOf } from './reading';
import { RELATIONAL } from './relational';
import { says, type Row, type Table } from './row';
import { SECURITY } from './security';
import { STORAGE } from './storage';

export { OPENS_CONNECTIONS } from './connections';

const TABLES: readonly Table[] = [
  CACHES,
  COMPUTE,
  CONTAINERS,
  DATABASES,
  EDGE,
  MANAGED_CONTAINERS,
  MESSAGING,
  NETWORK,
  RELATIONAL,
  SECURITY,
  STORAGE,
];

const ROWS: ReadonlyMap<string, Row> = new Map(TABLES.flatMap((table) => Object.entries(table)));

/** Whether resources of a type can fail by themselves. What only leads on to others (a listener, a role) cannot. */
export function isComponent(type: string): boolean {
  return ROWS.has(type);
}

/** A resource as something that can fail by itself; `undefined` if it is no such thing. */
export function componentOf(resource: Resource): Component | undefined {
  const row = ROWS.get(resource.type);
  if (row === undefined) return undefined;
  const { find, ...kind } = row;
  const found = typeof find === 'string' ? inherent(says(resource, '', find)) : findingOf(resource, find);
  return found === undefined ? undefined : { resource, ...kind, ...found };
}
