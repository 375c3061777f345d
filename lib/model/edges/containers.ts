import {
  ignored,
  inSubnets,
  needs,
  needsOneOf,
  observes,
  permits,
  permittedBy,
  runsIn,
  runsInOneOf,
  uses,
} from './rows';
import type { EdgeRows, EdgeTable } from './types';

/**
 * What a container of a task or job names; images and files are fetched when it starts, not later. What it gets as
 * environment or secrets tells it which stores to call, which the graph judges together with what it is granted.
 */
function container(path: string): EdgeRows {
  return [
    uses(`${path}.Image`),
    uses(`${path}.RepositoryCredentials.CredentialsParameter`),
    observes(`${path}.LogConfiguration`),
  ];
}

/** Mounted volumes: a network file system that hangs takes the container with it. */
function volumes(path: string, efs: string, fileSystemId: string): EdgeRows {
  return [
    needs(`${path}.${efs}.${fileSystemId}`),
    needs(`${path}.${efs}.AuthorizationConfig.AccessPointId`),
    needs(`${path}.S3FilesVolumeConfiguration.FileSystemArn`),
    needs(`${path}.S3FilesVolumeConfiguration.AccessPointArn`),
  ];
}

/** Amazon ECS. A target group or a registry of names depends on what is registered in it, not the other way. */
const ECS: EdgeTable = {
  'AWS::ECS::Service': [
    runsIn('Cluster'),
    // No part that fails by itself: the edge leads on to the volumes and permissions it names.
    runsIn('TaskDefinition'),
    runsInOneOf('capacity', 'CapacityProviderStrategy[].CapacityProvider'),
    inSubnets('NetworkConfiguration.AwsvpcConfiguration.Subnets[]'),
    needsOneOf('targets', 'LoadBalancers[].TargetGroupArn', '@'),
    needsOneOf('targets', 'LoadBalancers[].AdvancedConfiguration.AlternateTargetGroupArn', '@'),
    needsOneOf('targets', 'LoadBalancers[].LoadBalancerName', '@'),
    needsOneOf('targets', 'ServiceRegistries[].RegistryArn', '@'),
    needsOneOf('targets', 'VpcLatticeConfigurations[].TargetGroupArn', '@'),
    // The proxies keep the endpoints they know; changes no longer reach them.
    uses('ServiceConnectConfiguration.Namespace'),
    uses('ServiceConnectConfiguration.Services[].Tls.IssuerCertificateAuthority.AwsPcaAuthorityArn'),
    uses('ServiceConnectConfiguration.Services[].Tls.KmsKey'),
    // Encrypts volumes made for each task: attached ones go on.
    uses('VolumeConfigurations[].ManagedEBSVolume.KmsKeyId'),
    observes('ServiceConnectConfiguration.LogConfiguration'),
    observes('DeploymentConfiguration.Alarms.AlarmNames[]'),
    permittedBy('Role'),
    permittedBy('LoadBalancers[].AdvancedConfiguration.RoleArn'),
    permittedBy('ServiceConnectConfiguration.Services[].Tls.RoleArn'),
    permittedBy('VolumeConfigurations[].ManagedEBSVolume.RoleArn'),
    permittedBy('VpcLatticeConfigurations[].RoleArn'),
    ...ignored(
      'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups',
      'LoadBalancers[].AdvancedConfiguration.ProductionListenerRule',
      'LoadBalancers[].AdvancedConfiguration.TestListenerRule',
      'DeploymentConfiguration.LifecycleHooks',
      'VolumeConfigurations[].ManagedEBSVolume.SnapshotId',
    ),
  ],
  'AWS::ECS::TaskSet': [
    needsOneOf('tasks', 'Service', '@'),
    runsIn('Cluster'),
    runsIn('TaskDefinition'),
    runsInOneOf('capacity', 'CapacityProviderStrategy[].CapacityProvider'),
    inSubnets('NetworkConfiguration.AwsVpcConfiguration.Subnets[]'),
    needsOneOf('targets', 'LoadBalancers[].TargetGroupArn', '@'),
    needsOneOf('targets', 'ServiceRegistries[].RegistryArn', '@'),
    ...ignored('NetworkConfiguration.AwsVpcConfiguration.SecurityGroups'),
  ],
  'AWS::ECS::PrimaryTaskSet': ignored('*'),
  'AWS::ECS::TaskDefinition': [
    permittedBy('TaskRoleArn'),
    permittedBy('ExecutionRoleArn'),
    ...container('ContainerDefinitions[]'),
    uses('ContainerDefinitions[].EnvironmentFiles[].Value'),
    observes('ContainerDefinitions[].FirelensConfiguration'),
    ...volumes('Volumes[]', 'EFSVolumeConfiguration', 'FilesystemId'),
    needs('Volumes[].FSxWindowsFileServerVolumeConfiguration.FileSystemId'),
    needs('Volumes[].FSxWindowsFileServerVolumeConfiguration.AuthorizationConfig.CredentialsParameter'),
  ],
  'AWS::ECS::Cluster': [
    // Which service runs on which provider is for the service to say.
    uses('CapacityProviders[]'),
    uses('ServiceConnectDefaults.Namespace'),
    uses('Configuration.ManagedStorageConfiguration.KmsKeyId'),
    uses('Configuration.ManagedStorageConfiguration.FargateEphemeralStorageKmsKeyId'),
    observes('Configuration.ExecuteCommandConfiguration'),
    ...ignored('DefaultCapacityProviderStrategy'),
  ],
  'AWS::ECS::ClusterCapacityProviderAssociations': [
    uses('Cluster', 'CapacityProviders[]'),
    ...ignored('DefaultCapacityProviderStrategy'),
  ],
  'AWS::ECS::CapacityProvider': [
    runsIn('AutoScalingGroupProvider.AutoScalingGroupArn'),
    inSubnets('ManagedInstancesProvider.InstanceLaunchTemplate.NetworkConfiguration.Subnets[]'),
    permittedBy('ManagedInstancesProvider.InfrastructureRoleArn'),
    permittedBy('ManagedInstancesProvider.InstanceLaunchTemplate.Ec2InstanceProfileArn'),
    ...ignored(
      'ClusterName',
      'ManagedInstancesProvider.InstanceLaunchTemplate.NetworkConfiguration.SecurityGroups',
      'ManagedInstancesProvider.InstanceLaunchTemplate.CapacityReservations',
    ),
  ],
};

/** Amazon EKS. What pods need is in their manifests and no template; the cluster stands for its workloads. */
const EKS: EdgeTable = {
  'AWS::EKS::Cluster': [
    inSubnets('ResourcesVpcConfig.SubnetIds[]'),
    // Envelope encryption of the Kubernetes API data: what runs goes on, the API server degrades.
    uses('EncryptionConfig[].Provider.KeyArn'),
    permittedBy('RoleArn'),
    permittedBy('ComputeConfig.NodeRoleArn'),
    ...ignored('ResourcesVpcConfig.SecurityGroupIds'),
  ],
  'AWS::EKS::Nodegroup': [
    runsInOneOf('nodes', 'ClusterName', '@'),
    // Running pods go on without the control plane; nothing is rescheduled.
    uses('ClusterName'),
    inSubnets('Subnets[]'),
    runsIn('LaunchTemplate.Id'),
    runsIn('LaunchTemplate.Name'),
    permittedBy('NodeRole'),
    ...ignored('LaunchTemplate.Version', 'RemoteAccess'),
  ],
  'AWS::EKS::FargateProfile': [
    runsInOneOf('nodes', 'ClusterName', '@'),
    uses('ClusterName'),
    inSubnets('Subnets[]'),
    permittedBy('PodExecutionRoleArn'),
  ],
  'AWS::EKS::Addon': [
    uses('ClusterName', '@'),
    permittedBy('ServiceAccountRoleArn'),
    permittedBy('PodIdentityAssociations[].RoleArn'),
  ],
  'AWS::EKS::AccessEntry': [permits('ClusterName'), permits('PrincipalArn')],
  'AWS::EKS::PodIdentityAssociation': [
    permittedBy('ClusterName', '@'),
    permittedBy('RoleArn'),
    permittedBy('TargetRoleArn'),
  ],
  'AWS::EKS::IdentityProviderConfig': [permittedBy('ClusterName', '@')],
};

/** A job of one container. */
function job(path: string): EdgeRows {
  return [
    ...container(path),
    ...volumes(`${path}.Volumes[]`, 'EfsVolumeConfiguration', 'FileSystemId'),
    permittedBy(`${path}.JobRoleArn`),
    permittedBy(`${path}.ExecutionRoleArn`),
  ];
}

/** A job of several containers. */
function jobTasks(path: string): EdgeRows {
  return [
    ...container(`${path}.Containers[]`),
    ...volumes(`${path}.Volumes[]`, 'EfsVolumeConfiguration', 'FileSystemId'),
    permittedBy(`${path}.TaskRoleArn`),
    permittedBy(`${path}.ExecutionRoleArn`),
  ];
}

/** AWS Batch: a queue runs its jobs in any of its environments. */
const BATCH: EdgeTable = {
  'AWS::Batch::JobQueue': [
    runsInOneOf('capacity', 'ComputeEnvironmentOrder[].ComputeEnvironment'),
    ...ignored('SchedulingPolicyArn'),
  ],
  'AWS::Batch::ComputeEnvironment': [
    inSubnets('ComputeResources.Subnets[]'),
    runsIn('ComputeResources.LaunchTemplate.LaunchTemplateId'),
    runsInOneOf('overrides', 'ComputeResources.LaunchTemplate.Overrides[].LaunchTemplateId'),
    runsIn('EksConfiguration.EksClusterArn'),
    permittedBy('ServiceRole'),
    permittedBy('ComputeResources.InstanceRole'),
    permittedBy('ComputeResources.SpotIamFleetRole'),
    ...ignored('ComputeResources.SecurityGroupIds', 'ComputeResources.PlacementGroup', 'ComputeResources.Ec2KeyPair'),
  ],
  'AWS::Batch::JobDefinition': [
    ...job('ContainerProperties'),
    ...jobTasks('EcsProperties.TaskProperties[]'),
    ...job('NodeProperties.NodeRangeProperties[].Container'),
    ...jobTasks('NodeProperties.NodeRangeProperties[].EcsProperties.TaskProperties[]'),
  ],
};

const APP_RUNNER: EdgeTable = {
  'AWS::AppRunner::Service': [
    needs('NetworkConfiguration.EgressConfiguration.VpcConnectorArn'),
    uses('SourceConfiguration.ImageRepository.ImageIdentifier'),
    uses('EncryptionConfiguration.KmsKey'),
    observes('ObservabilityConfiguration.ObservabilityConfigurationArn'),
    permittedBy('InstanceConfiguration.InstanceRoleArn'),
    permittedBy('SourceConfiguration.AuthenticationConfiguration.AccessRoleArn'),
    ...ignored('AutoScalingConfigurationArn', 'SourceConfiguration.AuthenticationConfiguration.ConnectionArn'),
  ],
  'AWS::AppRunner::VpcConnector': [inSubnets('Subnets[]'), ...ignored('SecurityGroups')],
  'AWS::AppRunner::VpcIngressConnection': [
    needs('ServiceArn'),
    needs('IngressVpcConfiguration.VpcEndpointId'),
    runsIn('IngressVpcConfiguration.VpcId'),
  ],
};

const ECR: EdgeTable = {
  'AWS::ECR::Repository': [needs('EncryptionConfiguration.KmsKey'), permits('RepositoryPolicyText')],
};

/** AWS Cloud Map: what is looked up here is served by what is registered. */
const CLOUD_MAP: EdgeTable = {
  'AWS::ServiceDiscovery::PrivateDnsNamespace': [runsIn('Vpc')],
  'AWS::ServiceDiscovery::Service': [runsIn('NamespaceId'), runsIn('DnsConfig.NamespaceId')],
  'AWS::ServiceDiscovery::Instance': [needsOneOf('targets', 'ServiceId', '@'), needs('InstanceAttributes')],
};

/** Containers and where they run. */
export const CONTAINERS: EdgeTable = { ...ECS, ...EKS, ...BATCH, ...APP_RUNNER, ...ECR, ...CLOUD_MAP };
