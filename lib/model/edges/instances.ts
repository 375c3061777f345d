import { ignored, inSubnets, needs, needsOneOf, observes, permittedBy, runsIn, runsInOneOf, uses } from './rows';
import type { EdgeRows, EdgeTable } from './types';

/**
 * Volumes made for an instance. The data key of an encrypted volume stays in the host while it is attached, so
 * losing the KMS key stops the next start, not what runs.
 */
function blockDevices(path: string): EdgeRows {
  return [uses(`${path}.Ebs.KmsKeyId`), ...ignored(`${path}.Ebs.SnapshotId`)];
}

/** A launch template or configuration is no part that fails by itself: the edge leads on to what it names. */
const LAUNCH_TEMPLATES = ['LaunchTemplateId', 'LaunchTemplateName'];

export const INSTANCES: EdgeTable = {
  'AWS::EC2::Instance': [
    runsIn('SubnetId'),
    runsIn('NetworkInterfaces[].SubnetId'),
    runsIn('HostId'),
    ...LAUNCH_TEMPLATES.map((name) => runsIn(`LaunchTemplate.${name}`)),
    needs('NetworkInterfaces[].NetworkInterfaceId'),
    needs('Volumes[].VolumeId'),
    ...blockDevices('BlockDeviceMappings[]'),
    permittedBy('IamInstanceProfile'),
    ...ignored(
      'AvailabilityZone',
      'ImageId',
      'KeyName',
      'LaunchTemplate.Version',
      'LicenseSpecifications',
      'NetworkInterfaces[].GroupSet',
      'PlacementGroupName',
      'SecurityGroupIds',
      'SecurityGroups',
      'SsmAssociations',
    ),
  ],
  'AWS::EC2::Volume': [
    // Attached, it goes on without its key.
    uses('KmsKeyId'),
    ...ignored('AvailabilityZone', 'SnapshotId', 'SourceVolumeId'),
  ],
  'AWS::EC2::VolumeAttachment': [needs('InstanceId', 'VolumeId')],
  'AWS::EC2::NetworkInterface': [runsIn('SubnetId'), ...ignored('GroupSet')],
  'AWS::EC2::NetworkInterfaceAttachment': [needs('InstanceId', 'NetworkInterfaceId')],
  // An address answers as long as what it points to does.
  'AWS::EC2::EIP': [needs('InstanceId')],
  'AWS::EC2::EIPAssociation': [
    needs('AllocationId', 'InstanceId'),
    needs('AllocationId', 'NetworkInterfaceId'),
    needs('EIP', 'InstanceId'),
    needs('EIP', 'NetworkInterfaceId'),
  ],
  'AWS::EC2::LaunchTemplate': [
    runsIn('LaunchTemplateData.NetworkInterfaces[].SubnetId'),
    runsIn('LaunchTemplateData.Placement.HostId'),
    needs('LaunchTemplateData.NetworkInterfaces[].NetworkInterfaceId'),
    ...blockDevices('LaunchTemplateData.BlockDeviceMappings[]'),
    permittedBy('LaunchTemplateData.IamInstanceProfile'),
    ...ignored(
      'LaunchTemplateData.CapacityReservationSpecification',
      'LaunchTemplateData.ImageId',
      'LaunchTemplateData.KeyName',
      'LaunchTemplateData.LicenseSpecifications',
      'LaunchTemplateData.NetworkInterfaces[].Groups',
      'LaunchTemplateData.Placement.GroupName',
      'LaunchTemplateData.Placement.GroupId',
      'LaunchTemplateData.SecurityGroupIds',
      'LaunchTemplateData.SecurityGroups',
      'LaunchTemplateData.TagSpecifications',
      'TagSpecifications',
    ),
  ],
  'AWS::AutoScaling::LaunchConfiguration': [
    permittedBy('IamInstanceProfile'),
    ...ignored('BlockDeviceMappings', 'ImageId', 'InstanceId', 'KeyName', 'SecurityGroups'),
  ],
  'AWS::AutoScaling::AutoScalingGroup': [
    inSubnets('VPCZoneIdentifier[]'),
    ...LAUNCH_TEMPLATES.flatMap((name) => [
      runsIn(`LaunchTemplate.${name}`),
      runsIn(`MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.${name}`),
      runsInOneOf('overrides', `MixedInstancesPolicy.LaunchTemplate.Overrides[].LaunchTemplateSpecification.${name}`),
    ]),
    runsIn('LaunchConfigurationName'),
    needsOneOf('targets', 'TargetGroupARNs[]', '@'),
    needsOneOf('targets', 'LoadBalancerNames[]', '@'),
    needsOneOf('targets', 'TrafficSources[].Identifier', '@'),
    // Launches wait for the hook; instances in service do not.
    uses('LifecycleHookSpecificationList[].NotificationTargetARN'),
    observes('NotificationConfigurations[]'),
    observes('NotificationConfiguration'),
    permittedBy('LifecycleHookSpecificationList[].RoleARN'),
    permittedBy('ServiceLinkedRoleARN'),
    ...ignored(
      'InstanceId',
      'LaunchTemplate.Version',
      'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification.Version',
      'PlacementGroup',
      'CapacityReservationSpecification',
    ),
  ],
  'AWS::AutoScaling::LifecycleHook': [uses('AutoScalingGroupName', 'NotificationTargetARN'), permittedBy('RoleARN')],
  'AWS::AutoScaling::WarmPool': ignored('*'),
  'AWS::AutoScaling::ScheduledAction': ignored('*'),

  // Scaling is control plane: without it the capacity stays as it is, so what scales does not depend on it.
  'AWS::AutoScaling::ScalingPolicy': [
    observes('TargetTrackingConfiguration'),
    observes('PredictiveScalingConfiguration'),
    ...ignored('AutoScalingGroupName'),
  ],
  'AWS::ApplicationAutoScaling::ScalableTarget': [permittedBy('RoleARN'), ...ignored('ResourceId')],
  'AWS::ApplicationAutoScaling::ScalingPolicy': [
    observes('TargetTrackingScalingPolicyConfiguration'),
    observes('PredictiveScalingPolicyConfiguration'),
    ...ignored('ResourceId', 'ScalingTargetId'),
  ],

  'AWS::ElasticBeanstalk::Environment': [
    runsIn('ApplicationName'),
    permittedBy('OperationsRole'),
    ...ignored('TemplateName', 'VersionLabel'),
  ],
  'AWS::ElasticBeanstalk::Application': [permittedBy('ResourceLifecycleConfig.ServiceRole')],
  'AWS::ElasticBeanstalk::ApplicationVersion': ignored('*'),
};
