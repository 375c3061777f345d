import { Detection } from '../../../../lib/analysis/detection/detection';
import type { DetectionRecord } from '../../../../lib/analysis/detection/records';
import { System } from '../../../../lib/analysis/system/system';
import { applicationOf, resourceIn } from '../../model/templates';

/** What alarms and events reach beyond what their dimensions name. */

type Resources = Record<string, { Type: string; Properties?: object }>;

const ref = (id: string): object => ({ Ref: id });
const att = (id: string, attribute: string): object => ({ 'Fn::GetAtt': [id, attribute] });
const PAGER = 'arn:aws:sns:us-east-1:111122223333:pager';

function alarm(Namespace: string, MetricName: string, dimensions: Record<string, unknown>, others: object = {}) {
  const Properties = {
    Namespace,
    MetricName,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: [PAGER],
    ...others,
  };
  return { Type: 'AWS::CloudWatch::Alarm', Properties };
}

function detectionIn(Resources: Resources, Metadata: object = {}): [Detection, System] {
  const system = System.of(applicationOf({ Metadata, Resources }, { region: 'us-east-1' }));
  return [new Detection(system), system];
}

function detect(resources: Resources, id: string): DetectionRecord {
  const [detection, system] = detectionIn(resources);
  return detection.of(system.nodeOf(resourceIn(system.application, `Stack/${id}`)));
}

const reasons = ({ signals }: DetectionRecord): string[] => signals.map(({ because }) => because);

const Function = { Type: 'AWS::Lambda::Function' };
const Queue = { Type: 'AWS::SQS::Queue' };
const mapping = (EventSourceArn: object, FunctionName: object) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: { EventSourceArn, FunctionName },
});
const Fatal = alarm('Shop', 'Fatal', {});
const filter = (group: string) => ({
  Type: 'AWS::Logs::MetricFilter',
  Properties: { LogGroupName: ref(group), MetricTransformations: [{ MetricNamespace: 'Shop', MetricName: 'Fatal' }] },
});
const Logs = { Type: 'AWS::Logs::LogGroup' };
const AliasOf = { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: ref('Function'), Name: 'live' } };
const down = { ComparisonOperator: 'LessThanThreshold' };

describe('Detection', () => {
  const cases: [string, Resources, string, string[]][] = [
    [
      'the function behind an alias that consumes a queue',
      {
        Function,
        AliasOf,
        Queue,
        Mapping: mapping(att('Queue', 'Arn'), ref('AliasOf')),
        Alarm: alarm('AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: att('Queue', 'QueueName') }),
      },
      'Function',
      ['AWS/SQS ApproximateAgeOfOldestMessage by QueueName: consumes Queue'],
    ],
    [
      'the function of a version',
      {
        Function,
        Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: ref('Function') } },
        Alarm: alarm('AWS/Lambda', 'Errors', { Resource: ref('Version') }),
      },
      'Function',
      ['AWS/Lambda Errors by Resource: has the part Version'],
    ],
    [
      'who reads a stream too late',
      {
        Function,
        Stream: { Type: 'AWS::Kinesis::Stream' },
        Mapping: mapping(att('Stream', 'Arn'), ref('Function')),
        Alarm: alarm('AWS/Kinesis', 'GetRecords.IteratorAgeMilliseconds', { StreamName: ref('Stream') }),
      },
      'Function',
      ['AWS/Kinesis GetRecords.IteratorAgeMilliseconds by StreamName: consumes Stream'],
    ],
    [
      'who gives events up, by its own setting or that of its calls',
      {
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: { DeadLetterConfig: { TargetArn: att('Dead', 'Arn') } },
        },
        Dead: Queue,
        Alarm: alarm('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: att('Dead', 'QueueName') }),
      },
      'Function',
      ['AWS/SQS ApproximateNumberOfMessagesVisible by QueueName: sends what it gives up to Dead'],
    ],
    [
      'who gives events up by a destination',
      {
        Function,
        Calls: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: {
            FunctionName: ref('Function'),
            DestinationConfig: { OnFailure: { Destination: att('Dead', 'Arn') } },
          },
        },
        Dead: Queue,
        Alarm: alarm('AWS/SQS', 'ApproximateNumberOfMessagesVisible', { QueueName: att('Dead', 'QueueName') }),
      },
      'Function',
      ['AWS/SQS ApproximateNumberOfMessagesVisible by QueueName: sends what it gives up to Dead'],
    ],
    [
      'who writes to a log group by its setting',
      {
        Function: { Type: 'AWS::Lambda::Function', Properties: { LoggingConfig: { LogGroup: ref('Logs') } } },
        Logs,
        Filter: filter('Logs'),
        Alarm: Fatal,
      },
      'Function',
      ['Shop Fatal: writes to log group Logs'],
    ],
    [
      'the service whose tasks write to a log group',
      {
        Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: ref('Task') } },
        Task: {
          Type: 'AWS::ECS::TaskDefinition',
          Properties: {
            ContainerDefinitions: [{ LogConfiguration: { Options: { 'awslogs-group': ref('Logs') } } }],
          },
        },
        Logs,
        Filter: filter('Logs'),
        Alarm: Fatal,
      },
      'Service',
      ['Shop Fatal: writes to log group Logs'],
    ],
    [
      'who writes what a query of logs finds',
      {
        Function: { Type: 'AWS::Lambda::Function', Properties: { LoggingConfig: { LogGroup: ref('Logs') } } },
        Logs,
        Alarm: {
          Type: 'AWS::CloudWatch::LogAlarm',
          Properties: {
            ScheduledQueryConfiguration: { LogGroupIdentifiers: [ref('Logs')] },
            AlarmActions: [PAGER],
          },
        },
      },
      'Function',
      ['a query of its logs: writes to log group Logs'],
    ],
    [
      'instances in a target group',
      {
        Instance: { Type: 'AWS::EC2::Instance' },
        Group: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Targets: [{ Id: ref('Instance') }] } },
        Alarm: alarm('AWS/NetworkELB', 'HealthyHostCount', { TargetGroup: att('Group', 'TargetGroupFullName') }, down),
      },
      'Instance',
      ['AWS/NetworkELB HealthyHostCount by TargetGroup: targets of Group'],
    ],
    [
      'the load balancer of a listener',
      {
        Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
        Listener: {
          Type: 'AWS::ElasticLoadBalancingV2::Listener',
          Properties: { LoadBalancerArn: ref('Balancer') },
        },
        Alarm: alarm('AWS/ApplicationELB', 'HTTPCode_ELB_5XX_Count', {
          LoadBalancer: { 'Fn::Select': [1, { 'Fn::Split': ['/', ref('Listener')] }] },
        }),
      },
      'Balancer',
      ['AWS/ApplicationELB HTTPCode_ELB_5XX_Count by LoadBalancer: has the part Listener'],
    ],
    [
      'where a name leads that a health check calls',
      {
        Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
        Record: {
          Type: 'AWS::Route53::RecordSet',
          Properties: { Name: 'shop.example.com.', AliasTarget: { DNSName: att('Balancer', 'DNSName') } },
        },
        Check: {
          Type: 'AWS::Route53::HealthCheck',
          Properties: { HealthCheckConfig: { FullyQualifiedDomainName: 'shop.example.com' } },
        },
        Alarm: alarm('AWS/Route53', 'HealthCheckStatus', { HealthCheckId: ref('Check') }, down),
      },
      'Balancer',
      ['AWS/Route53 HealthCheckStatus by HealthCheckId: checked by Check'],
    ],
    [
      'nobody by a metric of the account that is of something else',
      { Function, Alarm: alarm('AWS/Usage', 'CallCount', { Service: 'Lambda' }) },
      'Function',
      [],
    ],
    [
      'a cache that tells a topic itself',
      {
        Cache: {
          Type: 'AWS::ElastiCache::ReplicationGroup',
          Properties: { NotificationTopicArn: PAGER },
        },
      },
      'Cache',
      ['its own notifications (NotificationTopicArn)'],
    ],
    [
      'what a subscription to RDS names',
      {
        Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
        Other: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
        Own: {
          Type: 'AWS::RDS::EventSubscription',
          Properties: { SnsTopicArn: PAGER, SourceType: 'db-cluster', SourceIds: [ref('Cluster')] },
        },
        Others: {
          Type: 'AWS::RDS::EventSubscription',
          Properties: { SnsTopicArn: PAGER, SourceType: 'db-cluster', SourceIds: [ref('Other')] },
        },
        Upkeep: {
          Type: 'AWS::RDS::EventSubscription',
          Properties: { SnsTopicArn: PAGER, SourceType: 'db-cluster', EventCategories: ['maintenance'] },
        },
      },
      'Cluster',
      ['events of RDS'],
    ],
    [
      'what a vault tells of its backups',
      {
        Table: { Type: 'AWS::DynamoDB::Table' },
        Vault: {
          Type: 'AWS::Backup::BackupVault',
          Properties: { Notifications: { SNSTopicArn: PAGER, BackupVaultEvents: ['BACKUP_JOB_COMPLETED'] } },
        },
        Started: {
          Type: 'AWS::Backup::BackupVault',
          Properties: { Notifications: { SNSTopicArn: PAGER, BackupVaultEvents: ['BACKUP_JOB_STARTED'] } },
        },
      },
      'Table',
      ['events of the backup vault'],
    ],
  ];
  it.each(cases)('reaches %s', (_, resources, id, expected) => {
    expect(reasons(detect(resources, id))).toEqual(expected);
  });

  it('knows a third party by a dimension that says its name', () => {
    const declared = {
      journeys: [{ name: 'Buy', owner: 'shop', entryPoints: ['Function'], dependsOn: ['Payments', 'Mail'] }],
      externalDependencies: [{ name: 'Payments' }, { name: 'Mail' }],
    };
    const Alarm = alarm('Shop', 'FailedCalls', { Provider: 'payments' });
    const [detection, { nodes }] = detectionIn({ Function, Alarm }, { 'cdk-resilience': declared });
    const levels = ['Payments', 'Mail'].map((name) => detection.of(nodes.find((node) => node.name === name)!).level);
    expect(levels).toEqual(['ALARM', 'NONE']);
  });

  it('knows a shared limit by an alarm on what the account uses', () => {
    const used = alarm('AWS/Lambda', 'ConcurrentExecutions', {});
    const Url = { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: att('Function', 'Arn') } };
    const levelWith = (resources: Resources): string => {
      const [detection, { nodes }] = detectionIn({ Function, Other: Function, Url, ...resources });
      return detection.of(nodes.find(({ kind }) => kind === 'LIMIT')!).level;
    };
    expect([levelWith({ Used: used }), levelWith({})]).toEqual(['ALARM', 'NONE']);
  });

  it('names the document that an alarm runs', () => {
    const Document = { Type: 'AWS::SSM::Document', Properties: { DocumentType: 'Automation' } };
    const Alarm = alarm(
      'AWS/Lambda',
      'Errors',
      { FunctionName: ref('Function') },
      {
        AlarmActions: [{ 'Fn::Sub': 'arn:aws:ssm:us-east-1:111122223333:automation-definition/${Document}' }],
      },
    );
    expect(detect({ Function, Document, Alarm }, 'Function').signals[0]?.runbook).toBe('Stack/Document');
  });

  it('says what it left out where more stands behind alarms than is looked at', () => {
    const resources: Resources = { Group: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup' } };
    for (let i = 0; i < 500; i += 1) {
      resources[`S${i}`] = {
        Type: 'AWS::ECS::Service',
        Properties: { LoadBalancers: [{ TargetGroupArn: ref('Group') }] },
      };
      resources[`A${i}`] = alarm('AWS/ApplicationELB', 'RequestCount', {
        TargetGroup: att('Group', 'TargetGroupFullName'),
      });
    }
    const { bounded, signals } = detect(resources, 'S0');
    expect(signals.length).toBe(200);
    expect(bounded).toEqual(['200 alarms more', 'what stands behind target groups, queues and log groups']);
  });
});
