import { RemovalPolicies, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { product } from '../product';
import type { DataStack } from './data';
import type { MarketDataStack } from './market-data';
import type { OperationsStack } from './operations';
import type { OrdersStack } from './orders';

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
  globalLedger: 'brokerage-ledger',
  accountsInstance: 'brokerage-accounts',
  accountsSecret: 'brokerage/accounts',
  ledgerSecret: 'brokerage/ledger',
  sessionsTable: 'brokerage-sessions',
  webRepository: 'brokerage/web',
  statementsBucket: (region: Region) => `brokerage-statements-${product.account}-${region.name}`,
  webDomain: (region: Region) => `${region.name}.www.${product.domainName}`,
};

/** Where the responders find what to do. */
export const RUNBOOKS = `https://runbooks.${product.domainName}/`;

const STATEFUL = [
  ...['AWS::DynamoDB::GlobalTable', 'AWS::Kinesis::Stream', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket'],
  ...['AWS::RDS::DBCluster', 'AWS::RDS::DBInstance', 'AWS::RDS::GlobalCluster', 'AWS::SecretsManager::Secret'],
  ...['AWS::Cognito::UserPool', 'AWS::ECR::Repository', 'AWS::SQS::Queue'],
];

/** What the stacks of a Region share. */
export interface Parts {
  readonly vpc: ec2.IVpc;
  readonly operations: OperationsStack;
  readonly data: DataStack;
  readonly orders: OrdersStack;
  readonly marketData: MarketDataStack;
}

/** The Region of a stack, and the parts of it that the stack needs. */
export type Needs<Part extends keyof Parts = never> = { readonly region: Region } & Pick<Parts, Part>;

/** A stack in one of the brokerage's Regions, with an owner, that nobody deletes by accident. */
export class RegionalStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: Needs,
    account: string = product.account,
  ) {
    super(scope, id, {
      stackName: `${scope.node.id}-${id}`,
      env: { account, region: props.region.name },
      terminationProtection: true,
      tags: { owner: 'trading-platform', runbook: RUNBOOKS },
    });
    // What holds data, or what explains an incident, outlives its stack.
    RemovalPolicies.of(this).retain({ applyToResourceTypes: STATEFUL });
  }

  public override get availabilityZones(): string[] {
    return [...this.props.region.zones];
  }
}
