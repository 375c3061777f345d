import { ignored, inSubnets, needs, observes, permits, permittedBy, routesTo, runsIn, uses } from './rows';
import type { EdgeTable } from './types';

/** Roles and policies. A permission is no flow: nothing is down because the table a policy names is. */
const IAM: EdgeTable = {
  'AWS::IAM::Role': [
    permittedBy('ManagedPolicyArns[]'),
    permittedBy('PermissionsBoundary'),
    permits('Policies[].PolicyDocument'),
    ...ignored('AssumeRolePolicyDocument'),
  ],
  'AWS::IAM::Policy': [
    permittedBy('Roles[]', '@'),
    permittedBy('Users[]', '@'),
    permittedBy('Groups[]', '@'),
    permits('PolicyDocument'),
  ],
  'AWS::IAM::ManagedPolicy': [
    permittedBy('Roles[]', '@'),
    permittedBy('Users[]', '@'),
    permittedBy('Groups[]', '@'),
    permits('PolicyDocument'),
  ],
  'AWS::IAM::RolePolicy': [permittedBy('RoleName', '@'), permits('PolicyDocument')],
  'AWS::IAM::UserPolicy': [permittedBy('UserName', '@'), permits('PolicyDocument')],
  'AWS::IAM::GroupPolicy': [permittedBy('GroupName', '@'), permits('PolicyDocument')],
  'AWS::IAM::InstanceProfile': [permittedBy('Roles[]')],
  'AWS::IAM::User': [
    permittedBy('Groups[]'),
    permittedBy('ManagedPolicyArns[]'),
    permittedBy('PermissionsBoundary'),
    permits('Policies[].PolicyDocument'),
    ...ignored('LoginProfile'),
  ],
  'AWS::IAM::Group': [permittedBy('ManagedPolicyArns[]'), permits('Policies[].PolicyDocument')],
  'AWS::IAM::UserToGroupAddition': [permittedBy('Users[]', 'GroupName')],
  'AWS::IAM::AccessKey': [permittedBy('UserName')],
};

/** Keys and secrets. Who uses a key has the row: whether data stays readable without it differs by service. */
const KEYS: EdgeTable = {
  'AWS::KMS::Key': [permits('KeyPolicy')],
  'AWS::KMS::Alias': [needs('TargetKeyId')],
  // A replica decrypts without its primary key.
  'AWS::KMS::ReplicaKey': [permits('KeyPolicy'), ...ignored('PrimaryKeyArn')],
  'AWS::SecretsManager::Secret': [needs('KmsKeyId'), ...ignored('GenerateSecretString', 'ReplicaRegions')],
  // The credentials and address of the database: who brings the secret along goes on to the database. The secret itself
  // is read when a task starts or a connection is opened: what runs goes on without it.
  'AWS::SecretsManager::SecretTargetAttachment': [needs('SecretId', 'TargetId'), uses('SecretId'), needs('TargetId')],
  // A rotation that does not run leaves the secret as it is.
  'AWS::SecretsManager::RotationSchedule': ignored('*'),
  'AWS::SecretsManager::ResourcePolicy': [permits('SecretId'), permits('ResourcePolicy')],
  // Tells its readers a name or an address; it keeps the text whatever becomes of the resource.
  'AWS::SSM::Parameter': [uses('Value')],
};

/** A user pool waits for its triggers: one that fails, fails the sign-in or sign-up it belongs to. */
const COGNITO: EdgeTable = {
  'AWS::Cognito::UserPool': [
    needs('LambdaConfig'),
    // First visits only.
    routesTo('LambdaConfig.PreSignUp'),
    routesTo('LambdaConfig.PostConfirmation'),
    routesTo('LambdaConfig.UserMigration'),
    needs('KeyConfiguration.KmsKeyArn'),
    // Mails and texts: sign-up and forgotten passwords. Sign-in by password goes on.
    uses('EmailConfiguration.SourceArn'),
    uses('LambdaConfig.CustomEmailSender.LambdaArn'),
    uses('LambdaConfig.CustomSMSSender.LambdaArn'),
    uses('LambdaConfig.CustomMessage'),
    uses('LambdaConfig.KMSKeyID'),
    permittedBy('SmsConfiguration.SnsCallerArn'),
  ],
  'AWS::Cognito::UserPoolClient': [
    runsIn('UserPoolId'),
    permittedBy('AnalyticsConfiguration.RoleArn'),
    ...ignored('SupportedIdentityProviders'),
  ],
  'AWS::Cognito::UserPoolDomain': [
    runsIn('UserPoolId'),
    needs('CustomDomainConfig.CertificateArn'),
    uses('Routing.Failover.PrimaryRoute53HealthCheckId'),
  ],
  // Who signs in with this provider.
  'AWS::Cognito::UserPoolIdentityProvider': [uses('UserPoolId', '@'), ...ignored('ProviderDetails')],
  'AWS::Cognito::UserPoolGroup': [runsIn('UserPoolId'), permittedBy('RoleArn')],
  'AWS::Cognito::UserPoolResourceServer': [runsIn('UserPoolId')],
  'AWS::Cognito::UserPoolUser': [runsIn('UserPoolId')],
  'AWS::Cognito::UserPoolUserToGroupAttachment': ignored('*'),
  'AWS::Cognito::UserPoolUICustomizationAttachment': ignored('*'),
  'AWS::Cognito::UserPoolRiskConfigurationAttachment': ignored('*'),
  'AWS::Cognito::ManagedLoginBranding': ignored('*'),
  'AWS::Cognito::LogDeliveryConfiguration': [observes('UserPoolId'), observes('LogConfigurations[]')],
  'AWS::Cognito::IdentityPool': [
    needs('CognitoIdentityProviders[].ProviderName'),
    needs('CognitoIdentityProviders[].ClientId'),
    permittedBy('OpenIdConnectProviderARNs[]'),
    permittedBy('SamlProviderARNs[]'),
    uses('CognitoStreams.StreamName'),
    permittedBy('CognitoStreams.RoleArn'),
    permittedBy('PushSync.RoleArn'),
    needs('CognitoEvents'),
  ],
  'AWS::Cognito::IdentityPoolRoleAttachment': [
    permittedBy('IdentityPoolId', 'Roles'),
    permittedBy('IdentityPoolId', 'RoleMappings'),
  ],
};

const DIRECTORIES: EdgeTable = {
  'AWS::DirectoryService::MicrosoftAD': [
    runsIn('VpcSettings.VpcId'),
    inSubnets('VpcSettings.SubnetIds[]'),
    ...ignored('Password'),
  ],
  'AWS::DirectoryService::SimpleAD': [
    runsIn('VpcSettings.VpcId'),
    inSubnets('VpcSettings.SubnetIds[]'),
    ...ignored('Password'),
  ],
};

/** Who may do what, and with which key. */
export const SECURITY: EdgeTable = { ...IAM, ...KEYS, ...COGNITO, ...DIRECTORIES };
