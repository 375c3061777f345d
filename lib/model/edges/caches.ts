import { ignored, inSubnets, needs, needsOneOf, observes, permits, permittedBy, runsIn, uses } from './rows';
import type { EdgeTable } from './types';

/** A node in service goes on without the KMS key; it cannot be replaced after a failure. */
const ELASTICACHE: EdgeTable = {
  'AWS::ElastiCache::ReplicationGroup': [
    runsIn('CacheSubnetGroupName'),
    needs('PrimaryClusterId'),
    needsOneOf('clusters', 'GlobalReplicationGroupId', '@'),
    uses('KmsKeyId'),
    observes('LogDeliveryConfigurations[]'),
    observes('NotificationTopicArn'),
    permittedBy('UserGroupIds[]'),
    ...ignored(
      'AuthToken',
      'CacheParameterGroupName',
      'CacheSecurityGroupNames',
      'SecurityGroupIds',
      'SnapshotArns',
      'SnapshotName',
      'SnapshottingClusterId',
    ),
  ],
  'AWS::ElastiCache::CacheCluster': [
    runsIn('CacheSubnetGroupName'),
    observes('LogDeliveryConfigurations[]'),
    observes('NotificationTopicArn'),
    ...ignored(
      'CacheParameterGroupName',
      'CacheSecurityGroupNames',
      'SnapshotArns',
      'SnapshotName',
      'VpcSecurityGroupIds',
    ),
  ],
  'AWS::ElastiCache::ServerlessCache': [
    inSubnets('SubnetIds[]'),
    uses('KmsKeyId'),
    permittedBy('UserGroupId'),
    ...ignored('SecurityGroupIds', 'SnapshotArnsToRestore'),
  ],
  'AWS::ElastiCache::GlobalReplicationGroup': [
    needsOneOf('clusters', 'Members[].ReplicationGroupId'),
    ...ignored('CacheParameterGroupName', 'RegionalConfigurations'),
  ],
  'AWS::ElastiCache::SubnetGroup': [inSubnets('SubnetIds[]')],
  'AWS::ElastiCache::UserGroup': [permittedBy('UserIds[]')],
  'AWS::ElastiCache::User': ignored('Passwords', 'AuthenticationMode'),
};

const MEMORYDB: EdgeTable = {
  'AWS::MemoryDB::Cluster': [
    runsIn('SubnetGroupName'),
    needsOneOf('clusters', 'MultiRegionClusterName', '@'),
    uses('KmsKeyId'),
    observes('SnsTopicArn'),
    permittedBy('ACLName'),
    ...ignored('ParameterGroupName', 'SecurityGroupIds', 'SnapshotArns', 'SnapshotName'),
  ],
  'AWS::MemoryDB::SubnetGroup': [inSubnets('SubnetIds[]')],
  'AWS::MemoryDB::ACL': [permittedBy('UserNames[]')],
  'AWS::MemoryDB::User': ignored('AuthenticationMode'),
  'AWS::MemoryDB::MultiRegionCluster': ignored('MultiRegionParameterGroupName'),
};

/** A search domain whose key is disabled or deleted is inaccessible. */
const SEARCH: EdgeTable = {
  'AWS::OpenSearchService::Domain': [
    inSubnets('VPCOptions.SubnetIds[]'),
    needs('EncryptionAtRestOptions.KmsKeyId'),
    // The domain's own endpoint has a certificate of AWS.
    uses('DomainEndpointOptions.CustomEndpointCertificateArn'),
    // Log-in to the dashboards.
    uses('CognitoOptions.IdentityPoolId'),
    uses('CognitoOptions.UserPoolId'),
    observes('LogPublishingOptions.*.CloudWatchLogsLogGroupArn'),
    permittedBy('CognitoOptions.RoleArn'),
    permittedBy('AdvancedSecurityOptions.MasterUserOptions.MasterUserARN'),
    permits('AccessPolicies'),
    ...ignored(
      'AdvancedSecurityOptions.MasterUserOptions.MasterUserName',
      'AdvancedSecurityOptions.MasterUserOptions.MasterUserPassword',
      'VPCOptions.SecurityGroupIds',
    ),
  ],
  'AWS::Elasticsearch::Domain': [
    inSubnets('VPCOptions.SubnetIds[]'),
    needs('EncryptionAtRestOptions.KmsKeyId'),
    uses('DomainEndpointOptions.CustomEndpointCertificateArn'),
    uses('CognitoOptions.IdentityPoolId'),
    uses('CognitoOptions.UserPoolId'),
    observes('LogPublishingOptions.*.CloudWatchLogsLogGroupArn'),
    permittedBy('CognitoOptions.RoleArn'),
    permittedBy('AdvancedSecurityOptions.MasterUserOptions.MasterUserARN'),
    permits('AccessPolicies'),
    ...ignored('VPCOptions.SecurityGroupIds'),
  ],
  'AWS::OpenSearchServerless::VpcEndpoint': [runsIn('VpcId'), inSubnets('SubnetIds[]'), ...ignored('SecurityGroupIds')],
  'AWS::OSIS::Pipeline': [
    inSubnets('VpcOptions.SubnetIds[]'),
    needs('EncryptionAtRestOptions.KmsKeyArn'),
    needs('PipelineConfigurationBody'),
    observes('LogPublishingOptions.CloudWatchLogDestination.LogGroup'),
    permittedBy('PipelineRoleArn'),
    ...ignored('VpcOptions.SecurityGroupIds'),
  ],
};

/** Caches, in-memory databases and search. */
export const CACHES: EdgeTable = { ...ELASTICACHE, ...MEMORYDB, ...SEARCH };
