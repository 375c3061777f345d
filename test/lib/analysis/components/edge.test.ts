import { tabled } from './profiles';

const ROWS: readonly (readonly [type: string, words: string, says: string])[] = [
  [
    'AWS::CloudFront::Distribution',
    'cloudfront EDGE GLOBAL INHERENT ? outlasts-zones',
    'Amazon CloudFront answers from edge locations in all Regions',
  ],
  [
    'AWS::Route53::HostedZone',
    'route53 EDGE GLOBAL INHERENT ? outlasts-zones',
    'Amazon Route 53 answers from edge locations in all Regions',
  ],
  [
    'AWS::GlobalAccelerator::Accelerator',
    'globalaccelerator EDGE GLOBAL INHERENT ? outlasts-zones',
    'Global Accelerator answers from edge locations, in two network zones',
  ],
  [
    'AWS::Route53RecoveryControl::Cluster',
    'arc EDGE GLOBAL QUORUM 5 outlasts-zones',
    'It has endpoints in five Regions',
  ],
  [
    'AWS::ApiGateway::RestApi',
    'apigateway API REGION INHERENT ? outlasts-zones',
    'Amazon API Gateway runs in several Availability Zones',
  ],
  [
    'AWS::ApiGatewayV2::Api',
    'apigateway API REGION INHERENT ? outlasts-zones',
    'Amazon API Gateway runs in several Availability Zones',
  ],
  [
    'AWS::Serverless::Api',
    'apigateway API REGION INHERENT ? outlasts-zones',
    'Amazon API Gateway runs in several Availability Zones',
  ],
  [
    'AWS::Serverless::HttpApi',
    'apigateway API REGION INHERENT ? outlasts-zones',
    'Amazon API Gateway runs in several Availability Zones',
  ],
  [
    'AWS::AppSync::Api',
    'appsync API REGION INHERENT ? outlasts-zones',
    'AWS AppSync runs in several Availability Zones',
  ],
  [
    'AWS::AppSync::GraphQLApi',
    'appsync API REGION INHERENT ? outlasts-zones',
    'AWS AppSync runs in several Availability Zones',
  ],
];
for (const [type, words, says] of ROWS) tabled(type, [['any', {}, words, `Subject : ${says}`]]);
