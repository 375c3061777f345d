import { RuleTester } from 'cdk-resilience/rules';
import {
  loadBalancerMultiAz,
  loadBalancerTargetAzMismatch,
  loadBalancerWithoutListener,
} from '../../../policies/rules/load-balancing';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const refs = (ids: string): object[] => [...ids].map((id) => ({ Ref: id }));
const INDEX = (i: number): Record<string, unknown> => ({ 'Fn::Select': [i, { 'Fn::GetAZs': '' }] });
const subnet = (AvailabilityZone: unknown, more: object = {}): Record<string, unknown> => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { AvailabilityZone, ...more },
});
const ABC = { A: subnet('a'), B: subnet('b'), C: subnet('c'), X: subnet(INDEX(0)) };

RuleTester.run(loadBalancerMultiAz, {
  valid: [
    {
      name: 'an Application Load Balancer in two subnets from elsewhere',
      given: { Subnets: ['subnet-1', 'subnet-2'] },
    },
    { name: 'no subnets', given: { Name: 'default' } },
    {
      name: 'an Outpost',
      given: {
        Resources: {
          Subject: { Type: LOAD_BALANCER, Properties: { Subnets: [{ Ref: 'A' }] } },
          A: subnet('a', { OutpostArn: 'outpost' }),
        },
      },
    },
  ],
  invalid: [
    { name: 'one subnet', given: { Subnets: ['subnet-1'] }, finds: ['Subject.Properties.Subnets'] },
    {
      name: 'one mapping of a Network Load Balancer',
      given: { Type: 'network', SubnetMappings: [{ SubnetId: 'subnet-1', AllocationId: 'eipalloc-1' }] },
      finds: ['Subject.Properties.SubnetMappings'],
    },
  ],
  undetermined: [
    {
      name: 'a Network Load Balancer in subnets from elsewhere',
      given: { Type: 'network', Subnets: ['subnet-1', 'subnet-2'] },
      open: ['Subject.Properties.Subnets'],
    },
  ],
});

/** A service or group in some subnets, behind a load balancer in others. */
const behind = (subject: object, loadBalancer: string, more: object = {}): { Resources: object } => ({
  Resources: {
    Subject: subject,
    Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup' },
    Listener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        LoadBalancerArn: { Ref: 'Front' },
        DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }],
      },
    },
    Front: { Type: LOAD_BALANCER, Properties: { Subnets: refs(loadBalancer) } },
    ...ABC,
    ...more,
  },
});
const group = (subnets: string): Record<string, unknown> => ({
  Type: 'AWS::AutoScaling::AutoScalingGroup',
  Properties: { VPCZoneIdentifier: refs(subnets), TargetGroupARNs: [{ Ref: 'Targets' }] },
});
const service = (subnets: string): Record<string, unknown> => ({
  Type: 'AWS::ECS::Service',
  Properties: {
    LoadBalancers: [{ ContainerName: 'web', ContainerPort: 80, TargetGroupArn: { Ref: 'Targets' } }],
    NetworkConfiguration: { AwsvpcConfiguration: { Subnets: refs(subnets) } },
  },
});

RuleTester.run(loadBalancerTargetAzMismatch, {
  valid: [
    { name: 'a load balancer in more zones', given: behind(service('AB'), 'ABC') },
    { name: 'a zone by index, which may be one of them', given: behind(service('X'), 'AB') },
    { name: 'a load balancer in one zone, which is another fault', given: behind(service('AB'), 'A') },
    { name: 'no target group', given: { VPCZoneIdentifier: ['subnet-1'] } },
    { name: 'a target group from elsewhere', given: { VPCZoneIdentifier: ['subnet-1'], TargetGroupARNs: ['web'] } },
  ],
  invalid: [
    {
      name: 'a service in a third zone',
      given: behind(service('ABC'), 'AB'),
      finds: ['Subject.Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets'],
    },
    {
      name: 'a rule of a listener',
      given: behind(group('BC'), 'AB', {
        Listener: { Type: 'AWS::ElasticLoadBalancingV2::Listener', Properties: { LoadBalancerArn: { Ref: 'Front' } } },
        Rule: {
          Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
          Properties: {
            ListenerArn: { Ref: 'Listener' },
            Actions: [{ Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: { Ref: 'Targets' } }] } }],
          },
        },
      }),
      finds: ['Subject.Properties.VPCZoneIdentifier'],
    },
  ],
});

RuleTester.run(loadBalancerWithoutListener, {
  valid: [
    {
      name: 'a listener in another stack',
      given: {
        Resources: { Subject: { Type: LOAD_BALANCER } },
        Outputs: { Arn: { Value: { Ref: 'Subject' }, Export: { Name: 'front' } } },
      },
      stacks: {
        Web: {
          template: {
            Resources: {
              Listener: {
                Type: 'AWS::ElasticLoadBalancingV2::Listener',
                Properties: { LoadBalancerArn: { 'Fn::ImportValue': 'front' } },
              },
            },
          },
        },
      },
    },
  ],
  invalid: [],
});
