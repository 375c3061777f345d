import { RuleTester } from 'cdk-resilience/rules';
import {
  openSearchDataNodes,
  openSearchDedicatedMasters,
  openSearchMultiAzWithStandby,
  openSearchServerlessStandby,
  openSearchZoneAwareness,
} from '../../../policies/rules/opensearch';

const elasticsearch = (config: object): { [section: string]: object } => ({
  Parameters: { Given: { Type: 'String' } },
  Resources: { Subject: { Type: 'AWS::Elasticsearch::Domain', Properties: { ElasticsearchClusterConfig: config } } },
});
const given = { Ref: 'Given' };
const at = (name: string): string => `Subject.Properties.ElasticsearchClusterConfig.${name}`;

RuleTester.run(openSearchZoneAwareness, {
  valid: [
    { name: 'a zone in standby', given: { ClusterConfig: { MultiAZWithStandbyEnabled: true } } },
    { name: 'Elasticsearch', given: elasticsearch({ ZoneAwarenessEnabled: 'true' }) },
  ],
  invalid: [
    {
      name: 'no configuration at all',
      given: { DomainName: 'products' },
      finds: ['Subject.Properties.ClusterConfig.ZoneAwarenessEnabled'],
    },
    {
      name: 'Elasticsearch in one zone',
      given: elasticsearch({ InstanceCount: 3 }),
      finds: [at('ZoneAwarenessEnabled')],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: elasticsearch({ ZoneAwarenessEnabled: given }),
      open: [at('ZoneAwarenessEnabled')],
    },
  ],
});

RuleTester.run(openSearchDataNodes, {
  valid: [
    { name: 'three nodes in one zone, which is a finding of its own', given: { ClusterConfig: { InstanceCount: 3 } } },
    {
      name: 'three zones',
      given: elasticsearch({
        InstanceCount: '6',
        ZoneAwarenessEnabled: true,
        ZoneAwarenessConfig: { AvailabilityZoneCount: 3 },
      }),
    },
  ],
  invalid: [
    {
      name: 'the default',
      given: { DomainName: 'products' },
      finds: ['Subject.Properties.ClusterConfig.InstanceCount'],
    },
    {
      name: 'five nodes in two zones',
      given: { ClusterConfig: { InstanceCount: 5, ZoneAwarenessEnabled: true } },
      finds: ['Subject.Properties.ClusterConfig.InstanceCount'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: elasticsearch({ InstanceCount: given }),
      open: [at('InstanceCount')],
    },
  ],
});

RuleTester.run(openSearchDedicatedMasters, {
  valid: [{ name: 'five', given: elasticsearch({ DedicatedMasterEnabled: true, DedicatedMasterCount: '5' }) }],
  invalid: [
    {
      name: 'two',
      given: { ClusterConfig: { DedicatedMasterEnabled: true, DedicatedMasterCount: 2 } },
      finds: ['Subject.Properties.ClusterConfig.DedicatedMasterCount'],
    },
    {
      name: 'four',
      given: elasticsearch({ DedicatedMasterEnabled: true, DedicatedMasterCount: 4 }),
      finds: [at('DedicatedMasterCount')],
    },
  ],
  undetermined: [
    {
      name: 'no number',
      given: elasticsearch({ DedicatedMasterEnabled: true }),
      open: [at('DedicatedMasterCount')],
    },
  ],
});

RuleTester.run(openSearchMultiAzWithStandby, {
  valid: [],
  invalid: [
    {
      name: 'false',
      given: { ClusterConfig: { MultiAZWithStandbyEnabled: false } },
      finds: ['Subject.Properties.ClusterConfig.MultiAZWithStandbyEnabled'],
    },
  ],
});

RuleTester.run(openSearchServerlessStandby, {
  valid: [{ name: 'enabled', given: { Name: 'products', StandbyReplicas: 'ENABLED' } }],
  invalid: [],
});
