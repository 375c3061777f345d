import { ignored, needs, observes, permittedBy, routesTo, runsIn, uses } from './rows';
import type { EdgeRows, EdgeTable } from './types';

/** What runs on every request of a cache behaviour. Policies are configuration that cannot be removed while in use. */
function behavior(path: string): EdgeRows {
  return [
    routesTo(`${path}.FunctionAssociations[].FunctionARN`),
    routesTo(`${path}.LambdaFunctionAssociations[].LambdaFunctionARN`),
    observes(`${path}.RealtimeLogConfigArn`),
    permittedBy(`${path}.TrustedKeyGroups[]`),
    ...ignored(
      `${path}.CachePolicyId`,
      `${path}.FieldLevelEncryptionId`,
      `${path}.OriginRequestPolicyId`,
      `${path}.ResponseHeadersPolicyId`,
      `${path}.TargetOriginId`,
    ),
  ];
}

const CLOUDFRONT: EdgeTable = {
  'AWS::CloudFront::Distribution': [
    // Cached objects outlive their origin, the rest fails. Origin groups name origins by an id of their own, so
    // failover between origins is for the analysis to read.
    routesTo('DistributionConfig.Origins[].DomainName'),
    routesTo('DistributionConfig.Origins[].VpcOriginConfig.VpcOriginId'),
    needs('DistributionConfig.ViewerCertificate.AcmCertificateArn'),
    needs('DistributionConfig.ViewerCertificate.IamCertificateId'),
    needs('DistributionConfig.Origins[].CustomOriginConfig.OriginMtlsConfig.ClientCertificateArn'),
    needs('DistributionConfig.ConnectionFunctionAssociation.Id'),
    needs('DistributionConfig.ViewerMtlsConfig.TrustStoreConfig.TrustStoreId'),
    ...behavior('DistributionConfig.DefaultCacheBehavior'),
    ...behavior('DistributionConfig.CacheBehaviors[]'),
    // What CloudFront does when the web ACL does not answer is not documented.
    uses('DistributionConfig.WebACLId'),
    observes('DistributionConfig.Logging.Bucket'),
    permittedBy('DistributionConfig.Origins[].OriginAccessControlId'),
    permittedBy('DistributionConfig.Origins[].S3OriginConfig.OriginAccessIdentity'),
    ...ignored(
      'DistributionConfig.Origins[].Id',
      'DistributionConfig.Origins[].OriginCustomHeaders',
      'DistributionConfig.Origins[].OriginPath',
      'DistributionConfig.OriginGroups',
      'DistributionConfig.ContinuousDeploymentPolicyId',
      'DistributionConfig.AnycastIpListId',
    ),
  ],
  'AWS::CloudFront::DistributionTenant': [
    runsIn('DistributionId'),
    runsIn('ConnectionGroupId'),
    needs('Customizations.Certificate.Arn'),
    uses('Customizations.WebAcl.Arn'),
  ],
  'AWS::CloudFront::VpcOrigin': [needs('VpcOriginEndpointConfig.Arn')],
  'AWS::CloudFront::Function': [needs('FunctionConfig.KeyValueStoreAssociations[].KeyValueStoreARN')],
  'AWS::CloudFront::ConnectionFunction': [
    needs('ConnectionFunctionConfig.KeyValueStoreAssociations[].KeyValueStoreARN'),
  ],
  'AWS::CloudFront::KeyValueStore': ignored('ImportSource'),
  'AWS::CloudFront::KeyGroup': [permittedBy('KeyGroupConfig.Items[]')],
  'AWS::CloudFront::TrustStore': ignored('*'),
  'AWS::CloudFront::ContinuousDeploymentPolicy': ignored('*'),
  'AWS::CloudFront::RealtimeLogConfig': [
    observes('EndPoints[].KinesisStreamConfig.StreamArn'),
    permittedBy('EndPoints[].KinesisStreamConfig.RoleArn'),
  ],
  'AWS::CloudFront::MonitoringSubscription': [observes('DistributionId')],
};

/** Where a name leads to. The hosted zone of an alias target is the target's own. */
function recordSet(path: string): EdgeRows {
  return [
    needs(`${path}AliasTarget.DNSName`),
    needs(`${path}ResourceRecords[]`),
    runsIn(`${path}HostedZoneId`),
    // Without a health check the record is always answered.
    observes(`${path}HealthCheckId`),
    ...ignored(`${path}AliasTarget.HostedZoneId`, `${path}CidrRoutingConfig`, `${path}Name`),
  ];
}

const ROUTE53: EdgeTable = {
  'AWS::Route53::RecordSet': recordSet(''),
  'AWS::Route53::RecordSetGroup': [runsIn('HostedZoneId'), ...recordSet('RecordSets[].')],
  // A private zone answers in these VPCs; it does not depend on them.
  'AWS::Route53::HostedZone': [observes('QueryLoggingConfig.CloudWatchLogsLogGroupArn'), ...ignored('VPCs')],
  'AWS::Route53::HealthCheck': [observes('HealthCheckConfig')],
  // A signed zone stops resolving for validating resolvers once its key cannot sign.
  'AWS::Route53::KeySigningKey': [needs('HostedZoneId', 'KeyManagementServiceArn')],
  'AWS::Route53::DNSSEC': ignored('*'),
  'AWS::Route53RecoveryControl::RoutingControl': [runsIn('ControlPanelArn'), runsIn('ClusterArn')],
  'AWS::Route53RecoveryControl::ControlPanel': [runsIn('ClusterArn')],
  'AWS::Route53RecoveryControl::SafetyRule': ignored('*'),
};

const CERTIFICATES: EdgeTable = {
  'AWS::CertificateManager::Certificate': [
    // Needed again when the certificate is renewed.
    uses('DomainValidationOptions[].HostedZoneId'),
    uses('CertificateAuthorityArn'),
  ],
};

const WAF: EdgeTable = {
  // A load balancer that gets no answer from its web ACL returns 500, unless `waf.fail_open.enabled` is set.
  'AWS::WAFv2::WebACLAssociation': [needs('ResourceArn', 'WebACLArn')],
  'AWS::WAFRegional::WebACLAssociation': [needs('ResourceArn', 'WebACLId')],
  // Rule groups and address lists: configuration that cannot be removed while in use.
  'AWS::WAFv2::WebACL': ignored('Rules'),
  'AWS::WAFv2::RuleGroup': ignored('Rules'),
  'AWS::WAFv2::LoggingConfiguration': [observes('ResourceArn'), observes('LogDestinationConfigs[]')],
  'AWS::Shield::Protection': ignored('*'),
};

/** What stands between the user and the Region: names, certificates, content delivery. */
export const EDGE: EdgeTable = { ...CLOUDFRONT, ...ROUTE53, ...CERTIFICATES, ...WAF };
