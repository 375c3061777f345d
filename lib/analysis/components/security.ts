import { inherent } from './findings';
import { regional, regionalStore, says, zonalStore, type Table } from './row';

/** Keys, secrets, certificates and directories. Roles, policies, grants and clients only lead on to these. */
export const SECURITY: Table = {
  'AWS::KMS::Key': regional('SECURITY', 'kms', 'AWS KMS runs in several Availability Zones'),
  'AWS::KMS::ReplicaKey': regional('SECURITY', 'kms', 'AWS KMS runs in several Availability Zones'),
  'AWS::SecretsManager::Secret': regional('SECURITY', 'secretsmanager', (secret) => {
    const found = inherent(says(secret, '', 'AWS Secrets Manager runs in several Availability Zones'));
    const replicas = secret.at('ReplicaRegions');
    if (!replicas.isPresent || replicas.isUnknown || replicas.items().length === 0) return found;
    const evidence = [...found.evidence, says(secret, 'ReplicaRegions', 'It has a replica in another Region')];
    return { ...found, reach: 'GLOBAL', evidence };
  }),
  'AWS::SSM::Parameter': regional('SECURITY', 'ssm', 'Parameter Store runs in several Availability Zones'),
  'AWS::CertificateManager::Certificate': regional(
    'SECURITY',
    'acm',
    'AWS Certificate Manager runs in several Availability Zones',
  ),
  'AWS::WAFv2::WebACL': regional('SECURITY', 'waf', (acl) => {
    const isGlobal = acl.string('Scope') === 'CLOUDFRONT';
    const where = isGlobal ? 'with Amazon CloudFront at its edge locations' : 'in several Availability Zones';
    const found = inherent(says(acl, 'Scope', `AWS WAF runs ${where}`));
    return isGlobal ? { ...found, reach: 'GLOBAL' } : found;
  }),
  'AWS::Cognito::UserPool': regionalStore('IDENTITY', 'cognito', 'Amazon Cognito runs in several Availability Zones'),
  'AWS::Cognito::IdentityPool': regional('IDENTITY', 'cognito', 'Amazon Cognito runs in several Availability Zones'),
  'AWS::VerifiedPermissions::PolicyStore': regional(
    'IDENTITY',
    'verifiedpermissions',
    'Amazon Verified Permissions runs in several Availability Zones',
  ),
  // AWS Directory Service Administration Guide: two domain controllers, in subnets of two zones.
  'AWS::DirectoryService::MicrosoftAD': zonalStore('IDENTITY', 'directoryservice', (directory) => ({
    redundancy: 'REPLICAS',
    units: 2,
    isZoneRedundant: true,
    evidence: [says(directory, 'VpcSettings.SubnetIds', 'It has a domain controller in each of two zones')],
  })),
  'AWS::DirectoryService::SimpleAD': zonalStore('IDENTITY', 'directoryservice', (directory) => ({
    redundancy: 'REPLICAS',
    units: 2,
    isZoneRedundant: true,
    evidence: [says(directory, 'VpcSettings.SubnetIds', 'It has a domain controller in each of two zones')],
  })),
};
