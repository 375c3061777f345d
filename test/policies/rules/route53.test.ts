import { RuleTester } from 'cdk-resilience/rules';
import {
  route53FailoverWithoutHealthCheck,
  route53HighTtl,
  route53RoutingWithoutHealthCheck,
  route53SingleAddress,
} from '../../../policies/rules/route53';

const NAME = { HostedZoneId: 'Z1', Name: 'www.example.com', Type: 'A', SetIdentifier: 'one' };
const ALIAS = { DNSName: 'lb.eu-west-1.elb.amazonaws.com', HostedZoneId: 'Z2' };
const ADDRESS = { TTL: '60', ResourceRecords: ['192.0.2.1'] };

function group(...RecordSets: object[]): { Resources: object } {
  return {
    Resources: { Subject: { Type: 'AWS::Route53::RecordSetGroup', Properties: { HostedZoneId: 'Z1', RecordSets } } },
  };
}

function open(properties: object): { Parameters: object; Resources: object } {
  return {
    Parameters: { Open: { Type: 'String' } },
    Resources: { Subject: { Type: 'AWS::Route53::RecordSet', Properties: properties } },
  };
}

RuleTester.run(route53RoutingWithoutHealthCheck, {
  valid: [
    { name: 'a simple record', given: { ...NAME, ...ADDRESS } },
    { name: 'a health check', given: { ...NAME, ...ADDRESS, Weight: 10, HealthCheckId: { Ref: 'Imported' } } },
    { name: 'the spare of weighted records', given: { ...NAME, ...ADDRESS, Weight: '0' } },
    { name: 'the default of records by location', given: { ...NAME, ...ADDRESS, GeoLocation: { CountryCode: '*' } } },
    { name: 'verification texts', given: { ...NAME, Type: 'TXT', Weight: 10 } },
    { name: 'multivalue answers switched off', given: { ...NAME, ...ADDRESS, MultiValueAnswer: false } },
    {
      name: 'an alias to a distribution',
      given: {
        ...NAME,
        Weight: 10,
        AliasTarget: { DNSName: 'd111111abcdef8.cloudfront.net', HostedZoneId: 'Z2FDTNDATAQYW2' },
      },
    },
  ],
  invalid: [
    {
      name: 'multivalue answers',
      given: { ...NAME, ...ADDRESS, MultiValueAnswer: true },
      finds: ['Subject.Properties.HealthCheckId'],
    },
    {
      name: 'an alias that says false',
      given: { ...NAME, Weight: 10, AliasTarget: { ...ALIAS, EvaluateTargetHealth: 'false' } },
      finds: ['Subject.Properties.AliasTarget.EvaluateTargetHealth'],
    },
    {
      name: 'the second record of a group',
      given: group(
        { ...NAME, Region: 'eu-west-1', AliasTarget: { ...ALIAS, EvaluateTargetHealth: true } },
        { ...NAME, Region: 'us-east-1', AliasTarget: ALIAS },
      ),
      finds: ['Subject.Properties.RecordSets.1.AliasTarget.EvaluateTargetHealth'],
    },
    {
      name: 'records by location',
      given: { ...NAME, ...ADDRESS, GeoLocation: { CountryCode: 'CH' } },
      finds: ['Subject.Properties.HealthCheckId'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: open({ ...NAME, Weight: 10, AliasTarget: { ...ALIAS, EvaluateTargetHealth: { Ref: 'Open' } } }),
      open: ['Subject.Properties.AliasTarget.EvaluateTargetHealth'],
    },
  ],
});

RuleTester.run(route53FailoverWithoutHealthCheck, {
  valid: [
    { name: 'a secondary record', given: { ...NAME, ...ADDRESS, Failover: 'SECONDARY' } },
    {
      name: 'an alias that evaluates its target',
      given: { ...NAME, Failover: 'PRIMARY', AliasTarget: { ...ALIAS, EvaluateTargetHealth: true } },
    },
    { name: 'a weighted record', given: { ...NAME, ...ADDRESS, Weight: 1 } },
  ],
  invalid: [
    {
      name: 'an alias',
      given: { ...NAME, Failover: 'PRIMARY', AliasTarget: ALIAS },
      finds: ['Subject.Properties.AliasTarget.EvaluateTargetHealth'],
    },
    {
      name: 'an alias to a distribution, which takes a health check only',
      given: {
        Resources: {
          Cdn: { Type: 'AWS::CloudFront::Distribution' },
          Subject: {
            Type: 'AWS::Route53::RecordSet',
            Properties: {
              ...NAME,
              Failover: 'PRIMARY',
              AliasTarget: { DNSName: { 'Fn::GetAtt': ['Cdn', 'DomainName'] }, HostedZoneId: 'Z2' },
            },
          },
        },
      },
      finds: ['Subject.Properties.HealthCheckId'],
    },
    {
      name: 'a record of a group',
      given: group({ ...NAME, ...ADDRESS, Failover: 'PRIMARY' }, { ...NAME, ...ADDRESS, Failover: 'SECONDARY' }),
      finds: ['Subject.Properties.RecordSets.0.HealthCheckId'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: open({ ...NAME, ...ADDRESS, Failover: { Ref: 'Open' } }),
      open: ['Subject.Properties.Failover'],
    },
  ],
});

RuleTester.run(route53HighTtl, {
  valid: [
    { name: 'a long TTL where nothing fails over', given: { ...NAME, TTL: '86400', ResourceRecords: ['192.0.2.1'] } },
    { name: 'an alias', given: { ...NAME, Failover: 'PRIMARY', AliasTarget: ALIAS } },
  ],
  invalid: [
    {
      name: "CDK's default",
      given: { ...NAME, Failover: 'SECONDARY', TTL: '1800', ResourceRecords: ['192.0.2.1'] },
      finds: ['Subject.Properties.TTL'],
    },
    {
      name: 'a number',
      given: { ...NAME, HealthCheckId: 'x', Weight: 1, TTL: 61, ResourceRecords: ['192.0.2.1'] },
      finds: ['Subject.Properties.TTL'],
    },
  ],
  undetermined: [
    {
      name: 'a parameter without a default',
      given: open({ ...NAME, Failover: 'PRIMARY', TTL: { Ref: 'Open' } }),
      open: ['Subject.Properties.TTL'],
    },
  ],
});

RuleTester.run(route53SingleAddress, {
  valid: [
    { name: 'two addresses', given: { ...NAME, TTL: '60', ResourceRecords: ['192.0.2.1', '192.0.2.2'] } },
    { name: 'a name of another name', given: { ...NAME, Type: 'CNAME', TTL: '60', ResourceRecords: ['example.org'] } },
    { name: 'one of several records', given: { ...NAME, ...ADDRESS, MultiValueAnswer: true } },
  ],
  invalid: [
    {
      name: 'an elastic address',
      given: { ...NAME, TTL: '60', ResourceRecords: [{ Ref: 'Eip' }] },
      finds: ['Subject.Properties.ResourceRecords'],
    },
  ],
});
