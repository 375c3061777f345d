import { ANALYTICS } from './analytics';
import { API } from './api';
import { BACKUP } from './backup';
import { CACHES } from './caches';
import { CONTAINERS } from './containers';
import { DATABASES } from './databases';
import { DEPLOYMENT } from './deployment';
import { EDGE } from './edge';
import { INSTANCES } from './instances';
import { INTEGRATION } from './integration';
import { LAMBDA } from './lambda';
import { LOAD_BALANCING } from './load-balancing';
import { MESSAGING } from './messaging';
import { NETWORK } from './network';
import { OBSERVABILITY } from './observability';
import { SAM } from './sam';
import { SECURITY } from './security';
import { STORAGE } from './storage';
import { STREAMING } from './streaming';
import type { EdgeTable } from './types';

export { EVERY_TYPE, TARGETS } from './everywhere';

/**
 * What the properties of CloudFormation resources mean for the dependency graph.
 *
 * To add a row, ask: the second resource is lost now, while nothing is being deployed. Does the first stop doing its
 * job (`HARD`), do it with something missing (`SOFT`), or not notice (`ignored`)? Write the row with the word for it
 * from `rows.ts` into the file of the service, under its resource type, one type in one place, and say in a comment
 * which fact decides where it is not plain. Requests flow along the edges: caller to called, queue to consumer, load
 * balancer to target, whichever of them holds the reference. A property without a row makes a `SOFT` edge from its
 * resource to what it names, so what is used at deployment only wants a row too. `DependsOn` carries nothing.
 *
 * The test checks each type and path against the CloudFormation types that aws-cdk-lib knows.
 */
export const EDGES: EdgeTable = {
  ...LAMBDA,
  ...CONTAINERS,
  ...INSTANCES,
  ...NETWORK,
  ...LOAD_BALANCING,
  ...API,
  ...EDGE,
  ...DATABASES,
  ...CACHES,
  ...STORAGE,
  ...MESSAGING,
  ...STREAMING,
  ...INTEGRATION,
  ...ANALYTICS,
  ...SECURITY,
  ...OBSERVABILITY,
  ...BACKUP,
  ...DEPLOYMENT,
  ...SAM,
};
