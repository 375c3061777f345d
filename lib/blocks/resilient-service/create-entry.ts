import type { Construct } from 'constructs';
import type { Entry, EntryInput } from './entry';
import { createLoadBalancing, type ApplicationEntry } from './load-balancing';
import { createNetworkLoadBalancing, type NetworkEntry } from './network-load-balancing';
import type { ResilientServiceProps } from './props';

/** How callers reach a service: by one of the two kinds of load balancers. */
export interface Entrance {
  readonly entry: Entry;
  readonly application?: ApplicationEntry;
  readonly network?: NetworkEntry;
}

export function createEntry(scope: Construct, props: ResilientServiceProps, input: EntryInput): Entrance {
  const { loadBalancing = {}, networkLoadBalancing } = props;
  if (networkLoadBalancing === undefined) {
    const application = createLoadBalancing(scope, loadBalancing, input);
    return { entry: application, application };
  }
  const network = createNetworkLoadBalancing(scope, networkLoadBalancing, input);
  return { entry: network, network };
}
