import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, undetermined, type Verdict } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';
import { MIN_RETENTION_DAYS } from '../../lib/facts/database-retention';

const TABLES = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'];
const PITR = 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled';

export const dynamoDbPitr = defineRule({
  id: 'DynamoDbPitr',
  appliesTo: [...TABLES, 'AWS::Serverless::SimpleTable'],
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'essential',
  title: 'The table cannot be restored to a point in time',
  why: 'Items that a fault or a mistake overwrites or deletes are gone, in all replicas usually within a second. The default is no point-in-time recovery.',
  fix: 'Set PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled to true, for a global table in each of Replicas (CDK: pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true }).',
  wellArchitected: ['REL09-BP03'],
  equivalents: [
    'cdk-nag:DynamoDBPITREnabled',
    'cfn_nag:DynamoDBBackupRule',
    'checkov:CKV_AWS_165',
    'checkov:CKV_AWS_28',
    'config:dynamodb-pitr-enabled',
    'control-tower:CT.DYNAMODB.PR.1',
    'guard:DYNAMODB_PITR_ENABLED',
    'prowler:dynamodb_tables_pitr_enabled',
    'securityhub:DynamoDB.2',
    'trusted-advisor:amazon-dynamodb-table-point-in-time-recovery',
  ],
  docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html',
  remedy: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
  examples: {
    noncompliant: { TableName: 'orders', BillingMode: 'PAY_PER_REQUEST' },
    compliant: {
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    },
    at: `Properties.${PITR}`,
  },
  check: (table) => copiesOf(table).map((copy) => mustBeTrue(copy.at(PITR), copy)),
});

export const dynamoDbPitrWindowTooShort = defineRule({
  id: 'DynamoDbPitrWindowTooShort',
  appliesTo: TABLES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The table can be restored to less than a week ago only',
  why: 'Corrupted data is often noticed after days; then every point in time that is left holds it too. The default is 35 days.',
  fix: 'Leave PointInTimeRecoverySpecification.RecoveryPeriodInDays out or set it to 7 or more (CDK: recoveryPeriodInDays).',
  wellArchitected: ['REL13-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html',
  examples: {
    noncompliant: {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 1 },
    },
    compliant: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
    at: 'Properties.PointInTimeRecoverySpecification.RecoveryPeriodInDays',
  },
  check: (table) => {
    const windows = copiesOf(table).map((copy) => copy.at('PointInTimeRecoverySpecification.RecoveryPeriodInDays'));
    return windows.map((window) => {
      if (window.isUnknown) return undetermined(window, 'the window is decided at deployment');
      const days = window.number() ?? 35;
      if (days >= MIN_RETENTION_DAYS) return compliant;
      return nonCompliant(window, { detail: `The window is ${days} ${days === 1 ? 'day' : 'days'}.` });
    });
  },
});

export const dynamoDbDeletionProtection = defineRule({
  id: 'DynamoDbDeletionProtection',
  appliesTo: TABLES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The table is not protected against deletion',
  why: 'One wrong call, or a stack that is deleted, takes the table. The default is no protection.',
  fix: 'Set DeletionProtectionEnabled to true, for a global table in each of Replicas (CDK: deletionProtection: true).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [
    'config:dynamodb-table-deletion-protection-enabled',
    'prowler:dynamodb_table_deletion_protection_enabled',
    'securityhub:DynamoDB.6',
  ],
  docs: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html',
  remedy: { DeletionProtectionEnabled: true },
  examples: {
    noncompliant: { TableName: 'orders', BillingMode: 'PAY_PER_REQUEST' },
    compliant: { TableName: 'orders', BillingMode: 'PAY_PER_REQUEST', DeletionProtectionEnabled: true },
    at: 'Properties.DeletionProtectionEnabled',
  },
  check: (table) => copiesOf(table).map((copy) => mustBeTrue(copy.at('DeletionProtectionEnabled'), copy)),
});

/** Where the settings of each copy of a table are: its properties, or the replicas of a global table. */
function copiesOf(table: Resource): readonly Value[] {
  return table.type === 'AWS::DynamoDB::GlobalTable' ? table.list('Replicas') : [table.properties];
}

/** The verdict on one copy; what is not known of it leaves the verdicts on the others as they are. */
function mustBeTrue(setting: Value, copy: Value): Verdict {
  if (setting.isUnknown) return undetermined(setting, 'the setting is decided at deployment');
  if (setting.isTrue) return compliant;
  const region = copy.at('Region').json();
  return nonCompliant(setting, typeof region === 'string' ? { detail: `The replica is in ${region}.` } : {});
}
