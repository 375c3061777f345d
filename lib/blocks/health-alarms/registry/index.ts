import { API } from './api';
import { BACKUP } from './backup';
import { CACHES } from './caches';
import { CONTAINERS } from './containers';
import { DATABASES } from './databases';
import { EDGE } from './edge';
import { FUNCTIONS } from './functions';
import { INSTANCES } from './instances';
import { LOAD_BALANCING } from './load-balancing';
import { MESSAGING } from './messaging';
import { NETWORK } from './network';
import { SEARCH } from './search';
import { STORAGE } from './storage';
import { STREAMING } from './streaming';
import { TABLES } from './tables';
import type { Registry } from './types';
import { WORKFLOWS } from './workflows';

/**
 * Which alarms a resource of each type should have. To add one, write its row into the file of the service, with what
 * is wrong for whom when it goes off, and the page of the guide that names the metric and its dimensions.
 */
export const REGISTRY: Registry = {
  ...DATABASES,
  ...TABLES,
  ...CACHES,
  ...SEARCH,
  ...STREAMING,
  ...STORAGE,
  ...FUNCTIONS,
  ...MESSAGING,
  ...WORKFLOWS,
  ...CONTAINERS,
  ...INSTANCES,
  ...LOAD_BALANCING,
  ...API,
  ...NETWORK,
  ...EDGE,
  ...BACKUP,
};
