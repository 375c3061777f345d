import { a, tabled, type Case } from './profiles';

const functions: Case[] = [
  [
    'outside of a VPC',
    {},
    'lambda COMPUTE REGION INHERENT ? outlasts-zones',
    'Subject Properties.VpcConfig: VpcConfig is absent: AWS Lambda runs it in several Availability Zones',
  ],
  [
    'without subnets',
    { VpcConfig: { SubnetIds: [] } },
    'lambda COMPUTE REGION INHERENT ? outlasts-zones',
    'Subject Properties.VpcConfig: VpcConfig is absent: AWS Lambda runs it in several Availability Zones',
  ],
  [
    'in subnets',
    { VpcConfig: { SubnetIds: ['subnet-1', 'subnet-2'] } },
    'lambda COMPUTE ZONES INHERENT ? ?',
    'Subject Properties.VpcConfig.SubnetIds: AWS Lambda runs it in the zones of these subnets',
  ],
  [
    'in subnets that are imported',
    { VpcConfig: { SubnetIds: { 'Fn::Split': [',', { 'Fn::ImportValue': 'subnets' }] } } },
    'lambda COMPUTE ZONES INHERENT ? ?',
    'Subject Properties.VpcConfig.SubnetIds: AWS Lambda runs it in the zones of these subnets',
  ],
  [
    'on instances',
    { CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig: {} } },
    'lambda COMPUTE ZONES INHERENT ? ?',
    'Subject Properties.CapacityProviderConfig: It runs on the instances of a capacity provider',
  ],
];
tabled('AWS::Lambda::Function', functions);
tabled('AWS::Serverless::Function', functions);

tabled('AWS::Lambda::CapacityProvider', [
  [
    'any',
    { VpcConfig: { SubnetIds: ['subnet-1'] } },
    'lambda COMPUTE ZONES INHERENT ? ?',
    'Subject Properties.VpcConfig.SubnetIds: AWS Lambda keeps instances in its subnets',
  ],
]);

const policy = a('AWS::AutoScaling::ScalingPolicy', { AutoScalingGroupName: { Ref: 'Subject' } });
const one = 'Subject Properties.MinSize: MinSize is 1: one instance';

tabled('AWS::AutoScaling::AutoScalingGroup', [
  [
    'two at least',
    { MinSize: '2', MaxSize: '4' },
    'asg COMPUTE ZONES REPLICAS 2 ?',
    'Subject Properties.MinSize: MinSize is 2: 2 instances',
  ],
  ['one', { MinSize: '1', MaxSize: '4' }, 'asg COMPUTE ZONES SINGLE 1 in-one-zone', one],
  [
    'a desired capacity that nothing changes',
    { MinSize: '1', MaxSize: '4', DesiredCapacity: '3' },
    'asg COMPUTE ZONES REPLICAS 3 ?',
    'Subject Properties.DesiredCapacity: DesiredCapacity is 3: 3 instances',
  ],
  [
    'a desired capacity that scaling lowers',
    { MinSize: '1', MaxSize: '4', DesiredCapacity: '3' },
    'asg COMPUTE ZONES SINGLE 1 in-one-zone',
    one,
    { Policy: policy },
  ],
  ['nothing said', { MaxSize: '4' }, 'asg COMPUTE ZONES UNKNOWN ? ?', 'Subject Properties.MinSize: MinSize is absent'],
  [
    'capacity for Amazon ECS',
    { MinSize: '0', MaxSize: '9' },
    'asg COMPUTE ZONES UNKNOWN ? ?',
    'Subject Properties.MinSize: MinSize is 0; Amazon ECS decides how many instances run',
    {
      Provider: a('AWS::ECS::CapacityProvider', {
        AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'Subject' } },
      }),
    },
  ],
  [
    'zones of its own',
    { MinSize: '2', MaxSize: '4', AvailabilityZones: { 'Fn::GetAZs': '' } },
    'asg COMPUTE ZONES REPLICAS 2 outlasts-zones',
    'Subject Properties.MinSize: MinSize is 2: 2 instances',
  ],
  [
    'one zone of its own',
    { MinSize: '2', MaxSize: '4', AvailabilityZones: ['eu-west-1a'] },
    'asg COMPUTE ZONES REPLICAS 2 in-one-zone',
    'Subject Properties.MinSize: MinSize is 2: 2 instances',
  ],
]);

tabled('AWS::EC2::Instance', [
  ['any', {}, 'ec2 COMPUTE ZONES SINGLE 1 in-one-zone', 'Subject : An instance is one host'],
]);

const fleet: Case = [
  'any',
  {},
  'ec2 COMPUTE ZONES UNKNOWN ? ?',
  'Subject : A fleet counts capacity: AWS chooses how many instances that is',
];
tabled('AWS::EC2::EC2Fleet', [fleet]);
tabled('AWS::EC2::SpotFleet', [fleet]);

const option = (Namespace: string, OptionName: string, Value: string): object => ({ Namespace, OptionName, Value });
const typed = (type: string): object => option('aws:elasticbeanstalk:environment', 'EnvironmentType', type);

tabled('AWS::ElasticBeanstalk::Environment', [
  [
    'one instance',
    { OptionSettings: [typed('SingleInstance')] },
    'elasticbeanstalk COMPUTE ZONES SINGLE 1 in-one-zone',
    'Subject Properties.OptionSettings.0.Value: EnvironmentType is SingleInstance: one instance',
  ],
  [
    'two at least',
    { OptionSettings: [typed('LoadBalanced'), option('aws:autoscaling:asg', 'MinSize', '2')] },
    'elasticbeanstalk COMPUTE ZONES REPLICAS 2 ?',
    'Subject Properties.OptionSettings.1.Value: MinSize is 2: 2 instances',
  ],
  [
    'nothing said',
    {},
    'elasticbeanstalk COMPUTE ZONES UNKNOWN ? ?',
    'Subject Properties.OptionSettings: MinSize is not set in the template',
  ],
]);

const primaries = (InstanceCount: number): object => ({ Instances: { MasterInstanceGroup: { InstanceCount } } });
const PRIMARIES = 'Subject Properties.Instances.MasterInstanceGroup.InstanceCount';

tabled('AWS::EMR::Cluster', [
  ['one primary node', primaries(1), 'emr COMPUTE ZONES SINGLE 1 in-one-zone', `${PRIMARIES}: It has one primary node`],
  [
    'three',
    primaries(3),
    'emr COMPUTE ZONES FAILOVER 3 in-one-zone',
    `${PRIMARIES}: It has 3 primary nodes, all in one zone`,
  ],
  [
    'a fleet',
    { Instances: { MasterInstanceFleet: { TargetOnDemandCapacity: 1 } } },
    'emr COMPUTE ZONES SINGLE 1 in-one-zone',
    'Subject Properties.Instances.MasterInstanceFleet: It has one primary node',
  ],
  ['nothing said', {}, 'emr COMPUTE ZONES UNKNOWN ? ?', `${PRIMARIES}: No number of primary nodes is given`],
]);

const config = (...ProductionVariants: object[]): ReturnType<typeof a> =>
  a('AWS::SageMaker::EndpointConfig', { ProductionVariants });
const named = { EndpointConfigName: { 'Fn::GetAtt': ['Config', 'EndpointConfigName'] } };

tabled('AWS::SageMaker::Endpoint', [
  [
    'the variant with the fewest instances',
    named,
    'sagemaker COMPUTE ZONES SINGLE 1 in-one-zone',
    'Config Properties.ProductionVariants.1.InitialInstanceCount: InitialInstanceCount is 1: one instance',
    { Config: config({ InitialInstanceCount: 2 }, { InitialInstanceCount: 1 }) },
  ],
  [
    'serverless',
    named,
    'sagemaker COMPUTE REGION INHERENT ? outlasts-zones',
    'Config Properties.ProductionVariants: All variants are serverless',
    { Config: config({ ServerlessConfig: {} }) },
  ],
  [
    'an instance count that is absent',
    named,
    'sagemaker COMPUTE ZONES UNKNOWN ? ?',
    'Config Properties.ProductionVariants: InitialInstanceCount is absent',
    { Config: config({}) },
  ],
  [
    'a configuration without variants',
    named,
    'sagemaker COMPUTE ZONES UNKNOWN ? ?',
    'Config Properties.ProductionVariants: ProductionVariants is absent',
    { Config: config() },
  ],
  [
    'a configuration from outside',
    { EndpointConfigName: 'recommender' },
    'sagemaker COMPUTE ZONES UNKNOWN ? ?',
    'Subject Properties.EndpointConfigName: Its configuration is not in the application',
  ],
]);

tabled('AWS::CodeBuild::Project', [
  [
    'any',
    {},
    'codebuild COMPUTE REGION INHERENT ? outlasts-zones',
    'Subject : AWS CodeBuild runs each build on a host of its own',
  ],
]);
tabled('AWS::Glue::Job', [
  ['any', {}, 'glue COMPUTE REGION INHERENT ? outlasts-zones', 'Subject : AWS Glue runs each job on hosts of its own'],
]);
