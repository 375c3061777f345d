import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { SecurityGroup, SubnetType, Vpc } from 'aws-cdk-lib/aws-ec2';
import {
  NetworkListener,
  NetworkLoadBalancer,
  NetworkTargetGroup,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { NetworkLoadBalancingOptions, ResilientServiceProps } from '../../../../lib/blocks/resilient-service';
import { ENV, make, newStack, newVpc, only, serviceIn, warnings, ZONES, type FoundResource, type Made } from './app';

const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGETS = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const GROUP = 'AWS::EC2::SecurityGroup';
const INGRESS = 'AWS::EC2::SecurityGroupIngress';
const EGRESS = 'AWS::EC2::SecurityGroupEgress';
const ALARM = 'AWS::CloudWatch::Alarm';
const SERVICE = 'AWS::ECS::Service';

const attributes = (resource: FoundResource, list: string): Record<string, string> =>
  Object.fromEntries(resource.Properties[list].map(({ Key, Value }: { Key: string; Value: string }) => [Key, Value]));
const certificateIn = (stack: Stack) =>
  Certificate.fromCertificateArn(stack, 'C', 'arn:aws:acm:eu-central-1:111122223333:certificate/quotes');

/** A stream of quotes, but for what is given. */
function stream(
  given: (
    stack: Stack,
  ) => Partial<NetworkLoadBalancingOptions> & { readonly props?: Partial<ResilientServiceProps> } = () => ({}),
): Made {
  return make((stack) => {
    const { props, ...options } = given(stack);
    return { containerPort: 9000, ...props, networkLoadBalancing: { port: 9000, ...options } };
  });
}

let made: Made;
beforeAll(() => {
  made = stream(() => ({ healthCheckPath: '/healthz', healthCheckPort: 8080 }));
});

describe('the load balancer', () => {
  it('is internal by default, protected, across zones, and ready for a zonal shift', () => {
    const balancer = only(made.template, LOAD_BALANCER);
    expect(balancer.Properties).toMatchObject({ Scheme: 'internal', Type: 'network' });
    expect(balancer.Properties.Subnets).toEqual(
      [1, 2, 3].map((zone) => ({ Ref: expect.stringContaining(`PrivateSubnet${zone}`) })),
    );
    expect(attributes(balancer, 'LoadBalancerAttributes')).toEqual({
      'deletion_protection.enabled': 'true',
      'load_balancing.cross_zone.enabled': 'true',
      'zonal_shift.config.enabled': 'true',
    });
    expect(only(made.template, LISTENER).Properties).toMatchObject({
      DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: expect.stringMatching(/^WebTargets/) } }],
      Port: 9000,
      Protocol: 'TCP',
    });
    expect(warnings(made.stack)).toEqual([]);
  });

  it('is called by its network only, and calls nothing but the tasks, at the port and where it asks for their health', () => {
    const group = only(made.template, GROUP, 'WebLoadBalancerSecurityGroup').Properties;
    expect(group.SecurityGroupIngress).toEqual([
      expect.objectContaining({
        CidrIp: { 'Fn::GetAtt': [expect.stringMatching(/^Vpc/), 'CidrBlock'] },
        FromPort: 9000,
        ToPort: 9000,
      }),
    ]);
    const rules = (type: string) =>
      Object.values(made.template.findResources(type)).map(({ Properties }) => Properties.FromPort);
    expect(rules(EGRESS).sort()).toEqual([8080, 9000]);
    expect(rules(INGRESS).sort()).toEqual([8080, 9000]);
    expect(Object.values(made.template.findResources(INGRESS))[0]!.Properties.SourceSecurityGroupId).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^WebLoadBalancerSecurityGroup/), 'GroupId'],
    });
  });

  it('asks for health, lets tasks go before they are stopped, and tells clients of it', () => {
    const group = only(made.template, TARGETS);
    expect(group.Properties).toMatchObject({
      HealthCheckIntervalSeconds: 10,
      HealthCheckPath: '/healthz',
      HealthCheckPort: '8080',
      HealthCheckProtocol: 'HTTP',
      HealthCheckTimeoutSeconds: 5,
      HealthyThresholdCount: 2,
      Matcher: { HttpCode: '200' },
      Port: 9000,
      Protocol: 'TCP',
      TargetType: 'ip',
      UnhealthyThresholdCount: 2,
    });
    expect(attributes(group, 'TargetGroupAttributes')).toEqual({
      'deregistration_delay.connection_termination.enabled': 'true',
      'deregistration_delay.timeout_seconds': '35',
      'target_group_health.dns_failover.minimum_healthy_targets.count': '1',
      'target_group_health.unhealthy_state_routing.minimum_healthy_targets.count': '1',
    });
    const [container] = only(made.template, 'AWS::ECS::TaskDefinition').Properties.ContainerDefinitions;
    expect(container).toMatchObject({ PortMappings: [{ ContainerPort: 9000 }], StopTimeout: 40 });
  });

  it('asks for a connection where no path is given, for any longest request', () => {
    const { template } = stream(() => ({ props: { longestRequest: Duration.seconds(100) } }));
    const group = only(template, TARGETS);
    expect(group.Properties).toMatchObject({ HealthCheckProtocol: 'TCP' });
    expect(group.Properties).not.toHaveProperty('HealthCheckPath');
    expect(group.Properties).not.toHaveProperty('HealthCheckPort');
    expect(attributes(group, 'TargetGroupAttributes')).toMatchObject({ 'deregistration_delay.timeout_seconds': '105' });
    expect(Object.keys(template.findResources(INGRESS))).toHaveLength(1);
  });

  it('ends TLS with a certificate, faces the Internet, and is what is given', () => {
    const { template } = stream((stack) => ({
      port: 8883,
      certificate: certificateIn(stack),
      internetFacing: true,
      deletionProtection: false,
      accessLogs: new Bucket(stack, 'AccessLogs'),
    }));
    const balancer = only(template, LOAD_BALANCER);
    expect(balancer.Properties.Scheme).toBe('internet-facing');
    expect(balancer.Properties.Subnets).toContainEqual({ Ref: expect.stringMatching(/^VpcPublicSubnet1/) });
    expect(attributes(balancer, 'LoadBalancerAttributes')).toMatchObject({
      'access_logs.s3.enabled': 'true',
      'deletion_protection.enabled': 'false',
    });
    expect(only(template, LISTENER).Properties).toMatchObject({
      Certificates: [{ CertificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/quotes' }],
      Port: 8883,
      Protocol: 'TLS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    });
    expect(only(template, TARGETS).Properties.Protocol).toBe('TCP');
    expect(only(template, GROUP, 'WebLoadBalancerSecurityGroup').Properties.SecurityGroupIngress).toEqual([
      expect.objectContaining({ CidrIp: '0.0.0.0/0', FromPort: 8883 }),
    ]);
  });

  it('lies in given subnets, in all zones of the tasks', () => {
    const { template } = stream(() => ({ vpcSubnets: { subnetType: SubnetType.PUBLIC } }));
    expect(only(template, LOAD_BALANCER).Properties.Subnets).toContainEqual({
      Ref: expect.stringMatching(/^VpcPublicSubnet1/),
    });
    const inTwoZones = (stack: Stack) => {
      const vpc = newVpc(stack);
      return { props: { vpc }, vpcSubnets: { subnets: vpc.publicSubnets.slice(0, 2) } };
    };
    expect(() => stream(inTwoZones)).toThrow(/^Stack\/Web: .* no subnet in some zone of the tasks/);
  });

  it.each([
    [undefined, 'UnhealthyTasks'],
    [50, 'ResetConnections'],
  ])(
    'shifts by itself where it is asked to; with %s resets practice ends by %s',
    (resetConnectionsPerMinute, outcome) => {
      const { template } = stream(() => ({
        zonalAutoshift: true,
        props: { alarms: { ...(resetConnectionsPerMinute !== undefined && { resetConnectionsPerMinute }) } },
      }));
      expect(only(template, 'AWS::ARCZonalShift::ZonalAutoshiftConfiguration').Properties).toMatchObject({
        PracticeRunConfiguration: {
          BlockingAlarms: [
            { AlarmIdentifier: { 'Fn::GetAtt': [expect.stringMatching(/^WebAlarmsHealthyTasks/), 'Arn'] } },
          ],
          OutcomeAlarms: [
            { AlarmIdentifier: { 'Fn::GetAtt': [expect.stringContaining(`WebAlarms${outcome}`), 'Arn'] } },
          ],
        },
        ResourceIdentifier: { Ref: expect.stringMatching(/^WebLoadBalancer/) },
      });
    },
  );
});

describe('an existing load balancer', () => {
  it('gets a listener, and reaches the tasks', () => {
    const { service, template } = stream((stack) => {
      const vpc = newVpc(stack);
      const securityGroups = [new SecurityGroup(stack, 'Callers', { vpc, allowAllOutbound: false })];
      return { props: { vpc }, loadBalancer: new NetworkLoadBalancer(stack, 'Shared', { vpc, securityGroups }) };
    });
    expect(only(template, LISTENER).Properties.LoadBalancerArn).toEqual({ Ref: expect.stringMatching(/^Shared/) });
    expect(only(template, INGRESS).Properties).toMatchObject({
      FromPort: 9000,
      SourceSecurityGroupId: { 'Fn::GetAtt': [expect.stringMatching(/^Callers/), 'GroupId'] },
    });
    expect(service.networkLoadBalancer?.node.id).toBe('Shared');
  });

  const arn = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/net/shared/5d0';

  it('that was imported is let in by its network, and its metrics are found', () => {
    const { template } = stream((stack) => {
      const vpc = newVpc(stack);
      return {
        props: { vpc },
        loadBalancer: NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(stack, 'Shared', {
          loadBalancerArn: arn,
          vpc,
        }),
      };
    });
    template.resourceCountIs(LOAD_BALANCER, 0);
    expect(only(template, GROUP).Properties.SecurityGroupIngress).toEqual([
      expect.objectContaining({
        CidrIp: { 'Fn::GetAtt': [expect.stringMatching(/^Vpc/), 'CidrBlock'] },
        FromPort: 9000,
      }),
    ]);
    const [dimension] = only(template, ALARM, 'WebAlarmsRefusedConnections').Properties.Dimensions;
    // `net/shared/5d0`, from the ARN of the listener.
    const part = (at: number) => ({
      'Fn::Select': [at, { 'Fn::Split': ['/', { Ref: expect.stringMatching(/^WebListener/) }] }],
    });
    expect(dimension.Value).toEqual({ 'Fn::Join': ['', [part(1), '/', part(2), '/', part(3)]] });
  });

  it('is refused where nothing says what it calls from', () => {
    const unknown = (stack: Stack) => {
      const vpc = Vpc.fromVpcAttributes(stack, 'Vpc', {
        vpcId: 'vpc-1',
        availabilityZones: ZONES,
        privateSubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
      });
      return {
        props: { vpc },
        loadBalancer: NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(stack, 'Shared', { loadBalancerArn: arn }),
      };
    };
    expect(() => stream(unknown)).toThrow(/^Stack\/Web: .*Import it with loadBalancerSecurityGroups/);
  });

  it('may be in another stack', () => {
    const shared = newStack();
    const vpc = newVpc(shared);
    const securityGroups = [new SecurityGroup(shared, 'Callers', { vpc })];
    const loadBalancer = new NetworkLoadBalancer(shared, 'Shared', { vpc, securityGroups });
    const stack = new Stack(shared.node.scope!, 'Service', { env: ENV });
    serviceIn(stack, { vpc, networkLoadBalancing: { port: 9000, loadBalancer } });
    Template.fromStack(stack).resourceCountIs(LISTENER, 1);
    Template.fromStack(shared).resourceCountIs(LISTENER, 0);
  });
});

describe('the alarms', () => {
  const alarmOf = (id: string, { template }: Made = made) => only(template, ALARM, `WebAlarms${id}`).Properties;

  it('watch each zone and the whole', () => {
    const ids = made.service.alarms.map(({ node }) => node.id);
    expect(ids.sort()).toEqual([
      'Cpu',
      'HealthyTasks',
      'HealthyTasksZone1',
      'HealthyTasksZone2',
      'HealthyTasksZone3',
      'Memory',
      'RefusedConnections',
      'UnhealthyTasks',
    ]);
    expect(made.service.zoneAlarms).toHaveLength(3);
    for (const [index, zone] of ZONES.entries()) {
      expect(alarmOf(`HealthyTasksZone${index + 1}`)).toMatchObject({
        ComparisonOperator: 'LessThanThreshold',
        Dimensions: [
          { Name: 'AvailabilityZone', Value: zone },
          { Name: 'LoadBalancer', Value: { 'Fn::GetAtt': [expect.anything(), 'LoadBalancerFullName'] } },
          { Name: 'TargetGroup', Value: { 'Fn::GetAtt': [expect.anything(), 'TargetGroupFullName'] } },
        ],
        EvaluationPeriods: 5,
        MetricName: 'HealthyHostCount',
        Namespace: 'AWS/NetworkELB',
        Statistic: 'Minimum',
        Threshold: 3,
        TreatMissingData: 'breaching',
      });
    }
    made.template.hasResourceProperties(ALARM, { MetricName: 'HealthyHostCount', Threshold: 6, EvaluationPeriods: 3 });
    expect(alarmOf('RefusedConnections')).toMatchObject({
      MetricName: 'PortAllocationErrorCount',
      Statistic: 'Sum',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  it('roll a version back whose tasks stay unhealthy, but not one that starts', () => {
    expect(alarmOf('UnhealthyTasks')).toMatchObject({
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      EvaluationPeriods: 4,
      MetricName: 'UnHealthyHostCount',
      Statistic: 'Maximum',
      Threshold: 3,
      TreatMissingData: 'notBreaching',
    });
    expect(
      alarmOf(
        'UnhealthyTasks',
        stream(() => ({ props: { startupTime: Duration.seconds(150) } })),
      ),
    ).toMatchObject({ EvaluationPeriods: 6 });
    const { DeploymentConfiguration } = only(made.template, SERVICE).Properties;
    expect(DeploymentConfiguration.Alarms).toEqual({
      AlarmNames: [{ Ref: expect.stringMatching(/^WebAlarmsUnhealthyTasks/) }],
      Enable: true,
      Rollback: true,
    });
    expect(made.service.deploymentAlarms.map(({ node }) => node.id)).toEqual(['UnhealthyTasks']);
  });

  it('count resets where it is said how many are too many', () => {
    const counted = stream(() => ({ props: { alarms: { resetConnectionsPerMinute: 50 } } }));
    expect(alarmOf('ResetConnections', counted)).toMatchObject({
      Dimensions: [{ Name: 'LoadBalancer' }],
      MetricName: 'TCP_Target_Reset_Count',
      Statistic: 'Sum',
      Threshold: 50,
    });
    expect(counted.service.deploymentAlarms.map(({ node }) => node.id)).toEqual(['ResetConnections', 'UnhealthyTasks']);
  });
});

describe('blue/green', () => {
  it('lets Amazon ECS change the listener between two target groups, and test connections come by another', () => {
    const { service, template } = stream((stack) => {
      const vpc = newVpc(stack);
      const securityGroups = [new SecurityGroup(stack, 'Callers', { vpc })];
      const loadBalancer = new NetworkLoadBalancer(stack, 'Tests', { vpc, securityGroups });
      const none = new NetworkTargetGroup(stack, 'None', { vpc, port: 9000, targetType: TargetType.IP });
      return {
        props: {
          vpc,
          blueGreen: {
            testListener: new NetworkListener(stack, 'Test', { loadBalancer, port: 9001, defaultTargetGroups: [none] }),
          },
        },
      };
    });
    template.resourceCountIs(TARGETS, 3);
    expect(only(template, SERVICE).Properties.LoadBalancers).toEqual([
      {
        AdvancedConfiguration: {
          AlternateTargetGroupArn: { Ref: expect.stringMatching(/^WebAlternateTargets/) },
          ProductionListenerRule: { Ref: expect.stringMatching(/^WebListener/) },
          RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^WebLoadBalancingRole/), 'Arn'] },
          TestListenerRule: { Ref: expect.stringMatching(/^Test/) },
        },
        ContainerName: 'Container',
        ContainerPort: 9000,
        TargetGroupArn: { Ref: expect.stringMatching(/^WebTargets/) },
      },
    ]);
    const zone = only(template, ALARM, 'WebAlarmsHealthyTasksZone1').Properties;
    const read = zone.Metrics.flatMap(
      (each: { MetricStat?: { Metric: { Namespace: string } } }) => each.MetricStat?.Metric.Namespace ?? [],
    );
    expect(read).toEqual(['AWS/NetworkELB', 'AWS/NetworkELB']);
    expect(service.alternateNetworkTargetGroup?.node.id).toBe('AlternateTargets');
  });
});

it('gives its parts and metrics, and says where those for HTTP are asked for', () => {
  const { service } = made;
  expect(service.networkListener?.node.id).toBe('Listener');
  expect(service.networkTargetGroup?.node.id).toBe('Targets');
  expect([service.loadBalancer, service.alternateTargetGroup, service.certificate]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const metrics = [
    service.metricHealthyTasks(),
    service.metricUnhealthyTasks(),
    service.metricRefusedConnections(),
    service.metricResetConnections(),
  ];
  expect(metrics.map((metric) => `${(metric as Metric).namespace} ${(metric as Metric).metricName}`)).toEqual([
    'AWS/NetworkELB HealthyHostCount',
    'AWS/NetworkELB UnHealthyHostCount',
    'AWS/NetworkELB PortAllocationErrorCount',
    'AWS/NetworkELB TCP_Target_Reset_Count',
  ]);
  const sees = 'Stack/Web: a Network Load Balancer sees no requests; use';
  expect(() => service.listener).toThrow(`${sees} networkListener.`);
  expect(() => service.targetGroup).toThrow(`${sees} networkTargetGroup.`);
  expect(() => service.metricFailedRequests()).toThrow(`${sees} metricResetConnections().`);
  expect(() => service.metricRefusedRequests()).toThrow(`${sees} metricRefusedConnections().`);
  expect(() => service.metricResponseTime()).toThrow(`${sees} metricUnhealthyTasks().`);
  const byHttp = make().service;
  expect([byHttp.networkLoadBalancer, byHttp.networkListener, byHttp.networkTargetGroup]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(() => byHttp.metricResetConnections()).toThrow(
    'Stack/Web: no Network Load Balancer is there; use metricFailedRequests().',
  );
  expect(() => byHttp.metricRefusedConnections()).toThrow('use metricRefusedRequests().');
});
