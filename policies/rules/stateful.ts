import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import {
  canLoseData,
  canSnapshot,
  deletionPolicy,
  keepsData,
  replacePolicy,
  STATEFUL_TYPES,
} from '../../lib/facts/stateful';

export const statefulRetentionPolicy = defineRule({
  id: 'StatefulRetentionPolicy',
  appliesTo: STATEFUL_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'essential',
  title: 'The data is deleted with the stack',
  why:
    'Deleting the stack, or removing or renaming the resource in the template, deletes the data too. ' +
    'The default is Delete; only for RDS clusters and stand-alone RDS instances it is Snapshot.',
  fix:
    'Set DeletionPolicy and UpdateReplacePolicy to Retain, or to Snapshot where the type has snapshots ' +
    '(CDK: removalPolicy: RemovalPolicy.RETAIN or SNAPSHOT).',
  wellArchitected: ['REL09-BP01'],
  equivalents: ['cfn-lint:I3011', 'kics:fe974ae9-858e-4991-bbd5-e040a834679f'],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  examples: {
    noncompliant: {
      Resources: { Subject: { Type: 'AWS::EFS::FileSystem', DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Delete' } },
    },
    compliant: {
      Resources: { Subject: { Type: 'AWS::EFS::FileSystem', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } },
    },
    at: 'DeletionPolicy',
  },
  check: (resource) => {
    const policy = deletionPolicy(resource);
    if (keepsData(resource, policy)) return compliant;
    if (!canLoseData(resource)) return notApplicable;
    const given = resource.attribute('DeletionPolicy').isPresent;
    const detail = given
      ? `The deletion policy is ${policy}${policy === 'Snapshot' ? ', which the type does not support.' : '.'}`
      : 'No deletion policy is set, so CloudFormation deletes the resource.';
    return nonCompliant(resource.attribute('DeletionPolicy'), { detail });
  },
});

export const statefulUpdateReplacePolicy = defineRule({
  id: 'StatefulUpdateReplacePolicy',
  appliesTo: STATEFUL_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The data is deleted when an update replaces the resource',
  why:
    'Changing a property that cannot be changed in place makes CloudFormation create a new, empty resource and delete ' +
    'the old one. DeletionPolicy does not cover this; the default of UpdateReplacePolicy is Delete for every type.',
  fix:
    'Set UpdateReplacePolicy to Retain, or to Snapshot where the type has snapshots ' +
    '(CDK: removalPolicy: RemovalPolicy.RETAIN or SNAPSHOT sets both).',
  wellArchitected: ['REL09-BP01'],
  equivalents: ['cfn-lint:I3011', 'cfn-lint:W3011'],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html',
  examples: {
    noncompliant: {
      Resources: { Subject: { Type: 'AWS::EFS::FileSystem', DeletionPolicy: 'Retain' } },
    },
    compliant: {
      Resources: { Subject: { Type: 'AWS::EFS::FileSystem', DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' } },
    },
    at: 'UpdateReplacePolicy',
  },
  check: (resource) => {
    const policy = replacePolicy(resource);
    if (keepsData(resource, policy)) return compliant;
    // Data that are deleted with the stack are the finding of the other rule.
    if (!keepsData(resource, deletionPolicy(resource)) || !canLoseData(resource)) return notApplicable;
    const given = resource.attribute('UpdateReplacePolicy').isPresent;
    const reverts = policy === 'Snapshot' && !canSnapshot(resource);
    const detail = reverts
      ? 'UpdateReplacePolicy is Snapshot, which the type does not support: CloudFormation falls back to Delete.'
      : `UpdateReplacePolicy is ${given ? 'Delete' : 'not set, which means Delete'}.`;
    return nonCompliant(resource.attribute('UpdateReplacePolicy'), { detail });
  },
});

export const logGroupDeletionProtection = defineRule({
  id: 'LogGroupDeletionProtection',
  appliesTo: 'AWS::Logs::LogGroup',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The log group can be deleted by one call',
  why: 'What led to an outage is lost with the logs. The default is no deletion protection.',
  fix: 'Set DeletionProtectionEnabled to true (CDK: deletionProtectionEnabled: true).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html',
  remedy: { DeletionProtectionEnabled: true },
  examples: {
    noncompliant: { RetentionInDays: 90 },
    compliant: { RetentionInDays: 90, DeletionProtectionEnabled: true },
    at: 'Properties.DeletionProtectionEnabled',
  },
  check: (group) => (group.isTrue('DeletionProtectionEnabled') ? compliant : nonCompliant('DeletionProtectionEnabled')),
});
