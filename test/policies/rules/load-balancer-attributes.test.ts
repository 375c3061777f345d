import { RuleTester } from 'cdk-resilience/rules';
import {
  loadBalancerAccessLogs,
  loadBalancerDeletionProtection,
  loadBalancerZonalShift,
  nlbCrossZone,
} from '../../../policies/rules/load-balancer-attributes';

const attribute = (Key: string, Value: unknown, Type = 'application'): Record<string, unknown> => ({
  Type,
  LoadBalancerAttributes: [
    { Key: 'idle_timeout.timeout_seconds', Value: '60' },
    { Key, Value },
  ],
});

RuleTester.run(loadBalancerDeletionProtection, {
  valid: [{ name: 'a boolean for text', given: attribute('deletion_protection.enabled', true) }],
  invalid: [
    {
      name: 'as CDK writes it by default',
      given: attribute('deletion_protection.enabled', 'false'),
      finds: ['Subject.Properties.LoadBalancerAttributes.1.Value'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: {
        Parameters: { Protect: { Type: 'String' } },
        Resources: {
          Subject: {
            Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
            Properties: attribute('deletion_protection.enabled', { Ref: 'Protect' }),
          },
        },
      },
      open: ['Subject.Properties.LoadBalancerAttributes.1.Value'],
    },
  ],
});

RuleTester.run(loadBalancerZonalShift, {
  valid: [{ name: 'a Gateway Load Balancer', given: { Type: 'gateway' } }],
  invalid: [],
});

RuleTester.run(nlbCrossZone, {
  valid: [{ name: 'an Application Load Balancer, where it is on', given: { Subnets: ['subnet-1'] } }],
  invalid: [
    {
      name: 'a Gateway Load Balancer',
      given: attribute('load_balancing.cross_zone.enabled', 'false', 'gateway'),
      finds: ['Subject.Properties.LoadBalancerAttributes.1.Value'],
    },
  ],
});

const networkWith = (protocol: string): Record<string, unknown> => ({
  Resources: {
    Subject: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { Type: 'network' } },
    Listener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: { LoadBalancerArn: { Ref: 'Subject' }, Protocol: protocol },
    },
  },
});

RuleTester.run(loadBalancerAccessLogs, {
  valid: [
    { name: 'a Gateway Load Balancer', given: { Type: 'gateway' } },
    { name: 'a Network Load Balancer that passes TCP on: it logs TLS only', given: networkWith('TCP') },
  ],
  invalid: [
    {
      name: 'a Network Load Balancer that ends TLS',
      given: networkWith('TLS'),
      finds: ['Subject.Properties.LoadBalancerAttributes'],
    },
    {
      name: 'switched off',
      given: attribute('access_logs.s3.enabled', 'false'),
      finds: ['Subject.Properties.LoadBalancerAttributes.1.Value'],
    },
  ],
});
