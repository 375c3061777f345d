import { ignored, inSubnets, needs, needsOneOf, observes, permits, routesTo, runsIn, uses } from './rows';
import type { EdgeRows, EdgeTable } from './types';

/** The actions of a listener or a rule. Each target group serves its share of requests: no group replaces another. */
function actions(path: string): EdgeRows {
  return [
    routesTo(`${path}.TargetGroupArn`),
    routesTo(`${path}.ForwardConfig.TargetGroups[].TargetGroupArn`),
    needs(`${path}.AuthenticateCognitoConfig`),
    needs(`${path}.AuthenticateOidcConfig.AuthorizationEndpoint`),
    needs(`${path}.AuthenticateOidcConfig.TokenEndpoint`),
    needs(`${path}.AuthenticateOidcConfig.UserInfoEndpoint`),
    // Copied at deployment.
    ...ignored(`${path}.AuthenticateOidcConfig.ClientId`, `${path}.AuthenticateOidcConfig.ClientSecret`),
  ];
}

const ELASTIC_LOAD_BALANCING: EdgeTable = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    inSubnets('Subnets[]'),
    inSubnets('SubnetMappings[].SubnetId'),
    // The address of one zone.
    uses('SubnetMappings[].AllocationId'),
    // The bucket of the access logs.
    observes('LoadBalancerAttributes[].Value'),
    ...ignored('SecurityGroups'),
  ],
  'AWS::ElasticLoadBalancingV2::Listener': [
    routesTo('LoadBalancerArn', '@'),
    // An API reaches a load balancer by its listener.
    runsIn('LoadBalancerArn'),
    ...actions('DefaultActions[]'),
    needs('Certificates[].CertificateArn'),
    needs('MutualAuthentication.TrustStoreArn'),
  ],
  'AWS::ElasticLoadBalancingV2::ListenerCertificate': [needs('ListenerArn', 'Certificates[].CertificateArn')],
  'AWS::ElasticLoadBalancingV2::ListenerRule': [routesTo('ListenerArn', '@'), ...actions('Actions[]')],
  'AWS::ElasticLoadBalancingV2::TargetGroup': [needsOneOf('targets', 'Targets[].Id'), runsIn('VpcId')],
  'AWS::ElasticLoadBalancingV2::TrustStore': ignored('*'),
  'AWS::ElasticLoadBalancingV2::TrustStoreRevocation': ignored('*'),
  'AWS::ElasticLoadBalancing::LoadBalancer': [
    inSubnets('Subnets[]'),
    needsOneOf('targets', 'Instances[]'),
    needs('Listeners[].SSLCertificateId'),
    observes('AccessLoggingPolicy.S3BucketName'),
    ...ignored('SecurityGroups'),
  ],
};

const VPC_LATTICE: EdgeTable = {
  'AWS::VpcLattice::Service': [needs('CertificateArn')],
  'AWS::VpcLattice::Listener': [
    routesTo('ServiceIdentifier', '@'),
    routesTo('DefaultAction.Forward.TargetGroups[].TargetGroupIdentifier'),
  ],
  'AWS::VpcLattice::Rule': [
    routesTo('ListenerIdentifier', '@'),
    routesTo('Action.Forward.TargetGroups[].TargetGroupIdentifier'),
    ...ignored('ServiceIdentifier'),
  ],
  'AWS::VpcLattice::TargetGroup': [needsOneOf('targets', 'Targets[].Id'), runsIn('Config.VpcIdentifier')],
  // A network holds many services, a VPC reaches several networks: which of them a workload calls is not said.
  'AWS::VpcLattice::ServiceNetworkServiceAssociation': [uses('ServiceNetworkIdentifier', 'ServiceIdentifier')],
  'AWS::VpcLattice::ServiceNetworkVpcAssociation': [
    uses('VpcIdentifier', 'ServiceNetworkIdentifier'),
    ...ignored('SecurityGroupIds'),
  ],
  'AWS::VpcLattice::ResourceGateway': [
    runsIn('VpcIdentifier'),
    inSubnets('SubnetIds[]'),
    ...ignored('SecurityGroupIds'),
  ],
  'AWS::VpcLattice::ResourceConfiguration': [needs('ResourceGatewayId'), needs('ResourceConfigurationDefinition')],
  'AWS::VpcLattice::AuthPolicy': [permits('ResourceIdentifier'), permits('Policy')],
  'AWS::VpcLattice::AccessLogSubscription': [observes('ResourceIdentifier'), observes('DestinationArn')],
};

const GLOBAL_ACCELERATOR: EdgeTable = {
  'AWS::GlobalAccelerator::Accelerator': ignored('IpAddresses'),
  'AWS::GlobalAccelerator::Listener': [routesTo('AcceleratorArn', '@')],
  // Traffic moves to the endpoint groups of other Regions when one has no healthy endpoint.
  'AWS::GlobalAccelerator::EndpointGroup': [
    needsOneOf('Regions', 'ListenerArn', '@'),
    needsOneOf('endpoints', 'EndpointConfigurations[].EndpointId'),
  ],
};

/** What spreads requests over targets. A request flows from the load balancer through listener and rule to a target. */
export const LOAD_BALANCING: EdgeTable = { ...ELASTIC_LOAD_BALANCING, ...VPC_LATTICE, ...GLOBAL_ACCELERATOR };
