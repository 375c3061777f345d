import { copies, ignored, inSubnets, needs, needsOneOf, observes, permits, permittedBy, runsIn, uses } from './rows';
import type { EdgeTable } from './types';

/** A bucket serves objects, whatever becomes of the events and copies it sends. */
const S3: EdgeTable = {
  'AWS::S3::Bucket': [
    needs('BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.KMSMasterKeyID'),
    copies('NotificationConfiguration.LambdaConfigurations[].Function'),
    copies('NotificationConfiguration.QueueConfigurations[].Queue'),
    copies('NotificationConfiguration.TopicConfigurations[].Topic'),
    copies('ReplicationConfiguration.Rules[].Destination.Bucket'),
    copies('ReplicationConfiguration.Rules[].Destination.EncryptionConfiguration.ReplicaKmsKeyID'),
    copies('MetadataConfiguration'),
    copies('MetadataTableConfiguration'),
    uses('WebsiteConfiguration'),
    observes('LoggingConfiguration.DestinationBucketName'),
    observes('InventoryConfigurations[].Destination.BucketArn'),
    observes('AnalyticsConfigurations[].StorageClassAnalysis.DataExport.Destination.BucketArn'),
    permittedBy('ReplicationConfiguration.Role'),
    permittedBy('MetadataConfiguration.AnnotationTableConfiguration.Role'),
  ],
  'AWS::S3::BucketPolicy': [permits('Bucket'), permits('PolicyDocument')],
  'AWS::S3::AccessPoint': [runsIn('Bucket'), permits('Policy'), ...ignored('VpcConfiguration')],
  'AWS::S3::MultiRegionAccessPoint': [needsOneOf('buckets', 'Regions[].Bucket')],
  'AWS::S3::MultiRegionAccessPointPolicy': [permits('MrapName'), permits('Policy')],
  'AWS::S3::StorageLens': [observes('StorageLensConfiguration')],
  'AWS::S3Express::DirectoryBucket': [
    needs('BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.KMSMasterKeyID'),
  ],
  'AWS::S3Express::BucketPolicy': [permits('Bucket'), permits('PolicyDocument')],
  // Each read runs through the function.
  'AWS::S3ObjectLambda::AccessPoint': [
    needs('ObjectLambdaConfiguration.SupportingAccessPoint'),
    needs('ObjectLambdaConfiguration.TransformationConfigurations[].ContentTransformation'),
  ],
  'AWS::S3ObjectLambda::AccessPointPolicy': [permits('ObjectLambdaAccessPoint'), permits('PolicyDocument')],
};

/** A network file system is reached through its mount targets: in each zone through its own. */
const EFS: EdgeTable = {
  'AWS::EFS::FileSystem': [
    needs('KmsKeyId'),
    copies('ReplicationConfiguration.Destinations[].FileSystemId'),
    copies('ReplicationConfiguration.Destinations[].KmsKeyId'),
    permittedBy('ReplicationConfiguration.Destinations[].RoleArn'),
    permits('FileSystemPolicy'),
  ],
  'AWS::EFS::MountTarget': [
    needsOneOf('mount targets', 'FileSystemId', '@'),
    runsIn('SubnetId'),
    ...ignored('SecurityGroups'),
  ],
  'AWS::EFS::AccessPoint': [runsIn('FileSystemId')],
};

const FSX: EdgeTable = {
  'AWS::FSx::FileSystem': [
    inSubnets('SubnetIds[]'),
    needs('KmsKeyId'),
    needs('WindowsConfiguration.ActiveDirectoryId'),
    // Asked for when the file server joins the directory.
    uses('WindowsConfiguration.SelfManagedActiveDirectoryConfiguration.DomainJoinServiceAccountSecret'),
    observes('LustreConfiguration.LogConfiguration'),
    observes('WindowsConfiguration.AuditLogConfiguration'),
    ...ignored(
      'BackupId',
      'OntapConfiguration.PreferredSubnetId',
      'OntapConfiguration.RouteTableIds',
      'OpenZFSConfiguration.PreferredSubnetId',
      'OpenZFSConfiguration.RouteTableIds',
      'SecurityGroupIds',
      'WindowsConfiguration.PreferredSubnetId',
    ),
  ],
  'AWS::FSx::StorageVirtualMachine': [
    runsIn('FileSystemId'),
    uses('ActiveDirectoryConfiguration.SelfManagedActiveDirectoryConfiguration.DomainJoinServiceAccountSecret'),
  ],
  'AWS::FSx::Volume': [
    runsIn('OntapConfiguration.StorageVirtualMachineId'),
    runsIn('OpenZFSConfiguration.ParentVolumeId'),
    ...ignored('BackupId', 'OpenZFSConfiguration.OriginSnapshot'),
  ],
  'AWS::FSx::DataRepositoryAssociation': [copies('FileSystemId', 'DataRepositoryPath')],
};

const TRANSFER: EdgeTable = {
  'AWS::Transfer::Server': [
    runsIn('EndpointDetails.VpcId'),
    inSubnets('EndpointDetails.SubnetIds[]'),
    needs('EndpointDetails.VpcEndpointId'),
    needs('Certificate'),
    needs('IdentityProviderDetails.Function'),
    needs('IdentityProviderDetails.DirectoryId'),
    needs('IdentityProviderDetails.Url'),
    uses('EndpointDetails.AddressAllocationIds[]'),
    uses('WorkflowDetails'),
    observes('StructuredLogDestinations[]'),
    permittedBy('IdentityProviderDetails.InvocationRole'),
    permittedBy('LoggingRole'),
    ...ignored('EndpointDetails.SecurityGroupIds'),
  ],
  'AWS::Transfer::User': [permittedBy('ServerId', '@'), permittedBy('Role'), uses('HomeDirectoryMappings')],
};

/** Object and file storage. */
export const STORAGE: EdgeTable = { ...S3, ...EFS, ...FSX, ...TRANSFER };
