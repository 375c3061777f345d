import { RuleTester } from 'cdk-resilience/rules';
import { crossRegionHardDependency, stsGlobalEndpoint } from '../../../policies/rules/cross-region';

type Template = { readonly [section: string]: unknown };

const env = (Variables: object): Template => ({ Environment: { Variables } });
const TABLE = 'arn:aws:dynamodb:us-east-1:111122223333:table/orders';

function fn(Variables: object): { Resources: object } {
  return { Resources: { Subject: { Type: 'AWS::Lambda::Function', Properties: env(Variables) } } };
}

function exported(type: string, properties: object): Template {
  return {
    Resources: { Store: { Type: type, Properties: properties } },
    Outputs: { Name: { Value: { Ref: 'Store' } } },
  };
}

const OUTPUT = { 'Fn::GetStackOutput': { StackName: 'Primary', OutputName: 'Name', Region: 'us-east-1' } };

function primary(type: string, properties: object = {}): { Primary: { region: string; template: Template } } {
  return { Primary: { region: 'us-east-1', template: exported(type, properties) } };
}

RuleTester.run(crossRegionHardDependency, {
  valid: [
    { name: 'the own Region', region: 'us-east-1', given: { ...env({ TABLE }) } },
    { name: 'an open Region', given: { ...env({ TABLE }) } },
    {
      name: 'the Region of the stack by reference',
      region: 'eu-west-1',
      given: fn({ TABLE: { 'Fn::Sub': 'arn:aws:dynamodb:${AWS::Region}:111122223333:table/orders' } }),
    },
    {
      name: 'a global service',
      region: 'eu-west-1',
      given: {
        ...env({ ROLE: 'arn:aws:iam::111122223333:role/x', CERT: 'arn:aws:acm:us-east-1:111122223333:certificate/x' }),
      },
    },
    { name: 'a fallback', region: 'eu-west-1', given: { ...env({ FAILOVER_TABLE: TABLE }) } },
    {
      name: 'a multi-Region key',
      region: 'eu-west-1',
      given: { ...env({ KEY: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234' }) },
    },
    {
      name: 'a global table that has a replica here',
      region: 'eu-west-1',
      given: fn({ TABLE: OUTPUT }),
      stacks: primary('AWS::DynamoDB::GlobalTable', { Replicas: [{ Region: 'us-east-1' }, { Region: 'eu-west-1' }] }),
    },
    {
      name: 'a value that deployment decides',
      region: 'eu-west-1',
      given: { Parameters: { T: { Type: 'String' } }, ...fn({ TABLE: { Ref: 'T' } }) },
    },
  ],
  invalid: [
    {
      name: 'an ARN',
      region: 'eu-west-1',
      given: { ...env({ TABLE }) },
      finds: ['Subject.Properties.Environment.Variables.TABLE'],
    },
    {
      name: 'an endpoint',
      region: 'eu-west-1',
      given: {
        ...env({
          QUEUE: 'https://sqs.us-east-1.amazonaws.com/111122223333/orders',
          DB: 'orders.abc.us-east-1.rds.amazonaws.com',
        }),
      },
      finds: ['Subject.Properties.Environment.Variables.QUEUE', 'Subject.Properties.Environment.Variables.DB'],
    },
    {
      name: 'a table of the stack in the primary Region',
      region: 'eu-west-1',
      given: fn({ TABLE: OUTPUT }),
      stacks: primary('AWS::DynamoDB::Table'),
      finds: ['Subject.Properties.Environment.Variables.TABLE'],
    },
    {
      name: 'a value that CDK carries over',
      region: 'eu-west-1',
      given: {
        Resources: {
          Reader: { Type: 'Custom::CrossRegionExportReader', Properties: {} },
          Subject: {
            Type: 'AWS::Lambda::Function',
            Properties: env({ TABLE: { 'Fn::GetAtt': ['Reader', '/cdk/exports/Stack/Table'] } }),
          },
        },
      },
      stacks: {
        Primary: {
          region: 'us-east-1',
          template: {
            Resources: {
              Table: { Type: 'AWS::DynamoDB::Table', Properties: {} },
              Writer: {
                Type: 'Custom::CrossRegionExportWriter',
                Properties: {
                  WriterProps: {
                    region: 'eu-west-1',
                    exports: { '/cdk/exports/Stack/Table': { 'Fn::GetAtt': ['Table', 'Arn'] } },
                  },
                },
              },
            },
          },
        },
      },
      finds: ['Subject.Properties.Environment.Variables.TABLE'],
    },
    {
      name: 'a secret of a container',
      region: 'eu-west-1',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::ECS::TaskDefinition',
            Properties: {
              ContainerDefinitions: [
                {
                  Name: 'web',
                  Image: 'web',
                  Environment: [{ Name: 'MODE', Value: 'live' }],
                  Secrets: [{ Name: 'DB', ValueFrom: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:db' }],
                },
              ],
            },
          },
        },
      },
      finds: ['Subject.Properties.ContainerDefinitions.0.Secrets.0.ValueFrom'],
    },
  ],
});

RuleTester.run(stsGlobalEndpoint, {
  valid: [{ name: 'nothing set', given: { ...env({ MODE: 'live' }) } }],
  invalid: [
    {
      name: 'the host by name',
      given: { ...env({ STS: 'https://sts.amazonaws.com' }) },
      finds: ['Subject.Properties.Environment.Variables.STS'],
    },
    {
      name: 'a container',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::ECS::TaskDefinition',
            Properties: {
              ContainerDefinitions: [
                { Name: 'web', Environment: [{ Name: 'AWS_STS_REGIONAL_ENDPOINTS', Value: 'legacy' }] },
              ],
            },
          },
        },
      },
      finds: ['Subject.Properties.ContainerDefinitions.0.Environment.0.Value'],
    },
  ],
});
