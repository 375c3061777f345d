import { RuleTester } from 'cdk-resilience/rules';
import {
  dataSyncVerification,
  dlmCrossRegionCopy,
  dlmPolicyDisabled,
  ebsInBackupPlan,
} from '../../../policies/rules/storage';

const volume = (tags: object[] = []) => ({
  Type: 'AWS::EC2::Volume',
  Properties: { AvailabilityZone: 'us-east-1a', Size: 10, Tags: tags },
});
const policy = (properties: object) => ({
  Type: 'AWS::DLM::LifecyclePolicy',
  Properties: {
    Description: 'd',
    State: 'ENABLED',
    ExecutionRoleArn: 'arn:aws:iam::111122223333:role/dlm',
    ...properties,
  },
});
const selection = (criteria: object) => ({
  Type: 'AWS::Backup::BackupSelection',
  Properties: {
    BackupPlanId: 'plan',
    BackupSelection: { SelectionName: 's', IamRoleArn: 'arn:aws:iam::111122223333:role/b', ...criteria },
  },
});
const daily = { Key: 'backup', Value: 'daily' };
const attached = (tags: object[]) => ({
  Subject: volume(),
  Host: { Type: 'AWS::EC2::Instance', Properties: { ImageId: 'ami-1', Tags: tags } },
  Attachment: {
    Type: 'AWS::EC2::VolumeAttachment',
    Properties: { VolumeId: { Ref: 'Subject' }, InstanceId: { Ref: 'Host' }, Device: '/dev/sdf' },
  },
});

RuleTester.run(ebsInBackupPlan, {
  valid: [
    {
      name: 'the default policy for volumes',
      given: { Resources: { Subject: volume(), P: policy({ DefaultPolicy: 'VOLUME' }) } },
    },
    {
      name: 'a policy for the instance it is attached to',
      given: {
        Resources: {
          ...attached([daily]),
          P: policy({ PolicyDetails: { ResourceTypes: ['INSTANCE'], TargetTags: [daily] } }),
        },
      },
    },
    {
      name: 'a backup plan for the instance it is attached to',
      given: { Resources: { ...attached([]), S: selection({ Resources: ['arn:aws:ec2:*:*:instance/*'] }) } },
    },
    {
      name: 'a backup plan for volumes of some tag',
      given: {
        Resources: {
          Subject: volume([{ Key: 'stage', Value: 'production' }]),
          S: selection({
            Resources: ['arn:aws:ec2:*:*:volume/*'],
            Conditions: { StringLike: [{ ConditionKey: 'aws:ResourceTag/stage', ConditionValue: 'prod*' }] },
          }),
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a policy for instances',
      given: {
        Resources: {
          Subject: volume([daily]),
          P: policy({ PolicyDetails: { ResourceTypes: ['INSTANCE'], TargetTags: [daily] } }),
        },
      },
      finds: ['Subject'],
    },
    {
      name: 'the default policy for instances',
      given: { Resources: { Subject: volume(), P: policy({ DefaultPolicy: 'INSTANCE' }) } },
      finds: ['Subject'],
    },
    {
      name: 'a policy for another tag',
      given: {
        Resources: {
          Subject: volume([{ Key: 'backup', Value: 'weekly' }]),
          P: policy({ PolicyDetails: { ResourceTypes: ['VOLUME'], TargetTags: [daily] } }),
        },
      },
      finds: ['Subject'],
    },
    {
      name: 'a backup plan whose condition it does not meet',
      given: {
        Resources: {
          Subject: volume([{ Key: 'stage', Value: 'test' }]),
          S: selection({
            Resources: ['*'],
            Conditions: { StringEquals: [{ ConditionKey: 'aws:ResourceTag/stage', ConditionValue: 'production' }] },
          }),
        },
      },
      finds: ['Subject'],
    },
  ],
  undetermined: [
    {
      name: 'tags that a parameter decides',
      given: {
        Parameters: { Backup: { Type: 'String' } },
        Resources: {
          Subject: volume([{ Key: 'backup', Value: { Ref: 'Backup' } }]),
          P: policy({ PolicyDetails: { ResourceTypes: ['VOLUME'], TargetTags: [daily] } }),
        },
      },
      open: ['Subject'],
    },
  ],
});

RuleTester.run(dlmPolicyDisabled, {
  valid: [
    {
      name: 'an enabled policy by tags',
      given: policy({ PolicyDetails: { ResourceTypes: ['VOLUME'], TargetTags: [daily] } }).Properties as {
        readonly [key: string]: unknown;
      },
    },
  ],
  invalid: [
    {
      name: 'a policy by tags',
      given: { State: 'DISABLED', PolicyDetails: { ResourceTypes: ['VOLUME'] } },
      finds: ['Subject.Properties.State'],
    },
  ],
});

RuleTester.run(dlmCrossRegionCopy, {
  valid: [
    {
      name: 'a schedule that copies',
      given: {
        State: 'ENABLED',
        PolicyDetails: { Schedules: [{ CrossRegionCopyRules: [{ Target: 'us-west-2', Encrypted: true }] }] },
      },
    },
    { name: 'a policy on events', given: { State: 'ENABLED', PolicyDetails: { PolicyType: 'EVENT_BASED_POLICY' } } },
  ],
  invalid: [
    {
      name: 'a schedule that does not copy',
      given: { State: 'ENABLED', PolicyDetails: { Schedules: [{ Name: 'daily' }] } },
      finds: ['Subject'],
    },
  ],
});

RuleTester.run(dataSyncVerification, {
  valid: [{ name: 'the files that were transferred', given: { Options: { VerifyMode: 'ONLY_FILES_TRANSFERRED' } } }],
  invalid: [
    { name: 'no check', given: { Options: { VerifyMode: 'NONE' } }, finds: ['Subject.Properties.Options.VerifyMode'] },
  ],
});
