import { System } from '../../../lib/analysis/system/system';
import { Application } from '../../../lib/model/application';
import type { JsonObject } from '../../../lib/model/values';

/** Resources of a template, by logical id. */
export interface Resources {
  readonly [logicalId: string]: {
    readonly Type: string;
    readonly Properties?: object;
    readonly Condition?: string;
    readonly Metadata?: object;
  };
}

/** A stack to analyse. */
export interface StackPlan {
  readonly id?: string;
  readonly region?: string | undefined;
  readonly resources: Resources;
  /** What stands beside `Resources`. */
  readonly rest?: object;
}

/** What a template declares for its journeys, policy and third parties. */
export const declaring = (declarations: object): object => ({ Metadata: { 'cdk-resilience': declarations } });

/** An application of hand-written templates. */
export function applicationOf(...stacks: readonly StackPlan[]): Application {
  return new Application({
    name: 'test',
    stacks: stacks.map(({ id = 'S', resources, rest, ...place }) => {
      const region = 'region' in place ? place.region : 'eu-west-1';
      const template = { ...rest, Resources: resources } as unknown as JsonObject;
      return { id, templatePath: `${id}.json`, template, ...(region !== undefined && { region }) };
    }),
  });
}

/** The system of one stack. */
export function systemOfResources(resources: Resources, rest: object = {}): System {
  return System.of(applicationOf({ resources, rest }));
}

export const ref = (id: string): object => ({ Ref: id });
export const att = (id: string, name: string): object => ({ 'Fn::GetAtt': [id, name] });

/** A network of two zones: a private subnet in each, with a way out through one gateway, or one in each zone. */
export function network(gateways: 1 | 2): Resources {
  const zone = (letter: 'A' | 'B'): Resources => ({
    [`Private${letter}`]: {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: ref('Vpc'), AvailabilityZone: `eu-west-1${letter.toLowerCase()}` },
    },
    [`Public${letter}`]: {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: ref('Vpc'), AvailabilityZone: `eu-west-1${letter.toLowerCase()}` },
    },
    [`Routes${letter}`]: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: ref('Vpc') } },
    [`Association${letter}`]: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: { SubnetId: ref(`Private${letter}`), RouteTableId: ref(`Routes${letter}`) },
    },
    [`Route${letter}`]: {
      Type: 'AWS::EC2::Route',
      Properties: {
        RouteTableId: ref(`Routes${letter}`),
        DestinationCidrBlock: '0.0.0.0/0',
        NatGatewayId: ref(gateways === 1 ? 'NatA' : `Nat${letter}`),
      },
    },
    ...((gateways === 2 || letter === 'A') && {
      [`Nat${letter}`]: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: ref(`Public${letter}`) } },
    }),
  });
  return { Vpc: { Type: 'AWS::EC2::VPC' }, ...zone('A'), ...zone('B') };
}

/** A web service behind a load balancer, in the network. */
export function webService(tasks: number, environment: { readonly [name: string]: object } = {}): Resources {
  return {
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: { Subnets: [ref('PublicA'), ref('PublicB')] },
    },
    Listener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: { LoadBalancerArn: ref('Balancer'), DefaultActions: [{ TargetGroupArn: ref('Targets') }] },
    },
    Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { VpcId: ref('Vpc') } },
    Service: {
      Type: 'AWS::ECS::Service',
      Properties: {
        DesiredCount: tasks,
        TaskDefinition: ref('Task'),
        LoadBalancers: [{ TargetGroupArn: ref('Targets') }],
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [ref('PrivateA'), ref('PrivateB')] } },
      },
    },
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        TaskRoleArn: att('Role', 'Arn'),
        ContainerDefinitions: [{ Environment: Object.entries(environment).map(([Name, Value]) => ({ Name, Value })) }],
      },
    },
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: { Policies: [{ PolicyDocument: { Statement: [{ Resource: Object.values(environment) }] } }] },
    },
  };
}
