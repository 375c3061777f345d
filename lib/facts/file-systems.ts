import type { Resource } from '../model/resource';

/** The block of an FSx file system that holds the settings of its type. */
export type FsxBlock = 'LustreConfiguration' | 'OntapConfiguration' | 'OpenZFSConfiguration' | 'WindowsConfiguration';

const BLOCKS: Readonly<Record<string, FsxBlock>> = {
  LUSTRE: 'LustreConfiguration',
  ONTAP: 'OntapConfiguration',
  OPENZFS: 'OpenZFSConfiguration',
  WINDOWS: 'WindowsConfiguration',
};

export function fsxBlock(files: Resource): FsxBlock | undefined {
  return BLOCKS[files.string('FileSystemType') ?? ''];
}

/** Whether a Lustre file system is for temporary data. The default is. */
export function isScratch(files: Resource): boolean {
  return files.string('LustreConfiguration.DeploymentType')?.startsWith('SCRATCH') ?? true;
}

/** Whether a Lustre file system is linked to a bucket that holds the data: FSx cannot back such a file system up. */
export function isLinkedToS3(files: Resource): boolean {
  if (files.has('LustreConfiguration.ImportPath')) return true;
  return files.referencedBy('AWS::FSx::DataRepositoryAssociation', 'FileSystemId').length > 0;
}
