import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EDGES, EVERY_TYPE, TARGETS } from '../../../../lib/model/edges';
import type { TargetMeaning } from '../../../../lib/model/edges/everywhere';
import type { EdgeMeaning, EdgeType, NoEdge } from '../../../../lib/model/edges/types';
import { CloudFormationTypes } from './cloudformation-types';

type Row = EdgeMeaning | NoEdge;

const FOLDER = join(__dirname, '../../../../lib/model/edges');

/** Types that CloudFormation expands or CDK invents: aws-cdk-lib has no generated class with their properties. */
const WITHOUT_SPECIFICATION = /^AWS::Serverless::|^Custom::|^AWS::CDK::Metadata$/;

const isNone = (row: Row): row is NoEdge => 'none' in row;
const pathsOf = (row: Row) => (isNone(row) ? [row.none] : [row.from, row.to]).filter((path) => path !== '@');

const rows = Object.entries(EDGES).flatMap(([type, list]) => list.map((row) => ({ type, row })));
const edges = rows.flatMap(({ type, row }) => (isNone(row) ? [] : [{ ...row, on: type }]));
const show = ({ on, from, to }: { on: string; from: string; to: string }) => `${on}: ${from} -> ${to}`;

describe('the types and properties', () => {
  const known = new CloudFormationTypes();
  const specified = rows.filter(({ type }) => !WITHOUT_SPECIFICATION.test(type));

  test('the installed aws-cdk-lib is read', () => {
    expect(known.size).toBeGreaterThan(1500);
    expect(known.checkType('AWS::ECS::Service')).toBeUndefined();
  });

  test.each([
    ['AWS::ECS::Service', 'Clusters', 'AWS::ECS::Service Clusters: no Clusters'],
    [
      'AWS::ECS::Service',
      'LoadBalancers[].TargetGroup',
      'AWS::ECS::Service LoadBalancers[].TargetGroup: no TargetGroup',
    ],
    [
      'AWS::ECS::Service',
      'LoadBalancers.TargetGroupArn',
      'AWS::ECS::Service LoadBalancers.TargetGroupArn: TargetGroupArn stands in a list',
    ],
    ['AWS::ECS::Service', 'Cluster[]', 'AWS::ECS::Service Cluster[]: [] does not fit'],
    [
      'AWS::OpenSearchService::Domain',
      'LogPublishingOptions[].CloudWatchLogsLogGroupArn',
      'AWS::OpenSearchService::Domain LogPublishingOptions[].CloudWatchLogsLogGroupArn: [] does not fit',
    ],
    [
      'AWS::SQS::Queue',
      'RedrivePolicy.deadLetterTargetArn',
      'AWS::SQS::Queue RedrivePolicy.deadLetterTargetArn: no deadLetterTargetArn',
    ],
  ])('%s has no %s', (type, path, problem) => {
    expect(known.checkPath(type, path)).toBe(problem);
  });

  test('AWS::ECS::Services does not exist', () => {
    expect(known.checkType('AWS::ECS::Services')).toBe('AWS::ECS::Services: no such type');
  });

  test('every type exists', () => {
    const types = new Set([...specified.map(({ type }) => type), ...Object.keys(TARGETS)]);
    expect([...types].flatMap((type) => known.checkType(type) ?? [])).toEqual([]);
  });

  test('every property path exists', () => {
    const problems = specified.flatMap(({ type, row }) =>
      known.checkType(type) !== undefined
        ? []
        : pathsOf(row).flatMap((path) => (path === '*' ? [] : (known.checkPath(type, path) ?? []))),
    );
    expect(problems).toEqual([]);
  });

  test('every path is written as paths are written', () => {
    const name = '[A-Za-z][A-Za-z0-9]*(\\[\\])?';
    const path = new RegExp(`^(\\*|${name}(\\.(\\*|${name}))*)$`);
    const bad = rows.flatMap(({ type, row }) => pathsOf(row).map((each) => ({ type, each })));
    expect(bad.filter(({ each }) => !path.test(each))).toEqual([]);
  });
});

describe('the table as a whole', () => {
  test('a type has its rows in one place', () => {
    const keys = readdirSync(FOLDER)
      .filter((file) => !['everywhere.ts', 'inference.ts'].includes(file))
      .flatMap((file) => [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/^ {2}'((?:AWS|Custom)::[^']+)':/gm)])
      .map(([, type]) => type!);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    expect([...keys].sort()).toEqual(Object.keys(EDGES).sort());
  });

  test('no type says something twice', () => {
    const seen = new Set<string>();
    const repeated = rows.flatMap(({ type, row }) => {
      const key = isNone(row) ? `${type}: none ${row.none}` : show({ on: type, ...row });
      return seen.has(key) ? [key] : (seen.add(key), []);
    });
    expect(repeated).toEqual([]);
  });

  test('no path is both an edge and none', () => {
    const contradictions = Object.entries(EDGES).flatMap(([type, list]) => {
      const paths = new Set(list.flatMap((row) => (isNone(row) ? [] : pathsOf(row))));
      return list.flatMap((row) => (isNone(row) && paths.has(row.none) ? [`${type} ${row.none}`] : []));
    });
    expect(contradictions).toEqual([]);
  });

  test('no type ignores everything and something', () => {
    const idle = Object.entries(EDGES).filter(
      ([, list]) => list.length > 1 && list.some((row) => isNone(row) && row.none === '*'),
    );
    expect(idle).toEqual([]);
  });

  test('it is plain data', () => {
    for (const data of [EDGES, EVERY_TYPE, TARGETS]) expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });

  test('no edge leads from a resource to itself by the same path', () => {
    expect(edges.filter(({ from, to }) => from === to)).toEqual([]);
  });
});

describe('the meanings', () => {
  /** The rows whose property has such a name and that do not say what they should. */
  function exceptions(name: RegExp, expected: (row: Row) => boolean): string[] {
    return rows.flatMap(({ type, row }) => {
      const property = isNone(row) ? row.none : row.to === '@' ? row.from : row.to;
      if (!name.test(property.replaceAll('[]', '')) || expected(row)) return [];
      return [`${type}: ${property}`];
    });
  }

  const isNoneOr = (type: EdgeType) => (row: Row) => isNone(row) || row.type === type;

  test.each<[string, RegExp, (row: Row) => boolean]>([
    ['roles permit', /Role(Arn|ARN|Name)?s?$/, isNoneOr('PERMISSIONS')],
    ['policy documents permit', /PolicyDocument$/, isNoneOr('PERMISSIONS')],
    ['security groups carry nothing', /SecurityGroup(Id|Name)?s?$/, isNone],
    ['dead-letter queues carry nothing', /(DeadLetter|Redrive|Dlq)\w*$|OnFailure(\.Destination)?$/, isNone],
    ['log groups are written to', /LogGroup$/, isNoneOr('OBSERVABILITY')],
    [
      'subnets contain',
      /Subnets?(Ids?)?$/,
      (row) => isNoneOr('CONTAINMENT')(row) || pathsOf(row)[1] === 'RouteTableId',
    ],
    ['certificates are needed or of no account', /CertificateArn$/, isNoneOr('DATA_FLOW')],
    ['no news is waited for but bad news', /(OK|InsufficientData)Actions$/, isNone],
  ])('%s', (_, name, expected) => {
    expect(exceptions(name, expected)).toEqual([]);
  });

  test('subnets in a list stand in for one another', () => {
    const lists = edges.filter(({ to }) => /Subnets?(Ids?)?\[\]$/.test(to));
    expect(lists.length).toBeGreaterThan(40);
    expect(lists.filter(({ redundancyGroup }) => redundancyGroup !== 'subnets').map(show)).toEqual([]);
  });

  test('only what carries an outage is buffered, redundant, partial or outbound', () => {
    const flows = edges.filter(({ buffered, partial, outbound }) => buffered || partial || outbound);
    expect(flows.filter(({ type }) => type !== 'DATA_FLOW').map(show)).toEqual([]);
    const members = edges.filter(({ redundancyGroup }) => redundancyGroup !== undefined);
    expect(members.filter(({ type }) => type !== 'DATA_FLOW' && type !== 'CONTAINMENT').map(show)).toEqual([]);
    expect(members.filter(({ criticality }) => criticality !== 'HARD').map(show)).toEqual([]);
  });

  const flow = { type: 'DATA_FLOW', criticality: 'HARD' } as const;
  const containment = { type: 'CONTAINMENT', criticality: 'HARD' } as const;

  // Facts a reader can check one by one; `undefined` is a property that carries nothing.
  test.each<[string, string, string, Partial<EdgeMeaning> | undefined]>([
    // Work flows from the queue to its consumer, whatever holds the two.
    ['AWS::Lambda::EventSourceMapping', 'EventSourceArn', 'FunctionName', { ...flow, buffered: true }],
    ['AWS::SNS::Subscription', 'TopicArn', 'Endpoint', { ...flow, buffered: true, partial: true }],
    ['AWS::Events::Rule', 'EventBusName', '@', { ...flow, partial: true }],
    ['AWS::Events::Rule', '@', 'Targets[].Arn', { ...flow, buffered: true, partial: true }],
    ['AWS::Pipes::Pipe', 'Source', '@', { ...flow, buffered: true }],
    ['AWS::SQS::Queue', '@', 'RedrivePolicy', undefined],
    ['AWS::Lambda::Function', '@', 'DeadLetterConfig', undefined],
    // Requests flow from the load balancer to who registers with it.
    ['AWS::ElasticLoadBalancingV2::Listener', 'LoadBalancerArn', '@', { ...flow, partial: true }],
    ['AWS::ElasticLoadBalancingV2::Listener', '@', 'DefaultActions[].TargetGroupArn', { ...flow, partial: true }],
    ['AWS::ECS::Service', 'LoadBalancers[].TargetGroupArn', '@', { ...flow, redundancyGroup: 'targets' }],
    ['AWS::AutoScaling::AutoScalingGroup', 'TargetGroupARNs[]', '@', { ...flow, redundancyGroup: 'targets' }],
    ['AWS::ApiGateway::Method', 'RestApiId', '@', { ...flow, partial: true }],
    ['AWS::ApiGateway::Method', '@', 'Integration.Uri', flow],
    ['AWS::Route53::RecordSet', '@', 'AliasTarget.DNSName', flow],
    // Where things are.
    ['AWS::ECS::Service', '@', 'Cluster', containment],
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', '@', 'Subnets[]', { ...containment, redundancyGroup: 'subnets' }],
    ['AWS::EC2::SubnetRouteTableAssociation', 'SubnetId', 'RouteTableId', { ...flow, outbound: true }],
    ['AWS::EC2::Route', 'RouteTableId', 'NatGatewayId', flow],
    ['AWS::EC2::Subnet', '@', 'CidrBlock', undefined],
    // Databases: a cluster lives as long as one of its instances.
    ['AWS::RDS::DBInstance', 'DBClusterIdentifier', '@', { ...flow, redundancyGroup: 'instances' }],
    ['AWS::RDS::DBInstance', '@', 'DBClusterIdentifier', containment],
    ['AWS::RDS::DBInstance', '@', 'SourceDBInstanceIdentifier', { type: 'DATA_FLOW', criticality: 'SOFT' }],
    ['AWS::SecretsManager::SecretTargetAttachment', 'SecretId', 'TargetId', flow],
    // A key takes the store down, except where the store keeps it in memory.
    ['AWS::DynamoDB::Table', '@', 'SSESpecification.KMSMasterKeyId', flow],
    ['AWS::EC2::Volume', '@', 'KmsKeyId', { type: 'DATA_FLOW', criticality: 'SOFT' }],
    // Copies and events of a store that serves on.
    [
      'AWS::S3::Bucket',
      '@',
      'ReplicationConfiguration.Rules[].Destination.Bucket',
      { type: 'DATA_FLOW', criticality: 'SOFT', buffered: true },
    ],
    // Watching, permitting, protecting and scaling carry no outage.
    ['AWS::CloudWatch::Alarm', '@', 'Dimensions[].Value', { type: 'OBSERVABILITY', criticality: 'SOFT' }],
    ['AWS::CloudWatch::Alarm', '@', 'AlarmActions[]', { type: 'OBSERVABILITY', criticality: 'HARD' }],
    ['AWS::Lambda::Function', '@', 'Role', { type: 'PERMISSIONS', criticality: 'HARD' }],
    ['AWS::IAM::Policy', '@', 'PolicyDocument', { type: 'PERMISSIONS', criticality: 'SOFT' }],
    ['AWS::Backup::BackupSelection', '@', 'BackupSelection', undefined],
    ['AWS::ApplicationAutoScaling::ScalableTarget', '@', 'ResourceId', undefined],
  ])('%s: %s -> %s', (type, from, to, expected) => {
    const found = EDGES[type]!.find((row) => (isNone(row) ? row.none === to : row.from === from && row.to === to));
    expect(found).toEqual(expected === undefined ? { none: to } : { from, to, ...expected });
  });
});

describe('what holds for every type', () => {
  test('tags and descriptions carry nothing', () => {
    expect(EVERY_TYPE).toEqual([{ none: 'Description' }, { none: 'Tags' }, { none: 'TagSpecifications' }]);
  });

  test.each<[string, TargetMeaning]>([
    ['AWS::IAM::Role', { type: 'PERMISSIONS', criticality: 'HARD' }],
    ['AWS::Logs::LogGroup', { type: 'OBSERVABILITY', criticality: 'SOFT' }],
    ['AWS::EC2::Subnet', { type: 'CONTAINMENT', criticality: 'HARD', redundancyGroup: 'subnets' }],
    ['AWS::EC2::SecurityGroup', 'none'],
  ])('a reference to %s', (type, expected) => {
    expect(TARGETS[type]).toEqual(expected);
  });
});
