import { RuleTester } from 'cdk-resilience/rules';
import {
  eksControlPlaneLogs,
  eksNodegroupForcedUpdate,
  eksNodegroupMinSize,
  eksNodegroupMultiAz,
  eksNodegroupSpotOnly,
} from '../../../policies/rules/eks';

const NODEGROUP = 'AWS::EKS::Nodegroup';

/** A cluster of the older CDK construct with node groups. */
const cluster = (groups: { [id: string]: object }, more: object = {}): { Resources: object } => ({
  Resources: {
    Cluster: { Type: 'Custom::AWSCDK-EKS-Cluster' },
    A: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'a' } },
    B: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'b' } },
    ...Object.fromEntries(
      Object.entries(groups).map(([id, properties]) => {
        return [id, { Type: NODEGROUP, Properties: { ClusterName: { Ref: 'Cluster' }, ...properties } }];
      }),
    ),
    ...more,
  },
});
const inA = { Subnets: [{ Ref: 'A' }] };
const inB = { Subnets: [{ Ref: 'B' }] };
const least = (MinSize: number): Record<string, unknown> => ({ ScalingConfig: { MinSize } });

RuleTester.run(eksNodegroupMultiAz, {
  valid: [{ name: 'a node group in each zone', given: cluster({ Subject: inA, Other: inB }) }],
  invalid: [
    {
      name: 'two node groups in one zone, once',
      given: cluster({ Subject: inA, Other: inA }),
      finds: ['Subject.Properties.Subnets'],
    },
  ],
  undetermined: [
    {
      name: 'a cluster from elsewhere',
      given: { ClusterName: 'main', Subnets: ['subnet-1'] },
      open: ['Subject.Properties.Subnets'],
    },
  ],
});

RuleTester.run(eksNodegroupMinSize, {
  valid: [
    { name: 'two groups of one', given: cluster({ Subject: least(1), Other: least(1) }) },
    { name: 'a cluster that is empty at rest', given: cluster({ Subject: least(0) }) },
    { name: 'nothing said', given: cluster({ Subject: {} }) },
    { name: 'a cluster from elsewhere', given: { ClusterName: 'main', ...least(1) } },
  ],
  invalid: [
    {
      name: 'one and none',
      given: cluster({ Subject: least(1), Other: least(0) }),
      finds: ['Subject.Properties.ScalingConfig.MinSize'],
    },
  ],
});

RuleTester.run(eksNodegroupSpotOnly, {
  valid: [
    { name: 'the default', given: cluster({ Subject: {} }) },
    {
      name: 'pods on Fargate',
      given: cluster(
        { Subject: { CapacityType: 'SPOT' } },
        { Profile: { Type: 'AWS::EKS::FargateProfile', Properties: { ClusterName: { Ref: 'Cluster' } } } },
      ),
    },
  ],
  invalid: [
    {
      name: 'two groups, once',
      given: cluster({ Subject: { CapacityType: 'SPOT' }, Other: { CapacityType: 'SPOT' } }),
      finds: ['Subject.Properties.CapacityType'],
    },
  ],
});

RuleTester.run(eksNodegroupForcedUpdate, {
  valid: [{ name: 'false', given: { ForceUpdateEnabled: false } }],
  invalid: [],
});

RuleTester.run(eksControlPlaneLogs, {
  valid: [],
  invalid: [
    {
      name: 'some of them',
      given: { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'audit' }] } } },
      finds: ['Subject.Properties.Logging.ClusterLogging.EnabledTypes'],
    },
  ],
});
