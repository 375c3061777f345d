import { RuleTester } from 'cdk-resilience/rules';
import {
  neptuneAutoMinorVersion,
  neptuneBackupRetention,
  neptuneCopyTagsToSnapshot,
  neptuneDeletionProtection,
  neptuneGraphReplicas,
  neptuneMultiInstance,
} from '../../../policies/rules/neptune';

const one = (type: string, properties: object): { Resources: object } => ({
  Resources: { Subject: { Type: type, Properties: properties } },
});
const instance = { Type: 'AWS::Neptune::DBInstance', Properties: { DBClusterIdentifier: { Ref: 'Subject' } } };

RuleTester.run(neptuneMultiInstance, {
  valid: [
    {
      name: 'a secondary of a global database',
      given: {
        Resources: {
          Subject: { Type: 'AWS::Neptune::DBCluster', Properties: { GlobalClusterIdentifier: 'customers' } },
          Only: instance,
        },
      },
    },
  ],
  invalid: [
    {
      name: 'several zones, but one instance',
      given: {
        Resources: {
          Subject: { Type: 'AWS::Neptune::DBCluster', Properties: { AvailabilityZones: ['eu-west-1a', 'eu-west-1b'] } },
          Only: instance,
        },
      },
      finds: ['Subject'],
    },
  ],
  undetermined: [{ name: 'no instance', given: { DBClusterIdentifier: 'customers' }, open: ['Subject'] }],
});

RuleTester.run(neptuneGraphReplicas, {
  valid: [{ name: 'two replicas', given: { ReplicaCount: '2' } }],
  invalid: [{ name: '0 as text', given: { ReplicaCount: '0' }, finds: ['Subject.Properties.ReplicaCount'] }],
});

RuleTester.run(neptuneBackupRetention, {
  valid: [{ name: 'a week', given: { BackupRetentionPeriod: '7' } }],
  invalid: [
    { name: '3 days', given: { BackupRetentionPeriod: 3 }, finds: ['Subject.Properties.BackupRetentionPeriod'] },
  ],
});

RuleTester.run(neptuneDeletionProtection, {
  valid: [{ name: 'a graph that says nothing', given: one('AWS::NeptuneGraph::Graph', { ProvisionedMemory: 16 }) }],
  invalid: [
    {
      name: 'a graph that switches it off',
      given: one('AWS::NeptuneGraph::Graph', { DeletionProtection: false }),
      finds: ['Subject.Properties.DeletionProtection'],
    },
    {
      name: 'a global cluster',
      given: one('AWS::Neptune::GlobalCluster', { GlobalClusterIdentifier: 'customers' }),
      finds: ['Subject.Properties.DeletionProtection'],
    },
  ],
});

RuleTester.run(neptuneAutoMinorVersion, {
  valid: [{ name: 'nothing said', given: { DBInstanceClass: 'db.r6g.large' } }],
  invalid: [
    { name: 'no', given: { AutoMinorVersionUpgrade: 'no' }, finds: ['Subject.Properties.AutoMinorVersionUpgrade'] },
  ],
});

RuleTester.run(neptuneCopyTagsToSnapshot, {
  valid: [],
  invalid: [{ name: 'false', given: { CopyTagsToSnapshot: false }, finds: ['Subject.Properties.CopyTagsToSnapshot'] }],
});
