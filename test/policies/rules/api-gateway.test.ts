import { RuleTester } from 'cdk-resilience/rules';
import {
  apiGatewayAccessLogging,
  apiGatewayCaching,
  apiGatewayExecutionLogging,
  apiGatewayThrottling,
  apiGatewayTracing,
  apiGatewayVpcLinkMultiAz,
} from '../../../policies/rules/api-gateway';

const of = (Type: string, Properties: object = {}) => ({ Resources: { Subject: { Type, Properties } } });

RuleTester.run(apiGatewayVpcLinkMultiAz, {
  valid: [],
  invalid: [
    {
      name: 'two subnets of one zone',
      given: {
        Resources: {
          A: {
            Type: 'AWS::EC2::Subnet',
            Properties: { AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } },
          },
          B: {
            Type: 'AWS::EC2::Subnet',
            Properties: { AvailabilityZone: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] } },
          },
          Subject: { Type: 'AWS::ApiGatewayV2::VpcLink', Properties: { SubnetIds: [{ Ref: 'A' }, { Ref: 'B' }] } },
        },
      },
      finds: ['Subject.Properties.SubnetIds'],
    },
  ],
  undetermined: [
    {
      name: 'subnets from outside',
      given: { SubnetIds: ['subnet-1', 'subnet-2'] },
      open: ['Subject.Properties.SubnetIds'],
    },
  ],
});

RuleTester.run(apiGatewayThrottling, {
  valid: [
    {
      name: 'routes of an HTTP API',
      given: of('AWS::ApiGatewayV2::Stage', { DefaultRouteSettings: { ThrottlingBurstLimit: 5 } }),
    },
    {
      name: 'one route of an HTTP API',
      given: of('AWS::ApiGatewayV2::Stage', { RouteSettings: { 'GET /quotes': { ThrottlingRateLimit: 5 } } }),
    },
    {
      name: 'a usage plan',
      given: {
        Resources: {
          Subject: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: 'orders' } },
          Plan: {
            Type: 'AWS::ApiGateway::UsagePlan',
            Properties: { ApiStages: [{ ApiId: 'orders', Stage: { Ref: 'Subject' } }], Throttle: { RateLimit: 100 } },
          },
        },
      },
    },
    {
      name: 'a limit that SAM gives all APIs',
      given: {
        Globals: { Api: { MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', ThrottlingRateLimit: 100 }] } },
        ...of('AWS::Serverless::Api'),
      },
    },
  ],
  invalid: [
    {
      name: 'settings of another kind',
      given: { MethodSettings: [{ HttpMethod: '*', ResourcePath: '/*', LoggingLevel: 'INFO' }] },
      finds: ['Subject.Properties.MethodSettings'],
    },
    {
      name: 'an HTTP API',
      given: of('AWS::ApiGatewayV2::Stage', { AutoDeploy: true }),
      finds: ['Subject.Properties.DefaultRouteSettings'],
    },
  ],
});

RuleTester.run(apiGatewayAccessLogging, {
  valid: [
    { name: 'an HTTP API', given: of('AWS::ApiGatewayV2::Stage', { AccessLogSettings: { DestinationArn: 'arn' } }) },
  ],
  invalid: [
    {
      name: 'an HTTP API without',
      given: of('AWS::ApiGatewayV2::Stage'),
      finds: ['Subject.Properties.AccessLogSettings'],
    },
    {
      name: 'an HTTP API in the form of SAM',
      given: of('AWS::Serverless::HttpApi'),
      finds: ['Subject.Properties.AccessLogSetting'],
    },
  ],
});

RuleTester.run(apiGatewayExecutionLogging, {
  valid: [{ name: 'everything', given: { MethodSettings: [{ LoggingLevel: 'INFO' }] } }],
  invalid: [
    { name: 'off', given: { MethodSettings: [{ LoggingLevel: 'OFF' }] }, finds: ['Subject.Properties.MethodSettings'] },
  ],
});

RuleTester.run(apiGatewayTracing, {
  valid: [{ name: 'text for a boolean', given: { TracingEnabled: 'true' } }],
  invalid: [
    { name: 'SAM without it', given: of('AWS::Serverless::Api'), finds: ['Subject.Properties.TracingEnabled'] },
  ],
});

RuleTester.run(apiGatewayCaching, {
  valid: [{ name: 'the form of SAM', given: of('AWS::Serverless::Api', { CacheClusterEnabled: true }) }],
  invalid: [
    { name: 'false', given: { CacheClusterEnabled: false }, finds: ['Subject.Properties.CacheClusterEnabled'] },
  ],
});
