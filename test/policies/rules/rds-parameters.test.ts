import { RuleTester } from 'cdk-resilience/rules';
import {
  rdsDurabilityParametersWeakened,
  rdsParameterLimitsUnsafe,
  rdsReadReplicaWritable,
} from '../../../policies/rules/rds-parameters';

RuleTester.run(rdsDurabilityParametersWeakened, {
  valid: [
    { name: 'durable in MariaDB', given: { Parameters: { innodb_flush_log_at_trx_commit: 3 } } },
    { name: 'durable values', given: { Parameters: { sync_binlog: 1, synchronous_commit: 'on', fsync: '1' } } },
    {
      name: 'a group of replicas only',
      given: {
        Resources: {
          Subject: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { sync_binlog: 0 } } },
          Replica: {
            Type: 'AWS::RDS::DBInstance',
            Properties: { SourceDBInstanceIdentifier: 'orders', DBParameterGroupName: { Ref: 'Subject' } },
          },
        },
      },
    },
    {
      name: 'Aurora MySQL 3, which does not heed it',
      given: { Family: 'aurora-mysql8.0', Parameters: { innodb_flush_log_at_trx_commit: '0' } },
    },
    {
      name: 'Aurora MySQL 3, where 2 is durable',
      given: {
        Family: 'aurora-mysql8.0',
        Parameters: { innodb_flush_log_at_trx_commit: '2', innodb_trx_commit_allow_data_loss: '1' },
      },
    },
    { name: 'no parameters', given: { Family: 'postgres17' } },
    {
      name: 'a value given at deployment',
      given: {
        Parameters: { Given: { Type: 'String' } },
        Resources: {
          Subject: {
            Type: 'AWS::RDS::DBParameterGroup',
            Properties: { Parameters: { synchronous_commit: { Ref: 'Given' } } },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'two parameters of a cluster',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::RDS::DBClusterParameterGroup',
            Properties: { Parameters: { sync_binlog: '0', innodb_flush_log_at_trx_commit: 0, max_connections: '9' } },
          },
        },
      },
      finds: [
        'Subject.Properties.Parameters.innodb_flush_log_at_trx_commit',
        'Subject.Properties.Parameters.sync_binlog',
      ],
    },
    {
      name: 'Aurora MySQL 3 that may lose data',
      given: {
        Family: 'aurora-mysql8.0',
        Parameters: { innodb_flush_log_at_trx_commit: '0', innodb_trx_commit_allow_data_loss: '1' },
      },
      finds: ['Subject.Properties.Parameters.innodb_flush_log_at_trx_commit'],
    },
    {
      name: 'Aurora MySQL 2, where 2 is not durable',
      given: { Family: 'aurora-mysql5.7', Parameters: { innodb_flush_log_at_trx_commit: '2' } },
      finds: ['Subject.Properties.Parameters.innodb_flush_log_at_trx_commit'],
    },
    {
      name: 'PostgreSQL',
      given: { Parameters: { synchronous_commit: 'OFF' } },
      finds: ['Subject.Properties.Parameters.synchronous_commit'],
    },
  ],
});

function writable(db: object): { Resources: object } {
  return {
    Resources: {
      Subject: { Type: 'AWS::RDS::DBParameterGroup', Properties: { Parameters: { read_only: 0 } } },
      Db: { Type: 'AWS::RDS::DBInstance', Properties: { DBParameterGroupName: { Ref: 'Subject' }, ...db } },
    },
  };
}

RuleTester.run(rdsReadReplicaWritable, {
  valid: [
    { name: 'a group that no replica uses', given: writable({ Engine: 'mysql' }) },
    { name: 'a group that nobody uses', given: { Parameters: { read_only: 'OFF' } } },
  ],
  invalid: [
    {
      name: 'a replica',
      given: writable({ SourceDBInstanceIdentifier: 'orders' }),
      finds: ['Subject.Properties.Parameters.read_only'],
    },
  ],
});

RuleTester.run(rdsParameterLimitsUnsafe, {
  valid: [
    { name: 'no limit', given: { Parameters: { max_user_connections: '0' } } },
    { name: 'a formula', given: { Parameters: { max_user_connections: '{DBInstanceClassMemory/12582880}' } } },
  ],
  invalid: [
    {
      name: 'a limit of 4',
      given: { Parameters: { max_user_connections: '4' } },
      finds: ['Subject.Properties.Parameters.max_user_connections'],
    },
  ],
});
