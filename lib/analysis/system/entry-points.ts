import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';

/** Whether a resource of a type can be called from the internet, as far as the template says. */
type IsPublic = (resource: Resource) => boolean;

const always: IsPublic = () => true;

/** Absent and unknown schemes count as `internet-facing`, the default. */
const unlessInternal: IsPublic = (resource) => resource.at('Scheme').settled !== 'internal';

/** What customers can call, by type. */
const PUBLIC: Readonly<Record<string, IsPublic>> = {
  'AWS::CloudFront::Distribution': always,
  'AWS::GlobalAccelerator::Accelerator': always,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': (resource) =>
    resource.at('Type').settled !== 'gateway' && unlessInternal(resource),
  'AWS::ElasticLoadBalancing::LoadBalancer': unlessInternal,
  'AWS::ApiGateway::RestApi': (resource) => !isPrivateApi(resource),
  'AWS::Serverless::Api': (resource) => !isPrivateApi(resource),
  'AWS::ApiGatewayV2::Api': always,
  'AWS::Serverless::HttpApi': always,
  'AWS::AppSync::GraphQLApi': (resource) => resource.at('Visibility').settled !== 'PRIVATE',
  'AWS::AppSync::Api': always,
  'AWS::Lambda::Url': always,
  'AWS::AppRunner::Service': (resource) =>
    resource.at('NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible').settled !== false,
  'AWS::Transfer::Server': (resource) => (resource.at('EndpointType').settled ?? 'PUBLIC') === 'PUBLIC',
};

function isPrivateApi(resource: Resource): boolean {
  const types = resource.at('EndpointConfiguration.Types');
  const listed = types.isList ? types.items().map(({ settled }) => settled) : [];
  return [...listed, resource.at('EndpointConfiguration.Type').settled].includes('PRIVATE');
}

/** What customers can call. CDK's own helpers are none. */
export function publicEntryPoints(application: Application): Resource[] {
  return Object.keys(PUBLIC)
    .flatMap((type) => application.resources(type))
    .filter((resource) => !resource.isHelper && (PUBLIC[resource.type] as IsPublic)(resource));
}
