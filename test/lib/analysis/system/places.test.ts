import { Places } from '../../../../lib/analysis/system/places';
import { applicationOf, ref, type Resources } from '../templates';

const at = (path: string): object => ({ 'aws:cdk:path': path });
const resources: Resources = {
  Queue: { Type: 'AWS::SQS::Queue', Metadata: at('S/Orders/Queue/Resource') },
  Dead: { Type: 'AWS::SQS::Queue', Metadata: at('S/Orders/Dead/Resource') },
  Source: {
    Type: 'AWS::SQS::Queue',
    Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] } } },
    Metadata: at('S/Orders/Source/Resource'),
  },
  Role: { Type: 'AWS::IAM::Role', Metadata: at('S/Orders/Worker/ServiceRole/Resource') },
  Worker: { Type: 'AWS::Lambda::Function', Metadata: at('S/Orders/Worker/Resource') },
  Chart: { Type: 'AWS::SNS::Topic', Metadata: at('S/Chart/Default') },
  Other: { Type: 'AWS::SQS::Queue', Metadata: at('S/OrdersOther/Resource') },
  Odd: { Type: 'AWS::SQS::Queue', Properties: { QueueName: ref('Nowhere') } },
};
const application = applicationOf({ resources });
const places = new Places(application);
const [stack] = application.stacks;

const inCode = (place: string): string[] => {
  return places.resourcesAt(place, { key: '/S', constructPath: 'S' }).map(({ id }) => id);
};
const byHand = (place: string): string[] => places.resourcesAt(place, { key: 'S', stack: stack! }).map(({ id }) => id);

describe('Places', () => {
  it.each([
    ['a resource', 'S/Orders/Queue/Resource', ['Queue']],
    ['the resource of a construct', 'S/Orders/Queue', ['Queue']],
    ['the default child of a construct', 'S/Chart', ['Chart']],
    ['the main resource of a construct that has others', 'S/Orders/Worker', ['Worker']],
    [
      'the components of a group, without dead letters, roles and neighbours',
      'S/Orders',
      ['Queue', 'Source', 'Worker'],
    ],
    ['nothing', 'S/Nowhere', []],
    ['nothing by half a step', 'S/Ord', []],
    ['nothing by nothing', '', []],
  ])('finds %s', (_, place, found) => {
    expect(inCode(place)).toEqual(found);
  });

  it('finds by logical id alone what is declared by hand', () => {
    expect([byHand('Odd'), byHand('S/Orders/Queue'), byHand('toString')]).toEqual([['Odd'], [], []]);
  });
});
