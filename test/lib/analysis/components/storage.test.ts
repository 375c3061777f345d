import { tabled, type Case } from './profiles';

tabled('AWS::S3::Bucket', [
  [
    'any',
    {},
    's3 STORAGE REGION INHERENT ? outlasts-zones stateful',
    'Subject : Amazon S3 keeps objects in three Availability Zones at least',
  ],
]);
tabled('AWS::S3::MultiRegionAccessPoint', [
  ['any', {}, 's3 STORAGE GLOBAL INHERENT ? outlasts-zones', 'Subject : It leads to buckets in several Regions'],
]);
tabled('AWS::S3Express::DirectoryBucket', [
  [
    'any',
    {},
    's3 STORAGE ZONES INHERENT ? in-one-zone stateful',
    'Subject Properties.DataRedundancy: A directory bucket keeps its objects in one zone',
  ],
]);
tabled('AWS::S3Tables::TableBucket', [
  [
    'any',
    {},
    's3 STORAGE REGION INHERENT ? outlasts-zones stateful',
    'Subject : Amazon S3 keeps tables in several Availability Zones',
  ],
]);

const ZONE = 'Subject Properties.AvailabilityZoneName';
tabled('AWS::EFS::FileSystem', [
  [
    'several zones',
    {},
    'efs STORAGE REGION INHERENT ? outlasts-zones stateful',
    `${ZONE}: AvailabilityZoneName is absent: files are in several zones`,
  ],
  [
    'one zone',
    { AvailabilityZoneName: 'eu-west-1a' },
    'efs STORAGE ZONES INHERENT ? in-one-zone stateful',
    `${ZONE}: AvailabilityZoneName is set: files are in one zone`,
  ],
]);

const block = (name: string, type: string | undefined): object => ({
  FileSystemType: name.toUpperCase(),
  [`${name}Configuration`]: type === undefined ? {} : { DeploymentType: type },
});
const fsx = (name: string, type: string | undefined, words: string, said: string): Case => {
  const service = name === 'Windows' ? 'fsx-windows' : 'fsx';
  const evidence = `Subject Properties.${name}Configuration.DeploymentType: ${said}`;
  return [`${name} ${type}`, block(name, type), `${service} STORAGE ZONES ${words}`, evidence];
};
tabled('AWS::FSx::FileSystem', [
  fsx(
    'Windows',
    'MULTI_AZ_1',
    'FAILOVER 2 outlasts-zones stateful',
    'DeploymentType is MULTI_AZ_1: a standby in another zone',
  ),
  fsx('Windows', 'SINGLE_AZ_2', 'SINGLE 1 in-one-zone stateful', 'DeploymentType is SINGLE_AZ_2: one file server'),
  fsx(
    'Windows',
    undefined,
    'SINGLE 1 in-one-zone stateful',
    'DeploymentType is absent (the default is SINGLE_AZ_1): one file server',
  ),
  fsx(
    'Ontap',
    'MULTI_AZ_2',
    'FAILOVER 2 outlasts-zones stateful',
    'DeploymentType is MULTI_AZ_2: a standby in another zone',
  ),
  fsx(
    'Ontap',
    'SINGLE_AZ_1',
    'FAILOVER 2 in-one-zone stateful',
    'DeploymentType is SINGLE_AZ_1: two file servers in one zone',
  ),
  fsx('Ontap', undefined, 'UNKNOWN ? ? stateful', 'DeploymentType is absent'),
  fsx(
    'OpenZFS',
    'MULTI_AZ_1',
    'FAILOVER 2 outlasts-zones stateful',
    'DeploymentType is MULTI_AZ_1: a standby in another zone',
  ),
  fsx(
    'OpenZFS',
    'SINGLE_AZ_HA_2',
    'FAILOVER 2 in-one-zone stateful',
    'DeploymentType is SINGLE_AZ_HA_2: two file servers in one zone',
  ),
  fsx('OpenZFS', 'SINGLE_AZ_1', 'SINGLE 1 in-one-zone stateful', 'DeploymentType is SINGLE_AZ_1: one file server'),
  fsx('Lustre', 'PERSISTENT_2', 'SINGLE 1 in-one-zone stateful', 'A Lustre file system: its servers are in one zone'),
  fsx('Lustre', undefined, 'SINGLE 1 in-one-zone', 'A Lustre file system: a scratch file system keeps no copies'),
  [
    'another kind',
    { FileSystemType: 'TAPE' },
    'fsx STORAGE ZONES UNKNOWN ? ? stateful',
    'Subject Properties.FileSystemType: FileSystemType is not known',
  ],
]);

tabled('AWS::EC2::Volume', [
  [
    'any',
    { AvailabilityZone: 'eu-west-1a' },
    'ebs STORAGE ZONES SINGLE 1 in-one-zone stateful',
    'Subject Properties.AvailabilityZone: A volume is in one zone',
  ],
]);
tabled('AWS::ECR::Repository', [
  [
    'any',
    {},
    'ecr STORAGE REGION INHERENT ? outlasts-zones',
    'Subject : Amazon ECR keeps images in several Availability Zones',
  ],
]);
tabled('AWS::Transfer::Server', [
  [
    'public',
    {},
    'transfer STORAGE REGION INHERENT ? outlasts-zones',
    'Subject Properties.EndpointType: EndpointType is PUBLIC: several zones',
  ],
  [
    'in subnets',
    { EndpointType: 'VPC', EndpointDetails: { SubnetIds: ['subnet-1'] } },
    'transfer STORAGE ZONES INHERENT ? ?',
    'Subject Properties.EndpointDetails.SubnetIds: It is reached in the zones of its subnets',
  ],
]);
