import { ignored } from './rows';
import type { EdgeMeaning, EdgeRows } from './types';

/** Properties that carry nothing in any type. */
export const EVERY_TYPE: EdgeRows = ignored('Description', 'Tags', 'TagSpecifications');

/** What a reference to a resource of a type is; `none` if it carries nothing. */
export type TargetMeaning = Pick<EdgeMeaning, 'type' | 'criticality' | 'redundancyGroup'> | 'none';

const PERMISSION: TargetMeaning = { type: 'PERMISSIONS', criticality: 'HARD' };
const OBSERVER: TargetMeaning = { type: 'OBSERVABILITY', criticality: 'SOFT' };

/**
 * Resource type -> what a reference to it is, where no row says so or the row says `DATA_FLOW` of a value that holds
 * more (an API definition names roles, the definition of a state machine the subnets of a task). A row keeps its
 * criticality and buffering.
 */
export const TARGETS: Readonly<Record<string, TargetMeaning>> = {
  'AWS::IAM::Group': PERMISSION,
  'AWS::IAM::InstanceProfile': PERMISSION,
  'AWS::IAM::ManagedPolicy': PERMISSION,
  'AWS::IAM::OIDCProvider': PERMISSION,
  'AWS::IAM::Policy': PERMISSION,
  'AWS::IAM::Role': PERMISSION,
  'AWS::IAM::User': PERMISSION,

  'AWS::CloudWatch::Alarm': OBSERVER,
  'AWS::CloudWatch::CompositeAlarm': OBSERVER,
  'AWS::Logs::LogGroup': OBSERVER,
  'AWS::Logs::LogStream': OBSERVER,

  'AWS::EC2::Subnet': { type: 'CONTAINMENT', criticality: 'HARD', redundancyGroup: 'subnets' },
  'AWS::EC2::VPC': { type: 'CONTAINMENT', criticality: 'HARD' },

  'AWS::CloudFormation::WaitCondition': 'none',
  'AWS::CloudFormation::WaitConditionHandle': 'none',
  'AWS::EC2::KeyPair': 'none',
  'AWS::EC2::SecurityGroup': 'none',
  'AWS::RDS::DBClusterParameterGroup': 'none',
  'AWS::RDS::DBParameterGroup': 'none',
  'AWS::RDS::OptionGroup': 'none',
};
