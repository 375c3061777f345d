import { global, regional, says, type Table } from './row';

/** What stands before the Region, and the entries of APIs. Routes, methods, stages and records only lead on to these. */
export const EDGE: Table = {
  'AWS::CloudFront::Distribution': global(
    'EDGE',
    'cloudfront',
    'Amazon CloudFront answers from edge locations in all Regions',
  ),
  'AWS::Route53::HostedZone': global('EDGE', 'route53', 'Amazon Route 53 answers from edge locations in all Regions'),
  'AWS::GlobalAccelerator::Accelerator': global(
    'EDGE',
    'globalaccelerator',
    'Global Accelerator answers from edge locations, in two network zones',
  ),
  // Amazon Application Recovery Controller: a cluster has five endpoints in five Regions and needs most of them.
  'AWS::Route53RecoveryControl::Cluster': global('EDGE', 'arc', (cluster) => {
    const evidence = says(cluster, '', 'It has endpoints in five Regions');
    return { redundancy: 'QUORUM', units: 5, isZoneRedundant: true, evidence: [evidence] };
  }),
  'AWS::ApiGateway::RestApi': regional('API', 'apigateway', 'Amazon API Gateway runs in several Availability Zones'),
  'AWS::ApiGatewayV2::Api': regional('API', 'apigateway', 'Amazon API Gateway runs in several Availability Zones'),
  'AWS::Serverless::Api': regional('API', 'apigateway', 'Amazon API Gateway runs in several Availability Zones'),
  'AWS::Serverless::HttpApi': regional('API', 'apigateway', 'Amazon API Gateway runs in several Availability Zones'),
  'AWS::AppSync::Api': regional('API', 'appsync', 'AWS AppSync runs in several Availability Zones'),
  'AWS::AppSync::GraphQLApi': regional('API', 'appsync', 'AWS AppSync runs in several Availability Zones'),
};
