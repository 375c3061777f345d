import { publicEntryPoints } from '../../../../lib/analysis/system/entry-points';
import { applicationOf, ref } from '../templates';

const isPublic = (Type: string, Properties: object): boolean => {
  const rest = { Parameters: { Open: { Type: 'String' } } };
  return publicEntryPoints(applicationOf({ resources: { It: { Type, Properties } }, rest })).length === 1;
};

describe('publicEntryPoints', () => {
  it.each([
    ['AWS::CloudFront::Distribution', {}],
    ['AWS::GlobalAccelerator::Accelerator', {}],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', {}],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internet-facing', Type: 'network' }],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: ref('Open') }],
    ['AWS::ElasticLoadBalancing::LoadBalancer', {}],
    ['AWS::ApiGateway::RestApi', {}],
    ['AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: ['REGIONAL'] } }],
    ['AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: ref('Open') } }],
    ['AWS::ApiGateway::RestApi', { EndpointConfiguration: 'PRIVATE' }],
    ['AWS::Serverless::Api', {}],
    ['AWS::ApiGatewayV2::Api', {}],
    ['AWS::Serverless::HttpApi', {}],
    ['AWS::AppSync::GraphQLApi', { Visibility: 'GLOBAL' }],
    ['AWS::AppSync::Api', {}],
    ['AWS::Lambda::Url', {}],
    ['AWS::AppRunner::Service', {}],
    ['AWS::AppRunner::Service', { NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: true } } }],
    ['AWS::Transfer::Server', {}],
    ['AWS::Transfer::Server', { EndpointType: 'PUBLIC' }],
  ])('has %s %j', (type, properties) => {
    expect(isPublic(type, properties)).toBe(true);
  });

  it.each([
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' }],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Type: 'gateway' }],
    ['AWS::ElasticLoadBalancing::LoadBalancer', { Scheme: 'internal' }],
    ['AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: ['PRIVATE'] } }],
    ['AWS::Serverless::Api', { EndpointConfiguration: { Type: 'PRIVATE' } }],
    ['AWS::AppSync::GraphQLApi', { Visibility: 'PRIVATE' }],
    ['AWS::AppRunner::Service', { NetworkConfiguration: { IngressConfiguration: { IsPubliclyAccessible: false } } }],
    ['AWS::Transfer::Server', { EndpointType: 'VPC_ENDPOINT' }],
    ['AWS::SQS::Queue', {}],
    ['AWS::Lambda::Function', {}],
  ])('has no %s %j', (type, properties) => {
    expect(isPublic(type, properties)).toBe(false);
  });

  it('has nothing where there is nothing', () => {
    expect(publicEntryPoints(applicationOf({ resources: {} }))).toEqual([]);
  });
});
