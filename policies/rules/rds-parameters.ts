import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { isReplica } from '../../lib/facts/databases';

const PARAMETER_GROUPS = ['AWS::RDS::DBParameterGroup', 'AWS::RDS::DBClusterParameterGroup'];

/** Values with which a database acknowledges a commit that it can still lose. */
const NOT_DURABLE: Readonly<Record<string, (value: string) => boolean>> = {
  // 3 is durable in MariaDB.
  innodb_flush_log_at_trx_commit: (value) => value === '0' || value === '2',
  sync_binlog: (value) => value !== '1',
  synchronous_commit: (value) => isOff(value),
  fsync: (value) => isOff(value),
};

export const rdsDurabilityParametersWeakened = defineRule({
  id: 'RdsDurabilityParametersWeakened',
  appliesTo: PARAMETER_GROUPS,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The database acknowledges commits before they are durable',
  why: 'When the host fails, transactions are lost that the application believes to be committed. These values trade durability for speed; AWS recommends against them.',
  fix: 'Leave innodb_flush_log_at_trx_commit and sync_binlog at 1, and synchronous_commit and fsync on.',
  wellArchitected: ['REL09-BP01'],
  equivalents: [
    'trusted-advisor:rds-innodb-flush-log-at-trx-parameter-off',
    'trusted-advisor:rds-sync-binlog-parameter-off',
    'trusted-advisor:rds-synchronous-commit-parameter-off',
  ],
  docs: 'https://docs.aws.amazon.com/awssupport/latest/user/fault-tolerance-checks.html',
  examples: {
    noncompliant: { Family: 'mysql8.4', Description: 'Orders', Parameters: { innodb_flush_log_at_trx_commit: '2' } },
    compliant: { Family: 'mysql8.4', Description: 'Orders', Parameters: { innodb_flush_log_at_trx_commit: '1' } },
    at: 'Properties.Parameters.innodb_flush_log_at_trx_commit',
  },
  check: (group) => {
    // Replicas are often relaxed to keep up: what they lose, their source still has.
    const users = group.referencedBy('AWS::RDS::DBInstance', 'DBParameterGroupName');
    if (users.length > 0 && users.every(isReplica)) return notApplicable;
    return Object.entries(NOT_DURABLE).map(([name, isWeak]) => {
      const value = parameter(group, name);
      if (value === undefined || !isWeak(value)) return compliant;
      if (name === 'innodb_flush_log_at_trx_commit' && isDurableInAurora3(group, value)) return compliant;
      return nonCompliant(`Parameters.${name}`, { detail: `${name} is ${value}.` });
    });
  },
});

export const rdsReadReplicaWritable = defineRule({
  id: 'RdsReadReplicaWritable',
  appliesTo: 'AWS::RDS::DBParameterGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Read replicas accept writes',
  why: 'Rows written to a replica make it differ from its source and can stop the replication; such a replica cannot take over safely. By default MySQL and MariaDB replicas are read-only.',
  fix: 'Leave the parameter read_only out, or give the replica a parameter group of its own.',
  wellArchitected: ['REL13-BP04'],
  equivalents: ['trusted-advisor:rds-read-replicas-writable'],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_MySQL.Replication.ReadReplicas.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: {
          Type: 'AWS::RDS::DBParameterGroup',
          Properties: { Family: 'mysql8.4', Description: 'Orders', Parameters: { read_only: '0' } },
        },
        Replica: {
          Type: 'AWS::RDS::DBInstance',
          Properties: { SourceDBInstanceIdentifier: 'orders', DBParameterGroupName: { Ref: 'Subject' } },
        },
      },
    },
    compliant: { Family: 'mysql8.4', Description: 'Orders', Parameters: { read_only: '1' } },
    at: 'Properties.Parameters.read_only',
  },
  check: (group) => {
    const value = parameter(group, 'read_only');
    if (value === undefined || !isOff(value)) return compliant;
    const replicas = group.referencedBy('AWS::RDS::DBInstance', 'DBParameterGroupName').filter(isReplica);
    return replicas.length > 0 ? nonCompliant('Parameters.read_only', { related: replicas }) : compliant;
  },
});

export const rdsParameterLimitsUnsafe = defineRule({
  id: 'RdsParameterLimitsUnsafe',
  appliesTo: PARAMETER_GROUPS,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'A database parameter makes load dangerous',
  why: 'Logs that are written to tables slow the database down and lengthen its recovery. With fewer than 5 connections for a user, RDS itself may not get in to watch and repair the instance.',
  fix: 'Set log_output to FILE, and max_user_connections to 0 (no limit) or to 5 and more.',
  wellArchitected: ['REL01-BP03'],
  equivalents: [
    'trusted-advisor:amazon-rds-log-parameter-set-to-table',
    'trusted-advisor:rds-max-user-connections-parameter-low',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_BestPractices.html',
  examples: {
    noncompliant: { Family: 'mysql8.4', Description: 'Orders', Parameters: { log_output: 'TABLE' } },
    compliant: { Family: 'mysql8.4', Description: 'Orders', Parameters: { log_output: 'FILE' } },
    at: 'Properties.Parameters.log_output',
  },
  check: (group) => {
    const [output, connections] = [parameter(group, 'log_output'), parameter(group, 'max_user_connections')];
    const perUser = Number(connections ?? '0');
    return [
      output?.toUpperCase() === 'TABLE' ? nonCompliant('Parameters.log_output') : compliant,
      perUser > 0 && perUser < 5 ? nonCompliant('Parameters.max_user_connections') : compliant,
    ];
  },
});

/** Aurora MySQL 3 waits for its storage with 1 and with 2, and heeds 0 only where losing data is allowed expressly. */
function isDurableInAurora3(group: Resource, value: string): boolean {
  if (!String(group.at('Family').json()).startsWith('aurora-mysql8')) return false;
  return value === '2' || isOff(parameter(group, 'innodb_trx_commit_allow_data_loss') ?? '0');
}

/** A parameter's value; `undefined` where it is left to AWS or not known: then another parameter still counts. */
function parameter(group: Resource, name: string): string | undefined {
  const value = group.at('Parameters').key(name);
  return value.isUnknown ? undefined : value.string();
}

function isOff(value: string): boolean {
  return ['0', 'off', 'false', 'no'].includes(value.toLowerCase());
}
