import { Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Template } from 'aws-cdk-lib/assertions';
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Alarm, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { OpsItemSeverity, SsmAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2';
import {
  Cluster,
  ContainerImage,
  CpuArchitecture,
  DeploymentLifecycleLambdaTarget,
  DeploymentLifecycleStage,
  Secret,
} from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListener,
  ApplicationListenerRule,
  ApplicationLoadBalancer,
  ListenerAction,
  ListenerCondition,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { ResilientServiceProps } from '../../../../lib/blocks/resilient-service';
import {
  ENV,
  INSTANCE_TYPES,
  make,
  newStack,
  newVpc,
  only,
  serviceIn,
  warnings,
  ZONES,
  type Made,
  type FoundResource,
  type Properties,
} from './app';

const SERVICE = 'AWS::ECS::Service';
const TASK = 'AWS::ECS::TaskDefinition';
const TARGETS = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const SCALABLE = 'AWS::ApplicationAutoScaling::ScalableTarget';
const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const ALARM = 'AWS::CloudWatch::Alarm';

const certificateOf = (stack: Stack): ICertificate =>
  Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-central-1:111122223333:certificate/web');
const publicOf = (stack: Stack): Partial<ResilientServiceProps> => ({
  loadBalancing: { internetFacing: true, certificate: certificateOf(stack) },
});
const attributes = (resource: FoundResource, list: string): Record<string, string> =>
  Object.fromEntries(resource.Properties[list].map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]));
const only404 = (): ListenerAction => ListenerAction.fixedResponse(404);
const functionOf = (stack: Stack): Function =>
  new Function(stack, 'Hook', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('//') });

let made: Made;
beforeAll(() => {
  made = make();
});

describe('the numbers', () => {
  it('are those of the zones, public and said at synthesis', () => {
    const { service, stack } = made;
    expect(service).toMatchObject({
      zoneCount: 3,
      zonesAreDetermined: true,
      minimumTasksPerZone: 3,
      floor: 9,
      ceiling: 45,
      scalingTargetPercent: 48,
      deploymentPeak: 90,
    });
    expect(service.statement).toBe(
      '3 zones, 3 tasks or more in each: 9 tasks at least, so that the loss of a zone leaves the baseline of 6; 45 at most, for 500 % of the usual load and the loss of a zone; scales at 48 % of CPU; up to 90 tasks during a deployment at the ceiling.',
    );
    Annotations.fromStack(stack).hasInfo('/Stack/Web', service.statement);
    expect(warnings(stack)).toEqual([]);
  });

  it('bound scaling, and no desired count resets it', () => {
    const { template } = made;
    expect(only(template, SERVICE).Properties).not.toHaveProperty('DesiredCount');
    expect(only(template, SCALABLE).Properties).toMatchObject({ MinCapacity: 9, MaxCapacity: 45 });
    expect(only(template, POLICY).Properties.TargetTrackingScalingPolicyConfiguration).toEqual({
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
      ScaleInCooldown: 300,
      ScaleOutCooldown: 60,
      TargetValue: 48,
    });
  });

  it.each<[Partial<ResilientServiceProps>, object]>([
    [{ baselineTasks: 2 }, { floor: 3, ceiling: 15, scalingTargetPercent: 40 }],
    [{ surgeFactor: 3 }, { floor: 9, ceiling: 27, scalingTargetPercent: 48 }],
    [{ safeUtilizationPercent: 60 }, { floor: 9, ceiling: 45, scalingTargetPercent: 36 }],
  ])('follow %j', (given, expected) => {
    expect(make(() => given).service).toMatchObject(expected);
  });

  it('scale on requests too where it is known what a task answers', () => {
    const { template } = make(() => ({ requestsPerTask: 1000 }));
    const policy = only(template, POLICY, 'WebServiceTaskCountTargetRequests').Properties;
    expect(policy.TargetTrackingScalingPolicyConfiguration).toMatchObject({
      PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
      TargetValue: 480,
    });
  });
});

describe('the service', () => {
  it('rebalances zones, keeps all tasks during a deployment and rolls a bad one back', () => {
    const { Properties, DependsOn } = only(made.template, SERVICE);
    expect(Properties).toMatchObject({
      AvailabilityZoneRebalancing: 'ENABLED',
      LaunchType: 'FARGATE',
      HealthCheckGracePeriodSeconds: 60,
      PropagateTags: 'SERVICE',
    });
    expect(Properties.DeploymentConfiguration).toEqual({
      Alarms: {
        AlarmNames: [
          { Ref: expect.stringMatching(/^WebAlarmsFailedRequests/) },
          { Ref: expect.stringMatching(/^WebAlarmsSlowRequests/) },
        ],
        Enable: true,
        Rollback: true,
      },
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      MaximumPercent: 200,
      MinimumHealthyPercent: 100,
    });
    expect(Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets).toHaveLength(3);
    expect(DependsOn).toContainEqual(expect.stringMatching(/^WebListener/));
  });

  it('has deployment alarms that do not wait for the service', () => {
    const { template } = made;
    const names = only(template, SERVICE).Properties.DeploymentConfiguration.Alarms.AlarmNames as { Ref: string }[];
    const alarms = template.findResources(ALARM);
    for (const { Ref } of names) expect(JSON.stringify(alarms[Ref])).not.toContain('WebService');
  });

  it('takes more deployment alarms', () => {
    const { template } = make((stack) => ({
      deploymentAlarms: [
        new Alarm(stack, 'Orders', {
          metric: new Metric({ namespace: 'Shop', metricName: 'Orders' }),
          threshold: 1,
          evaluationPeriods: 1,
        }),
      ],
    }));
    const { AlarmNames } = only(template, SERVICE).Properties.DeploymentConfiguration.Alarms;
    expect(AlarmNames).toHaveLength(3);
    expect(AlarmNames[2]).toEqual({ Ref: expect.stringMatching(/^Orders/) });
  });

  it('runs in given subnets and security groups', () => {
    const { template } = make((stack) => {
      const vpc = newVpc(stack);
      return {
        vpc,
        vpcSubnets: { subnets: vpc.privateSubnets.slice(0, 2) },
        minimumZones: 2,
        securityGroups: [new SecurityGroup(stack, 'Clients', { vpc })],
      };
    });
    const { SecurityGroups, Subnets } = only(template, SERVICE).Properties.NetworkConfiguration.AwsvpcConfiguration;
    expect(Subnets).toHaveLength(2);
    expect(SecurityGroups).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/^Clients/), 'GroupId'] }]);
    expect(only(template, SCALABLE).Properties).toMatchObject({ MinCapacity: 12, MaxCapacity: 60 });
  });

  it('has Spot tasks only above an on-demand floor', () => {
    const { template } = make((stack) => ({
      cluster: new Cluster(stack, 'Existing', { vpc: newVpc(stack) }),
      spotAboveFloor: true,
    }));
    const { Properties, DependsOn } = only(template, SERVICE);
    expect(Properties.CapacityProviderStrategy).toEqual([
      { Base: 9, CapacityProvider: 'FARGATE', Weight: 1 },
      { CapacityProvider: 'FARGATE_SPOT', Weight: 1 },
    ]);
    expect(Properties).not.toHaveProperty('LaunchType');
    const [association, ...others] = Object.entries(
      template.findResources('AWS::ECS::ClusterCapacityProviderAssociations'),
    );
    expect(others).toEqual([]);
    expect(association?.[1].Properties.CapacityProviders).toEqual(['FARGATE', 'FARGATE_SPOT']);
    expect(DependsOn).toContain(association?.[0]);
  });
});

describe('the cluster', () => {
  it('is a new one with Container Insights', () => {
    expect(only(made.template, 'AWS::ECS::Cluster').Properties.ClusterSettings).toEqual([
      { Name: 'containerInsights', Value: 'enhanced' },
    ]);
  });

  it('is an existing one, imported or not', () => {
    const imported = make((stack) => ({
      cluster: Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shared', vpc: newVpc(stack) }),
    }));
    imported.template.resourceCountIs('AWS::ECS::Cluster', 0);
    expect(only(imported.template, SERVICE).Properties.Cluster).toBe('shared');

    const own = make((stack) => ({ cluster: new Cluster(stack, 'Shared', { vpc: newVpc(stack) }) }));
    expect(only(own.template, SERVICE).Properties.Cluster).toEqual({ Ref: expect.stringMatching(/^Shared/) });
    expect(own.service.cluster).toBe(own.stack.node.findChild('Shared'));
  });
});

describe('the task', () => {
  it('has a health check, time to finish its requests, and a log that does not block', () => {
    const { Properties } = only(made.template, TASK);
    expect(Properties).toMatchObject({ Cpu: '1024', Memory: '2048' });
    expect(Properties.ContainerDefinitions).toHaveLength(1);
    expect(Properties.ContainerDefinitions[0]).toMatchObject({
      HealthCheck: { Command: ['CMD', '/healthy'], Interval: 10, Retries: 3, StartPeriod: 60, Timeout: 5 },
      LogConfiguration: { LogDriver: 'awslogs', Options: { mode: 'non-blocking', 'max-buffer-size': '26214400b' } },
      PortMappings: [{ ContainerPort: 8080, Protocol: 'tcp' }],
      StopTimeout: 40,
    });
    expect(only(made.template, 'AWS::Logs::LogGroup').Properties).toEqual({
      DeletionProtectionEnabled: true,
      RetentionInDays: 90,
    });
  });

  it('is killed only after the load balancer has let go of it, for any longest request', () => {
    const { template } = make(() => ({ longestRequest: Duration.seconds(100) }));
    const delay = 'deregistration_delay.timeout_seconds';
    expect(attributes(only(template, TARGETS), 'TargetGroupAttributes')[delay]).toBe('105');
    expect(only(template, TASK).Properties.ContainerDefinitions[0].StopTimeout).toBe(110);
    const idle = 'idle_timeout.timeout_seconds';
    expect(attributes(only(template, LOAD_BALANCER), 'LoadBalancerAttributes')[idle]).toBe('105');
  });

  it('is what is given', () => {
    const { service, template } = make((stack) => ({
      image: ContainerImage.fromRegistry('registry.example.com/web:7'),
      containerPort: 9000,
      cpu: 512,
      memoryLimitMiB: 1024,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64 },
      environment: { STAGE: 'prod' },
      secrets: {
        KEY: Secret.fromSsmParameter(
          StringParameter.fromSecureStringParameterAttributes(stack, 'Key', { parameterName: '/web/key' }),
        ),
      },
      startupTime: Duration.seconds(120),
      logRetention: RetentionDays.ONE_YEAR,
    }));
    const { ContainerDefinitions, ...task } = only(template, TASK).Properties;
    expect(task).toMatchObject({ Cpu: '512', Memory: '1024', RuntimePlatform: { CpuArchitecture: 'ARM64' } });
    expect(ContainerDefinitions[0]).toMatchObject({
      Environment: [{ Name: 'STAGE', Value: 'prod' }],
      HealthCheck: { StartPeriod: 120 },
      Image: 'registry.example.com/web:7',
      PortMappings: [{ ContainerPort: 9000 }],
      Secrets: [{ Name: 'KEY' }],
    });
    expect(only(template, SERVICE).Properties.HealthCheckGracePeriodSeconds).toBe(120);
    expect(only(template, TARGETS).Properties.Port).toBe(9000);
    expect(only(template, 'AWS::Logs::LogGroup').Properties.RetentionInDays).toBe(365);
    expect(service.container.containerPort).toBe(9000);
  });

  it('writes to a given log group', () => {
    const { service, template } = make((stack) => ({ logGroup: new LogGroup(stack, 'Shared') }));
    template.resourceCountIs('AWS::Logs::LogGroup', 1);
    expect(service.logGroup.node.id).toBe('Shared');
  });
});

describe('the load balancer', () => {
  it('is internal by default, protected, and ready for a zonal shift', () => {
    const balancer = only(made.template, LOAD_BALANCER);
    expect(balancer.Properties).toMatchObject({ Scheme: 'internal', Type: 'application' });
    expect(balancer.Properties.Subnets).toHaveLength(3);
    expect(attributes(balancer, 'LoadBalancerAttributes')).toEqual({
      'deletion_protection.enabled': 'true',
      'idle_timeout.timeout_seconds': '60',
      'routing.http.drop_invalid_header_fields.enabled': 'true',
      'zonal_shift.config.enabled': 'true',
    });
    expect(only(made.template, LISTENER).Properties).toMatchObject({ Port: 80, Protocol: 'HTTP' });
    made.template.resourceCountIs('AWS::ARCZonalShift::ZonalAutoshiftConfiguration', 0);
    const group = only(made.template, 'AWS::EC2::SecurityGroup', 'WebLoadBalancer').Properties;
    expect(group.SecurityGroupIngress).toEqual([
      expect.objectContaining({ CidrIp: { 'Fn::GetAtt': [expect.stringMatching(/^Vpc/), 'CidrBlock'] }, FromPort: 80 }),
    ]);
  });

  it('checks health explicitly', () => {
    const group = only(made.template, TARGETS);
    expect(group.Properties).toMatchObject({
      HealthCheckIntervalSeconds: 10,
      HealthCheckPath: '/health',
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
      TargetType: 'ip',
      UnhealthyThresholdCount: 2,
    });
    expect(attributes(group, 'TargetGroupAttributes')).toEqual({
      'deregistration_delay.timeout_seconds': '35',
      'load_balancing.algorithm.anomaly_mitigation': 'on',
      'load_balancing.algorithm.type': 'weighted_random',
      'stickiness.enabled': 'false',
      'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
    });
  });

  it('faces the Internet with HTTPS only, and is what is given', () => {
    const { service, template } = make((stack) => ({
      loadBalancing: {
        ...publicOf(stack).loadBalancing,
        accessLogs: new Bucket(stack, 'AccessLogs'),
        deletionProtection: false,
        healthCheckPath: '/ready',
        listenerPort: 8443,
      },
    }));
    const balancer = only(template, LOAD_BALANCER);
    expect(balancer.Properties.Scheme).toBe('internet-facing');
    expect(balancer.Properties.Subnets).toContainEqual({ Ref: expect.stringMatching(/^VpcPublicSubnet1/) });
    expect(attributes(balancer, 'LoadBalancerAttributes')).toMatchObject({
      'access_logs.s3.enabled': 'true',
      'deletion_protection.enabled': 'false',
    });
    expect(only(template, LISTENER, 'WebListener').Properties).toMatchObject({
      Port: 8443,
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    });
    expect(only(template, LISTENER, 'WebLoadBalancerRedirect').Properties).toMatchObject({
      DefaultActions: [{ RedirectConfig: { Port: '8443', Protocol: 'HTTPS', StatusCode: 'HTTP_301' } }],
      Port: 80,
    });
    expect(only(template, TARGETS).Properties.HealthCheckPath).toBe('/ready');
    expect(service.loadBalancer).toBeInstanceOf(ApplicationLoadBalancer);
  });

  it('lies in given subnets', () => {
    const { template } = make(() => ({
      loadBalancing: { vpcSubnets: { subnetType: SubnetType.PUBLIC } },
    }));
    expect(only(template, LOAD_BALANCER).Properties.Subnets).toContainEqual({
      Ref: expect.stringMatching(/^VpcPublicSubnet1/),
    });
  });

  it('shifts by itself where it is asked to, and stops practice that customers notice', () => {
    const { template } = make(() => ({ loadBalancing: { zonalAutoshift: true } }));
    expect(only(template, 'AWS::ARCZonalShift::ZonalAutoshiftConfiguration').Properties).toEqual({
      PracticeRunConfiguration: {
        BlockingAlarms: [
          {
            AlarmIdentifier: { 'Fn::GetAtt': [expect.stringMatching(/^WebAlarmsHealthyTasks/), 'Arn'] },
            Type: 'CLOUDWATCH',
          },
        ],
        OutcomeAlarms: [
          {
            AlarmIdentifier: { 'Fn::GetAtt': [expect.stringMatching(/^WebAlarmsFailedRequests/), 'Arn'] },
            Type: 'CLOUDWATCH',
          },
        ],
      },
      ResourceIdentifier: { Ref: expect.stringMatching(/^WebLoadBalancer/) },
      ZonalAutoshiftStatus: 'ENABLED',
    });
  });

  it('is an existing one, which gets a listener', () => {
    const { service, template } = make((stack) => {
      const vpc = newVpc(stack);
      const loadBalancer = new ApplicationLoadBalancer(stack, 'Shared', { vpc });
      return { vpc, loadBalancing: { loadBalancer, certificate: certificateOf(stack) } };
    });
    expect(only(template, LISTENER).Properties).toMatchObject({
      LoadBalancerArn: { Ref: expect.stringMatching(/^Shared/) },
      Port: 443,
    });
    expect(service.loadBalancer?.node.id).toBe('Shared');
  });

  it('is an imported one', () => {
    const { template } = make((stack) => {
      const vpc = newVpc(stack);
      const securityGroup = new SecurityGroup(stack, 'Shared', { vpc });
      const loadBalancer = ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(stack, 'Imported', {
        loadBalancerArn: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shared/5d0',
        securityGroupId: securityGroup.securityGroupId,
        vpc,
      });
      return { vpc, loadBalancing: { loadBalancer } };
    });
    template.resourceCountIs(LOAD_BALANCER, 0);
    expect(only(template, LISTENER).Properties.LoadBalancerArn).toContain('loadbalancer/app/shared/5d0');
  });

  it('is reached through an imported listener, which gets a rule', () => {
    const { service, template } = make((stack) => {
      const vpc = newVpc(stack);
      return {
        vpc,
        loadBalancing: {
          listener: ApplicationListener.fromApplicationListenerAttributes(stack, 'Shared', {
            listenerArn: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener/app/shared/5d0/9f1',
            securityGroup: new SecurityGroup(stack, 'Group', { vpc }),
          }),
          priority: 7,
          conditions: [ListenerCondition.hostHeaders(['web.example.com'])],
        },
      };
    });
    template.resourceCountIs(LISTENER, 0);
    expect(only(template, RULE).Properties).toMatchObject({
      Actions: [{ TargetGroupArn: { Ref: expect.stringMatching(/^WebTargets/) }, Type: 'forward' }],
      Conditions: [{ Field: 'host-header' }],
      Priority: 7,
    });
    expect(service.loadBalancer).toBeUndefined();
    template.hasResourceProperties(ALARM, {
      MetricName: 'HTTPCode_ELB_5XX_Count',
      Dimensions: [{ Name: 'LoadBalancer', Value: 'app/shared/5d0' }],
    });
  });

  it('is reached through a listener of another stack', () => {
    const shared = newStack();
    const vpc = newVpc(shared);
    const listener = new ApplicationLoadBalancer(shared, 'Balancer', { vpc }).addListener('Http', { port: 80 });
    listener.addAction('Nothing', { action: only404() });
    const stack = new Stack(shared.node.scope!, 'Service', { env: ENV });
    serviceIn(stack, {
      vpc,
      loadBalancing: { listener, priority: 1, conditions: [ListenerCondition.pathPatterns(['/web/*'])] },
    });
    const template = Template.fromStack(stack);
    template.resourceCountIs(RULE, 1);
    template.resourceCountIs(LISTENER, 0);
  });
});

describe('blue/green', () => {
  let blueGreen: Made;
  beforeAll(() => {
    blueGreen = make((stack) => ({ blueGreen: {}, requestsPerTask: 1000, ...publicOf(stack) }));
  });

  it('has a bake time, alarms and no circuit breaker, and says nothing about that', () => {
    const { DeploymentConfiguration } = only(blueGreen.template, SERVICE).Properties;
    expect(DeploymentConfiguration).toMatchObject({
      BakeTimeInMinutes: 10,
      MaximumPercent: 200,
      MinimumHealthyPercent: 100,
      Strategy: 'BLUE_GREEN',
    });
    expect(DeploymentConfiguration).not.toHaveProperty('DeploymentCircuitBreaker');
    expect(DeploymentConfiguration.Alarms.AlarmNames).toHaveLength(2);
    expect(warnings(blueGreen.stack)).toEqual([]);
  });

  it('lets Amazon ECS move the weights of a rule between two target groups', () => {
    const { template } = blueGreen;
    template.resourceCountIs(TARGETS, 2);
    expect(only(template, RULE).Properties).toMatchObject({
      Actions: [
        {
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: { Ref: expect.stringMatching(/^WebTargets/) }, Weight: 100 },
              { TargetGroupArn: { Ref: expect.stringMatching(/^WebAlternateTargets/) }, Weight: 0 },
            ],
          },
        },
      ],
      Priority: 1,
    });
    expect(only(template, SERVICE).Properties.LoadBalancers).toEqual([
      {
        AdvancedConfiguration: {
          AlternateTargetGroupArn: { Ref: expect.stringMatching(/^WebAlternateTargets/) },
          ProductionListenerRule: { Ref: expect.stringMatching(/^WebListenerRule/) },
          RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^WebLoadBalancingRole/), 'Arn'] },
        },
        ContainerName: 'Container',
        ContainerPort: 8080,
        TargetGroupArn: { Ref: expect.stringMatching(/^WebTargets/) },
      },
    ]);
    expect(blueGreen.service.alternateTargetGroup?.node.id).toBe('AlternateTargets');
  });

  it('counts tasks and requests in whichever target group they are', () => {
    const { template } = blueGreen;
    const zone = only(template, ALARM, 'WebAlarmsHealthyTasksZone1').Properties;
    expect(zone.Metrics.find((metric: Properties) => metric.ReturnData !== false).Expression).toBe(
      'SUM([FILL(first, 0), FILL(second, 0)])',
    );
    expect(zone.TreatMissingData).toBe('breaching');
    const expressions = ['FailedRequests', 'SlowRequests'].map((id) => {
      const { Metrics } = only(template, ALARM, `WebAlarms${id}`).Properties;
      return Metrics.map((metric: Properties) => metric.Expression).filter(Boolean);
    });
    expect(expressions).toEqual([
      ['SUM([FILL(first, 0), FILL(second, 0)])'],
      ['MAX([FILL(first, 0), FILL(second, 0)])'],
    ]);
    const scaling = only(template, POLICY, 'WebServiceTaskCountRequests').Properties;
    expect(scaling.TargetTrackingScalingPolicyConfiguration).toMatchObject({
      CustomizedMetricSpecification: {
        Metrics: [
          { Id: 'requests1', MetricStat: { Stat: 'Sum' }, ReturnData: false },
          { Id: 'requests2', MetricStat: { Stat: 'Sum' }, ReturnData: false },
          { Expression: 'MAX([FILL(requests1, 0), FILL(requests2, 0)])', ReturnData: true },
        ],
      },
      TargetValue: 480,
    });
  });

  it('takes a bake time, hooks and a rule for test requests', () => {
    const { template } = make((stack) => {
      const vpc = newVpc(stack);
      const listener = new ApplicationLoadBalancer(stack, 'Shared', { vpc }).addListener('Http', {
        port: 80,
        defaultAction: only404(),
      });
      const testListenerRule = new ApplicationListenerRule(stack, 'Test', {
        listener,
        priority: 2,
        conditions: [ListenerCondition.httpHeader('x-test', ['1'])],
        action: only404(),
      });
      return {
        vpc,
        loadBalancing: { listener, priority: 3, conditions: [ListenerCondition.pathPatterns(['/*'])] },
        blueGreen: {
          bakeTime: Duration.minutes(30),
          testListenerRule,
          lifecycleHooks: [
            new DeploymentLifecycleLambdaTarget(functionOf(stack), 'Target', {
              lifecycleStages: [DeploymentLifecycleStage.POST_TEST_TRAFFIC_SHIFT],
            }),
          ],
        },
      };
    });
    const { DeploymentConfiguration, LoadBalancers } = only(template, SERVICE).Properties;
    expect(DeploymentConfiguration).toMatchObject({
      BakeTimeInMinutes: 30,
      LifecycleHooks: [{ LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] }],
    });
    expect(LoadBalancers[0].AdvancedConfiguration.TestListenerRule).toEqual({ Ref: expect.stringMatching(/^Test/) });
  });
});

describe('the instances', () => {
  it('are protected until drained, keep spare capacity, and spread tasks over zones first', () => {
    const { service, template } = make(() => ({
      instances: { instanceTypes: INSTANCE_TYPES, tasksPerInstance: 4 },
    }));
    expect(only(template, 'AWS::ECS::CapacityProvider').Properties.AutoScalingGroupProvider).toMatchObject({
      ManagedDraining: 'ENABLED',
      ManagedScaling: { Status: 'ENABLED', TargetCapacity: 80 },
      ManagedTerminationProtection: 'ENABLED',
    });
    // 30 tasks a zone during a deployment at the ceiling are 8 instances, 10 at 80 %.
    expect(only(template, 'AWS::AutoScaling::AutoScalingGroup').Properties).toMatchObject({
      MinSize: '3',
      MaxSize: '30',
      MixedInstancesPolicy: {
        LaunchTemplate: { Overrides: [{ InstanceType: 'm7i.large' }, { InstanceType: 'm6i.large' }] },
      },
      NewInstancesProtectedFromScaleIn: true,
      NotificationConfigurations: [{ TopicARN: { Ref: expect.stringMatching(/^Pager/) } }],
    });
    const { DependsOn, Properties } = only(template, SERVICE);
    expect(Properties).toMatchObject({
      AvailabilityZoneRebalancing: 'ENABLED',
      CapacityProviderStrategy: [
        { CapacityProvider: { Ref: expect.stringMatching(/^WebCapacityProvider/) }, Weight: 1 },
      ],
      PlacementStrategies: [
        { Field: 'attribute:ecs.availability-zone', Type: 'spread' },
        { Field: 'instanceId', Type: 'spread' },
      ],
    });
    expect(Properties).not.toHaveProperty('LaunchType');
    const [association] = Object.keys(template.findResources('AWS::ECS::ClusterCapacityProviderAssociations'));
    expect(DependsOn).toContain(association);
    expect(service.capacityProvider?.autoScalingGroup.node.id).toBe('Instances');
    expect(only(template, TASK).Properties).toMatchObject({ NetworkMode: 'awsvpc', RequiresCompatibilities: ['EC2'] });
  });

  it('are as full as is said, and drain longer requests than AWS Fargate', () => {
    const { template } = make(() => ({
      instances: { instanceTypes: INSTANCE_TYPES, tasksPerInstance: 4, targetCapacityPercent: 60 },
      longestRequest: Duration.minutes(10),
    }));
    expect(only(template, 'AWS::ECS::CapacityProvider').Properties.AutoScalingGroupProvider).toMatchObject({
      ManagedScaling: { TargetCapacity: 60 },
    });
    expect(only(template, TASK).Properties.ContainerDefinitions[0].StopTimeout).toBe(610);
  });
});

describe('the alarms', () => {
  it('watch each zone and the whole, and all tell the topic what is wrong', () => {
    const { service, template } = made;
    const alarms = Object.values(template.findResources(ALARM)).map(({ Properties }) => Properties);
    expect(alarms).toHaveLength(service.alarms.length);
    expect(alarms).toHaveLength(12);
    for (const alarm of alarms) {
      expect(alarm.AlarmActions).toEqual([{ Ref: expect.stringMatching(/^Pager/) }]);
      expect(JSON.stringify(alarm.AlarmDescription)).toContain('Stack/Web: ');
    }
    for (const [index, zone] of ZONES.entries()) {
      const alarm = only(template, ALARM, `WebAlarmsHealthyTasksZone${index + 1}`).Properties;
      expect(alarm).toMatchObject({
        ComparisonOperator: 'LessThanThreshold',
        EvaluationPeriods: 5,
        MetricName: 'HealthyHostCount',
        Period: 60,
        Statistic: 'Minimum',
        Threshold: 3,
        TreatMissingData: 'breaching',
      });
      expect(alarm.Dimensions).toEqual([
        { Name: 'AvailabilityZone', Value: zone },
        { Name: 'LoadBalancer', Value: { 'Fn::GetAtt': [expect.anything(), 'LoadBalancerFullName'] } },
        { Name: 'TargetGroup', Value: { 'Fn::GetAtt': [expect.anything(), 'TargetGroupFullName'] } },
      ]);
      expect(only(template, ALARM, `WebAlarmsRefusedRequestsZone${index + 1}`).Properties).toMatchObject({
        MetricName: 'HTTPCode_ELB_5XX_Count',
        Threshold: 7,
        TreatMissingData: 'notBreaching',
      });
    }
    expect(service.healthyTasksAlarm.node.id).toBe('HealthyTasks');
    template.hasResourceProperties(ALARM, {
      MetricName: 'HealthyHostCount',
      Threshold: 6,
      EvaluationPeriods: 3,
      TreatMissingData: 'breaching',
    });
    template.hasResourceProperties(ALARM, { MetricName: 'HTTPCode_ELB_5XX_Count', Threshold: 20 });
    template.hasResourceProperties(ALARM, { MetricName: 'HTTPCode_Target_5XX_Count', Threshold: 20 });
    template.hasResourceProperties(ALARM, { MetricName: 'TargetResponseTime', ExtendedStatistic: 'p99', Threshold: 2 });
    template.hasResourceProperties(ALARM, { MetricName: 'CPUUtilization', Threshold: 80 });
    template.hasResourceProperties(ALARM, { MetricName: 'MemoryUtilization', Threshold: 90 });
  });

  it('are tuned, point to a runbook and act', () => {
    const { template } = make(() => ({
      alarms: {
        actions: [new SsmAction(OpsItemSeverity.HIGH)],
        failedRequestsPerMinute: 9,
        runbook: 'https://runbooks.example.com/web',
        slowResponse: Duration.millis(500),
      },
    }));
    const alarms = Object.values(template.findResources(ALARM)).map(({ Properties }) => Properties);
    for (const { AlarmActions, AlarmDescription } of alarms) {
      expect(AlarmActions).toHaveLength(1);
      expect(JSON.stringify(AlarmActions)).toContain(':opsitem:2');
      expect(AlarmDescription).toMatch(/ Runbook: https:\/\/runbooks.example.com\/web$/);
    }
    template.hasResourceProperties(ALARM, { MetricName: 'HTTPCode_Target_5XX_Count', Threshold: 9 });
    template.hasResourceProperties(ALARM, { MetricName: 'TargetResponseTime', Threshold: 0.5 });
    expect(only(template, ALARM, 'WebAlarmsRefusedRequestsZone1').Properties.Threshold).toBe(3);
  });

  it('warn where they tell nobody', () => {
    const { stack } = make(() => ({ alarms: {} }));
    expect(warnings(stack)).toEqual(['cdk-resilience:alarmsTellNobody']);
  });
});

it('gives its metrics, its connections and its role', () => {
  const { service, stack } = make();
  const names = [
    service.metricHealthyTasks('eu-central-1a'),
    service.metricFailedRequests(),
    service.metricRefusedRequests(),
    service.metricResponseTime(),
    service.metricCpuUtilization(),
  ].map((metric) => (metric as Metric).metricName);
  expect(names).toEqual([
    'HealthyHostCount',
    'HTTPCode_Target_5XX_Count',
    'HTTPCode_ELB_5XX_Count',
    'TargetResponseTime',
    'CPUUtilization',
  ]);
  expect(stack.resolve((service.metricHealthyTasks('z') as Metric).dimensions)).toMatchObject({
    AvailabilityZone: 'z',
  });
  expect(service.connections).toBe(service.service.connections);
  expect(service.grantPrincipal).toBe(service.taskDefinition.taskRole);
});
