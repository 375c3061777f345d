import { RuleTester } from 'cdk-resilience/rules';
import { efsAutomaticBackups, efsMountTargetPerAz, efsOneZone, efsReplication } from '../../../policies/rules/efs';

const files = (properties: object = {}) => ({ Type: 'AWS::EFS::FileSystem', Properties: properties });
const target = (subnet: unknown) => ({
  Type: 'AWS::EFS::MountTarget',
  Properties: { FileSystemId: { Ref: 'Subject' }, SubnetId: subnet, SecurityGroups: ['sg-1'] },
});
const subnet = (zone: unknown) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/24', AvailabilityZone: zone },
});
const zone = (index: number) => ({ 'Fn::Select': [index, { 'Fn::GetAZs': '' }] });

RuleTester.run(efsOneZone, {
  valid: [
    { name: 'the default', given: {} },
    { name: 'AWS::NoValue', given: { AvailabilityZoneName: { Ref: 'AWS::NoValue' } } },
  ],
  invalid: [
    {
      name: 'a zone chosen at deployment',
      given: { AvailabilityZoneName: zone(0) },
      finds: ['Subject.Properties.AvailabilityZoneName'],
    },
  ],
});

RuleTester.run(efsMountTargetPerAz, {
  valid: [
    { name: 'a file system without mount targets here', given: {} },
    {
      name: 'a One Zone file system',
      given: {
        Resources: {
          Subject: files({ AvailabilityZoneName: 'us-east-1a' }),
          T: target({ Ref: 'A' }),
          A: subnet('us-east-1a'),
        },
      },
    },
    {
      name: 'two zones by index',
      given: {
        Resources: {
          Subject: files(),
          T1: target({ Ref: 'A' }),
          T2: target({ Ref: 'B' }),
          A: subnet(zone(0)),
          B: subnet(zone(1)),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'one mount target in a subnet from elsewhere',
      given: { Resources: { Subject: files(), T: target('subnet-1') } },
      finds: ['Subject'],
    },
    {
      name: 'two subnets of one zone, in another stack',
      given: {
        Resources: { A: subnet('us-east-1a'), B: subnet('us-east-1a') },
        Outputs: {
          A: { Value: { Ref: 'A' }, Export: { Name: 'a' } },
          B: { Value: { Ref: 'B' }, Export: { Name: 'b' } },
        },
      },
      stacks: {
        Files: {
          template: {
            Resources: {
              Subject: files(),
              T1: target({ 'Fn::ImportValue': 'a' }),
              T2: target({ 'Fn::ImportValue': 'b' }),
            },
          },
        },
      },
      finds: ['Files/Subject'],
    },
  ],
  undetermined: [
    {
      name: 'two subnets from elsewhere',
      given: { Resources: { Subject: files(), T1: target('subnet-1'), T2: target('subnet-2') } },
      open: ['Subject'],
    },
  ],
});

const selection = (criteria: object) => ({
  Type: 'AWS::Backup::BackupSelection',
  Properties: {
    BackupPlanId: 'plan',
    BackupSelection: { SelectionName: 's', IamRoleArn: 'arn:aws:iam::111122223333:role/b', ...criteria },
  },
});
const arnOfSubject = {
  'Fn::Join': [
    '',
    [
      'arn:',
      { Ref: 'AWS::Partition' },
      ':elasticfilesystem:',
      { Ref: 'AWS::Region' },
      ':',
      { Ref: 'AWS::AccountId' },
      ':file-system/',
      { Ref: 'Subject' },
    ],
  ],
};
const status = ['Subject.Properties.BackupPolicy.Status'];

RuleTester.run(efsAutomaticBackups, {
  valid: [
    { name: 'a One Zone file system, which EFS backs up', given: { AvailabilityZoneName: 'us-east-1a' } },
    {
      name: 'a selection by ARN, as CDK writes it',
      given: { Resources: { Subject: files(), S: selection({ Resources: [arnOfSubject] }) } },
    },
    {
      name: 'a selection of all file systems',
      given: {
        Resources: { Subject: files(), S: selection({ Resources: ['arn:aws:elasticfilesystem:*:*:file-system/*'] }) },
      },
    },
    {
      name: 'a selection by tag in another stack',
      given: { Resources: { Subject: files({ FileSystemTags: [{ Key: 'backup', Value: 'daily' }] }) } },
      stacks: {
        Backup: {
          template: {
            Resources: {
              S: selection({
                ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' }],
              }),
            },
          },
        },
      },
    },
  ],
  invalid: [
    { name: 'DISABLED', given: { BackupPolicy: { Status: 'DISABLED' } }, finds: status },
    {
      name: 'One Zone with backups switched off',
      given: { AvailabilityZoneName: 'us-east-1a', BackupPolicy: { Status: 'DISABLED' } },
      finds: status,
    },
    {
      name: 'a selection of tables',
      given: { Resources: { Subject: files(), S: selection({ Resources: ['arn:aws:dynamodb:*:*:table/*'] }) } },
      finds: status,
    },
    {
      name: 'a selection in another Region',
      region: 'us-east-1',
      given: { Encrypted: true },
      stacks: { West: { region: 'us-west-2', template: { Resources: { S: selection({ Resources: ['*'] }) } } } },
      finds: status,
    },
    {
      name: 'an exclusion',
      given: { Resources: { Subject: files(), S: selection({ Resources: ['*'], NotResources: [arnOfSubject] }) } },
      finds: status,
    },
  ],
  undetermined: [
    {
      name: 'a tag whose value a parameter decides',
      given: {
        Parameters: { Backup: { Type: 'String' } },
        Resources: {
          Subject: files({ FileSystemTags: [{ Key: 'backup', Value: { Ref: 'Backup' } }] }),
          S: selection({
            ListOfTags: [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'daily' }],
          }),
        },
      },
      open: status,
    },
  ],
});

RuleTester.run(efsReplication, {
  valid: [
    {
      name: 'the destination of another file system',
      given: {
        Resources: {
          Subject: files(),
          Source: files({ ReplicationConfiguration: { Destinations: [{ FileSystemId: { Ref: 'Subject' } }] } }),
        },
      },
    },
    {
      name: 'another Region',
      region: 'us-east-1',
      given: { ReplicationConfiguration: { Destinations: [{ Region: 'us-west-2' }] } },
    },
  ],
  invalid: [
    {
      name: 'the same Region',
      region: 'us-east-1',
      given: { ReplicationConfiguration: { Destinations: [{ Region: 'us-east-1' }] } },
      finds: ['Subject.Properties.ReplicationConfiguration.Destinations.0.Region'],
    },
  ],
});
