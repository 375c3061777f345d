import { RuleTester } from 'cdk-resilience/rules';
import {
  auroraGlobalSecondaryHeadless,
  auroraMixedAccessibility,
  auroraServerlessScaleToZero,
  auroraSingleInstance,
} from '../../../policies/rules/aurora';

const member = (properties: object = {}, others: object = {}): object => ({
  Type: 'AWS::RDS::DBInstance',
  Properties: { Engine: 'aurora-postgresql', DBClusterIdentifier: { Ref: 'Subject' }, ...properties },
  ...others,
});

function cluster(properties: object, members: object): { Resources: object } {
  const subject = { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql', ...properties } };
  return { Resources: { Subject: subject, ...members } };
}

/** The cluster exports its identifier, another stack holds an instance. */
const exporting = {
  ...cluster({}, { Writer: member() }),
  Outputs: { Cluster: { Value: { Ref: 'Subject' }, Export: { Name: 'ledger' } } },
};

const elsewhere = (identifier: unknown): { template: { [section: string]: object } } => ({
  template: {
    Parameters: { Cluster: { Type: 'String' } },
    Resources: { Reader: member({ DBClusterIdentifier: identifier }) },
  },
});

RuleTester.run(auroraSingleInstance, {
  valid: [
    {
      name: 'a Multi-AZ DB cluster',
      given: cluster({ Engine: 'postgres', DBClusterInstanceClass: 'db.m6gd.large' }, {}),
    },
    { name: 'Aurora Serverless v1', given: cluster({ EngineMode: 'serverless' }, {}) },
    { name: 'Aurora Limitless Database', given: cluster({ ClusterScalabilityType: 'limitless' }, {}) },
    {
      name: 'a secondary of a global database',
      given: cluster({ GlobalClusterIdentifier: 'ledger' }, { A: member() }),
    },
    { name: 'a replica cluster', given: cluster({ ReplicationSourceIdentifier: 'arn:aws:rds:::x' }, { A: member() }) },
    {
      name: 'a serverless reader',
      given: cluster({}, { Writer: member(), Reader: member({ DBInstanceClass: 'db.serverless' }) }),
    },
    {
      name: 'a reader in another stack',
      given: exporting,
      stacks: { Readers: elsewhere({ 'Fn::ImportValue': 'ledger' }) },
    },
    {
      name: 'a reader in another stack, by name',
      given: cluster({ DBClusterIdentifier: 'Ledger' }, { Writer: member() }),
      stacks: { Readers: elsewhere('ledger') },
    },
    {
      name: 'names given by one parameter',
      given: {
        Parameters: { Name: { Type: 'String' } },
        ...cluster(
          { DBClusterIdentifier: { Ref: 'Name' } },
          { A: member({ DBClusterIdentifier: { Ref: 'Name' } }), B: member({ DBClusterIdentifier: { Ref: 'Name' } }) },
        ),
      },
    },
    {
      name: 'readers that Aurora Auto Scaling keeps',
      given: cluster(
        {},
        {
          Writer: member(),
          Readers: {
            Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
            Properties: {
              ServiceNamespace: 'rds',
              ScalableDimension: 'rds:cluster:ReadReplicaCount',
              ResourceId: { 'Fn::Sub': 'cluster:${Subject}' },
              MinCapacity: 1,
              MaxCapacity: 4,
            },
          },
        },
      ),
    },
  ],
  invalid: [
    {
      name: 'a reader for production only',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        ...cluster({}, { Writer: member(), Reader: member({}, { Condition: 'IsProd' }) }),
      },
      finds: ['Subject when IsProd is false'],
    },
    {
      name: 'the primary of a global database',
      given: cluster({ GlobalClusterIdentifier: 'ledger', MasterUsername: 'admin' }, { Writer: member() }),
      finds: ['Subject'],
    },
    {
      name: 'an instance of another cluster of that name in another Region',
      given: cluster({ DBClusterIdentifier: 'ledger' }, { Writer: member() }),
      region: 'eu-west-1',
      stacks: { Readers: { ...elsewhere('ledger'), region: 'eu-central-1' } },
      finds: ['Subject'],
    },
    {
      name: 'a second cluster with its own instances',
      given: cluster(
        {},
        {
          Writer: member(),
          Other: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } },
          A: member({ DBClusterIdentifier: { Ref: 'Other' } }),
          B: member({ DBClusterIdentifier: { Ref: 'Other' } }),
        },
      ),
      finds: ['Subject'],
    },
  ],
  undetermined: [
    { name: 'a cluster whose instances are elsewhere', given: cluster({}, {}), open: ['Subject'] },
    {
      name: 'an instance in another stack whose cluster is a parameter',
      given: exporting,
      stacks: { Readers: elsewhere({ Ref: 'Cluster' }) },
      open: ['Subject'],
    },
    {
      name: 'an engine given at deployment',
      given: { Parameters: { Engine: { Type: 'String' } }, ...cluster({ Engine: { Ref: 'Engine' } }, { A: member() }) },
      open: ['Subject.Properties.Engine'],
    },
  ],
});

RuleTester.run(auroraServerlessScaleToZero, {
  valid: [
    { name: 'a cluster of instances', given: { Engine: 'aurora-mysql' } },
    { name: 'no minimum', given: { ServerlessV2ScalingConfiguration: { MaxCapacity: 8 } } },
  ],
  invalid: [
    {
      name: 'zero as text',
      given: { ServerlessV2ScalingConfiguration: { MinCapacity: '0', MaxCapacity: 8 } },
      finds: ['Subject.Properties.ServerlessV2ScalingConfiguration.MinCapacity'],
    },
  ],
});

RuleTester.run(auroraGlobalSecondaryHeadless, {
  valid: [
    { name: 'a cluster of one Region', given: { Engine: 'aurora-mysql' } },
    {
      name: 'a primary',
      given: { Engine: 'aurora-mysql', GlobalClusterIdentifier: 'a', ManageMasterUserPassword: true },
    },
    { name: 'an empty global cluster', given: { Engine: 'aurora-mysql', GlobalClusterIdentifier: '' } },
  ],
  invalid: [
    {
      name: 'an instance for production only',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        ...cluster({ GlobalClusterIdentifier: 'ledger' }, { Reader: member({}, { Condition: 'IsProd' }) }),
      },
      finds: ['Subject when IsProd is false'],
    },
  ],
  undetermined: [
    {
      name: 'an instance in another stack whose cluster is a parameter',
      given: cluster({ GlobalClusterIdentifier: 'ledger' }, {}),
      stacks: { Readers: elsewhere({ Ref: 'Cluster' }) },
      open: ['Subject'],
    },
  ],
});

RuleTester.run(auroraMixedAccessibility, {
  valid: [
    {
      name: 'one instance that says nothing',
      given: cluster({}, { A: member(), B: member({ PubliclyAccessible: false }) }),
    },
  ],
  invalid: [],
});
