import { App, Duration, Stack } from 'aws-cdk-lib';
import { AttributeType, Table, TableV2, type ITable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnDBCluster, CfnDBInstance, CfnGlobalCluster } from 'aws-cdk-lib/aws-rds';
import { Bucket, CfnBucket, ReplicationTimeValue } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { IConstruct } from 'constructs';
import { BackupProtection } from '../../../../lib/blocks/backup-protection';
import { Tier } from '../../../../lib/intent/tier';

const account = '111122223333';
const minutes = { rto: Duration.hours(1), rpo: Duration.minutes(15) };
const policy = { tier: Tier.CRITICAL, softwareFault: minutes, region: minutes };

type Make = (here: Stack, there: Stack) => IConstruct;

/** By what a resource survives the loss of its Region; an error where nothing does. */
function byWhat(make: Make): string | undefined {
  const app = new App();
  const here = new Stack(app, 'Here', { env: { account, region: 'eu-west-1' } });
  const there = new Stack(app, 'There', { env: { account, region: 'eu-central-1' } });
  const resource = make(here, there);
  const notificationTopic = new Topic(Stack.of(resource), 'Told');
  const block = new BackupProtection(Stack.of(resource), 'Backups', {
    resources: [resource],
    notificationTopic,
    policy,
  });
  return block.guarantees[0]?.otherRegionBy;
}

const AURORA = { engine: 'aurora-postgresql' };
const POSTGRES = { engine: 'postgres' };

const cluster = (here: Stack, identifier?: string) => {
  return new CfnDBCluster(here, 'Ledger', {
    ...AURORA,
    ...(identifier !== undefined && { dbClusterIdentifier: identifier }),
  });
};
const join = (there: Stack, globalClusterIdentifier: string) => {
  return new CfnDBCluster(there, 'Ledger', { ...AURORA, globalClusterIdentifier });
};
const global = (here: Stack, sourceDbClusterIdentifier: string) => {
  return new CfnGlobalCluster(here, 'Global', { globalClusterIdentifier: 'ledger', sourceDbClusterIdentifier });
};
const bucket = (stack: Stack, bucketName: string, to?: string, isTimed = true) =>
  new Bucket(stack, 'Statements', {
    bucketName,
    versioned: true,
    ...(to !== undefined && {
      replicationRules: [
        {
          destination: Bucket.fromBucketName(stack, 'Copy', to),
          ...(isTimed && {
            replicationTimeControl: ReplicationTimeValue.FIFTEEN_MINUTES,
            metrics: ReplicationTimeValue.FIFTEEN_MINUTES,
          }),
        },
      ],
    }),
  });
const sessions = (stack: Stack, regions: string[]) =>
  new TableV2(stack, 'Sessions', {
    tableName: 'sessions',
    partitionKey: { name: 'id', type: AttributeType.STRING },
    replicas: regions.map((region) => ({ region })),
  });

test.each<[string, string, Make]>([
  [
    'the first member of a global database, by reference',
    'an Aurora global database',
    (here, there) => {
      const own = cluster(here);
      global(here, own.attrDbClusterArn);
      join(there, 'ledger');
      return own;
    },
  ],
  [
    'the first member of a global database, by its ARN',
    'an Aurora global database',
    (here, there) => {
      global(here, `arn:aws:rds:eu-west-1:${account}:cluster:first`);
      join(there, 'ledger');
      return cluster(here, 'first');
    },
  ],
  ['a later member', 'an Aurora global database', (_, there) => join(there, 'ledger')],
  [
    'a database with a read replica',
    'a read replica in the other Region',
    (here, there) => {
      const source = `arn:aws:rds:eu-west-1:${account}:db:accounts`;
      new CfnDBInstance(there, 'Accounts', { sourceDbInstanceIdentifier: source, sourceRegion: 'eu-west-1' });
      return new CfnDBInstance(here, 'Accounts', { ...POSTGRES, dbInstanceIdentifier: 'accounts' });
    },
  ],
  [
    'a bucket that gets what is written elsewhere',
    'S3 replication with Replication Time Control',
    (here, there) => {
      bucket(here, 'statements-here', 'statements-there');
      return bucket(there, 'statements-there');
    },
  ],
  [
    'the bucket that it is written to',
    'S3 replication with Replication Time Control',
    (here) => bucket(here, 'statements-here', 'statements-there'),
  ],
])('%s: %s', (_, by, make) => {
  expect(byWhat(make)).toBe(by);
});

test.each<[string, string, Make]>([
  [
    'a global database of one',
    'or make the cluster a member of an AWS::RDS::GlobalCluster',
    (here) => {
      const own = cluster(here);
      global(here, own.attrDbClusterArn);
      return own;
    },
  ],
  [
    'another global database',
    'or make the cluster a member of an AWS::RDS::GlobalCluster',
    (here, there) => {
      const own = cluster(here);
      global(here, own.attrDbClusterArn);
      join(there, 'other');
      return own;
    },
  ],
  [
    'a member in the same Region',
    'or make the cluster a member of an AWS::RDS::GlobalCluster',
    (here) => {
      const own = cluster(here);
      global(here, own.attrDbClusterArn);
      new CfnDBCluster(here, 'Second', { ...AURORA, globalClusterIdentifier: 'ledger' });
      return own;
    },
  ],
  [
    'a replica in the same Region',
    'no vault in another Region',
    (here) => {
      new CfnDBInstance(here, 'Replica', { sourceDbInstanceIdentifier: 'accounts' });
      return new CfnDBInstance(here, 'Accounts', { ...POSTGRES, dbInstanceIdentifier: 'accounts' });
    },
  ],
  [
    'a replica of the same name in another account',
    'no vault in another Region',
    (here, there) => {
      const source = 'arn:aws:rds:eu-west-1:444455556666:db:accounts';
      new CfnDBInstance(there, 'Accounts', { sourceDbInstanceIdentifier: source });
      return new CfnDBInstance(here, 'Accounts', { ...POSTGRES, dbInstanceIdentifier: 'accounts' });
    },
  ],
  [
    'a copy that may come whenever it likes',
    'or replicate the bucket to the other Region',
    (here, there) => {
      bucket(here, 'statements-here', 'statements-there', false);
      return bucket(there, 'statements-there');
    },
  ],
  [
    'a bucket that CloudFormation names',
    'or replicate the bucket to the other Region',
    (here, there) => {
      bucket(here, 'statements-here', 'statements-there');
      return new CfnBucket(there, 'Statements');
    },
  ],
])('%s is no copy: %s', (_, message, make) => {
  expect(() => byWhat(make)).toThrow(message);
});

describe('an imported table', () => {
  const imported = (there: Stack): ITable => Table.fromTableName(there, 'Sessions', 'sessions');
  const guarantee = (regions: string[]) => {
    return byWhat((here, there) => {
      sessions(here, regions);
      return imported(there);
    });
  };

  test('that is a replica is followed by the others', () => {
    // Whether point-in-time recovery is on is not known: it is refused for the software RPO, not for the Region's.
    expect(() => guarantee(['eu-central-1'])).toThrow(/whether point-in-time recovery of DynamoDB is on is not known/);
    expect(() => guarantee(['eu-central-1'])).not.toThrow(/when the Region is lost/);
  });

  test('that is no replica here is not', () => {
    expect(() => guarantee(['us-east-1'])).toThrow(/when the Region is lost/);
  });
});
