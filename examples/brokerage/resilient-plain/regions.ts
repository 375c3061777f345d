import { product } from '../product';

/** A Region the brokerage runs in. */
export interface Region {
  readonly name: string;
  readonly zones: readonly string[];
  /** No two Regions overlap, so that they can be peered. */
  readonly cidr: string;
  /** Tasks and instances that carry a normal trading day. */
  readonly baseline: { readonly web: number; readonly feedHandlers: number };
}

export const primary: Region = {
  name: product.region,
  zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
  cidr: '10.0.0.0/16',
  baseline: { web: 4, feedHandlers: 2 },
};

/** Runs warm, with less than a normal day needs: it scales when the customers arrive. */
export const standby: Region = {
  name: 'us-west-2',
  zones: ['us-west-2a', 'us-west-2b', 'us-west-2c'],
  cidr: '10.1.0.0/16',
  baseline: { web: 2, feedHandlers: 2 },
};

/** Names that a stack of one Region needs of another, known without asking that Region. */
export const names = {
  backupAccount: '444455556666',
  backupVault: 'brokerage',
  globalLedger: 'brokerage-ledger',
  accountsInstance: 'brokerage-accounts',
  accountsSecret: 'brokerage/accounts',
  ledgerSecret: 'brokerage/ledger',
  sessionsTable: 'brokerage-sessions',
  webRepository: 'brokerage/web',
  statementsBucket: (region: Region) => `brokerage-statements-${product.account}-${region.name}`,
  webDomain: (region: Region) => `${region.name}.www.${product.domainName}`,
};

/** Instances that still carry the baseline, and a surge of five times it, with one zone lost and no help from the control plane. */
export function capacityFor(baseline: number, zones: number): { min: number; max: number } {
  const surge = 5;
  return {
    min: zones * Math.ceil(baseline / (zones - 1)),
    max: zones * Math.ceil((surge * baseline) / (zones - 1)),
  };
}
