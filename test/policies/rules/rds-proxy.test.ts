import { RuleTester } from 'cdk-resilience/rules';
import { lambdaToRdsWithoutProxy } from '../../../policies/rules/rds-proxy';

const url = {
  Type: 'AWS::Lambda::Url',
  Properties: { AuthType: 'AWS_IAM', TargetFunctionArn: { 'Fn::GetAtt': ['Subject', 'Arn'] } },
};

function permission(principal: string): object {
  return {
    Type: 'AWS::Lambda::Permission',
    Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Alias' }, Principal: principal },
  };
}

function app(variables: object, others: object): { Resources: object } {
  return {
    Resources: {
      Db: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
      Subject: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: variables } } },
      Alias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Subject' }, Name: 'live' } },
      ...others,
    },
  };
}

const endpoint = { HOST: { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] } };

RuleTester.run(lambdaToRdsWithoutProxy, {
  valid: [
    {
      name: 'the Data API',
      given: app({ CLUSTER: { 'Fn::GetAtt': ['Db', 'DBClusterArn'] } }, { Url: url }),
    },
    {
      name: 'a database with a proxy',
      given: app(endpoint, {
        Url: url,
        Targets: {
          Type: 'AWS::RDS::DBProxyTargetGroup',
          Properties: { DBProxyName: 'orders', TargetGroupName: 'default', DBClusterIdentifiers: [{ Ref: 'Db' }] },
        },
      }),
    },
    { name: 'a function that nothing calls in bursts', given: app(endpoint, {}) },
    { name: 'a function on a schedule', given: app(endpoint, { Allow: permission('events.amazonaws.com') }) },
  ],
  invalid: [
    {
      name: 'an API in front of an alias',
      given: app(endpoint, { Allow: permission('apigateway.amazonaws.com') }),
      finds: ['Subject'],
    },
    {
      name: 'the reader of a cluster in another stack',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::Lambda::Function',
            Properties: { Environment: { Variables: { HOST: { 'Fn::ImportValue': 'orders-reader' } } } },
          },
          Url: url,
        },
      },
      stacks: {
        Data: {
          template: {
            Resources: { Db: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-mysql' } } },
            Outputs: {
              Reader: { Value: { 'Fn::GetAtt': ['Db', 'ReadEndpoint.Address'] }, Export: { Name: 'orders-reader' } },
            },
          },
        },
      },
      finds: ['Subject'],
    },
  ],
});
