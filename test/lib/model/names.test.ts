import { applicationOf, applicationOfStacks, placeOf, resourceIn, stackOf } from './templates';

const VIRGINIA = { region: 'us-east-1', account: '111111111111' };
const IRELAND = { region: 'eu-west-1', account: '111111111111' };

describe('an ARN names a resource', () => {
  const RESOURCES = {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } },
    Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'files' } },
    Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'pay' } },
    Sam: { Type: 'AWS::Serverless::Function', Properties: { FunctionName: 'sam' } },
    Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'carts' } },
    Global: { Type: 'AWS::DynamoDB::GlobalTable', Properties: { TableName: 'everywhere' } },
    Stream: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'clicks' } },
    Delivery: { Type: 'AWS::KinesisFirehose::DeliveryStream', Properties: { DeliveryStreamName: 'hose' } },
    Database: { Type: 'AWS::RDS::DBInstance', Properties: { DBInstanceIdentifier: 'main' } },
    Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { DBClusterIdentifier: 'aurora' } },
    Machine: { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'flow' } },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } },
    Ecs: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'web' } },
    Vault: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'vault' } },
    Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'down' } },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/aws/lambda/pay' } },
  };

  it.each([
    ['arn:aws:sqs:us-east-1:111111111111:orders', 'Queue'],
    ['arn:aws:sns:us-east-1:111111111111:news', 'Topic'],
    ['arn:aws:sns:us-east-1:111111111111:news:0a1b', 'Topic'],
    ['arn:aws:s3:::files', 'Bucket'],
    ['arn:aws:s3:::files/*', 'Bucket'],
    ['arn:aws:s3:::files/a/b.txt', 'Bucket'],
    ['arn:aws:lambda:us-east-1:111111111111:function:pay', 'Function'],
    ['arn:aws:lambda:us-east-1:111111111111:function:pay:live', 'Function'],
    ['arn:aws:lambda:us-east-1:111111111111:function:sam', 'Sam'],
    ['arn:aws:dynamodb:us-east-1:111111111111:table/carts', 'Table'],
    ['arn:aws:dynamodb:us-east-1:111111111111:table/carts/index/*', 'Table'],
    ['arn:aws:dynamodb:us-east-1:111111111111:table/carts/stream/2026-01-01T00:00:00.000', 'Table'],
    ['arn:aws:dynamodb:us-east-1:111111111111:table/everywhere', 'Global'],
    ['arn:aws:kinesis:us-east-1:111111111111:stream/clicks', 'Stream'],
    ['arn:aws:firehose:us-east-1:111111111111:deliverystream/hose', 'Delivery'],
    ['arn:aws:rds:us-east-1:111111111111:db:main', 'Database'],
    ['arn:aws:rds:us-east-1:111111111111:cluster:aurora', 'Cluster'],
    ['arn:aws:states:us-east-1:111111111111:stateMachine:flow', 'Machine'],
    ['arn:aws:events:us-east-1:111111111111:event-bus/bus', 'Bus'],
    ['arn:aws:ecs:us-east-1:111111111111:cluster/web', 'Ecs'],
    ['arn:aws:backup:us-east-1:111111111111:backup-vault:vault', 'Vault'],
    ['arn:aws:cloudwatch:us-east-1:111111111111:alarm:down', 'Alarm'],
    ['arn:aws:logs:us-east-1:111111111111:log-group:/aws/lambda/pay:*', 'Group'],
    ['arn:aws:sqs:eu-west-1:111111111111:orders', undefined],
    ['arn:aws:sqs:us-east-1:222222222222:orders', undefined],
    ['arn:aws:sqs:us-east-1:111111111111:orders-dlq', undefined],
    ['arn:aws:sns:us-east-1:111111111111:orders', undefined],
    ['arn:aws:s3:::files-*', undefined],
    ['arn:aws:lambda:us-east-1:111111111111:layer:pay', undefined],
    ['arn:aws:sqs', undefined],
    ['orders', undefined],
  ])('%s', (arn, id) => {
    expect(placeOf(arn, { Resources: RESOURCES }, VIRGINIA).reference()?.id).toBe(id);
  });

  it.each([
    ['arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders', 'Queue'],
    ['arn:aws:sqs:${Open}:${Open}:orders', 'Queue'],
    ['arn:aws:sqs:us-east-1:111111111111:${Name}', 'Queue'],
    ['arn:aws:sqs:us-east-1:111111111111:${Open}', undefined],
  ])('put together as %s', (text, id) => {
    const Parameters = { Open: { Type: 'String' }, Name: { Type: 'String', Default: 'orders' } };
    for (const options of [VIRGINIA, {}]) {
      expect(placeOf({ 'Fn::Sub': text }, { Parameters, Resources: RESOURCES }, options).reference()?.id).toBe(id);
    }
  });
});

describe('of several stacks', () => {
  const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'orders' } };
  const subject = (arn: unknown): object => ({ Type: 'Test::Type', Properties: { Arn: arn } });
  const own = { 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:orders' };

  it('the one of the Region is named', () => {
    const application = applicationOfStacks(
      stackOf('A', { Resources: { Queue: queue, Own: subject(own) } }, VIRGINIA),
      stackOf(
        'B',
        { Resources: { Queue: queue, Own: subject(own), Other: subject('arn:aws:sqs:us-east-1:111111111111:orders') } },
        IRELAND,
      ),
    );
    const named = ['A/Own', 'B/Own', 'B/Other'].map((key) => resourceIn(application, key).reference('Arn')?.key);
    expect(named).toEqual(['A/Queue', 'B/Queue', 'A/Queue']);
  });

  it('a bucket of another Region is named, as buckets have no Region in their ARN', () => {
    const application = applicationOfStacks(
      stackOf(
        'A',
        { Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'copies' } } } },
        IRELAND,
      ),
      stackOf('B', { Resources: { Subject: subject('arn:aws:s3:::copies') } }, VIRGINIA),
    );
    expect(resourceIn(application, 'B/Subject').reference('Arn')?.key).toBe('A/Bucket');
  });

  it('without an environment the own stack comes first, and else none can be told', () => {
    const Parameters = { Open: { Type: 'String' } };
    const application = applicationOfStacks(
      stackOf('A', { Resources: { Queue: queue } }),
      stackOf('B', {
        Parameters,
        Resources: { Queue: queue, Own: subject(own), Unsaid: subject({ 'Fn::Sub': 'arn:aws:sqs:${Open}:1:orders' }) },
      }),
      stackOf('C', { Resources: { Own: subject(own) } }),
    );
    const named = ['B/Own', 'B/Unsaid', 'C/Own'].map((key) => resourceIn(application, key).reference('Arn')?.key);
    expect(named).toEqual(['B/Queue', undefined, undefined]);
  });
});

test('of two resources with one name, the one that exists is named', () => {
  const queue = (condition: string): object => ({
    Type: 'AWS::SQS::Queue',
    Condition: condition,
    Properties: { QueueName: 'orders' },
  });
  const application = applicationOf({
    Conditions: { Yes: { 'Fn::Equals': [1, 1] }, No: { 'Fn::Equals': [1, 2] } },
    Resources: {
      A: queue('No'),
      B: queue('Yes'),
      Subject: { Type: 'Test::Type', Properties: { Arn: 'arn:aws:sqs:us-east-1:1:orders' } },
    },
  });
  expect(resourceIn(application, 'Stack/Subject').reference('Arn')?.id).toBe('B');
});
