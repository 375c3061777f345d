import { Application } from '../../../../lib/model/application';
import { carriesOutage } from '../../../../lib/model/edges/matching';
import type { Node } from '../../../../lib/model/graph/graph';
import type { JsonObject } from '../../../../lib/model/values';

type Resources = Record<string, { Type: string; Properties?: object; Condition?: string }>;

function applicationOf(resources: Resources, rest: object = {}): Application {
  const template = { ...rest, Resources: resources } as unknown as JsonObject;
  return new Application({
    name: 'test',
    stacks: [{ id: 'S', templatePath: 's.json', template, region: 'eu-west-1' }],
  });
}

const nameOf = (node: Node): string => ('kind' in node ? node.name : node.id);

/** Each edge in words: `Function -> Table DATA_FLOW HARD inferred`. */
function edgesOf(resources: Resources, rest?: object): string[] {
  return applicationOf(resources, rest)
    .graph.edges.map((edge) => {
      const flags = [edge.buffered && 'buffered', edge.partial && 'partial', edge.redundancyGroup].filter(Boolean);
      const ends = `${nameOf(edge.from)} -> ${nameOf(edge.to)}`;
      return [ends, edge.type, edge.criticality, edge.basis, ...flags].join(' ');
    })
    .sort();
}

const arnOf = (id: string): object => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe('DependencyGraph', () => {
  it('follows an event source mapping from the queue to the function', () => {
    const edges = edgesOf({
      Queue: { Type: 'AWS::SQS::Queue' },
      Function: { Type: 'AWS::Lambda::Function' },
      Mapping: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: arnOf('Queue'), FunctionName: { Ref: 'Function' } },
      },
    });
    expect(edges).toEqual(['Queue -> Function DATA_FLOW HARD table buffered']);
  });

  it('carries nothing through a dead-letter queue', () => {
    const edges = edgesOf({
      Dlq: { Type: 'AWS::SQS::Queue' },
      Queue: { Type: 'AWS::SQS::Queue', Properties: { RedrivePolicy: { deadLetterTargetArn: arnOf('Dlq') } } },
    });
    expect(edges).toEqual([]);
  });

  it('pairs the ends of a row within one element of a list only', () => {
    const alb = (n: number): object => ({ TargetGroupArn: { Ref: `Group${n}` } });
    const edges = edgesOf({
      Group1: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup' },
      Group2: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup' },
      Service: { Type: 'AWS::ECS::Service', Properties: { LoadBalancers: [alb(1), alb(2)] } },
    });
    expect(edges.map((edge) => edge.split(' DATA')[0])).toEqual(['Group1 -> Service', 'Group2 -> Service']);
  });

  it('places resources in zones, and zones in their Region', () => {
    const edges = edgesOf({
      ByName: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-west-1b' } },
      ByIndex: {
        Type: 'AWS::EC2::Subnet',
        Properties: { AvailabilityZone: { 'Fn::Select': [1, { 'Fn::GetAZs': '' }] } },
      },
    });
    expect(edges).toContain('ByName -> eu-west-1b CONTAINMENT HARD table');
    expect(edges).toContain('eu-west-1b -> eu-west-1 CONTAINMENT HARD table');
    expect(edges.filter((edge) => edge.startsWith('ByIndex -> '))).toHaveLength(1);
  });

  it('knows both branches of an open condition', () => {
    const edges = edgesOf(
      {
        A: { Type: 'AWS::SQS::Queue' },
        B: { Type: 'AWS::SQS::Queue' },
        Function: { Type: 'AWS::Lambda::Function' },
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::If': ['IsA', arnOf('A'), arnOf('B')] },
            FunctionName: { Ref: 'Function' },
          },
        },
      },
      { Parameters: { P: { Type: 'String' } }, Conditions: { IsA: { 'Fn::Equals': [{ Ref: 'P' }, 'a'] } } },
    );
    expect(edges).toEqual([
      'A -> Function DATA_FLOW HARD table buffered',
      'B -> Function DATA_FLOW HARD table buffered',
    ]);
  });

  it('answers from both sides of an edge', () => {
    const application = applicationOf({
      Key: { Type: 'AWS::KMS::Key' },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { SSESpecification: { KMSMasterKeyId: arnOf('Key') } },
      },
    });
    const [key, table] = ['Key', 'Table'].map((id) => application.stacks[0]?.resources.get(id));
    const { graph } = application;
    expect(graph.dependenciesOf(table as Node).map(({ to, path }) => [to, path])).toEqual([
      [key, 'Properties.SSESpecification.KMSMasterKeyId'],
    ]);
    expect(graph.dependentsOf(key as Node).map(({ from }) => from)).toEqual([table]);
  });

  it('ends on references in a circle', () => {
    const edges = edgesOf({
      A: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { B: { Ref: 'B' } } } } },
      B: { Type: 'AWS::Lambda::Function', Properties: { Environment: { Variables: { A: { Ref: 'A' } } } } },
    });
    expect(edges).toEqual(['A -> B DATA_FLOW SOFT reference', 'B -> A DATA_FLOW SOFT reference']);
  });
});

describe('inferred use', () => {
  const role = (statements: object[]): Resources => ({
    Role: { Type: 'AWS::IAM::Role' },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: statements } },
    },
  });
  const func = (variables: object): Resources => ({
    Table: { Type: 'AWS::DynamoDB::Table' },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: { Role: arnOf('Role'), Environment: { Variables: variables } },
    },
  });
  const use = (resources: Resources): string[] =>
    edgesOf(resources).filter((edge) => edge.startsWith('Function -> Table'));

  it('is a hard dependency where compute names a store and is granted access to it', () => {
    const granted = role([{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: [arnOf('Table')] }]);
    expect(use({ ...granted, ...func({ TABLE: { Ref: 'Table' } }) })).toEqual([
      'Function -> Table DATA_FLOW HARD inferred',
    ]);
  });

  it('is a mere reference without a grant', () => {
    expect(use({ ...role([]), ...func({ TABLE: { Ref: 'Table' } }) })).toEqual([
      'Function -> Table DATA_FLOW SOFT reference',
    ]);
  });

  it('is none without a name', () => {
    const granted = role([{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: [arnOf('Table')] }]);
    expect(use({ ...granted, ...func({}) })).toEqual([]);
  });

  it('takes a security group that admits the whole network for a grant', () => {
    const hold = (cidr: unknown): Resources => ({
      Vpc: { Type: 'AWS::EC2::VPC' },
      Own: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'Vpc' } } },
      Theirs: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { VpcId: { Ref: 'Vpc' }, SecurityGroupIngress: [{ IpProtocol: 'tcp', CidrIp: cidr }] },
      },
      Cache: {
        Type: 'AWS::ElastiCache::CacheCluster',
        Properties: { VpcSecurityGroupIds: [{ 'Fn::GetAtt': ['Theirs', 'GroupId'] }] },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Own', 'GroupId'] }] },
          Environment: { Variables: { HOST: { 'Fn::GetAtt': ['Cache', 'RedisEndpoint.Address'] } } },
        },
      },
    });
    const use = (cidr: unknown): string[] => edgesOf(hold(cidr)).filter((edge) => edge.startsWith('Function -> Cache'));
    expect(use({ 'Fn::GetAtt': ['Vpc', 'CidrBlock'] })).toEqual(['Function -> Cache DATA_FLOW HARD inferred']);
    expect(use('192.0.2.0/24')).toEqual(['Function -> Cache DATA_FLOW SOFT reference']);
  });

  it('has a part that carries outages: the same edges, without permissions and watches', () => {
    const application = applicationOf({
      Queue: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { Ref: 'Key' } } },
      Key: { Type: 'AWS::KMS::Key' },
      Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Queue' }] } },
      Subnet: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-west-1a' } },
    });
    const said = (edges: typeof application.graph.edges): string[] =>
      edges.map(({ from, to, type }) => `${nameOf(from)} ${nameOf(to)} ${type}`);
    const carrying = application.graph.edges.filter(({ type }) => carriesOutage(type));
    expect(said(application.outages.edges)).toEqual(said(carrying));
    expect(application.graph.edges.length).toBe(carrying.length + 1);
    expect(application.outages.inferredShare).toBe(application.graph.inferredShare);
  });

  it('takes a security group that admits another for a grant', () => {
    const application = applicationOf({
      Own: { Type: 'AWS::EC2::SecurityGroup' },
      Theirs: { Type: 'AWS::EC2::SecurityGroup' },
      Rule: {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: {
          GroupId: { 'Fn::GetAtt': ['Theirs', 'GroupId'] },
          SourceSecurityGroupId: { 'Fn::GetAtt': ['Own', 'GroupId'] },
        },
      },
      Db: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { VPCSecurityGroups: [{ 'Fn::GetAtt': ['Theirs', 'GroupId'] }] },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          VpcConfig: { SecurityGroupIds: [{ 'Fn::GetAtt': ['Own', 'GroupId'] }] },
          Environment: { Variables: { HOST: { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] } } },
        },
      },
    });
    const uses = application.graph.edges.filter(({ basis }) => basis === 'inferred');
    expect(uses.map(({ from, to }) => [nameOf(from), nameOf(to)])).toEqual([['Function', 'Db']]);
    expect(application.graph.inferredShare).toBe(1);
  });
});
