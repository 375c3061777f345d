import { RuleTester } from 'cdk-resilience/rules';
import { daxClusterNodes } from '../../../policies/rules/dax';

RuleTester.run(daxClusterNodes, {
  valid: [{ name: 'two zones', given: { ReplicationFactor: 3, AvailabilityZones: ['a', 'b', 'a'] } }],
  invalid: [
    { name: 'two nodes', given: { ReplicationFactor: '2' }, finds: ['Subject.Properties.ReplicationFactor'] },
    {
      name: 'one zone',
      given: { ReplicationFactor: 3, AvailabilityZones: ['a', 'a', 'a'] },
      finds: ['Subject.Properties.AvailabilityZones'],
    },
  ],
  undetermined: [
    {
      name: 'a number given at deployment',
      given: {
        Parameters: { Nodes: { Type: 'Number' } },
        Resources: { Subject: { Type: 'AWS::DAX::Cluster', Properties: { ReplicationFactor: { Ref: 'Nodes' } } } },
      },
      open: ['Subject.Properties.ReplicationFactor'],
    },
  ],
});
