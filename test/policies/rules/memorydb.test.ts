import { RuleTester } from 'cdk-resilience/rules';
import { memoryDbReplicas, memoryDbSnapshots } from '../../../policies/rules/memorydb';

const replicas = (count: unknown): { [section: string]: object } => ({
  Parameters: { Replicas: { Type: 'Number' } },
  Resources: { Subject: { Type: 'AWS::MemoryDB::Cluster', Properties: { NumReplicasPerShard: count } } },
});

RuleTester.run(memoryDbReplicas, {
  valid: [{ name: 'two replicas', given: replicas('2') }],
  invalid: [{ name: '0 as text', given: replicas('0'), finds: ['Subject.Properties.NumReplicasPerShard'] }],
  undetermined: [
    {
      name: 'a number given at deployment',
      given: replicas({ Ref: 'Replicas' }),
      open: ['Subject.Properties.NumReplicasPerShard'],
    },
  ],
});

RuleTester.run(memoryDbSnapshots, {
  valid: [{ name: 'a day', given: { SnapshotRetentionLimit: '1' } }],
  invalid: [{ name: '0', given: { SnapshotRetentionLimit: 0 }, finds: ['Subject.Properties.SnapshotRetentionLimit'] }],
});
