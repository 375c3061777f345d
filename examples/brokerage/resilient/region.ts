import { RemovalPolicies, Stack, Validations } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { product } from '../product';
import type { BrokerageRegion } from './brokerage-region';

/** A Region the brokerage runs in. */
export interface Region {
  readonly name: string;
  readonly zones: readonly string[];
  /** No two Regions overlap, so that they can be peered. */
  readonly cidr: string;
  readonly maintenanceDay: string;
  /** Tasks that carry a normal trading day. */
  readonly baseline: { readonly web: number; readonly feedHandlers: number };
}

export const primary: Region = {
  name: product.region,
  zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
  cidr: '10.0.0.0/16',
  maintenanceDay: 'sun',
  baseline: { web: 4, feedHandlers: 2 },
};

/** Runs warm, with less than a normal day needs: it scales when the customers arrive. */
export const standby: Region = {
  name: 'us-west-2',
  zones: ['us-west-2a', 'us-west-2b', 'us-west-2c'],
  cidr: '10.1.0.0/16',
  maintenanceDay: 'wed',
  baseline: { web: 2, feedHandlers: 2 },
};

/** Names that a stack of one Region needs of another, known without asking that Region. */
export const names = {
  backupAccount: '444455556666',
  globalLedger: 'brokerage-ledger',
  accountsInstance: 'brokerage-accounts',
  accountsSecret: 'brokerage/accounts',
  ledgerSecret: 'brokerage/ledger',
  sessionsTable: 'brokerage-sessions',
  statementsBucket: (region: Region) => `brokerage-statements-${product.account}-${region.name}`,
  webDomain: (region: Region) => `${region.name}.www.${product.domainName}`,
};

/** Where the responders find what to do. */
export const RUNBOOKS = `https://runbooks.${product.domainName}/`;

/** Logs that are there when an incident is looked into a year later. */
export const KEPT_LOGS = { retention: RetentionDays.ONE_YEAR, deletionProtectionEnabled: true };

/** A stack in one of the brokerage's Regions, with an owner, that nobody deletes by accident. */
export class RegionalStack extends Stack {
  constructor(
    public readonly here: BrokerageRegion,
    id: string,
    account: string = product.account,
  ) {
    super(here, id, {
      stackName: `${here.node.id}-${id}`,
      env: { account, region: here.region.name },
      terminationProtection: true,
      tags: { owner: 'trading-platform', runbook: RUNBOOKS },
    });
    Validations.of(this).acknowledge({
      id: 'CloudFormation-Validate::W3010',
      reason: 'The zones are named here, so that synthesis needs no account.',
    });
    // What holds data outlives its stack; the constructs see to the rest.
    RemovalPolicies.of(this).retain({
      applyToResourceTypes: ['DBCluster', 'DBInstance', 'GlobalCluster'].map((type) => `AWS::RDS::${type}`),
    });
  }

  public override get availabilityZones(): string[] {
    return [...this.here.region.zones];
  }
}
