import type { Resource } from '../../model/resource';
import { fsxBlock, isScratch } from '../../facts/file-systems';
import { failover, inherent, single, unknown } from './findings';
import { global, regional, regionalStore, says, zonalStore, type Finding, type Table } from './row';

/** Objects, files and volumes. Access points and mount targets only lead on to these. */
export const STORAGE: Table = {
  'AWS::S3::Bucket': regionalStore('STORAGE', 's3', 'Amazon S3 keeps objects in three Availability Zones at least'),
  'AWS::S3::MultiRegionAccessPoint': global('STORAGE', 's3', 'It leads to buckets in several Regions'),
  'AWS::S3Express::DirectoryBucket': zonalStore('STORAGE', 's3', (bucket) => {
    const evidence = says(bucket, 'DataRedundancy', 'A directory bucket keeps its objects in one zone');
    return { redundancy: 'INHERENT', isZoneRedundant: false, evidence: [evidence] };
  }),
  'AWS::S3Tables::TableBucket': regionalStore('STORAGE', 's3', 'Amazon S3 keeps tables in several Availability Zones'),
  'AWS::EFS::FileSystem': regionalStore('STORAGE', 'efs', (files) => {
    if (!files.has('AvailabilityZoneName')) {
      return inherent(
        says(files, 'AvailabilityZoneName', 'AvailabilityZoneName is absent: files are in several zones'),
      );
    }
    const evidence = says(files, 'AvailabilityZoneName', 'AvailabilityZoneName is set: files are in one zone');
    return { redundancy: 'INHERENT', isZoneRedundant: false, reach: 'ZONES', evidence: [evidence] };
  }),
  'AWS::FSx::FileSystem': zonalStore('STORAGE', 'fsx', fsxFinding),
  'AWS::EC2::Volume': zonalStore('STORAGE', 'ebs', (volume) =>
    single(says(volume, 'AvailabilityZone', 'A volume is in one zone')),
  ),
  'AWS::ECR::Repository': regional('STORAGE', 'ecr', 'Amazon ECR keeps images in several Availability Zones'),
  'AWS::Transfer::Server': regional('STORAGE', 'transfer', (server) => {
    const type = server.string('EndpointType') ?? 'PUBLIC';
    if (type === 'PUBLIC') return inherent(says(server, 'EndpointType', 'EndpointType is PUBLIC: several zones'));
    const evidence = says(server, 'EndpointDetails.SubnetIds', 'It is reached in the zones of its subnets');
    return { redundancy: 'INHERENT', reach: 'ZONES', evidence: [evidence] };
  }),
};

/** Amazon FSx user guides, "Availability and durability": what each deployment type of each kind of file system does. */
function fsxFinding(files: Resource): Finding {
  const block = fsxBlock(files);
  if (block === undefined) return unknown(says(files, 'FileSystemType', 'FileSystemType is not known'));
  const path = `${block}.DeploymentType`;
  if (block === 'LustreConfiguration') {
    const sentence = isScratch(files) ? 'a scratch file system keeps no copies' : 'its servers are in one zone';
    return { ...single(says(files, path, `A Lustre file system: ${sentence}`)), isStateful: !isScratch(files) };
  }
  const service = block === 'WindowsConfiguration' ? 'fsx-windows' : 'fsx';
  // Only Windows has a default.
  const type = files.string(path) ?? (block === 'WindowsConfiguration' ? 'SINGLE_AZ_1' : undefined);
  if (type === undefined) return { ...unknown(says(files, path, 'DeploymentType is absent')), service };
  const said = `DeploymentType is ${files.has(path) ? type : `absent (the default is ${type})`}`;
  if (type.startsWith('MULTI_AZ'))
    return { ...failover(2, says(files, path, `${said}: a standby in another zone`)), service };
  const isPair = block === 'OntapConfiguration' || type.startsWith('SINGLE_AZ_HA');
  if (!isPair) return { ...single(says(files, path, `${said}: one file server`)), service };
  const evidence = says(files, path, `${said}: two file servers in one zone`);
  return { ...failover(2, evidence), isZoneRedundant: false, service };
}
