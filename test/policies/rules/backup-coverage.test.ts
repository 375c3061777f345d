import { RuleTester } from 'cdk-resilience/rules';
import {
  backupRoleWithoutS3,
  backupTagMismatch,
  dynamoDbInBackupPlan,
  ec2InBackupPlan,
  fsxInBackupPlan,
  rdsInBackupPlan,
  s3BackupUnversioned,
  s3InBackupPlan,
} from '../../../policies/rules/backup-coverage';

const selection = (criteria: object, role: unknown = 'arn:aws:iam::111122223333:role/b') => ({
  Type: 'AWS::Backup::BackupSelection',
  Properties: { BackupPlanId: 'plan', BackupSelection: { SelectionName: 's', IamRoleArn: role, ...criteria } },
});
const withTag = (key: string, value: string) => ({
  ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: key, ConditionValue: value }],
});
const where = (operator: string, key: string, value: string) => ({
  Conditions: { [operator]: [{ ConditionKey: `aws:ResourceTag/${key}`, ConditionValue: value }] },
});
const table = (properties: object = {}) => ({ Type: 'AWS::DynamoDB::Table', Properties: properties });
const tagged = (Key: string, Value: unknown) => table({ Tags: [{ Key, Value }] });
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

RuleTester.run(dynamoDbInBackupPlan, {
  valid: [
    {
      name: 'a selection by reference',
      given: { Resources: { Subject: table(), S: selection({ Resources: [arnOf('Subject')] }) } },
    },
    {
      name: 'a selection by reference from another stack',
      given: {
        Resources: { Subject: table() },
        Outputs: { T: { Value: arnOf('Subject'), Export: { Name: 'orders' } } },
      },
      stacks: {
        Backup: { template: { Resources: { S: selection({ Resources: [{ 'Fn::ImportValue': 'orders' }] }) } } },
      },
    },
    {
      name: 'an ARN with its name',
      given: {
        Resources: {
          Subject: table({ TableName: 'orders' }),
          S: selection({ Resources: ['arn:aws:dynamodb:us-east-1:111122223333:table/orders'] }),
        },
      },
    },
    {
      name: 'a pattern of its name',
      given: {
        Resources: {
          Subject: table({ TableName: 'orders-live' }),
          S: selection({ Resources: ['arn:aws:dynamodb:*:*:table/orders-*'] }),
        },
      },
    },
    {
      name: 'all resources of the service',
      given: { Resources: { Subject: table(), S: selection({ Resources: ['arn:aws:dynamodb:*'] }) } },
    },
    {
      name: 'a selection that names nothing, and so takes everything',
      given: { Resources: { Subject: table(), S: selection({}) } },
    },
    {
      name: 'one of two tags',
      given: {
        Resources: {
          Subject: tagged('tier', 'gold'),
          S: selection({ ListOfTags: [...withTag('backup', 'yes').ListOfTags, ...withTag('tier', 'gold').ListOfTags] }),
        },
      },
    },
    {
      name: 'a condition that it meets',
      given: {
        Resources: {
          Subject: tagged('tier', 'gold'),
          S: selection({ Resources: ['*'], ...where('StringEquals', 'tier', 'gold') }),
        },
      },
    },
    {
      name: 'a condition that it does not fall under',
      given: { Resources: { Subject: tagged('tier', 'gold'), S: selection(where('StringNotLike', 'tier', 'temp*')) } },
    },
    {
      name: 'a global table by the tag of a replica',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::DynamoDB::GlobalTable',
            Properties: { Replicas: [{ Region: 'us-east-1', Tags: [{ Key: 'backup', Value: 'yes' }] }] },
          },
          S: selection(withTag('backup', 'yes')),
        },
      },
    },
  ],
  invalid: [
    { name: 'an application without backups', given: {}, finds: ['Subject'] },
    {
      name: 'a pattern of another name',
      given: {
        Resources: {
          Subject: table({ TableName: 'users' }),
          S: selection({ Resources: ['arn:aws:dynamodb:*:*:table/orders-*'] }),
        },
      },
      finds: ['Subject'],
    },
    {
      name: 'another type',
      given: {
        Resources: { Subject: table(), S: selection({ Resources: ['arn:aws:rds:*:*:db:*', 'arn:aws:ec2:*'] }) },
      },
      finds: ['Subject'],
    },
    {
      name: 'a tag with another value',
      given: { Resources: { Subject: tagged('backup', 'no'), S: selection(withTag('backup', 'yes')) } },
      finds: ['Subject'],
    },
    {
      name: 'a condition that it falls under',
      given: {
        Resources: { Subject: tagged('tier', 'temporary'), S: selection(where('StringNotLike', 'tier', 'temp*')) },
      },
      finds: ['Subject'],
    },
    {
      name: 'an exclusion of its type',
      given: {
        Resources: {
          Subject: table(),
          S: selection({ Resources: ['*'], NotResources: ['arn:aws:dynamodb:*:*:table/*'] }),
        },
      },
      finds: ['Subject'],
    },
    {
      name: 'another Region by pattern',
      region: 'us-east-1',
      account: '111122223333',
      given: { Resources: { Subject: table(), S: selection({ Resources: ['arn:aws:dynamodb:us-west-2:*:table/*'] }) } },
      finds: ['Subject'],
    },
    {
      name: 'a selection that exists in production only',
      given: {
        Parameters: { Env: { Type: 'String' } },
        Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] } },
        Resources: { Subject: table(), S: { ...selection({ Resources: ['*'] }), Condition: 'IsProd' } },
      },
      finds: ['Subject when IsProd is false'],
    },
  ],
  undetermined: [
    {
      name: 'a pattern of names, where CloudFormation names the table',
      given: { Resources: { Subject: table(), S: selection({ Resources: ['arn:aws:dynamodb:*:*:table/orders-*'] }) } },
      open: ['Subject'],
    },
    {
      name: 'a list of resources that a parameter gives',
      given: {
        Parameters: { Arns: { Type: 'CommaDelimitedList' } },
        Resources: { Subject: table(), S: selection({ Resources: { Ref: 'Arns' } }) },
      },
      open: ['Subject'],
    },
    {
      name: 'names and tags in one selection',
      given: {
        Resources: { Subject: table(), S: selection({ Resources: [arnOf('Subject')], ...withTag('backup', 'yes') }) },
      },
      open: ['Subject'],
    },
  ],
});

RuleTester.run(rdsInBackupPlan, {
  valid: [
    { name: 'a member of a cluster', given: { Engine: 'aurora-mysql', DBClusterIdentifier: 'c' } },
    { name: 'a read replica', given: { SourceDBInstanceIdentifier: 'accounts' } },
    {
      name: 'an instance, as CDK selects it',
      given: {
        Resources: {
          Subject: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres' } },
          S: selection({
            Resources: [
              {
                'Fn::Join': [
                  '',
                  [
                    'arn:',
                    { Ref: 'AWS::Partition' },
                    ':rds:',
                    { Ref: 'AWS::Region' },
                    ':',
                    { Ref: 'AWS::AccountId' },
                    ':db:',
                    { Ref: 'Subject' },
                  ],
                ],
              },
            ],
          }),
        },
      },
    },
    {
      name: 'a cluster by pattern',
      given: {
        Resources: {
          Subject: { Type: 'AWS::RDS::DBCluster', Properties: {} },
          S: selection({ Resources: ['arn:aws:rds:*:*:cluster:*'] }),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a cluster, where instances are selected',
      given: {
        Resources: {
          Subject: { Type: 'AWS::RDS::DBCluster', Properties: {} },
          S: selection({ Resources: ['arn:aws:rds:*:*:db:*'] }),
        },
      },
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(fsxInBackupPlan, {
  valid: [
    { name: 'ONTAP', given: { FileSystemType: 'ONTAP' } },
    { name: 'scratch Lustre', given: { FileSystemType: 'LUSTRE' } },
  ],
  invalid: [
    {
      name: 'persistent Lustre',
      given: { FileSystemType: 'LUSTRE', LustreConfiguration: { DeploymentType: 'PERSISTENT_2' } },
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(ec2InBackupPlan, {
  valid: [
    {
      name: 'a tag',
      given: {
        Resources: {
          Subject: { Type: 'AWS::EC2::Instance', Properties: { Tags: [{ Key: 'backup', Value: 'yes' }] } },
          S: selection(withTag('backup', 'yes')),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a selection of volumes',
      given: {
        Resources: {
          Subject: { Type: 'AWS::EC2::Instance' },
          S: selection({ Resources: ['arn:aws:ec2:*:*:volume/*'] }),
        },
      },
      finds: ['Subject'],
    },
  ],
});

const bucket = (properties: object = {}) => ({ Type: 'AWS::S3::Bucket', Properties: properties });

RuleTester.run(s3InBackupPlan, {
  valid: [
    { name: 'access logs', given: { AccessControl: 'LogDeliveryWrite' } },
    {
      name: 'a copy of another bucket',
      given: {
        Resources: {
          Subject: bucket(),
          Source: bucket({
            AccessControl: 'LogDeliveryWrite',
            ReplicationConfiguration: {
              Role: 'arn:aws:iam::111122223333:role/r',
              Rules: [{ Status: 'Enabled', Destination: { Bucket: arnOf('Subject') } }],
            },
          }),
        },
      },
    },

    {
      name: 'a pattern of its name',
      given: {
        Resources: {
          Subject: bucket({ BucketName: 'orders-live' }),
          S: selection({ Resources: ['arn:aws:s3:::orders-*'] }),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a pattern of another name',
      given: {
        Resources: { Subject: bucket({ BucketName: 'logs' }), S: selection({ Resources: ['arn:aws:s3:::orders-*'] }) },
      },
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(s3BackupUnversioned, {
  valid: [
    { name: 'a bucket that is not selected', given: {} },
    {
      name: 'a bucket of a type that is selected',
      given: { Resources: { Subject: bucket(), S: selection({ Resources: ['arn:aws:s3:::*'] }) } },
    },
    {
      name: 'a bucket that is excluded',
      given: { Resources: { Subject: bucket(), S: selection({ Resources: ['*'], NotResources: [arnOf('Subject')] }) } },
    },
  ],
  invalid: [
    {
      name: 'versioning that is suspended',
      given: {
        Resources: {
          Subject: bucket({ VersioningConfiguration: { Status: 'Suspended' } }),
          S: selection({ Resources: [arnOf('Subject')] }),
        },
      },
      finds: ['Subject.Properties.VersioningConfiguration.Status'],
    },
  ],
});

const forBackup = {
  'Fn::Join': [
    '',
    ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup'],
  ],
};
const role = (properties: object) => ({
  Type: 'AWS::IAM::Role',
  Properties: { AssumeRolePolicyDocument: {}, ...properties },
});
const document = (action: unknown) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }],
});
const s3Selection = selection({ Resources: [arnOf('Bucket')] }, arnOf('Role'));

RuleTester.run(backupRoleWithoutS3, {
  valid: [
    {
      name: 'a role from elsewhere',
      given: { Resources: { Subject: selection({ Resources: [arnOf('Bucket')] }), Bucket: bucket() } },
    },
    {
      name: 'a selection of tables',
      given: {
        Resources: {
          Subject: selection({ Resources: [arnOf('T')] }, arnOf('Role')),
          T: table(),
          Role: role({ ManagedPolicyArns: [forBackup] }),
        },
      },
    },
    {
      name: 'an inline policy',
      given: {
        Resources: {
          Subject: s3Selection,
          Bucket: bucket(),
          Role: role({
            ManagedPolicyArns: [forBackup],
            Policies: [{ PolicyName: 'p', PolicyDocument: document(['s3:GetObject*']) }],
          }),
        },
      },
    },
    {
      name: 'a policy beside the role',
      given: {
        Resources: {
          Subject: s3Selection,
          Bucket: bucket(),
          Role: role({ ManagedPolicyArns: [forBackup] }),
          P: {
            Type: 'AWS::IAM::Policy',
            Properties: { PolicyName: 'p', PolicyDocument: document('s3:*'), Roles: [{ Ref: 'Role' }] },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'what CDK attaches by default',
      given: { Resources: { Subject: s3Selection, Bucket: bucket(), Role: role({ ManagedPolicyArns: [forBackup] }) } },
      finds: ['Subject.Properties.BackupSelection.IamRoleArn'],
    },
    {
      name: 'a policy about something else',
      given: {
        Resources: {
          Subject: s3Selection,
          Bucket: bucket(),
          Role: role({ Policies: [{ PolicyName: 'p', PolicyDocument: document('dynamodb:*') }] }),
        },
      },
      finds: ['Subject.Properties.BackupSelection.IamRoleArn'],
    },
  ],
  undetermined: [
    {
      name: 'a policy of the account',
      given: {
        Resources: {
          Subject: s3Selection,
          Bucket: bucket(),
          Role: role({ ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/backup'] }),
        },
      },
      open: ['Subject.Properties.BackupSelection.IamRoleArn'],
    },
  ],
});

RuleTester.run(backupTagMismatch, {
  valid: [
    {
      name: 'a tag with another value',
      given: { Resources: { Subject: tagged('backup', 'weekly'), S: selection(withTag('backup', 'daily')) } },
    },
    { name: 'no tags', given: { Resources: { Subject: table(), S: selection(withTag('backup', 'daily')) } } },
    {
      name: 'a resource that is covered otherwise',
      given: {
        Resources: {
          Subject: tagged('Backup', 'daily'),
          S: selection(withTag('backup', 'daily')),
          All: selection({ Resources: ['*'] }),
        },
      },
    },
    {
      name: 'a value that deployment decides',
      given: {
        Parameters: { V: { Type: 'String' } },
        Resources: { Subject: tagged('Backup', { Ref: 'V' }), S: selection(withTag('backup', 'daily')) },
      },
    },
  ],
  invalid: [
    {
      name: 'a value in capitals',
      given: { Resources: { Subject: tagged('backup', 'Daily'), S: selection(withTag('backup', 'daily')) } },
      finds: ['Subject'],
    },
    {
      name: 'a key in capitals, by condition, in another stack',
      given: {
        Resources: {
          Subject: {
            Type: 'AWS::EFS::FileSystem',
            Properties: { FileSystemTags: [{ Key: 'BACKUP', Value: 'daily' }] },
          },
        },
      },
      stacks: {
        Backup: {
          template: { Resources: { S: selection({ Resources: ['*'], ...where('StringEquals', 'backup', 'daily') }) } },
        },
      },
      finds: ['Subject'],
    },
  ],
});
