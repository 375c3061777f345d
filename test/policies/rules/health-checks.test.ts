import { RuleTester } from 'cdk-resilience/rules';
import {
  route53HealthCheckAlarm,
  route53HealthCheckAlwaysHealthy,
  route53HealthCheckSlow,
  route53SharedHealthCheck,
} from '../../../policies/rules/health-checks';

const check = (HealthCheckConfig: object): { HealthCheckConfig: object } => ({ HealthCheckConfig });

RuleTester.run(route53HealthCheckAlwaysHealthy, {
  valid: [
    { name: 'a check of an endpoint', given: check({ Type: 'HTTPS', HealthThreshold: 0 }) },
    { name: 'no threshold', given: check({ Type: 'CALCULATED', ChildHealthChecks: ['a'] }) },
    {
      name: 'the last known status',
      given: check({ Type: 'CLOUDWATCH_METRIC', InsufficientDataHealthStatus: 'LastKnownStatus' }),
    },
  ],
  invalid: [
    {
      name: 'an alarm without data taken for healthy',
      given: check({ Type: 'CLOUDWATCH_METRIC', InsufficientDataHealthStatus: 'Healthy' }),
      finds: ['Subject.Properties.HealthCheckConfig.InsufficientDataHealthStatus'],
    },
    {
      name: 'text for a number',
      given: check({ Type: 'CALCULATED', HealthThreshold: '0' }),
      finds: ['Subject.Properties.HealthCheckConfig.HealthThreshold'],
    },
  ],
});

RuleTester.run(route53HealthCheckSlow, {
  valid: [
    { name: 'the defaults', given: check({ Type: 'HTTPS' }) },
    { name: 'a check that asks no endpoint', given: check({ Type: 'CALCULATED', FailureThreshold: 10 }) },
  ],
  invalid: [
    {
      name: 'the default interval ten times',
      given: check({ Type: 'TCP', FailureThreshold: 10 }),
      finds: ['Subject.Properties.HealthCheckConfig.FailureThreshold'],
    },
  ],
});

RuleTester.run(route53HealthCheckAlarm, {
  valid: [
    { name: 'a check on an alarm', given: check({ Type: 'CLOUDWATCH_METRIC' }) },
    {
      name: 'a part of a calculated check that has an alarm',
      given: {
        Resources: {
          Subject: { Type: 'AWS::Route53::HealthCheck', Properties: check({ Type: 'HTTPS' }) },
          All: {
            Type: 'AWS::Route53::HealthCheck',
            Properties: check({ Type: 'CALCULATED', ChildHealthChecks: [{ Ref: 'Subject' }] }),
          },
          Alarm: {
            Type: 'AWS::CloudWatch::Alarm',
            Properties: {
              MetricName: 'HealthCheckStatus',
              Dimensions: [{ Name: 'HealthCheckId', Value: { Ref: 'All' } }],
            },
          },
        },
      },
    },
  ],
  invalid: [
    { name: 'a check of an endpoint', given: check({ Type: 'TCP', IPAddress: '192.0.2.1' }), finds: ['Subject'] },
  ],
});

const HEALTH = { Type: 'AWS::Route53::HealthCheck', Properties: check({ Type: 'HTTPS' }) };

function shared(...records: object[]): { Resources: object } {
  const RecordSets = records.map((each) => ({
    Name: 'www.example.com',
    Type: 'A',
    HealthCheckId: { Ref: 'Health' },
    ...each,
  }));
  return {
    Resources: { Health: HEALTH, Subject: { Type: 'AWS::Route53::RecordSetGroup', Properties: { RecordSets } } },
  };
}

RuleTester.run(route53SharedHealthCheck, {
  valid: [
    { name: 'both address families of an endpoint', given: shared({}, { Type: 'AAAA' }) },
    { name: 'two names of an endpoint', given: shared({}, { Name: 'api.example.com' }) },
    { name: 'a check of no record', given: check({ Type: 'TCP' }) },
  ],
  invalid: [
    {
      name: 'two records of a group',
      given: shared({ Weight: 1 }, { Weight: 1 }),
      finds: ['Subject.Properties.RecordSets.1.HealthCheckId'],
    },
  ],
});
