import { System } from '../../../../lib/analysis/system/system';
import { applicationOf, declaring, network, ref, systemOfResources, webService, type Resources } from '../templates';

const shop: Resources = {
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Target: ref('Function') } },
  Function: { Type: 'AWS::Lambda::Function', Properties: { KmsKeyArn: ref('Key') } },
  Key: { Type: 'AWS::KMS::Key' },
  Queue: { Type: 'AWS::SQS::Queue' },
  Worker: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 1 } },
  Mapping: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: ref('Worker') },
  },
};

/** Journeys in words: name, implied or not, entry points, components. */
function told(system: System): unknown[] {
  return system.journeys.map(({ name, isImplied, entryPoints, components }) => [
    name,
    isImplied,
    entryPoints.map((entry) => entry.name),
    components.map((component) => component.name),
  ]);
}

describe('journeys', () => {
  it('are implied by what customers can call, where none is declared', () => {
    expect(told(systemOfResources(shop))).toEqual([['by S/Api', true, ['S/Api'], ['S/Api', 'S/Function', 'S/Key']]]);
  });

  it('are not implied twice by what stands behind another', () => {
    const cdn: Resources = {
      Cdn: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: { DistributionConfig: { Origins: [{ DomainName: { 'Fn::GetAtt': ['Balancer', 'DNSName'] } }] } },
      },
    };
    const system = systemOfResources({ ...network(2), ...webService(2), ...cdn });
    expect(system.journeys.map(({ name }) => name)).toEqual(['by S/Cdn']);
  });

  it('are implied for the first fifty entry points of too many', () => {
    const urls = Array.from({ length: 60 }, (_, i) => [`Url${i}`, { Type: 'AWS::Lambda::Url' }] as const);
    const system = systemOfResources(Object.fromEntries(urls));
    expect([system.journeys.length, system.unanalysed]).toEqual([50, 10]);
  });

  it.each([
    ['an internal load balancer', 'AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' }],
    ['a private API', 'AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: ['PRIVATE'] } }],
    ['a private GraphQL API', 'AWS::AppSync::GraphQLApi', { Visibility: 'PRIVATE' }],
    ['a function', 'AWS::Lambda::Function', {}],
    ['a transfer server in a VPC', 'AWS::Transfer::Server', { EndpointType: 'VPC' }],
  ])('are not implied by %s', (_, Type, Properties) => {
    expect(systemOfResources({ It: { Type, Properties } }).journeys).toEqual([]);
  });

  it('are those declared, with policy, owner and load', () => {
    const policy = { tier: 'CRITICAL', az: { rto: 60, rpo: 0 } };
    const journeys = [{ name: 'Buy', owner: 'shop', entryPoints: ['Queue'], baseline: 10, policy }];
    const [journey] = systemOfResources(shop, declaring({ journeys })).journeys;
    expect(journey).toMatchObject({
      name: 'Buy',
      owner: 'shop',
      scope: 'S',
      isImplied: false,
      policy,
      baseline: 10,
      surgeFactor: 5,
      surgeDuration: 3600,
      unresolved: [],
    });
    expect(journey?.components.map(({ name }) => name)).toEqual(['S/Queue', 'S/Worker']);
  });

  it('go on with what they depend on beyond the templates, and without what they exclude', () => {
    const journeys = [
      { name: 'Buy', owner: 'shop', entryPoints: ['Api'], dependsOn: ['Queue', 'Push'], exclude: ['Key'] },
    ];
    const rest = declaring({ journeys, externalDependencies: [{ name: 'Push', criticality: 'SOFT' }] });
    expect(told(systemOfResources(shop, rest))).toEqual([
      ['Buy', false, ['S/Api'], ['S/Api', 'S/Queue', 'Push', 'S/Function', 'S/Worker']],
    ]);
  });

  it('stand on one Region or the other, where their entry points are in several', () => {
    const api = (id: string, region: string, rest: object = {}) => ({
      id,
      region,
      resources: { Api: { Type: 'AWS::ApiGatewayV2::Api', Metadata: {} } },
      rest,
    });
    const application = applicationOf(api('Here', 'eu-west-1'), api('There', 'eu-central-1'));
    const data = {
      name: 'Read',
      owner: 'news',
      entryPoints: ['Api'],
      surgeFactor: 5,
      surgeDuration: 3600,
      dependsOn: [],
      exclude: [],
    };
    // By hand a journey names resources of its own template; CDK names constructs of any stack.
    const [here, there] = application.stacks;
    const scope = { key: '/News', constructPath: 'News' };
    application.intent.journeys.push({ scope, data });
    for (const stack of [here!, there!]) {
      Object.assign(stack, { constructPath: stack.id });
      Object.assign(stack.resources.get('Api')!, { constructPath: `${stack.id}/Api/Resource` });
    }
    Object.assign(data, { entryPoints: ['Here/Api', 'There/Api'] });
    const [journey] = System.of(application).journeys;
    expect(journey?.entryPoints.map(({ name, region }) => [name, region])).toEqual([
      ['Here/Api/Resource', 'eu-west-1'],
      ['There/Api/Resource', 'eu-central-1'],
    ]);
    expect([...journey!.reached].map(({ kind, name }) => [kind, name])).toEqual([
      ['REGIONAL_ENTRY', 'Read in eu-west-1'],
      ['REGIONAL_ENTRY', 'Read in eu-central-1'],
      ['RESOURCE', 'Here/Api/Resource'],
      ['RESOURCE', 'There/Api/Resource'],
    ]);
  });
});
