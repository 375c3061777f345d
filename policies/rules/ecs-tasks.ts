import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';

const LOGGED = { LogDriver: 'awslogs', Options: { 'awslogs-group': 'web', 'awslogs-region': 'eu-central-1' } };

export const ecsContainerLogging = defineRule({
  id: 'EcsContainerLogging',
  appliesTo: 'AWS::ECS::TaskDefinition',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The output of a container is not kept',
  why: 'When a task fails, what it said is gone with it, and nobody can tell why. Without a log configuration nothing leaves the host.',
  fix: 'Give each container a LogConfiguration (CDK: logging: LogDrivers.awsLogs({ streamPrefix, mode: AwsLogDriverMode.NON_BLOCKING })).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'cdk-nag:ECSTaskDefinitionContainerLogging',
    'securityhub:ECS.9',
    'config:ecs-task-definition-log-configuration',
    'control-tower:CT.ECS.PR.5',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html',
  examples: {
    noncompliant: { ContainerDefinitions: [{ Name: 'web', Image: 'web:1.4.2' }] },
    compliant: { ContainerDefinitions: [{ Name: 'web', Image: 'web:1.4.2', LogConfiguration: LOGGED }] },
    at: 'Properties.ContainerDefinitions.0.LogConfiguration',
  },
  check: (task) =>
    task.list('ContainerDefinitions').map((container) => {
      const logs = container.at('LogConfiguration');
      return logs.isPresent ? compliant : nonCompliant(logs);
    }),
});

export const ecsBlockingLogDriver = defineRule({
  id: 'EcsBlockingLogDriver',
  appliesTo: 'AWS::ECS::TaskDefinition',
  category: 'SHARED_FATE',
  disruptions: ['software', 'region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'A container stops when its log lines cannot be delivered',
  why: 'In blocking mode, a write to the log waits for CloudWatch Logs: when that is slow or down, the application stands still. The default is non-blocking, unless the account setting defaultLogDriverMode differs.',
  fix: 'Set the option mode to non-blocking and max-buffer-size to 25m (CDK: mode: AwsLogDriverMode.NON_BLOCKING, maxBufferSize).',
  wellArchitected: ['REL05-BP01'],
  equivalents: [
    'prowler:ecs_task_definitions_logging_block_mode',
    'trusted-advisor:amazon-ecs-awslogs-driver-blockingmode',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
  examples: {
    noncompliant: {
      ContainerDefinitions: [
        { Name: 'web', Image: 'web:1.4.2', LogConfiguration: { LogDriver: 'awslogs', Options: { mode: 'blocking' } } },
      ],
    },
    compliant: {
      ContainerDefinitions: [
        {
          Name: 'web',
          Image: 'web:1.4.2',
          LogConfiguration: { LogDriver: 'awslogs', Options: { mode: 'non-blocking' } },
        },
      ],
    },
    at: 'Properties.ContainerDefinitions.0.LogConfiguration.Options.mode',
  },
  check: (task) =>
    task.list('ContainerDefinitions').map((container) => {
      const logs = container.at('LogConfiguration');
      const mode = logs.at('Options.mode');
      if (logs.at('LogDriver').json() !== 'awslogs') return notApplicable;
      return mode.string() === 'blocking' ? nonCompliant(mode) : compliant;
    }),
});

/** Services whose tasks a load balancer checks. */
const CHECKED = ['LoadBalancers', 'VpcLatticeConfigurations'];

export const ecsContainerHealthCheck = defineRule({
  id: 'EcsContainerHealthCheck',
  appliesTo: 'AWS::ECS::TaskDefinition',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'No health check covers the tasks of a service without a load balancer',
  why: 'A process that hangs without ending stays in service: Amazon ECS only notices containers that exit.',
  fix: 'Give an essential container a HealthCheck (CDK: healthCheck: { command: [...] }).',
  wellArchitected: ['REL11-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html',
  examples: {
    noncompliant: {
      Resources: {
        Subject: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: { ContainerDefinitions: [{ Name: 'settle', Image: 'settle:3' }] },
        },
        Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Subject' } } },
      },
    },
    compliant: {
      Resources: {
        Subject: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: {
            ContainerDefinitions: [{ Name: 'settle', Image: 'settle:3', HealthCheck: { Command: ['CMD', '/alive'] } }],
          },
        },
        Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Subject' } } },
      },
    },
    at: 'Properties.ContainerDefinitions',
  },
  check: (task) => {
    const services = task.referencedBy('AWS::ECS::Service', 'TaskDefinition');
    const unchecked = services.filter((service) => !CHECKED.some((list) => service.has(list)));
    if (unchecked.length === 0) return notApplicable;
    const containers = task.list('ContainerDefinitions').filter((container) => !container.at('Essential').isFalse);
    const isChecked = containers.some((container) => container.at('HealthCheck').isPresent);
    return isChecked ? compliant : nonCompliant('ContainerDefinitions', { related: unchecked });
  },
});

export const ecsFargatePlatformVersion = defineRule({
  id: 'EcsFargatePlatformVersion',
  appliesTo: 'AWS::ECS::Service',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The service is pinned to an old Fargate platform version',
  why: 'Old platform versions get no more fixes and are taken out of service. LATEST is the default.',
  fix: 'Leave PlatformVersion out or set it to LATEST (CDK: platformVersion: FargatePlatformVersion.LATEST).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'checkov:CKV_AWS_332',
    'securityhub:ECS.10',
    'config:ecs-fargate-latest-platform-version',
    'prowler:ecs_service_fargate_latest_platform_version',
    'control-tower:CT.ECS.PR.1',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html',
  remedy: { PlatformVersion: 'LATEST' },
  examples: {
    noncompliant: { LaunchType: 'FARGATE', PlatformVersion: '1.3.0' },
    compliant: { LaunchType: 'FARGATE', PlatformVersion: 'LATEST' },
    at: 'Properties.PlatformVersion',
  },
  check: (service) => {
    const version = service.string('PlatformVersion');
    if (version === undefined || version === 'LATEST' || version === '1.4.0') return compliant;
    // The only version for Windows containers, and a retired one for Linux.
    if (version === '1.0.0') return notApplicable;
    return nonCompliant('PlatformVersion', { detail: `Tasks run on platform version ${version}.` });
  },
});

export const ecsContainerInsights = defineRule({
  id: 'EcsContainerInsights',
  appliesTo: 'AWS::ECS::Cluster',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Container Insights is off in the cluster',
  why: 'There are no metrics of running tasks, restarts and deployments to see a failure by. It is off unless the account turns it on.',
  fix: 'Set the cluster setting containerInsights to enhanced (CDK: containerInsightsV2: ContainerInsights.ENHANCED).',
  wellArchitected: ['REL06-BP02'],
  equivalents: [
    'cdk-nag:ECSClusterCloudWatchContainerInsights',
    'checkov:CKV_AWS_65',
    'securityhub:ECS.12',
    'config:ecs-container-insights-enabled',
    'prowler:ecs_cluster_container_insights_enabled',
    'control-tower:CT.ECS.PR.2',
  ],
  docs: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cloudwatch-container-insights.html',
  remedy: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] },
  examples: {
    noncompliant: { ClusterName: 'trading' },
    compliant: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enhanced' }] },
    at: 'Properties.ClusterSettings',
  },
  check: (cluster) => {
    const settings = cluster.list('ClusterSettings');
    const value = settings
      .find((each) => each.at('Name').string() === 'containerInsights')
      ?.at('Value')
      .string();
    return value === 'enabled' || value === 'enhanced' ? compliant : nonCompliant('ClusterSettings');
  },
});
