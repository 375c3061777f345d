import { a, evidenceOf, inWords, subjectOf, tabled } from './profiles';

const target = (Properties: object): { Type: string; Properties: object } =>
  a('AWS::ApplicationAutoScaling::ScalableTarget', {
    ResourceId: { 'Fn::Sub': 'service/main/${Subject.Name}' },
    ScalableDimension: 'ecs:service:DesiredCount',
    ServiceNamespace: 'ecs',
    ...Properties,
  });

tabled('AWS::ECS::Service', [
  [
    'three tasks',
    { DesiredCount: 3 },
    'ecs COMPUTE ZONES REPLICAS 3 ?',
    'Subject Properties.DesiredCount: DesiredCount is 3: 3 tasks',
  ],
  [
    'one task',
    { DesiredCount: '1' },
    'ecs COMPUTE ZONES SINGLE 1 in-one-zone',
    'Subject Properties.DesiredCount: DesiredCount is 1: one task',
  ],
  [
    'a count that is absent',
    {},
    'ecs COMPUTE ZONES SINGLE 1 in-one-zone',
    'Subject Properties.DesiredCount: DesiredCount is absent (Amazon ECS starts one): one task',
  ],
  [
    'a floor of the scaling, which overrides the count',
    { DesiredCount: 4 },
    'ecs COMPUTE ZONES SINGLE 1 in-one-zone',
    'Target Properties.MinCapacity: MinCapacity is 1: one task',
    { Target: target({ MinCapacity: 1, MaxCapacity: 8 }) },
  ],
  [
    'a floor of zero',
    {},
    'ecs COMPUTE ZONES UNKNOWN 0 ?',
    'Target Properties.MinCapacity: MinCapacity is 0: no tasks',
    { Target: target({ MinCapacity: 0, MaxCapacity: 8 }) },
  ],
  [
    'one task on each instance',
    { SchedulingStrategy: 'DAEMON' },
    'ecs COMPUTE ZONES UNKNOWN ? ?',
    'Subject Properties.SchedulingStrategy: SchedulingStrategy is DAEMON: one task on each instance',
  ],
  [
    'a count that is no number',
    { DesiredCount: 'many' },
    'ecs COMPUTE ZONES UNKNOWN ? ?',
    "Subject Properties.DesiredCount: DesiredCount is not known: 'many' is not a number",
  ],
]);

const SERVICE = a('AWS::ECS::Service', { DesiredCount: 4, DeploymentController: { Type: 'EXTERNAL' } });

tabled('AWS::ECS::TaskSet', [
  [
    'all tasks of its service',
    { Service: { Ref: 'Service' } },
    'ecs COMPUTE ZONES REPLICAS 4 ?',
    'Service Properties.DesiredCount: DesiredCount is 4: 4 tasks',
    { Service: SERVICE },
  ],
  [
    'a share of the tasks',
    { Service: { Ref: 'Service' }, Scale: { Unit: 'PERCENT', Value: 50 } },
    'ecs COMPUTE ZONES UNKNOWN ? ?',
    'Subject Properties.Scale.Value: Scale.Value is 50: it runs a share of the tasks of Stack/Service',
    { Service: SERVICE },
  ],
  [
    'a service from outside',
    { Service: 'web' },
    'ecs COMPUTE ZONES UNKNOWN ? ?',
    'Subject Properties.Service: Its service is not in the application',
  ],
]);

tabled('AWS::ECS::ExpressGatewayService', [
  [
    'the default',
    {},
    'ecs COMPUTE ZONES SINGLE 1 in-one-zone',
    'Subject Properties.ScalingTarget.MinTaskCount: MinTaskCount is absent (the default is 1): one task',
  ],
  [
    'two tasks',
    { ScalingTarget: { MinTaskCount: 2 } },
    'ecs COMPUTE ZONES REPLICAS 2 ?',
    'Subject Properties.ScalingTarget.MinTaskCount: MinTaskCount is 2: 2 tasks',
  ],
]);

const PLANE = ': Amazon EKS runs the control plane in several Availability Zones';
tabled('AWS::EKS::Cluster', [['any', {}, 'eks COMPUTE REGION INHERENT ? outlasts-zones', `Subject ${PLANE}`]]);
tabled('Custom::AWSCDK-EKS-Cluster', [['any', {}, 'eks COMPUTE REGION INHERENT ? outlasts-zones', `Subject ${PLANE}`]]);

tabled('AWS::EKS::Nodegroup', [
  [
    'nodes',
    { ScalingConfig: { MinSize: 3 } },
    'eks COMPUTE ZONES REPLICAS 3 ?',
    'Subject Properties.ScalingConfig.MinSize: MinSize is 3: 3 nodes',
  ],
  ['nothing said', {}, 'eks COMPUTE ZONES UNKNOWN ? ?', 'Subject Properties.ScalingConfig.MinSize: MinSize is absent'],
]);

tabled('AWS::EKS::FargateProfile', [
  ['any', {}, 'eks COMPUTE ZONES UNKNOWN ? ?', 'Subject : Kubernetes decides how many pods run on Fargate'],
]);

tabled('AWS::AppRunner::Service', [
  [
    'any',
    {},
    'apprunner COMPUTE REGION INHERENT ? outlasts-zones',
    'Subject : AWS App Runner manages the use of Availability Zones',
  ],
]);

tabled('AWS::Batch::ComputeEnvironment', [
  [
    'managed',
    { Type: 'managed', ComputeResources: { MinvCpus: 0 } },
    'batch COMPUTE ZONES INHERENT ? ?',
    'Subject : AWS Batch starts capacity in any of its subnets as jobs need it',
  ],
  [
    'unmanaged',
    { Type: 'UNMANAGED' },
    'batch COMPUTE ZONES UNKNOWN ? ?',
    'Subject Properties.Type: Type is not MANAGED: the instances are not in it',
  ],
]);

it('takes a count from a parameter where it has a default, and says so where it has none', () => {
  const service = { Subject: a('AWS::ECS::Service', { DesiredCount: { Ref: 'Count' } }) };
  const given = subjectOf(service, { Parameters: { Count: { Type: 'Number', Default: 2 } } });
  const open = subjectOf(service, { Parameters: { Count: { Type: 'Number' } } });
  expect(inWords(given)).toBe('ecs COMPUTE ZONES REPLICAS 2 ?');
  expect(inWords(open)).toBe('ecs COMPUTE ZONES UNKNOWN ? ?');
  expect(evidenceOf(open)).toEqual([
    "Subject Properties.DesiredCount: DesiredCount is not known: parameter 'Count' has no default",
  ]);
});
