import { componentOf, isComponent, OPENS_CONNECTIONS } from '../../../../lib/analysis/components';
import { applicationOf, resourceIn } from '../../model/templates';
import { a } from './profiles';

/** What only leads on to others, or watches them. */
const LINKS = [
  'AWS::ApiGateway::Method',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApplicationAutoScaling::ScalableTarget',
  'AWS::CloudWatch::Alarm',
  'AWS::EC2::RouteTable',
  'AWS::EC2::Subnet',
  'AWS::ECS::TaskDefinition',
  'AWS::ElasticLoadBalancingV2::Listener',
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::IAM::Role',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::RDS::DBSubnetGroup',
  'AWS::Route53::RecordSet',
  'AWS::S3::BucketPolicy',
];

describe('componentOf', () => {
  it.each(LINKS)('leaves out %s', (type) => {
    const subject = resourceIn(applicationOf({ Resources: { Subject: a(type) } }), 'Stack/Subject');
    expect(isComponent(type)).toBe(false);
    expect(componentOf(subject)).toBeUndefined();
  });

  it('names the resource it is of', () => {
    const subject = resourceIn(applicationOf({ Resources: { Subject: a('AWS::S3::Bucket') } }), 'Stack/Subject');
    expect(isComponent('AWS::S3::Bucket')).toBe(true);
    expect(componentOf(subject)?.resource).toBe(subject);
  });

  it('is not misled by names that objects have of their own', () => {
    const subject = resourceIn(applicationOf({ Resources: { Subject: a('constructor') } }), 'Stack/Subject');
    expect(componentOf(subject)).toBeUndefined();
  });
});

describe('OPENS_CONNECTIONS', () => {
  it('has what opens connections from its subnets, and not what is only called there', () => {
    const types = ['AWS::ECS::Service', 'AWS::Lambda::Function', 'AWS::EC2::NatGateway', 'AWS::RDS::DBInstance'];
    expect(types.map((type) => OPENS_CONNECTIONS.has(type))).toEqual([true, true, true, false]);
    expect(OPENS_CONNECTIONS.has('AWS::ElasticLoadBalancingV2::LoadBalancer')).toBe(false);
  });
});
