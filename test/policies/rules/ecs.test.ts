import { RuleTester } from 'cdk-resilience/rules';
import {
  ecsAzRebalancing,
  ecsDesiredCount,
  ecsHealthCheckGracePeriod,
  ecsMultiAzSubnets,
  ecsServiceAutoScaling,
  ecsSpotOnly,
  ecsWorkerDesiredCount,
} from '../../../policies/rules/ecs';

const SERVICE = 'AWS::ECS::Service';
const LoadBalancers = [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: 'web' }];

/** A service and its scalable target, as CDK writes them. */
function scaled(service: object, target: object, resourceId: unknown = ID): { Resources: object } {
  return {
    Resources: {
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Subject: { Type: SERVICE, Properties: { Cluster: { Ref: 'Cluster' }, ...service } },
      Target: {
        Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
        Properties: {
          MaxCapacity: 10,
          ResourceId: resourceId,
          ScalableDimension: 'ecs:service:DesiredCount',
          ServiceNamespace: 'ecs',
          ...target,
        },
      },
    },
  };
}
const ID = { 'Fn::Join': ['', ['service/', { Ref: 'Cluster' }, '/', { 'Fn::GetAtt': ['Subject', 'Name'] }]] };

RuleTester.run(ecsDesiredCount, {
  valid: [
    { name: 'two tasks, as text', given: { LoadBalancers, DesiredCount: '2' } },
    { name: 'a daemon', given: { LoadBalancers, SchedulingStrategy: 'DAEMON' } },
    { name: 'a standby that is switched off', given: { LoadBalancers, DesiredCount: 0 } },
    { name: 'a worker', given: { DesiredCount: 1 } },
    { name: 'no desired count, but scaling with at least two', given: scaled({ LoadBalancers }, { MinCapacity: 2 }) },
    {
      name: 'a desired count of one, but scaling with at least two',
      given: scaled({ LoadBalancers, DesiredCount: 1 }, { MinCapacity: 2 }),
    },
    {
      name: 'scaling of a service that is named in plain text',
      given: scaled({ LoadBalancers, ServiceName: 'web' }, { MinCapacity: 3 }, 'service/main/web'),
    },
  ],
  invalid: [
    { name: 'no desired count', given: { LoadBalancers }, finds: ['Subject.Properties.DesiredCount'] },
    {
      name: 'one task that is called by Service Connect',
      given: { DesiredCount: 1, ServiceConnectConfiguration: { Enabled: true, Services: [{ PortName: 'api' }] } },
      finds: ['Subject.Properties.DesiredCount'],
    },
    {
      name: 'two tasks, but scaling in to one',
      given: scaled({ LoadBalancers, DesiredCount: 2 }, { MinCapacity: 1 }),
      finds: ['Target.Properties.MinCapacity'],
    },
    {
      name: 'scaling of another service of the same name in another cluster',
      given: {
        Resources: {
          Subject: { Type: SERVICE, Properties: { Cluster: 'blue', ServiceName: 'web', LoadBalancers } },
          Target: {
            Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
            Properties: {
              MinCapacity: 2,
              ResourceId: 'service/green/web',
              ScalableDimension: 'ecs:service:DesiredCount',
            },
          },
        },
      },
      finds: ['Subject.Properties.DesiredCount'],
    },
    {
      name: 'one task outside of production',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: { Type: SERVICE, Properties: { LoadBalancers, DesiredCount: { 'Fn::If': ['IsProd', 3, 1] } } },
        },
      },
      finds: ['Subject.Properties.DesiredCount when IsProd is false'],
    },
    {
      name: 'a scalable target in another stack',
      given: {
        Resources: { Subject: { Type: SERVICE, Properties: { LoadBalancers } } },
        Outputs: { Name: { Value: { 'Fn::GetAtt': ['Subject', 'Name'] }, Export: { Name: 'service-name' } } },
      },
      stacks: {
        Scaling: {
          template: {
            Resources: {
              Target: {
                Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
                Properties: {
                  MinCapacity: 1,
                  ResourceId: { 'Fn::Join': ['/', ['service', 'main', { 'Fn::ImportValue': 'service-name' }]] },
                  ScalableDimension: 'ecs:service:DesiredCount',
                },
              },
            },
          },
        },
      },
      finds: ['Scaling/Target.Properties.MinCapacity'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Tasks: { Type: 'Number' } },
        Resources: { Subject: { Type: SERVICE, Properties: { LoadBalancers, DesiredCount: { Ref: 'Tasks' } } } },
      },
      open: ['Subject.Properties.DesiredCount'],
    },
  ],
});

RuleTester.run(ecsWorkerDesiredCount, {
  valid: [
    { name: 'a service behind a load balancer', given: { LoadBalancers, DesiredCount: 1 } },
    { name: 'a worker that scales to zero', given: scaled({}, { MinCapacity: 0 }) },
    {
      name: 'a client of Service Connect with two tasks',
      given: { DesiredCount: 2, ServiceConnectConfiguration: { Enabled: true } },
    },
  ],
  invalid: [
    { name: 'one task', given: { DesiredCount: 1, LoadBalancers: [] }, finds: ['Subject.Properties.DesiredCount'] },
    { name: 'scaling in to one', given: scaled({}, { MinCapacity: 1 }), finds: ['Target.Properties.MinCapacity'] },
  ],
});

const AZS = (...zones: unknown[]): Record<string, unknown> =>
  Object.fromEntries(
    zones.map((zone, i) => [`S${i}`, { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: zone } }]),
  );
const inSubnets = (...subnets: unknown[]): Record<string, unknown> => ({
  NetworkConfiguration: { AwsvpcConfiguration: { Subnets: subnets } },
});
const INDEX = (i: number): Record<string, unknown> => ({ 'Fn::Select': [i, { 'Fn::GetAZs': '' }] });

RuleTester.run(ecsMultiAzSubnets, {
  valid: [
    { name: 'tasks in the network of their hosts', given: { DesiredCount: 2 } },
    {
      name: 'zones by index',
      given: {
        Resources: {
          Subject: { Type: SERVICE, Properties: inSubnets({ Ref: 'S0' }, { Ref: 'S1' }) },
          ...AZS(INDEX(0), INDEX(1)),
        },
      },
    },
    {
      name: 'subnets of another stack',
      given: {
        Resources: {
          Subject: { Type: SERVICE, Properties: inSubnets({ 'Fn::ImportValue': 'a' }, { 'Fn::ImportValue': 'b' }) },
        },
      },
      stacks: {
        Net: {
          template: {
            Resources: AZS('eu-central-1a', 'eu-central-1b'),
            Outputs: {
              A: { Value: { Ref: 'S0' }, Export: { Name: 'a' } },
              B: { Value: { Ref: 'S1' }, Export: { Name: 'b' } },
            },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'two subnets in one zone',
      given: {
        Resources: {
          Subject: { Type: SERVICE, Properties: inSubnets({ Ref: 'S0' }, { Ref: 'S1' }) },
          ...AZS(INDEX(0), INDEX(0)),
        },
      },
      finds: ['Subject.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets'],
    },
  ],
  undetermined: [
    {
      name: 'subnets from elsewhere',
      given: inSubnets('subnet-1', 'subnet-2'),
      open: ['Subject.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets'],
    },
    {
      name: 'a list that is a parameter',
      given: {
        Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } },
        Resources: {
          Subject: {
            Type: SERVICE,
            Properties: { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: { Ref: 'Subnets' } } } },
          },
        },
      },
      open: ['Subject.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets'],
    },
  ],
});

const SPOT = [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }];
const withDefault = (strategy: object[], service: object = {}): { Resources: object } => ({
  Resources: {
    Cluster: { Type: 'AWS::ECS::Cluster' },
    Subject: { Type: SERVICE, Properties: { LoadBalancers, Cluster: { Ref: 'Cluster' }, ...service } },
    Association: {
      Type: 'AWS::ECS::ClusterCapacityProviderAssociations',
      Properties: { Cluster: { Ref: 'Cluster' }, DefaultCapacityProviderStrategy: strategy },
    },
  },
});

RuleTester.run(ecsSpotOnly, {
  valid: [
    { name: 'a worker on Spot', given: { CapacityProviderStrategy: SPOT } },
    { name: 'Fargate', given: { LoadBalancers, LaunchType: 'FARGATE' } },
    { name: 'no strategy at all', given: { LoadBalancers } },
    { name: 'a launch type over the strategy of the cluster', given: withDefault(SPOT, { LaunchType: 'FARGATE' }) },
    {
      name: 'a strategy over that of the cluster',
      given: withDefault(SPOT, { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE' }] }),
    },
  ],
  invalid: [
    {
      name: 'the strategy of the cluster',
      given: withDefault(SPOT),
      finds: ['Subject.Properties.CapacityProviderStrategy'],
    },
  ],
});

RuleTester.run(ecsAzRebalancing, {
  valid: [
    { name: 'the default', given: {} },
    {
      name: 'a Classic Load Balancer',
      given: { LoadBalancers: [{ LoadBalancerName: 'old' }], AvailabilityZoneRebalancing: 'DISABLED' },
    },
    { name: 'a daemon', given: { SchedulingStrategy: 'DAEMON', AvailabilityZoneRebalancing: 'DISABLED' } },
    {
      name: 'no room for further tasks',
      given: { DeploymentConfiguration: { MaximumPercent: 100 }, AvailabilityZoneRebalancing: 'DISABLED' },
    },
    {
      name: 'tasks packed before they are spread',
      given: {
        PlacementStrategies: [
          { Type: 'binpack', Field: 'memory' },
          { Type: 'spread', Field: 'attribute:ecs.availability-zone' },
        ],
        AvailabilityZoneRebalancing: 'DISABLED',
      },
    },
    {
      name: 'tasks bound to zones',
      given: {
        PlacementConstraints: [
          { Type: 'memberOf', Expression: 'attribute:ecs.availability-zone in [eu-west-1a, eu-west-1b]' },
        ],
        AvailabilityZoneRebalancing: 'DISABLED',
      },
    },
  ],
  invalid: [
    {
      name: 'switched off',
      given: { AvailabilityZoneRebalancing: 'DISABLED' },
      finds: ['Subject.Properties.AvailabilityZoneRebalancing'],
    },
    {
      name: 'tasks that are spread over the zones first',
      given: {
        PlacementStrategies: [{ Type: 'spread', Field: 'attribute:ecs.availability-zone' }],
        AvailabilityZoneRebalancing: 'DISABLED',
      },
      finds: ['Subject.Properties.AvailabilityZoneRebalancing'],
    },
  ],
});

RuleTester.run(ecsServiceAutoScaling, {
  valid: [
    { name: 'no load balancer', given: { DesiredCount: 2 } },
    { name: 'a service that is switched off', given: { LoadBalancers, DesiredCount: 0 } },
    { name: 'scaling, as CDK writes it', given: scaled({ LoadBalancers }, { MinCapacity: 2 }) },
    {
      name: 'a name in plain text',
      given: scaled({ LoadBalancers, ServiceName: 'web' }, {}, { 'Fn::Sub': 'service/${Cluster}/web' }),
    },
  ],
  invalid: [
    {
      name: 'scaling of something else',
      given: scaled(
        { LoadBalancers },
        { ScalableDimension: 'dynamodb:table:ReadCapacityUnits', ResourceId: 'table/orders' },
      ),
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(ecsHealthCheckGracePeriod, {
  valid: [
    { name: 'no load balancer', given: {} },
    { name: 'a minute, as text', given: { LoadBalancers, HealthCheckGracePeriodSeconds: '60' } },
  ],
  invalid: [
    {
      name: 'zero',
      given: { LoadBalancers, HealthCheckGracePeriodSeconds: 0 },
      finds: ['Subject.Properties.HealthCheckGracePeriodSeconds'],
    },
  ],
});
