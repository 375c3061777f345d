import { RuleTester } from 'cdk-resilience/rules';
import {
  lambdaRuntimeDeprecated,
  lambdaRuntimeNearEnd,
  lambdaSwitchedOff,
  lambdaTimeoutExceedsCaller,
  lambdaUrlUnthrottled,
  lambdaVpcMultiAz,
} from '../../../policies/rules/lambda';

const fn = (Properties: object = {}) => ({ Type: 'AWS::Lambda::Function', Properties });
const subnet = (AvailabilityZone: unknown) => ({ Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone } });
const zone = (index: number) => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });
const inSubnets = (a: unknown, b: unknown) => ({
  Resources: { A: subnet(a), B: subnet(b), Subject: fn({ VpcConfig: { SubnetIds: [{ Ref: 'A' }, { Ref: 'B' }] } }) },
});

RuleTester.run(lambdaVpcMultiAz, {
  valid: [
    { name: 'two zones by index', given: inSubnets(zone(0), zone(1)) },
    { name: 'an empty list', given: { VpcConfig: { SubnetIds: [], SecurityGroupIds: [] } } },
  ],
  invalid: [
    {
      name: 'two subnets of one zone',
      given: inSubnets('eu-west-1a', 'eu-west-1a'),
      finds: ['Subject.Properties.VpcConfig.SubnetIds'],
    },
    {
      name: 'subnets that SAM gives all functions',
      given: {
        Globals: { Function: { VpcConfig: { SubnetIds: ['subnet-1'] } } },
        Resources: { Subject: { Type: 'AWS::Serverless::Function', Properties: {} } },
      },
      finds: ['Subject.Properties.VpcConfig.SubnetIds'],
    },
  ],
  undetermined: [
    {
      name: 'subnets from outside',
      given: { VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } },
      open: ['Subject.Properties.VpcConfig.SubnetIds'],
    },
    {
      name: 'a list given at deployment',
      given: {
        Parameters: { Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' } },
        Resources: { Subject: fn({ VpcConfig: { SubnetIds: { Ref: 'Subnets' } } }) },
      },
      open: ['Subject.Properties.VpcConfig.SubnetIds'],
    },
  ],
});

RuleTester.run(lambdaRuntimeDeprecated, {
  valid: [
    { name: 'an image', given: { PackageType: 'Image', Code: { ImageUri: 'orders' } } },
    { name: 'one that is soon deprecated', given: { Runtime: 'nodejs22.x' } },
    { name: 'one that is not in the table', given: { Runtime: 'python3.20' } },
    { name: 'a name that every object has', given: { Runtime: 'constructor' } },
    {
      name: 'a function that CDK made for itself',
      given: {
        Resources: {
          Subject: {
            ...fn({ Runtime: 'nodejs18.x' }),
            Metadata: { 'aws:cdk:path': 'App/AWS679f53fac002430cb0da5b7982bd2287/Resource' },
          },
        },
      },
    },
  ],
  invalid: [
    { name: 'Python 3.9', given: { Runtime: 'python3.9' }, finds: ['Subject.Properties.Runtime'] },
    { name: 'Amazon Linux 2', given: { Runtime: 'provided.al2' }, finds: ['Subject.Properties.Runtime'] },
    {
      name: 'a runtime that SAM gives all functions',
      given: {
        Globals: { Function: { Runtime: 'ruby2.7' } },
        Resources: { Subject: { Type: 'AWS::Serverless::Function', Properties: {} } },
      },
      finds: ['Subject.Properties.Runtime'],
    },
  ],
  undetermined: [
    {
      name: 'a runtime given at deployment',
      given: {
        Parameters: { Runtime: { Type: 'String' } },
        Resources: { Subject: fn({ Runtime: { Ref: 'Runtime' } }) },
      },
      open: ['Subject.Properties.Runtime'],
    },
  ],
});

RuleTester.run(lambdaRuntimeNearEnd, {
  valid: [
    { name: 'one that is deprecated already', given: { Runtime: 'nodejs20.x' } },
    { name: 'no runtime', given: { PackageType: 'Image' } },
  ],
  invalid: [{ name: 'Node.js 22', given: { Runtime: 'nodejs22.x' }, finds: ['Subject.Properties.Runtime'] }],
});

RuleTester.run(lambdaSwitchedOff, {
  valid: [
    { name: 'nothing reserved', given: { Handler: 'index.handler' } },
    { name: 'one at a time', given: { ReservedConcurrentExecutions: 1 } },
  ],
  invalid: [
    {
      name: 'zero as text',
      given: { ReservedConcurrentExecutions: '0' },
      finds: ['Subject.Properties.ReservedConcurrentExecutions'],
    },
  ],
});

const url = (TargetFunctionArn: unknown) => ({
  Type: 'AWS::Lambda::Url',
  Properties: { AuthType: 'NONE', TargetFunctionArn },
});

RuleTester.run(lambdaUrlUnthrottled, {
  valid: [
    { name: 'a function from outside', given: { AuthType: 'NONE', TargetFunctionArn: 'orders' } },
    {
      name: 'a reserve given at deployment',
      given: {
        Parameters: { Reserve: { Type: 'Number' } },
        Resources: {
          Handler: fn({ ReservedConcurrentExecutions: { Ref: 'Reserve' } }),
          Subject: url({ 'Fn::GetAtt': ['Handler', 'Arn'] }),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'the URL of an alias',
      given: {
        Resources: {
          Handler: fn(),
          Live: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Handler' }, Name: 'live' } },
          Subject: url({ Ref: 'Live' }),
        },
      },
      finds: ['Subject'],
    },
  ],
});

const method = (integration: object = {}) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    Integration: {
      Type: 'AWS_PROXY',
      Uri: {
        'Fn::Join': [
          '',
          [
            'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/',
            { 'Fn::GetAtt': ['Subject', 'Arn'] },
            '/invocations',
          ],
        ],
      },
      ...integration,
    },
  },
});

RuleTester.run(lambdaTimeoutExceedsCaller, {
  valid: [
    { name: 'no caller', given: { Timeout: 900 } },
    { name: 'a second more than the caller', given: { Resources: { Subject: fn({ Timeout: 30 }), Get: method() } } },
    { name: 'the default', given: { Resources: { Subject: fn(), Get: method({ TimeoutInMillis: 5000 }) } } },
    {
      name: 'a streamed response',
      given: { Resources: { Subject: fn({ Timeout: 300 }), Get: method({ ResponseTransferMode: 'STREAM' }) } },
    },
    {
      name: 'a function that a topic calls too',
      given: {
        Resources: {
          Subject: fn({ Timeout: 300 }),
          Get: method(),
          Sub: {
            Type: 'AWS::SNS::Subscription',
            Properties: { Protocol: 'lambda', Endpoint: { 'Fn::GetAtt': ['Subject', 'Arn'] }, TopicArn: 'topic' },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a minute behind a REST API',
      given: { Resources: { Subject: fn({ Timeout: 60 }), Get: method() } },
      finds: ['Subject.Properties.Timeout'],
    },
    {
      name: 'longer than the more patient of two callers',
      given: {
        Resources: {
          Subject: fn({ Timeout: 20 }),
          Get: method({ TimeoutInMillis: 5000 }),
          Put: method({ TimeoutInMillis: '10000' }),
        },
      },
      finds: ['Subject.Properties.Timeout'],
    },
  ],
  undetermined: [
    {
      name: 'a timeout given at deployment',
      given: {
        Parameters: { Seconds: { Type: 'Number' } },
        Resources: { Subject: fn({ Timeout: { Ref: 'Seconds' } }), Get: method() },
      },
      open: ['Subject.Properties.Timeout'],
    },
  ],
});
