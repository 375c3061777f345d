import { tabled } from './profiles';

const ROWS: readonly (readonly [type: string, words: string, says: string])[] = [
  ['AWS::KMS::Key', 'kms SECURITY REGION INHERENT ? outlasts-zones', 'AWS KMS runs in several Availability Zones'],
  [
    'AWS::KMS::ReplicaKey',
    'kms SECURITY REGION INHERENT ? outlasts-zones',
    'AWS KMS runs in several Availability Zones',
  ],
  [
    'AWS::SSM::Parameter',
    'ssm SECURITY REGION INHERENT ? outlasts-zones',
    'Parameter Store runs in several Availability Zones',
  ],
  [
    'AWS::CertificateManager::Certificate',
    'acm SECURITY REGION INHERENT ? outlasts-zones',
    'AWS Certificate Manager runs in several Availability Zones',
  ],
  [
    'AWS::Cognito::UserPool',
    'cognito IDENTITY REGION INHERENT ? outlasts-zones stateful',
    'Amazon Cognito runs in several Availability Zones',
  ],
  [
    'AWS::Cognito::IdentityPool',
    'cognito IDENTITY REGION INHERENT ? outlasts-zones',
    'Amazon Cognito runs in several Availability Zones',
  ],
  [
    'AWS::VerifiedPermissions::PolicyStore',
    'verifiedpermissions IDENTITY REGION INHERENT ? outlasts-zones',
    'Amazon Verified Permissions runs in several Availability Zones',
  ],
];
for (const [type, words, says] of ROWS) tabled(type, [['any', {}, words, `Subject : ${says}`]]);

const SECRETS = 'Subject : AWS Secrets Manager runs in several Availability Zones';
tabled('AWS::SecretsManager::Secret', [
  ['one Region', {}, 'secretsmanager SECURITY REGION INHERENT ? outlasts-zones', SECRETS],
  [
    'a replica',
    { ReplicaRegions: [{ Region: 'eu-central-1' }] },
    'secretsmanager SECURITY GLOBAL INHERENT ? outlasts-zones',
    'Subject Properties.ReplicaRegions: It has a replica in another Region',
  ],
  [
    'replicas that deployment decides',
    { ReplicaRegions: { 'Fn::ImportValue': 'r' } },
    'secretsmanager SECURITY REGION INHERENT ? outlasts-zones',
    SECRETS,
  ],
]);

tabled('AWS::WAFv2::WebACL', [
  [
    'regional',
    { Scope: 'REGIONAL' },
    'waf SECURITY REGION INHERENT ? outlasts-zones',
    'Subject Properties.Scope: AWS WAF runs in several Availability Zones',
  ],
  [
    'at the edge',
    { Scope: 'CLOUDFRONT' },
    'waf SECURITY GLOBAL INHERENT ? outlasts-zones',
    'Subject Properties.Scope: AWS WAF runs with Amazon CloudFront at its edge locations',
  ],
]);

for (const kind of ['MicrosoftAD', 'SimpleAD']) {
  tabled(`AWS::DirectoryService::${kind}`, [
    [
      'any',
      {},
      'directoryservice IDENTITY ZONES REPLICAS 2 outlasts-zones stateful',
      'Subject Properties.VpcSettings.SubnetIds: It has a domain controller in each of two zones',
    ],
  ]);
}
