import { RuleTester } from 'cdk-resilience/rules';
import {
  redshiftMultiAz,
  redshiftSingleNode,
  redshiftSnapshotRetention,
  redshiftVersionUpgrade,
} from '../../../policies/rules/redshift';

const parameter = (properties: object): { [section: string]: object } => ({
  Parameters: { Given: { Type: 'String' } },
  Resources: { Subject: { Type: 'AWS::Redshift::Cluster', Properties: properties } },
});
const given = { Ref: 'Given' };

RuleTester.run(redshiftMultiAz, {
  valid: [
    { name: 'two zones', given: { MultiAZ: 'true' } },
    {
      name: 'relocation, whatever is given at deployment',
      given: parameter({ MultiAZ: given, AvailabilityZoneRelocation: true }),
    },
    { name: 'nodes that are relocated by default', given: { NodeType: 'ra3.4xlarge', MultiAZ: false } },
    {
      name: 'newer nodes, whatever is given at deployment',
      given: parameter({ NodeType: 'rg.xlarge', MultiAZ: given }),
    },
  ],
  invalid: [
    {
      name: 'nodes that cannot be relocated',
      given: { NodeType: 'dc2.large', MultiAZ: false },
      finds: ['Subject.Properties.MultiAZ'],
    },
    {
      name: 'relocation switched off',
      given: { NodeType: 'ra3.4xlarge', AvailabilityZoneRelocation: 'false' },
      finds: ['Subject.Properties.AvailabilityZoneRelocation'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: parameter({ NodeType: 'dc2.large', MultiAZ: given }),
      open: ['Subject.Properties.MultiAZ'],
    },
  ],
});

RuleTester.run(redshiftSingleNode, {
  valid: [{ name: 'a number as text', given: { ClusterType: 'multi-node', NumberOfNodes: '3' } }],
  invalid: [
    { name: 'no number of nodes', given: { ClusterType: 'multi-node' }, finds: ['Subject.Properties.NumberOfNodes'] },
  ],
});

RuleTester.run(redshiftSnapshotRetention, {
  valid: [{ name: 'a week', given: { AutomatedSnapshotRetentionPeriod: '7' } }],
  invalid: [
    {
      name: 'none, as DC2 nodes allow',
      given: { NodeType: 'dc2.large', AutomatedSnapshotRetentionPeriod: 0 },
      finds: ['Subject.Properties.AutomatedSnapshotRetentionPeriod'],
    },
    {
      name: 'the default',
      given: { ClusterType: 'single-node' },
      finds: ['Subject.Properties.AutomatedSnapshotRetentionPeriod'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: parameter({ AutomatedSnapshotRetentionPeriod: given }),
      open: ['Subject.Properties.AutomatedSnapshotRetentionPeriod'],
    },
  ],
});

RuleTester.run(redshiftVersionUpgrade, {
  valid: [{ name: 'true', given: { AllowVersionUpgrade: 'true' } }],
  invalid: [
    {
      name: 'false as text',
      given: { AllowVersionUpgrade: 'false' },
      finds: ['Subject.Properties.AllowVersionUpgrade'],
    },
  ],
});
