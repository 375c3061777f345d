import type { Criticality, EdgeType } from './types';

/** What every reference to a resource of a type is. */
export type TargetMeaning = { readonly type: EdgeType; readonly criticality: Criticality } | { readonly none: true };

const PERMISSION: TargetMeaning = { type: 'PERMISSIONS', criticality: 'HARD' };
const NOTHING: TargetMeaning = { none: true };

/**
 * Resource type -> what a reference to it is, whatever property holds it: a role is a permission in an API definition
 * too, and in a type that has no rows.
 */
export const TARGETS: Readonly<Record<string, TargetMeaning>> = {
  'AWS::IAM::Group': PERMISSION,
  'AWS::IAM::InstanceProfile': PERMISSION,
  'AWS::IAM::ManagedPolicy': PERMISSION,
  'AWS::IAM::OIDCProvider': PERMISSION,
  'AWS::IAM::Policy': PERMISSION,
  'AWS::IAM::Role': PERMISSION,
  'AWS::IAM::User': PERMISSION,

  'AWS::CloudFormation::CustomResource': NOTHING,
  'AWS::CloudFormation::WaitCondition': NOTHING,
  'AWS::CloudFormation::WaitConditionHandle': NOTHING,
  'AWS::EC2::KeyPair': NOTHING,
  'AWS::EC2::SecurityGroup': NOTHING,
  'AWS::RDS::DBClusterParameterGroup': NOTHING,
  'AWS::RDS::DBParameterGroup': NOTHING,
  'AWS::RDS::OptionGroup': NOTHING,
};
