import { RuleTester } from 'cdk-resilience/rules';
import {
  dynamoDbAutoScaling,
  dynamoDbOnDemandCeiling,
  dynamoDbReplicaCapacityDiffers,
  dynamoDbStreamConsumers,
} from '../../../policies/rules/dynamodb-capacity';

const table = (properties: object = {}, type = 'Table'): object => ({
  Type: `AWS::DynamoDB::${type}`,
  Properties: properties,
});

function scaling(dimension: string, resourceId: unknown): object {
  return {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ServiceNamespace: 'dynamodb',
      ScalableDimension: `dynamodb:${dimension}CapacityUnits`,
      ResourceId: resourceId,
      MinCapacity: 5,
      MaxCapacity: 500,
    },
  };
}

const byReference = { 'Fn::Join': ['', ['table/', { Ref: 'Subject' }]] };
const byDate = { 'Fn::Sub': 'table/${Subject}/index/byDate' };
const tableScaling = { Read: scaling('table:Read', byReference), Write: scaling('table:Write', byReference) };

RuleTester.run(dynamoDbAutoScaling, {
  valid: [
    { name: 'scaled reads and writes', given: { Resources: { Subject: table(), ...tableScaling } } },
    {
      name: 'a scaled index',
      given: {
        Resources: {
          Subject: table({ GlobalSecondaryIndexes: [{ IndexName: 'byDate' }] }),
          ...tableScaling,
          IndexRead: scaling('index:Read', byDate),
          IndexWrite: scaling('index:Write', byDate),
        },
      },
    },
    {
      name: 'scaling by name',
      given: {
        Resources: {
          Subject: table({ TableName: 'orders' }),
          Read: scaling('table:Read', 'table/orders'),
          Write: scaling('table:Write', 'table/orders'),
        },
      },
    },
    {
      name: 'a provisioned global table with scaled reads',
      given: { Resources: { Subject: table({ Replicas: [{ Region: 'eu-west-1' }] }, 'GlobalTable') } },
    },
  ],
  invalid: [
    {
      name: 'an index that is not scaled',
      given: { Resources: { Subject: table({ GlobalSecondaryIndexes: [{ IndexName: 'byDate' }] }), ...tableScaling } },
      finds: ['Subject.Properties.BillingMode'],
    },
    {
      name: 'reads only',
      given: { Resources: { Subject: table({ BillingMode: 'PROVISIONED' }), Read: tableScaling.Read } },
      finds: ['Subject.Properties.BillingMode'],
    },
    {
      name: 'fixed reads of a replica',
      given: {
        Resources: {
          Subject: table(
            {
              BillingMode: 'PROVISIONED',
              Replicas: [
                { Region: 'eu-west-1' },
                { Region: 'eu-central-1', ReadProvisionedThroughputSettings: { ReadCapacityUnits: 5 } },
              ],
            },
            'GlobalTable',
          ),
        },
      },
      finds: ['Subject.Properties.Replicas.1.ReadProvisionedThroughputSettings.ReadCapacityUnits'],
    },
  ],
  undetermined: [
    {
      name: 'a billing mode given at deployment',
      given: {
        Parameters: { Mode: { Type: 'String' } },
        Resources: { Subject: table({ BillingMode: { Ref: 'Mode' } }) },
      },
      open: ['Subject.Properties.BillingMode'],
    },
    {
      name: 'scaling of a table that is named at deployment',
      given: {
        Parameters: { Name: { Type: 'String' } },
        Resources: {
          Subject: table({ TableName: { Ref: 'Name' } }),
          Read: scaling('table:Read', { 'Fn::Sub': 'table/${Name}' }),
        },
      },
      open: ['Subject.Properties.BillingMode'],
    },
  ],
});

RuleTester.run(dynamoDbOnDemandCeiling, {
  valid: [{ name: 'a ceiling that is taken away', given: { OnDemandThroughput: { MaxReadRequestUnits: -1 } } }],
  invalid: [
    {
      name: 'a global table',
      given: {
        Resources: {
          Subject: table({ WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: '50' } }, 'GlobalTable'),
        },
      },
      finds: ['Subject.Properties.WriteOnDemandThroughputSettings.MaxWriteRequestUnits'],
    },
  ],
});

const scaledReads = (MaxCapacity: unknown): object => ({
  ReadProvisionedThroughputSettings: { ReadCapacityAutoScalingSettings: { MaxCapacity } },
});

RuleTester.run(dynamoDbReplicaCapacityDiffers, {
  valid: [
    { name: 'on demand', given: { BillingMode: 'PAY_PER_REQUEST', Replicas: [{ Region: 'a' }, { Region: 'b' }] } },
    {
      name: 'fixed reads, which are a finding of their own',
      given: {
        Replicas: [{ ReadProvisionedThroughputSettings: { ReadCapacityUnits: 5 } }, { ...scaledReads(100) }],
      },
    },
  ],
  invalid: [
    {
      name: 'the smaller two of three',
      given: { Replicas: [scaledReads('100'), scaledReads(10), scaledReads(20)] },
      finds: [
        'Subject.Properties.Replicas.1.ReadProvisionedThroughputSettings',
        'Subject.Properties.Replicas.2.ReadProvisionedThroughputSettings',
      ],
    },
  ],
  undetermined: [
    {
      name: 'a maximum given at deployment',
      given: {
        Parameters: { Most: { Type: 'Number' } },
        Resources: {
          Subject: {
            Type: 'AWS::DynamoDB::GlobalTable',
            Properties: { Replicas: [scaledReads(10), scaledReads({ Ref: 'Most' })] },
          },
        },
      },
      open: [
        'Subject.Properties.Replicas.1.ReadProvisionedThroughputSettings.ReadCapacityAutoScalingSettings.MaxCapacity',
      ],
    },
  ],
});

const reader = (properties: object = {}): object => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn: { 'Fn::GetAtt': ['Subject', 'StreamArn'] }, FunctionName: 'index', ...properties },
});

const pipe = {
  Type: 'AWS::Pipes::Pipe',
  Properties: { Source: { 'Fn::GetAtt': ['Subject', 'StreamArn'] }, Target: 'arn:aws:sqs:eu-west-1:111122223333:q' },
};

RuleTester.run(dynamoDbStreamConsumers, {
  valid: [
    { name: 'no reader', given: { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } } },
    {
      name: 'a reader that is switched off',
      given: { Resources: { Subject: table(), A: reader(), B: reader(), C: reader({ Enabled: false }) } },
    },
    {
      name: 'two readers of a global table of one Region',
      given: {
        Resources: { Subject: table({ Replicas: [{ Region: 'eu-west-1' }] }, 'GlobalTable'), A: reader(), B: reader() },
      },
    },
  ],
  invalid: [
    {
      name: 'a pipe beside two functions',
      given: { Resources: { Subject: table(), A: reader(), B: reader(), C: pipe } },
      finds: ['Subject.Properties.StreamSpecification'],
    },
    {
      name: 'two readers of a global table of two Regions',
      given: {
        Resources: {
          Subject: table({ Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }] }, 'GlobalTable'),
          A: reader(),
          B: reader(),
        },
      },
      finds: ['Subject.Properties.StreamSpecification'],
    },
    {
      name: 'readers in SAM and in another stack',
      given: {
        Resources: {
          Subject: table(),
          A: reader(),
          Handler: {
            Type: 'AWS::Serverless::Function',
            Properties: {
              Events: {
                Stream: { Type: 'DynamoDB', Properties: { Stream: { 'Fn::GetAtt': ['Subject', 'StreamArn'] } } },
              },
            },
          },
        },
        Outputs: { Stream: { Value: { 'Fn::GetAtt': ['Subject', 'StreamArn'] }, Export: { Name: 'orders-stream' } } },
      },
      stacks: {
        Search: { template: { Resources: { C: reader({ EventSourceArn: { 'Fn::ImportValue': 'orders-stream' } }) } } },
      },
      finds: ['Subject.Properties.StreamSpecification'],
    },
  ],
});
