import { App, CfnParameter, Duration, Fn, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AutoScalingGroup } from 'aws-cdk-lib/aws-autoscaling';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { InstanceType, Subnet, SubnetType, Vpc, type ISubnet } from 'aws-cdk-lib/aws-ec2';
import {
  AsgCapacityProvider,
  Cluster,
  CpuArchitecture,
  EcsOptimizedImage,
  type AsgCapacityProviderProps,
} from 'aws-cdk-lib/aws-ecs';
import {
  ApplicationListener,
  ApplicationListenerRule,
  ApplicationLoadBalancer,
  ListenerAction,
  ListenerCondition,
  NetworkLoadBalancer,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { DomainOptions, ResilientServiceProps } from '../../../../lib/blocks/resilient-service';
import { INSTANCE_TYPES, make, newStack, newVpc, serviceIn, warnings } from './app';

type Given = Partial<ResilientServiceProps>;

const instances = { instanceTypes: INSTANCE_TYPES, tasksPerInstance: 4 };
const listenerOf = (stack: Stack, vpc: Vpc): ApplicationListener =>
  new ApplicationLoadBalancer(stack, 'Shared', { vpc }).addListener('Http', { port: 80, open: false });
const certificateOf = (stack: Stack): { readonly certificate: ReturnType<typeof Certificate.fromCertificateArn> } => ({
  certificate: Certificate.fromCertificateArn(stack, 'C', 'arn:aws:acm:eu-central-1:111122223333:certificate/web'),
});

const domainIn = (stack: Stack): DomainOptions => ({
  zone: HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' }),
  names: ['www.example.com'],
});

/** Cases about an existing listener or load balancer. */
function withListener(make: (listener: ApplicationListener, stack: Stack) => ResilientServiceProps['loadBalancing']) {
  return (stack: Stack): Given => {
    const vpc = newVpc(stack);
    return { vpc, loadBalancing: make(listenerOf(stack, vpc), stack)! };
  };
}
const conditions = [ListenerCondition.pathPatterns(['/*'])];

it.each<[string, (stack: Stack) => Given, RegExp]>([
  ['no tasks', () => ({ baselineTasks: 0 }), /baselineTasks is 0; it must be a whole number of 1 or more/],
  ['part of a task', () => ({ baselineTasks: 1.5 }), /baselineTasks is 1.5/],
  ['one zone asked for', () => ({ minimumZones: 1 }), /minimumZones is 1; .* in 2 zones or more/],
  ['less than the usual load', () => ({ surgeFactor: 0.5 }), /surgeFactor is 0.5; it must be 1 or more/],
  ['no number', () => ({ surgeFactor: NaN }), /surgeFactor is NaN/],
  ['more than all CPU', () => ({ safeUtilizationPercent: 110 }), /safeUtilizationPercent is 110/],
  ['a fraction for percent', () => ({ safeUtilizationPercent: 0.8 }), /safeUtilizationPercent is 0.8.* from 10 to 100/],
  ['no requests', () => ({ requestsPerTask: 0 }), /requestsPerTask is 0/],
  [
    'cluster and network',
    (stack) => {
      const vpc = newVpc(stack);
      return { vpc, cluster: new Cluster(stack, 'Cluster', { vpc }) };
    },
    /give cluster, or vpc/,
  ],
  ['two kinds of capacity', () => ({ instances, spotAboveFloor: true }), /one of instances, capacityProvider and spot/],
  [
    'a platform for instances',
    () => ({ instances, runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64 } }),
    /runtimePlatform is for AWS Fargate/,
  ],
  ['no health check', () => ({ containerHealthCheck: [] }), /containerHealthCheck is empty/],
  [
    'retention of a given log group',
    (stack) => ({ logGroup: new LogGroup(stack, 'L'), logRetention: RetentionDays.ONE_WEEK }),
    /logRetention belongs to the new log group/,
  ],
  [
    'requests longer than AWS Fargate drains',
    () => ({ longestRequest: Duration.seconds(111) }),
    /longestRequest is 111 s.*at most 110 s can be drained/,
  ],
  ['a start longer than checks wait', () => ({ startupTime: Duration.minutes(6) }), /startupTime is 360 s/],
  [
    'public subnets',
    (stack) => ({ vpc: newVpc(stack), vpcSubnets: { subnetType: SubnetType.PUBLIC } }),
    /tasks in public subnets/,
  ],
  [
    'fewer zones than by default',
    (stack) => {
      const vpc = newVpc(stack);
      return { vpc, vpcSubnets: { subnets: vpc.privateSubnets.slice(0, 2) } };
    },
    /subnets lie in 2 Availability Zones, 3 are asked for. Select subnets of more zones/,
  ],
  ['fewer zones than asked for', () => ({ minimumZones: 4 }), /in 3 Availability Zones, 4 are asked for/],
  [
    'a ceiling without addresses',
    (stack) => ({ vpc: newVpc(stack, '10.0.0.0/25'), baselineTasks: 10 }),
    /75 tasks need 25 addresses in each zone, the subnets of one zone have 11/,
  ],
  [
    'two kinds of load balancers',
    () => ({ loadBalancing: {}, networkLoadBalancing: { port: 9000 } }),
    /give loadBalancing for HTTP, or networkLoadBalancing for TCP/,
  ],
  ['no port', () => ({ networkLoadBalancing: { port: 0 } }), /networkLoadBalancing: port is 0; .* from 1 to 65535/],
  [
    'part of a port',
    () => ({ networkLoadBalancing: { port: 9000, healthCheckPort: 80.5 } }),
    /networkLoadBalancing: healthCheckPort is 80.5/,
  ],
  [
    'a path that is none',
    () => ({ networkLoadBalancing: { port: 9000, healthCheckPath: 'health' } }),
    /healthCheckPath is health; it must begin with a slash/,
  ],
  [
    'access logs of what is not logged',
    (stack) => ({ networkLoadBalancing: { port: 9000, accessLogs: new Bucket(stack, 'B') } }),
    /logs TLS that it ends, and nothing else; give accessLogs with a certificate or domain/,
  ],
  [
    'settings of a new load balancer for an existing one that passes connections on',
    (stack) => {
      const vpc = newVpc(stack);
      const loadBalancer = new NetworkLoadBalancer(stack, 'Shared', { vpc });
      return { vpc, networkLoadBalancing: { port: 9000, loadBalancer, internetFacing: true, zonalAutoshift: false } };
    },
    /networkLoadBalancing: internetFacing, zonalAutoshift cannot be set for an existing load balancer/,
  ],
  [
    'requests counted by a load balancer that sees none',
    () => ({ networkLoadBalancing: { port: 9000 }, requestsPerTask: 600 }),
    /requestsPerTask is for requests by HTTP, and a Network Load Balancer sees connections/,
  ],
  [
    'failed requests there',
    () => ({ networkLoadBalancing: { port: 9000 }, alarms: { failedRequestsPerMinute: 1 } }),
    /alarms.failedRequestsPerMinute is for requests by HTTP/,
  ],
  [
    'slow requests there',
    () => ({ networkLoadBalancing: { port: 9000 }, alarms: { slowResponse: Duration.seconds(1) } }),
    /alarms.slowResponse is for requests by HTTP/,
  ],
  [
    'no resets',
    () => ({ networkLoadBalancing: { port: 9000 }, alarms: { resetConnectionsPerMinute: 0 } }),
    /alarms.resetConnectionsPerMinute is 0/,
  ],
  [
    'resets of a load balancer that ends connections',
    () => ({ alarms: { resetConnectionsPerMinute: 9 } }),
    /alarms.resetConnectionsPerMinute is for a Network Load Balancer; give networkLoadBalancing/,
  ],
  [
    'a listener for test requests',
    (stack) => {
      const loadBalancer = new NetworkLoadBalancer(stack, 'Tests', { vpc: new Vpc(stack, 'Other') });
      return { blueGreen: { testListener: loadBalancer.addListener('Test', { port: 9001 }) } };
    },
    /blueGreen.testListener is for a Network Load Balancer/,
  ],
  [
    'a rule for test connections',
    (stack) => {
      const listener = new ApplicationLoadBalancer(stack, 'Tests', { vpc: new Vpc(stack, 'Other') }).addListener('L', {
        port: 80,
        defaultAction: ListenerAction.fixedResponse(404),
      });
      const testListenerRule = new ApplicationListenerRule(stack, 'Rule', {
        listener,
        priority: 1,
        conditions,
        action: ListenerAction.fixedResponse(404),
      });
      return { networkLoadBalancing: { port: 9000 }, blueGreen: { testListenerRule } };
    },
    /blueGreen.testListenerRule is for requests by HTTP/,
  ],
  [
    'a certificate and a domain',
    (stack) => ({ loadBalancing: { ...certificateOf(stack), domain: domainIn(stack) } }),
    /loadBalancing: domain makes a certificate; give certificate or domain/,
  ],
  [
    'a certificate and a domain of connections',
    (stack) => ({ networkLoadBalancing: { port: 8883, ...certificateOf(stack), domain: domainIn(stack) } }),
    /networkLoadBalancing: domain makes a certificate; give certificate or domain/,
  ],
  [
    'a domain for an existing listener',
    withListener((listener, stack) => ({ listener, priority: 1, conditions, domain: domainIn(stack) })),
    /domain cannot be set for an existing listener/,
  ],
  ['plain text from the Internet', () => ({ loadBalancing: { internetFacing: true } }), /needs a certificate/],
  [
    'a rule without a listener',
    () => ({ loadBalancing: { priority: 1, conditions } }),
    /priority, conditions belong to a rule on an existing listener/,
  ],
  [
    'a zone without a load balancer',
    (stack) => {
      const vpc = newVpc(stack);
      return { vpc, loadBalancing: { vpcSubnets: { subnets: vpc.publicSubnets.slice(0, 2) } } };
    },
    /no subnet in some zone of the tasks/,
  ],
  [
    'a listener and a load balancer',
    withListener((listener) => ({ listener, loadBalancer: listener.loadBalancer, priority: 1, conditions })),
    /give loadBalancer or listener, not both/,
  ],
  ['a listener without a priority', withListener((listener) => ({ listener, conditions })), /needs priority and cond/],
  [
    'a listener for everything',
    withListener((listener) => ({ listener, priority: 1 })),
    /needs priority and conditions/,
  ],
  [
    'a certificate for an existing listener',
    withListener((listener, stack) => ({ listener, priority: 1, conditions, ...certificateOf(stack) })),
    /certificate cannot be set for an existing listener/,
  ],
  [
    'settings of a new load balancer for an existing one',
    withListener(({ loadBalancer }, stack) => ({
      loadBalancer,
      accessLogs: new Bucket(stack, 'B'),
      zonalAutoshift: true,
    })),
    /accessLogs, zonalAutoshift cannot be set for an existing load balancer/,
  ],
  [
    'one instance type',
    () => ({ instances: { ...instances, instanceTypes: INSTANCE_TYPES.slice(1) } }),
    /two types or/,
  ],
  [
    'two architectures',
    () => ({ instances: { ...instances, instanceTypes: [...INSTANCE_TYPES, new InstanceType('m7g.large')] } }),
    /all of one processor architecture/,
  ],
  ['no task on an instance', () => ({ instances: { ...instances, tasksPerInstance: 0 } }), /tasksPerInstance is 0/],
  [
    'no spare capacity',
    () => ({ instances: { ...instances, targetCapacityPercent: 100 } }),
    /targetCapacityPercent is 100; it must be below 100/,
  ],
  [
    'instances for an imported cluster',
    (stack) => ({
      instances,
      cluster: Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'shared', vpc: newVpc(stack) }),
    }),
    /instances cannot be added to an imported cluster/,
  ],
])('refuses %s, naming the construct', (_, given, message) => {
  const stack = newStack();
  const props = given(stack);
  expect(() => serviceIn(stack, props)).toThrow(message);
  expect(() => serviceIn(newStack(), given(newStack()))).toThrow(/^Stack\/Web: /);
});

describe('zones', () => {
  it('are two in a stack without account and Region, which is said', () => {
    const stack = newStack(undefined, {});
    expect(() => serviceIn(stack)).toThrow(
      "Stack/Web: the tasks' subnets lie in 2 Availability Zones, 3 are asked for. A stack without account and Region knows two zones only: give the stack an env, or set minimumZones to 2.",
    );
  });

  it('are counted by their position in the Region where they have no names', () => {
    const stack = newStack(undefined, {});
    const service = serviceIn(stack, { minimumZones: 2, alarms: { topic: new Topic(stack, 'Pager') } });
    expect(service).toMatchObject({ zoneCount: 2, zonesAreDetermined: true, floor: 12, ceiling: 60 });
    expect(service.zoneAlarms).toHaveLength(2);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Dimensions: [
        { Name: 'AvailabilityZone', Value: { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] } },
        { Name: 'LoadBalancer' },
        { Name: 'TargetGroup' },
      ],
      Threshold: 6,
    });
    expect(warnings(stack)).toEqual([]);
  });

  const imported = (stack: Stack, ...zones: (string | undefined)[]): ISubnet[] =>
    zones.map((availabilityZone, index) =>
      Subnet.fromSubnetAttributes(stack, `Subnet${index}`, {
        subnetId: `subnet-${index}`,
        ...(availabilityZone !== undefined && { availabilityZone }),
      }),
    );

  it.each<[string, (stack: Stack) => ISubnet[]]>([
    ['are not given', (stack) => imported(stack, undefined, undefined, undefined)],
    ['are given in part', (stack) => imported(stack, 'eu-central-1a', 'eu-central-1b', undefined)],
    [
      'are parameters',
      (stack) => {
        const zones = new CfnParameter(stack, 'Zones', { type: 'List<AWS::EC2::AvailabilityZone::Name>' });
        return imported(stack, ...[0, 1, 2].map((index) => Fn.select(index, zones.valueAsList)));
      },
    ],
    [
      'are given by name and by position',
      (stack) => imported(stack, 'eu-central-1a', 'eu-central-1b', Fn.select(2, Fn.getAzs())),
    ],
  ])('that %s are assumed, and nothing is promised', (_, subnets) => {
    const { service, stack } = make((inner) => ({ vpc: newVpc(inner), vpcSubnets: { subnets: subnets(inner) } }));
    expect(service).toMatchObject({ zoneCount: 3, zonesAreDetermined: false, floor: 9, zoneAlarms: [] });
    expect(service.statement).toMatch(/^3 zones \(assumed: the subnets do not tell\)/);
    expect(warnings(stack)).toEqual(['cdk-resilience:undeterminedZones']);
  });

  it('that are the same count once', () => {
    const zones = ['eu-central-1a', 'eu-central-1a', 'eu-central-1b'];
    const stack = newStack();
    const given = { vpc: newVpc(stack), vpcSubnets: { subnets: imported(stack, ...zones) } };
    expect(() => serviceIn(stack, given)).toThrow(/in 2 Availability Zones, 3 are asked for/);
  });

  it('that cannot be enough are too few, known or not', () => {
    const stack = newStack();
    const given = { vpc: newVpc(stack), vpcSubnets: { subnets: imported(stack, undefined, undefined) } };
    expect(() => serviceIn(stack, given)).toThrow(/in 2 Availability Zones, 3 are asked for/);
  });

  it('of a VPC still to be looked up are not judged', () => {
    const stack = new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-central-1' } });
    const service = serviceIn(stack, { vpc: Vpc.fromLookup(stack, 'Vpc', { vpcId: 'vpc-1' }) });
    expect(service).toMatchObject({ zoneCount: 3, zonesAreDetermined: false });
  });
});

it('works in an imported network, and says who may call there', () => {
  const attributes = {
    vpcId: 'vpc-1',
    availabilityZones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
    privateSubnetIds: ['subnet-1', 'subnet-2', 'subnet-3'],
  };
  const open = make((stack) => ({ vpc: Vpc.fromVpcAttributes(stack, 'Vpc', attributes) }));
  expect(open.service).toMatchObject({ zoneCount: 3, zonesAreDetermined: true });
  expect(warnings(open.stack)).toEqual(['cdk-resilience:noCallers']);
  const network = make((stack) => ({
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', attributes),
    networkLoadBalancing: { port: 9000 },
  }));
  expect(warnings(network.stack)).toEqual(['cdk-resilience:noCallers']);
  const known = make((stack) => ({
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { ...attributes, vpcCidrBlock: '10.0.0.0/16' }),
  }));
  expect(warnings(known.stack)).toEqual([]);
});

it('warns of a deployment at the ceiling that has no addresses', () => {
  const { stack } = make((inner) => ({ vpc: newVpc(inner, '10.0.0.0/24'), baselineTasks: 8 }));
  expect(warnings(stack)).toEqual(['cdk-resilience:subnetAddresses']);
});

it.each<[Partial<AsgCapacityProviderProps>, string | undefined]>([
  [{ targetCapacityPercent: 90 }, undefined],
  [{}, 'keeps no spare capacity (targetCapacityPercent below 100)'],
  [
    { enableManagedTerminationProtection: false, enableManagedDraining: false, targetCapacityPercent: 90 },
    'has no managed termination protection, does not drain instances',
  ],
  [{ enableManagedTerminationProtection: false, enableManagedScaling: false }, 'does not scale'],
])('an existing capacity provider with %j is used, and what it lacks is said', (given, lack) => {
  const { service, stack, template } = make((inner) => {
    const vpc = newVpc(inner);
    const autoScalingGroup = new AutoScalingGroup(inner, 'Group', {
      vpc,
      instanceType: INSTANCE_TYPES[0]!,
      machineImage: EcsOptimizedImage.amazonLinux2023(),
      minCapacity: 3,
      maxCapacity: 30,
    });
    const capacityProvider = new AsgCapacityProvider(inner, 'Existing', { autoScalingGroup, ...given });
    const cluster = new Cluster(inner, 'Cluster', { vpc });
    cluster.addAsgCapacityProvider(capacityProvider);
    return { cluster, capacityProvider };
  });
  expect(service.capacityProvider?.node.id).toBe('Existing');
  template.hasResourceProperties('AWS::ECS::Service', { CapacityProviderStrategy: [{ Weight: 1 }] });
  const own = stack.node.findChild('Web').node.metadata.filter(({ type }) => type === 'aws:cdk:warning');
  expect(own.map(({ data }) => String(data).includes(lack ?? '?'))).toEqual(lack === undefined ? [] : [true]);
});
