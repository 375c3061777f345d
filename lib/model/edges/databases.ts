import { copies, ignored, inSubnets, needs, needsOneOf, observes, permits, permittedBy, runsIn, uses } from './rows';
import type { EdgeRows, EdgeTable } from './types';

/** Set once at creation: who needs the database later brings the secret along. */
const MASTER_USER = ignored('MasterUsername', 'MasterUserPassword');

/**
 * A cluster answers through its instances and an instance reads the storage of its cluster: each fails with the other,
 * the cluster with the last instance. An RDS, DocumentDB or Neptune database is inaccessible without its KMS key.
 */
const MEMBER: EdgeRows = [needsOneOf('instances', 'DBClusterIdentifier', '@'), runsIn('DBClusterIdentifier')];

/** A cluster of a global database is one of its members. */
const GLOBAL_MEMBER = needsOneOf('clusters', 'GlobalClusterIdentifier', '@');
const GLOBAL_CLUSTER: EdgeRows = [needsOneOf('clusters', 'SourceDBClusterIdentifier')];

const RDS: EdgeTable = {
  'AWS::RDS::DBInstance': [
    runsIn('DBSubnetGroupName'),
    ...MEMBER,
    needs('KmsKeyId'),
    // A replica goes on with what it has.
    uses('SourceDBInstanceIdentifier'),
    uses('SourceDBClusterIdentifier'),
    // Log-in by directory; other users are not affected.
    uses('Domain'),
    uses('DomainAuthSecretArn'),
    uses('TdeCredentialArn'),
    observes('PerformanceInsightsKMSKeyId'),
    permittedBy('MonitoringRoleArn'),
    permittedBy('AssociatedRoles[].RoleArn'),
    permittedBy('DomainIAMRoleName'),
    ...MASTER_USER,
    ...ignored(
      'AutomaticBackupReplicationKmsKeyId',
      'DBClusterSnapshotIdentifier',
      'DBParameterGroupName',
      'DBSecurityGroups',
      'DBSnapshotIdentifier',
      'MasterUserSecret',
      'OptionGroupName',
      'SourceDBInstanceAutomatedBackupsArn',
      'SourceDbiResourceId',
      'VPCSecurityGroups',
    ),
  ],
  'AWS::RDS::DBCluster': [
    runsIn('DBSubnetGroupName'),
    GLOBAL_MEMBER,
    needs('KmsKeyId'),
    uses('ReplicationSourceIdentifier'),
    uses('Domain'),
    observes('PerformanceInsightsKmsKeyId'),
    permittedBy('MonitoringRoleArn'),
    permittedBy('AssociatedRoles[].RoleArn'),
    permittedBy('DomainIAMRoleName'),
    ...MASTER_USER,
    ...ignored(
      'DBClusterParameterGroupName',
      'DBInstanceParameterGroupName',
      'MasterUserSecret',
      'SnapshotIdentifier',
      'SourceDBClusterIdentifier',
      'SourceDbClusterResourceId',
      'VpcSecurityGroupIds',
    ),
  ],
  'AWS::RDS::DBShardGroup': MEMBER,
  'AWS::RDS::DBSubnetGroup': [inSubnets('SubnetIds[]')],
  'AWS::RDS::GlobalCluster': GLOBAL_CLUSTER,
  'AWS::RDS::DBProxy': [
    inSubnets('VpcSubnetIds[]'),
    // The proxy opens connections to the database with it.
    needs('Auth[].SecretArn'),
    permittedBy('RoleArn'),
    ...ignored('VpcSecurityGroupIds'),
  ],
  'AWS::RDS::DBProxyEndpoint': [runsIn('DBProxyName'), inSubnets('VpcSubnetIds[]'), ...ignored('VpcSecurityGroupIds')],
  'AWS::RDS::DBProxyTargetGroup': [
    needs('DBProxyName', 'DBClusterIdentifiers[]'),
    needs('DBProxyName', 'DBInstanceIdentifiers[]'),
  ],
  'AWS::RDS::Integration': [copies('SourceArn', 'TargetArn'), uses('SourceArn', 'KMSKeyId')],
  'AWS::RDS::EventSubscription': [observes('SourceIds[]'), observes('SnsTopicArn')],
};

const DOCDB: EdgeTable = {
  'AWS::DocDB::DBCluster': [
    runsIn('DBSubnetGroupName'),
    GLOBAL_MEMBER,
    needs('KmsKeyId'),
    ...MASTER_USER,
    ...ignored(
      'DBClusterParameterGroupName',
      'MasterUserSecretKmsKeyId',
      'SnapshotIdentifier',
      'SourceDBClusterIdentifier',
      'VpcSecurityGroupIds',
    ),
  ],
  'AWS::DocDB::DBInstance': MEMBER,
  'AWS::DocDB::DBSubnetGroup': [inSubnets('SubnetIds[]')],
  'AWS::DocDB::GlobalCluster': GLOBAL_CLUSTER,
  'AWS::DocDB::EventSubscription': [observes('SourceIds[]'), observes('SnsTopicArn')],
  'AWS::DocDBElastic::Cluster': [
    inSubnets('SubnetIds[]'),
    needs('KmsKeyId'),
    ...ignored('AdminUserName', 'AdminUserPassword', 'VpcSecurityGroupIds'),
  ],
};

const NEPTUNE: EdgeTable = {
  'AWS::Neptune::DBCluster': [
    runsIn('DBSubnetGroupName'),
    GLOBAL_MEMBER,
    needs('KmsKeyId'),
    permittedBy('AssociatedRoles[].RoleArn'),
    ...ignored(
      'DBClusterParameterGroupName',
      'DBInstanceParameterGroupName',
      'SnapshotIdentifier',
      'SourceDBClusterIdentifier',
      'VpcSecurityGroupIds',
    ),
  ],
  'AWS::Neptune::DBInstance': [
    ...MEMBER,
    runsIn('DBSubnetGroupName'),
    ...ignored('DBParameterGroupName', 'DBSnapshotIdentifier'),
  ],
  'AWS::Neptune::DBSubnetGroup': [inSubnets('SubnetIds[]')],
  'AWS::Neptune::GlobalCluster': GLOBAL_CLUSTER,
  'AWS::Neptune::EventSubscription': [observes('SourceIds[]'), observes('SnsTopicArn')],
  'AWS::NeptuneGraph::Graph': [needs('KmsKeyIdentifier')],
  'AWS::NeptuneGraph::PrivateGraphEndpoint': [
    needs('GraphIdentifier'),
    runsIn('VpcId'),
    inSubnets('SubnetIds[]'),
    ...ignored('SecurityGroupIds'),
  ],
};

/** A DynamoDB table whose key cannot be used is inaccessible, and archived after seven days. */
const DYNAMODB: EdgeTable = {
  'AWS::DynamoDB::Table': [
    needs('SSESpecification.KMSMasterKeyId'),
    copies('KinesisStreamSpecification.StreamArn'),
    permits('ResourcePolicy'),
    permits('StreamSpecification.ResourcePolicy'),
    ...ignored('ImportSourceSpecification'),
  ],
  'AWS::DynamoDB::GlobalTable': [
    // Each replica has the key of its own Region.
    needsOneOf('replicas', 'Replicas[].SSESpecification.KMSMasterKeyId'),
    copies('Replicas[].KinesisStreamSpecification.StreamArn'),
    permits('Replicas[].ResourcePolicy'),
    permits('Replicas[].ReplicaStreamSpecification.ResourcePolicy'),
  ],
  // The cache passes requests on to the table it is asked for, which its role permits.
  'AWS::DAX::Cluster': [
    runsIn('SubnetGroupName'),
    observes('NotificationTopicARN'),
    permittedBy('IAMRoleARN'),
    ...ignored('ParameterGroupName', 'SecurityGroupIds'),
  ],
  'AWS::DAX::SubnetGroup': [inSubnets('SubnetIds[]')],
};

/** Redshift keeps the data key in memory while a cluster runs: losing the KMS key stops the next start. */
const REDSHIFT: EdgeTable = {
  'AWS::Redshift::Cluster': [
    runsIn('ClusterSubnetGroupName'),
    needs('ElasticIp'),
    uses('KmsKeyId'),
    observes('LoggingProperties.BucketName'),
    permittedBy('IamRoles[]'),
    permits('NamespaceResourcePolicy'),
    ...MASTER_USER,
    ...ignored(
      'ClusterParameterGroupName',
      'ClusterSecurityGroups',
      'MasterPasswordSecretKmsKeyId',
      'SnapshotCopyGrantName',
      'SnapshotIdentifier',
      'VpcSecurityGroupIds',
    ),
  ],
  'AWS::Redshift::ClusterSubnetGroup': [inSubnets('SubnetIds[]')],
  'AWS::Redshift::EndpointAccess': [
    needs('ClusterIdentifier'),
    runsIn('SubnetGroupName'),
    ...ignored('VpcSecurityGroupIds'),
  ],
  'AWS::RedshiftServerless::Namespace': [
    uses('KmsKeyId'),
    permittedBy('IamRoles[]'),
    permittedBy('DefaultIamRoleArn'),
    permits('NamespaceResourcePolicy'),
    ...ignored('AdminPasswordSecretKmsKeyId', 'AdminUserPassword', 'AdminUsername', 'SnapshotCopyConfigurations'),
  ],
  // The workgroup computes on what the namespace holds.
  'AWS::RedshiftServerless::Workgroup': [
    needs('NamespaceName'),
    inSubnets('SubnetIds[]'),
    ...ignored('SecurityGroupIds', 'SnapshotArn', 'SnapshotName', 'RecoveryPointId'),
  ],
};

const OTHERS: EdgeTable = {
  'AWS::DSQL::Cluster': [
    needs('KmsEncryptionKey'),
    // Peers in other Regions; each goes on with the witness.
    uses('MultiRegionProperties.Clusters[]'),
  ],
  'AWS::Cassandra::Table': [runsIn('KeyspaceName'), needs('EncryptionSpecification.KmsKeyIdentifier')],
  'AWS::Timestream::Database': [needs('KmsKeyId')],
  'AWS::Timestream::Table': [runsIn('DatabaseName'), ...ignored('MagneticStoreWriteProperties')],
  'AWS::Timestream::InfluxDBInstance': [
    inSubnets('VpcSubnetIds[]'),
    observes('LogDeliveryConfiguration'),
    ...ignored('DbParameterGroupIdentifier', 'Password', 'VpcSecurityGroupIds'),
  ],
  'AWS::DMS::ReplicationInstance': [
    runsIn('ReplicationSubnetGroupIdentifier'),
    uses('KmsKeyId'),
    ...ignored('VpcSecurityGroupIds'),
  ],
  'AWS::DMS::ReplicationSubnetGroup': [inSubnets('SubnetIds[]')],
  'AWS::DMS::ReplicationTask': [
    runsIn('ReplicationInstanceArn'),
    needs('SourceEndpointArn'),
    needs('TargetEndpointArn'),
  ],
};

/** Databases. */
export const DATABASES: EdgeTable = { ...RDS, ...DOCDB, ...NEPTUNE, ...DYNAMODB, ...REDSHIFT, ...OTHERS };
