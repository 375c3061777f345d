import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable, undetermined, type Verdict } from '../../lib/engine/verdict';
import type { Application } from '../../lib/model/application';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';
import { readersOf } from '../../lib/facts/event-sources';
import { namingOf } from '../../lib/facts/names';

const TABLES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

export const dynamoDbAutoScaling = defineRule({
  id: 'DynamoDbAutoScaling',
  appliesTo: TABLES,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The capacity of the table does not follow its load',
  why: 'Requests beyond the provisioned capacity are throttled; an index without capacity throttles the writes to its table. Without BillingMode the table is PROVISIONED and its capacity stays fixed.',
  fix: 'Set BillingMode to PAY_PER_REQUEST, or register a scalable target for reads and writes of the table and of each index (CDK: billingMode, autoScaleReadCapacity(), autoScaleWriteCapacity()).',
  wellArchitected: ['REL07-BP01'],
  equivalents: [
    'cdk-nag:DynamoDBAutoScalingEnabled',
    'checkov:CKV2_AWS_16',
    'config:dynamodb-autoscaling-enabled',
    'guard:DYNAMODB_AUTOSCALING_ENABLED',
    'guard:DYNAMODB_BILLING_MODE_RULE',
    'prowler:dynamodb_table_autoscaling_enabled',
    'securityhub:DynamoDB.1',
  ],
  docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html',
  remedy: { BillingMode: 'PAY_PER_REQUEST' },
  examples: {
    noncompliant: { TableName: 'orders', ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } },
    compliant: { TableName: 'orders', BillingMode: 'PAY_PER_REQUEST' },
    at: 'Properties.BillingMode',
  },
  check: (table, application) => {
    if (table.string('BillingMode') === 'PAY_PER_REQUEST') return compliant;
    if (table.type === 'AWS::DynamoDB::GlobalTable') return fixedReads(table);
    const scaled = scaledParts(table, application);
    const indexes = table.list('GlobalSecondaryIndexes').map((index) => `index ${index.at('IndexName').text() ?? ''}`);
    const missing = ['table', ...indexes].flatMap((part) => {
      return ['Read', 'Write']
        .filter((kind) => !scaled.has(`${part} ${kind}`))
        .map((kind) => `${part} (${kind.toLowerCase()}s)`);
    });
    if (missing.length === 0) return compliant;
    const open = namingOf(application, TARGET, 'ResourceId').open.filter((target) => {
      return application.exists(target) && target.at('ServiceNamespace').json() === 'dynamodb';
    });
    if (open.length > 0) return undetermined('BillingMode', `what ${open[0]?.id} scales is decided at deployment`);
    return nonCompliant('BillingMode', { detail: `Without scaling: ${missing.join(', ')}.` });
  },
});

export const dynamoDbOnDemandCeiling = defineRule({
  id: 'DynamoDbOnDemandCeiling',
  appliesTo: TABLES,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The on-demand table has a ceiling',
  why: 'Requests beyond the maximum are throttled although the table could serve them. It is meant as a limit of cost, and has to be well above the load of a surge. By default there is none.',
  fix: 'Leave the maximum out, or set it to several times the usual load (CDK: maxReadRequestUnits, maxWriteRequestUnits).',
  wellArchitected: ['REL07-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-max-throughput.html',
  examples: {
    noncompliant: { BillingMode: 'PAY_PER_REQUEST', OnDemandThroughput: { MaxWriteRequestUnits: 100 } },
    compliant: { BillingMode: 'PAY_PER_REQUEST' },
    at: 'Properties.OnDemandThroughput.MaxWriteRequestUnits',
  },
  check: (table) => {
    const paths = ['OnDemandThroughput.MaxReadRequestUnits', 'OnDemandThroughput.MaxWriteRequestUnits'];
    const global = [
      'ReadOnDemandThroughputSettings.MaxReadRequestUnits',
      'WriteOnDemandThroughputSettings.MaxWriteRequestUnits',
    ];
    return (table.type === 'AWS::DynamoDB::Table' ? paths : global).map((path) => {
      const units = table.number(path) ?? -1;
      return units < 0 ? compliant : nonCompliant(path, { detail: `At most ${units} units a second are served.` });
    });
  },
});

export const dynamoDbReplicaCapacityDiffers = defineRule({
  id: 'DynamoDbReplicaCapacityDiffers',
  appliesTo: 'AWS::DynamoDB::GlobalTable',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'A replica of the global table cannot carry the reads of another',
  why: 'When a Region is lost its reads go to the other replicas; one with a smaller maximum throttles them.',
  fix: 'Give each of Replicas the same maximum read capacity (CDK: readCapacity).',
  wellArchitected: ['REL13-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html',
  examples: {
    noncompliant: replicasWith(1000, 10),
    compliant: replicasWith(1000, 1000),
    at: 'Properties.Replicas.1.ReadProvisionedThroughputSettings',
  },
  check: (table) => {
    const replicas = table.list('Replicas').map((replica) => ({ replica, most: maximumReads(replica) }));
    const largest = Math.max(...replicas.map(({ most }) => most ?? 0));
    return replicas.map(({ replica, most }) => {
      if (most === undefined || most >= largest) return compliant;
      const detail = `It serves ${most} reads a second at most, another replica ${largest}.`;
      return nonCompliant(replica.at('ReadProvisionedThroughputSettings'), { detail });
    });
  },
});

export const dynamoDbStreamConsumers = defineRule({
  id: 'DynamoDbStreamConsumers',
  appliesTo: TABLES,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Too many readers share the stream of the table',
  why: 'A shard of a DynamoDB stream serves two readers; for a global table AWS recommends one. Further readers throttle each other and fall behind.',
  fix: 'Let one function fan out to the others (an SNS topic, an event bus), or stream to Kinesis (KinesisStreamSpecification).',
  wellArchitected: ['REL01-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html',
  examples: {
    noncompliant: streamWith(3),
    compliant: streamWith(2),
    at: 'Properties.StreamSpecification',
  },
  check: (table) => {
    const mappings = readersOf(table).map(({ settings }) => settings);
    const enabled = mappings.filter((settings) => settings.at('Enabled').isUnknown || !settings.at('Enabled').isFalse);
    const readers = [...enabled.map(({ resource }) => resource), ...table.referencedBy('AWS::Pipes::Pipe', 'Source')];
    const isReplicated =
      table.type === 'AWS::DynamoDB::GlobalTable' && readers.length > 1 && table.list('Replicas').length > 1;
    const limit = isReplicated ? 1 : 2;
    if (readers.length <= limit) return readers.length === 0 ? notApplicable : compliant;
    const detail = `${readers.length} read it, ${limit} can.`;
    return nonCompliant('StreamSpecification', { detail, related: [...new Set(readers)] });
  },
});

/** The parts of a table that are scaled: `table Read`, `index byDate Write`. */
function scaledParts(table: Resource, application: Application): ReadonlySet<string> {
  const { byIdentity } = namingOf(application, TARGET, 'ResourceId');
  const name = table.at('TableName').settled;
  const indexes =
    typeof name === 'string' ? table.list('GlobalSecondaryIndexes').map((each) => each.at('IndexName').json()) : [];
  const ids = [`table/${String(name)}`, ...indexes.map((index) => `table/${String(name)}/index/${String(index)}`)];
  const byName = ids.flatMap((id) => byIdentity.get(JSON.stringify(id).toLowerCase()) ?? []);
  const targets = [...table.referencedBy(TARGET, 'ResourceId'), ...byName.filter((each) => application.exists(each))];
  return new Set(
    targets.map((target) => {
      const index = target.at('ResourceId').text()?.split('/index/')[1];
      const kind = /:(Read|Write)CapacityUnits$/.exec(target.string('ScalableDimension') ?? '')?.[1];
      return `${index === undefined ? 'table' : `index ${index}`} ${kind}`;
    }),
  );
}

/** CloudFormation insists on scaled writes of a provisioned global table; reads may be fixed, replica by replica. */
function fixedReads(table: Resource): Verdict[] {
  return table.list('Replicas').map((replica) => {
    const units = replica.at('ReadProvisionedThroughputSettings.ReadCapacityUnits');
    return units.isPresent ? nonCompliant(units, { detail: 'The reads of this replica are not scaled.' }) : compliant;
  });
}

/** The ceiling of scaled reads. Fixed reads are a finding of their own. */
function maximumReads(replica: Value): number | undefined {
  return replica.at('ReadProvisionedThroughputSettings.ReadCapacityAutoScalingSettings.MaxCapacity').number();
}

function replicasWith(...most: readonly number[]): { readonly [property: string]: unknown } {
  const replicas = most.map((MaxCapacity, i) => {
    const settings = { MinCapacity: 5, MaxCapacity, TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 } };
    const Region = ['eu-west-1', 'eu-central-1'][i];
    return { Region, ReadProvisionedThroughputSettings: { ReadCapacityAutoScalingSettings: settings } };
  });
  return { BillingMode: 'PROVISIONED', Replicas: replicas };
}

function streamWith(readers: number): { readonly Resources: object } {
  const mappings = Array.from({ length: readers }, (_, i) => [
    `Reader${i}`,
    {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: `reader-${i}`,
        StartingPosition: 'LATEST',
        EventSourceArn: { 'Fn::GetAtt': ['Subject', 'StreamArn'] },
      },
    },
  ]);
  const table = { Type: 'AWS::DynamoDB::Table', Properties: { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } } };
  return { Resources: { Subject: table, ...Object.fromEntries(mappings) } };
}
