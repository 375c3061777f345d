import { applicationOf, resourceIn } from './templates';

const application = applicationOf(
  {
    Resources: {
      Queue: {
        Type: 'AWS::SQS::Queue',
        Metadata: { 'aws:cdk:path': 'App/Stack/Orders/Resource' },
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: { Ref: 'AWS::NoValue' },
        DependsOn: ['Topic'],
        Properties: {
          VisibilityTimeout: '30',
          FifoQueue: 'true',
          SqsManagedSseEnabled: false,
          QueueName: 'orders',
          RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 5 },
          Tags: [{ Key: 'a', Value: 'b' }],
        },
      },
      Dead: { Type: 'AWS::SQS::Queue' },
      Topic: { Type: 'AWS::SNS::Topic', Metadata: { 'aws:cdk:path': 5 } },
      Odd: { Type: 'Test::Odd', Metadata: 'x', Condition: { Ref: 'x' } },
    },
  },
  {
    region: 'eu-west-1',
    constructPaths: new Map([['Dead', 'Stack/Dead/Resource']]),
    metadata: new Map([['Stack/Dead/Resource', { trace: ['new Queue (/app/stack.ts:5:10)'] }]]),
  },
);
const queue = resourceIn(application, 'Stack/Queue');

test('reads name properties by their path', () => {
  expect(queue.number('VisibilityTimeout')).toBe(30);
  expect(queue.number('RedrivePolicy.maxReceiveCount')).toBe(5);
  expect(queue.string('QueueName')).toBe('orders');
  expect(queue.string('KmsMasterKeyId')).toBeUndefined();
  expect([queue.isTrue('FifoQueue'), queue.isTrue('SqsManagedSseEnabled'), queue.isTrue('Nothing')]).toEqual([
    true,
    false,
    false,
  ]);
  expect([queue.isFalse('SqsManagedSseEnabled'), queue.isFalse('Nothing')]).toEqual([true, false]);
  expect([queue.has('RedrivePolicy'), queue.has('RedrivePolicy.x')]).toEqual([true, false]);
  expect(queue.list('Tags').map((tag) => tag.at('Key').string())).toEqual(['a']);
  expect(queue.list('Nothing')).toEqual([]);
  expect(queue.reference('RedrivePolicy.deadLetterTargetArn')?.key).toBe('Stack/Dead');
  expect(queue.reference('QueueName')).toBeUndefined();
});

test('reads attributes beside the properties', () => {
  expect(queue.attribute('DeletionPolicy').string()).toBe('Retain');
  expect(queue.attribute('DeletionPolicy').path).toBe('DeletionPolicy');
  expect(queue.attribute('UpdateReplacePolicy').isPresent).toBe(false);
  expect(
    queue
      .attribute('DependsOn')
      .items()
      .map((item) => item.string()),
  ).toEqual(['Topic']);
  expect(queue.attribute('Metadata').key('aws:cdk:path').string()).toBe('App/Stack/Orders/Resource');
});

test('says where it is', () => {
  expect([queue.key, queue.type, queue.region, queue.condition]).toEqual([
    'Stack/Queue',
    'AWS::SQS::Queue',
    'eu-west-1',
    undefined,
  ]);
});

test('takes its construct path from the assembly, else from the template', () => {
  const paths = application.allResources.map(({ constructPath }) => constructPath);
  expect(paths).toEqual(['App/Stack/Orders/Resource', 'Stack/Dead/Resource', undefined, undefined]);
});

test('is created where the assembly says', () => {
  expect(resourceIn(application, 'Stack/Dead').createdAt).toBe('/app/stack.ts:5:10');
  expect(queue.createdAt).toBeUndefined();
});

test('a condition that is no name is none', () => {
  expect(resourceIn(application, 'Stack/Odd').condition).toBeUndefined();
});

test('knows who mentions it, and DependsOn is no mention', () => {
  const dead = resourceIn(application, 'Stack/Dead');
  expect(dead.referencedBy().map(({ key }) => key)).toEqual(['Stack/Queue']);
  expect(dead.mentions('AWS::SQS::Queue', 'RedrivePolicy')).toEqual([
    { resource: queue, path: 'Properties.RedrivePolicy.deadLetterTargetArn', attribute: 'Arn' },
  ]);
  expect(resourceIn(application, 'Stack/Topic').referencedBy()).toEqual([]);
});
