import { RuleTester } from 'cdk-resilience/rules';
import {
  targetGroupDeregistrationDelay,
  targetGroupHealthCheckDefault,
  targetGroupHealthCheckTooSlow,
  targetGroupMatcherTooWide,
  targetGroupSingleTarget,
} from '../../../policies/rules/target-groups';

const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

RuleTester.run(targetGroupHealthCheckTooSlow, {
  valid: [
    { name: 'the defaults', given: { Protocol: 'HTTP' } },
    { name: 'two minutes', given: { HealthCheckIntervalSeconds: 60 } },
    { name: 'a function', given: { TargetType: 'lambda', HealthCheckIntervalSeconds: 300 } },
  ],
  invalid: [
    {
      name: 'five checks',
      given: { UnhealthyThresholdCount: 5 },
      finds: ['Subject.Properties.UnhealthyThresholdCount'],
    },
    {
      name: 'five minutes',
      given: { HealthCheckIntervalSeconds: '300' },
      finds: ['Subject.Properties.HealthCheckIntervalSeconds'],
    },
  ],
});

const codes = (HttpCode: unknown): Record<string, unknown> => ({ Matcher: { HttpCode } });

RuleTester.run(targetGroupMatcherTooWide, {
  valid: [
    { name: 'the default', given: { Protocol: 'HTTP' } },
    { name: 'a redirect', given: codes('200-399') },
    { name: 'a log-in page', given: codes('200,302,401') },
    { name: 'a page that is not there', given: codes('200,404') },
    { name: 'gRPC codes', given: { Matcher: { GrpcCode: '0-99' } } },
    { name: 'a number', given: codes(200) },
  ],
  invalid: [
    { name: 'a server error', given: codes('200,503'), finds: ['Subject.Properties.Matcher.HttpCode'] },
    { name: 'everything', given: codes('200-599'), finds: ['Subject.Properties.Matcher.HttpCode'] },
    { name: 'all client errors', given: codes('200, 400-499'), finds: ['Subject.Properties.Matcher.HttpCode'] },
  ],
});

const delay = (Value: unknown): Record<string, unknown> => ({
  TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value }],
});

RuleTester.run(targetGroupDeregistrationDelay, {
  valid: [
    { name: 'the default', given: { Protocol: 'HTTP' } },
    { name: 'a function', given: { TargetType: 'lambda', ...delay('0') } },
  ],
  invalid: [{ name: 'a number', given: delay(0), finds: ['Subject.Properties.TargetGroupAttributes.0.Value'] }],
});

RuleTester.run(targetGroupSingleTarget, {
  valid: [
    { name: 'targets that register themselves', given: { Protocol: 'HTTP' } },
    { name: 'a function', given: { TargetType: 'lambda', Targets: [{ Id: 'function' }] } },
    { name: 'an address', given: { TargetType: 'ip', Targets: [{ Id: '10.0.0.1' }] } },
    { name: 'another load balancer', given: { TargetType: 'alb', Targets: [{ Id: 'front' }] } },
    {
      name: 'an Auto Scaling group beside it',
      given: {
        Resources: {
          Subject: { Type: TARGET_GROUP, Properties: { Targets: [{ Id: 'i-1' }] } },
          Group: { Type: 'AWS::AutoScaling::AutoScalingGroup', Properties: { TargetGroupARNs: [{ Ref: 'Subject' }] } },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a second target in production only',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: {
          Subject: {
            Type: TARGET_GROUP,
            Properties: { Targets: [{ Id: 'i-1' }, { 'Fn::If': ['IsProd', { Id: 'i-2' }, { Ref: 'AWS::NoValue' }] }] },
          },
        },
      },
      finds: ['Subject.Properties.Targets when IsProd is false'],
    },
  ],
});

RuleTester.run(targetGroupHealthCheckDefault, {
  valid: [
    { name: 'TCP', given: { Protocol: 'TCP' } },
    { name: 'gRPC', given: { Protocol: 'HTTP', ProtocolVersion: 'GRPC' } },
  ],
  invalid: [
    {
      name: 'the front page',
      given: { Protocol: 'HTTPS', HealthCheckPath: '/' },
      finds: ['Subject.Properties.HealthCheckPath'],
    },
  ],
});
