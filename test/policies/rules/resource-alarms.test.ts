import { RuleTester } from 'cdk-resilience/rules';
import * as rules from '../../../policies/rules/resource-alarms';

function alarm(MetricName: string, Dimensions?: object[]): object {
  return { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName, ...(Dimensions && { Dimensions }) } };
}

const by = (Name: string, Value: unknown): object[] => [{ Name, Value }];

RuleTester.run(rules.lambdaErrorAlarm, {
  valid: [
    {
      name: 'an alarm on all functions',
      given: { Resources: { Subject: { Type: 'AWS::Lambda::Function' }, Alarm: alarm('Errors') } },
    },
    {
      name: 'a function that CDK made for itself',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::Lambda::Function',
            Metadata: { 'aws:cdk:path': 'Stack/Custom::S3AutoDeleteObjectsCustomResourceProvider/Handler' },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'an alarm on another metric',
      given: {
        Resources: {
          Subject: { Type: 'AWS::Lambda::Function' },
          Alarm: alarm('Duration', by('FunctionName', { Ref: 'Subject' })),
        },
      },
      finds: ['Subject'],
    },
    {
      name: 'an alarm on another function',
      given: {
        Resources: {
          Subject: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'a' } },
          Alarm: alarm('Errors', by('FunctionName', 'b')),
        },
      },
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(rules.lambdaThrottleAlarm, {
  valid: [{ name: 'no reserved concurrency', given: {} }],
  invalid: [{ name: 'a reserve of nothing', given: { ReservedConcurrentExecutions: 0 }, finds: ['Subject'] }],
});

RuleTester.run(rules.rdsStorageAlarm, {
  valid: [{ name: 'an instance of Aurora, whose storage grows', given: { Engine: 'aurora-mysql' } }],
  invalid: [],
  undetermined: [
    {
      name: 'an open engine',
      given: {
        Parameters: { Engine: { Type: 'String' } },
        Resources: { Subject: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: { Ref: 'Engine' } } } },
      },
      open: ['Subject.Properties.Engine'],
    },
  ],
});

RuleTester.run(rules.rdsReplicaLagAlarm, {
  valid: [{ name: 'a primary', given: { Engine: 'postgres' } }],
  invalid: [],
});

RuleTester.run(rules.dynamoDbThrottleAlarm, {
  valid: [],
  invalid: [
    {
      name: 'an alarm on capacity',
      given: {
        Resources: {
          Subject: { Type: 'AWS::DynamoDB::Table' },
          Alarm: alarm('ConsumedReadCapacityUnits', by('TableName', { Ref: 'Subject' })),
        },
      },
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(rules.loadBalancerErrorAlarm, {
  valid: [
    { name: 'a gateway', given: { Type: 'gateway' } },
    {
      name: 'an alarm by the full name',
      given: {
        Resources: {
          Subject: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
          Alarm: alarm('UnHealthyHostCount', by('LoadBalancer', { 'Fn::GetAtt': ['Subject', 'LoadBalancerFullName'] })),
        },
      },
    },
  ],
  invalid: [],
});

RuleTester.run(rules.stepFunctionsFailureAlarm, {
  valid: [],
  invalid: [{ name: 'a named one', given: { StateMachineName: 'orders' }, finds: ['Subject'] }],
});

RuleTester.run(rules.apiGatewayErrorAlarm, {
  valid: [
    {
      name: 'an alarm by the name of the API',
      given: {
        Resources: {
          Subject: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'orders' } },
          Alarm: alarm('5XXError', by('ApiName', 'orders')),
        },
      },
    },
  ],
  invalid: [],
});

RuleTester.run(rules.sqsBacklogAlarm, {
  valid: [
    {
      name: 'a dead-letter queue, which another rule is about',
      given: { RedriveAllowPolicy: { redrivePermission: 'allowAll' } },
    },
  ],
  invalid: [],
});

RuleTester.run(rules.kinesisLagAlarm, {
  valid: [],
  invalid: [{ name: 'on demand', given: { StreamModeDetails: { StreamMode: 'ON_DEMAND' } }, finds: ['Subject'] }],
});
