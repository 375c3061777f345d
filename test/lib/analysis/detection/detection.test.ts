import { Detection } from '../../../../lib/analysis/detection/detection';
import { levelOf } from '../../../../lib/analysis/detection/levels';
import type { DetectionRecord } from '../../../../lib/analysis/detection/records';
import { System } from '../../../../lib/analysis/system/system';
import { applicationOf, applicationOfStacks, resourceIn, stackOf } from '../../model/templates';

type Resources = Record<string, { Type: string; Properties?: object; Condition?: string }>;

const REGION = { region: 'eu-west-1' };
const ref = (id: string): object => ({ Ref: id });
const att = (id: string, attribute: string): object => ({ 'Fn::GetAtt': [id, attribute] });

const PAGER = { Type: 'AWS::SNS::Topic' };
const SUBSCRIBED = {
  Type: 'AWS::SNS::Subscription',
  Properties: { TopicArn: ref('Pager'), Protocol: 'https', Endpoint: 'https://on-call.example.net' },
};
const ON_CALL: Resources = { Pager: PAGER, OnCall: SUBSCRIBED };

function alarm(properties: object): { Type: string; Properties: object } {
  const Properties = {
    Namespace: 'AWS/Lambda',
    MetricName: 'Errors',
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: [ref('Pager')],
    ...properties,
  };
  return { Type: 'AWS::CloudWatch::Alarm', Properties };
}

const byFunction = { Dimensions: [{ Name: 'FunctionName', Value: ref('Function') }] };

function detect(resources: Resources, id: string, rest: object = {}): DetectionRecord {
  const application = applicationOf({ ...rest, Resources: { ...ON_CALL, ...resources } }, REGION);
  const system = System.of(application);
  return new Detection(system).of(system.nodeOf(resourceIn(application, `Stack/${id}`)));
}

/** Level, and the signals with what they tell of. */
function inShort({ level, signals }: DetectionRecord): unknown[] {
  return [level, ...signals.map(({ name, tellsOf }) => `${name.replace('Stack/', '')}: ${tellsOf.join(' ')}`)];
}

const FUNCTION = { Type: 'AWS::Lambda::Function' };

describe('Detection', () => {
  it('finds nothing where there is no alarm', () => {
    expect(detect({ Function: FUNCTION }, 'Function')).toEqual({
      name: 'Stack/Function',
      level: 'NONE',
      signals: [],
      silent: [],
      procedures: [],
      bounded: [],
    });
  });

  it('says which alarm tells whom, and why it speaks for the resource', () => {
    const record = detect({ Function: FUNCTION, Alarm: alarm(byFunction) }, 'Function');
    expect(record.level).toBe('ALARM');
    expect(record.signals).toEqual([
      {
        name: 'Stack/Alarm',
        kind: 'ALARM',
        tellsOf: ['FAILURE', 'OVERLOAD'],
        because: 'AWS/Lambda Errors by FunctionName',
        tells: 'topic Stack/Pager (1 subscriber)',
        region: 'eu-west-1',
      },
    ]);
  });

  describe('by metric', () => {
    const cases: [string, object, unknown[]][] = [
      ['errors', {}, ['ALARM', 'Alarm: FAILURE OVERLOAD']],
      ['errors that are too few', { ComparisonOperator: 'LessThanThreshold' }, ['NONE']],
      ['throttles', { MetricName: 'Throttles' }, ['NONE', 'Alarm: OVERLOAD']],
      [
        'calls that stop',
        { MetricName: 'Invocations', ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'breaching' },
        ['ALARM', 'Alarm: OVERLOAD FAILURE'],
      ],
      ['mistakes of the caller', { Namespace: 'AWS/ApiGateway', MetricName: '4XXError' }, ['NONE']],
      ['a metric of the team', { Namespace: 'Shop', MetricName: 'Orders' }, ['ALARM', 'Alarm: FAILURE OVERLOAD DATA']],
      [
        'a metric of one zone',
        {
          Dimensions: [
            { Name: 'FunctionName', Value: ref('Function') },
            { Name: 'AvailabilityZone', Value: 'eu-west-1a' },
          ],
        },
        ['ALARM', 'Alarm: FAILURE OVERLOAD ZONE'],
      ],
    ];
    it.each(cases)('%s', (_, properties, expected) => {
      expect(
        inShort(detect({ Function: FUNCTION, Alarm: alarm({ ...byFunction, ...properties }) }, 'Function')),
      ).toEqual(expected);
    });

    it('metric math counts for each metric that is read', () => {
      const query = (MetricName: string, ReturnData: boolean): object => ({
        Id: MetricName.toLowerCase(),
        ReturnData,
        MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName, ...byFunction }, Period: 60, Stat: 'Sum' },
      });
      const Metrics = [
        { Id: 'rate', Expression: 'errors/invocations' },
        query('Errors', false),
        query('Invocations', false),
      ];
      const { Properties } = alarm({ Metrics }) as { Properties: Record<string, unknown> };
      delete Properties.MetricName;
      const record = detect({ Function: FUNCTION, Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties } }, 'Function');
      expect(inShort(record)).toEqual(['ALARM', 'Alarm: FAILURE OVERLOAD']);
    });

    it('an expression is taken to go off on the side that was meant', () => {
      const Nat = { Type: 'AWS::EC2::NatGateway' };
      const dimensions = { Dimensions: [{ Name: 'NatGatewayId', Value: ref('Nat') }] };
      const query = (Id: string, MetricName: string): object => ({
        Id,
        ReturnData: false,
        MetricStat: { Metric: { Namespace: 'AWS/NATGateway', MetricName, ...dimensions }, Period: 60, Stat: 'Sum' },
      });
      const Metrics = [
        { Id: 'unanswered', Expression: 'attempts - established' },
        query('attempts', 'ConnectionAttemptCount'),
        query('established', 'ConnectionEstablishedCount'),
      ];
      expect(inShort(detect({ Nat, Alarm: alarm({ Metrics }) }, 'Nat'))).toEqual(['ALARM', 'Alarm: OVERLOAD FAILURE']);
    });

    it('an anomaly band is an alarm; a detector alone is none', () => {
      const Detector = {
        Type: 'AWS::CloudWatch::AnomalyDetector',
        Properties: { ...byFunction, MetricName: 'Errors' },
      };
      expect(inShort(detect({ Function: FUNCTION, Detector }, 'Function'))).toEqual(['NONE']);
      const Band = alarm({
        Metrics: [
          { Id: 'band', Expression: 'ANOMALY_DETECTION_BAND(m)' },
          { Id: 'm', MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors', ...byFunction } } },
        ],
        ThresholdMetricId: 'band',
        ComparisonOperator: 'GreaterThanUpperThreshold',
      });
      expect(inShort(detect({ Function: FUNCTION, Detector, Band }, 'Function'))).toEqual([
        'ALARM',
        'Band: FAILURE OVERLOAD',
      ]);
    });

    it('a query or a metric over all functions counts for each', () => {
      const select = alarm({
        Metrics: [{ Id: 'q', Expression: 'SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName)' }],
      });
      const narrowed = alarm({
        Metrics: [
          {
            Id: 'q',
            Expression: 'SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName) WHERE FunctionName = \'other\'',
          },
        ],
      });
      const resources = { Function: FUNCTION, All: alarm({}), Select: select, Narrowed: narrowed };
      expect(inShort(detect(resources, 'Function'))).toEqual([
        'ALARM',
        'All: FAILURE OVERLOAD',
        'Select: FAILURE OVERLOAD',
      ]);
    });
  });

  it('knows a resource by the name that is written out in both places, in its Region', () => {
    const table = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } };
    const watching = alarm({
      Namespace: 'AWS/DynamoDB',
      MetricName: 'SystemErrors',
      Dimensions: [{ Name: 'TableName', Value: 'orders' }],
      AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:pager'],
    });
    expect(inShort(detect({ Table: table, Alarm: watching }, 'Table'))).toEqual(['ALARM', 'Alarm: FAILURE OVERLOAD']);
    const application = applicationOfStacks(
      stackOf('Here', { Resources: { Table: table } }, REGION),
      stackOf('There', { Resources: { Alarm: watching } }, { region: 'us-west-2' }),
    );
    const system = System.of(application);
    expect(new Detection(system).of(system.nodeOf(resourceIn(application, 'Here/Table'))).level).toBe('NONE');
  });

  describe('through another resource', () => {
    const health = alarm({
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'HealthyHostCount',
      ComparisonOperator: 'LessThanThreshold',
      Dimensions: [{ Name: 'TargetGroup', Value: att('Group', 'TargetGroupFullName') }],
    });
    const Group = { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup' };
    const Service = {
      Type: 'AWS::ECS::Service',
      Properties: { LoadBalancers: [{ TargetGroupArn: ref('Group'), ContainerName: 'a', ContainerPort: 80 }] },
    };
    const waiting = alarm({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: att('Queue', 'QueueName') }],
    });
    const Mapping = {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: att('Queue', 'Arn'), FunctionName: ref('Function') },
    };
    const Queue = { Type: 'AWS::SQS::Queue' };
    const Dead = { Type: 'AWS::SQS::Queue' };
    const Redriving = {
      Type: 'AWS::SQS::Queue',
      Properties: { RedrivePolicy: { deadLetterTargetArn: att('Dead', 'Arn'), maxReceiveCount: 3 } },
    };
    const arrived = alarm({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: att('Dead', 'QueueName') }],
    });
    const Logs = {
      Type: 'AWS::Logs::LogGroup',
      Properties: { LogGroupName: { 'Fn::Sub': '/aws/lambda/${Function}' } },
    };
    const Filter = {
      Type: 'AWS::Logs::MetricFilter',
      Properties: {
        LogGroupName: ref('Logs'),
        MetricTransformations: [{ MetricNamespace: 'Shop', MetricName: 'Fatal', MetricValue: '1' }],
      },
    };
    const cases: [string, Resources, string, unknown[]][] = [
      [
        'a target group speaks for the service behind it',
        { Group, Service, Alarm: health },
        'Service',
        ['ALARM', 'Alarm: FAILURE OVERLOAD'],
      ],
      [
        'what waits speaks for who should take it',
        { Queue, Function: FUNCTION, Mapping, Alarm: waiting },
        'Function',
        ['ALARM', 'Alarm: FAILURE OVERLOAD'],
      ],
      [
        'what no longer comes is no loss of who should take it',
        {
          Queue,
          Function: FUNCTION,
          Mapping,
          Alarm: alarm({
            Namespace: 'AWS/SQS',
            MetricName: 'NumberOfMessagesSent',
            ComparisonOperator: 'LessThanThreshold',
            TreatMissingData: 'breaching',
            Dimensions: [{ Name: 'QueueName', Value: att('Queue', 'QueueName') }],
          }),
        },
        'Function',
        ['NONE'],
      ],
      [
        'what waits does not show that the queue is lost',
        { Queue, Function: FUNCTION, Mapping, Alarm: waiting },
        'Queue',
        ['NONE', 'Alarm: OVERLOAD'],
      ],
      [
        'what is given up speaks for who gave it up',
        { Queue: Redriving, Dead, Function: FUNCTION, Mapping, Alarm: arrived },
        'Function',
        ['ALARM', 'Alarm: FAILURE'],
      ],
      [
        'what is given up does not show that the queue is lost',
        { Queue: Redriving, Dead, Function: FUNCTION, Mapping, Alarm: arrived },
        'Queue',
        ['NONE'],
      ],
      [
        'a filter on logs speaks for who writes them',
        { Function: FUNCTION, Logs, Filter, Alarm: alarm({ Namespace: 'Shop', MetricName: 'Fatal' }) },
        'Function',
        ['ALARM', 'Alarm: FAILURE OVERLOAD DATA'],
      ],
      [
        'a member speaks for its cluster',
        {
          Cluster: { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } },
          Writer: { Type: 'AWS::RDS::DBInstance', Properties: { DBClusterIdentifier: ref('Cluster') } },
          Alarm: alarm({
            Namespace: 'AWS/RDS',
            MetricName: 'CPUUtilization',
            TreatMissingData: 'breaching',
            Dimensions: [{ Name: 'DBInstanceIdentifier', Value: ref('Writer') }],
          }),
        },
        'Cluster',
        ['ALARM', 'Alarm: OVERLOAD FAILURE'],
      ],
    ];
    it.each(cases)('%s', (_, resources, id, expected) => {
      expect(inShort(detect(resources, id))).toEqual(expected);
    });

    it('a health check speaks for what it calls, where its metric lives', () => {
      const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop', ProtocolType: 'HTTP' } };
      const Check = {
        Type: 'AWS::Route53::HealthCheck',
        Properties: {
          HealthCheckConfig: {
            Type: 'HTTPS',
            FullyQualifiedDomainName: { 'Fn::Sub': '${Api}.execute-api.eu-west-1.amazonaws.com' },
          },
        },
      };
      const status = alarm({
        Namespace: 'AWS/Route53',
        MetricName: 'HealthCheckStatus',
        ComparisonOperator: 'LessThanThreshold',
        Dimensions: [{ Name: 'HealthCheckId', Value: ref('Check') }],
      });
      const kinds = (region: string): string[] => {
        const application = applicationOf({ Resources: { ...ON_CALL, Api, Check, Alarm: status } }, { region });
        const system = System.of(application);
        const { signals } = new Detection(system).of(system.nodeOf(resourceIn(application, 'Stack/Api')));
        return signals.map(({ kind, because }) => `${kind} ${because}`);
      };
      expect(kinds('us-east-1')).toEqual([
        'HEALTH_CHECK AWS/Route53 HealthCheckStatus by HealthCheckId: checked by Check',
      ]);
      expect(kinds('eu-west-1')).toEqual([]);
    });

    it('a canary speaks for what it calls', () => {
      const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop', ProtocolType: 'HTTP' } };
      const Canary = {
        Type: 'AWS::Synthetics::Canary',
        Properties: { Name: 'shop', RunConfig: { EnvironmentVariables: { URL: att('Api', 'ApiEndpoint') } } },
      };
      const failing = alarm({
        Namespace: 'CloudWatchSynthetics',
        MetricName: 'SuccessPercent',
        ComparisonOperator: 'LessThanThreshold',
        Dimensions: [{ Name: 'CanaryName', Value: 'shop' }],
      });
      const { level, signals } = detect({ Api, Canary, Alarm: failing }, 'Api');
      expect([level, signals[0]?.kind]).toEqual(['ALARM', 'CANARY']);
    });
  });

  describe('is silent', () => {
    const conditional = { ...alarm(byFunction), Condition: 'IsProd' };
    const rest = {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { IsProd: { 'Fn::Equals': [ref('Stage'), 'prod'] } },
    };
    const cases: [string, Resources, string][] = [
      ['without action', { Alarm: alarm({ ...byFunction, AlarmActions: [] }) }, 'it has no alarm action'],
      [
        'with actions switched off',
        { Alarm: alarm({ ...byFunction, ActionsEnabled: false }) },
        'its actions are switched off (ActionsEnabled is false)',
      ],
      [
        'through a topic that nobody subscribes to',
        { Empty: PAGER, Alarm: alarm({ ...byFunction, AlarmActions: [ref('Empty')] }) },
        'topic Stack/Empty has no subscriber',
      ],
      [
        'where it only restarts an instance',
        { Alarm: alarm({ ...byFunction, AlarmActions: ['arn:aws:automate:eu-west-1:ec2:recover'] }) },
        'its action arn:aws:automate:eu-west-1:ec2:recover tells nobody',
      ],
      ['under an open condition', { Alarm: conditional }, 'it exists only if the condition IsProd is true'],
    ];
    it.each(cases)('%s', (_, resources, because) => {
      const record = detect({ Function: FUNCTION, ...resources }, 'Function', rest);
      expect([record.level, record.silent]).toEqual(['NONE', [{ name: 'Stack/Alarm', because }]]);
    });

    it('but not where the component hangs on the same condition', () => {
      const resources = { Function: { ...FUNCTION, Condition: 'IsProd' }, Alarm: conditional };
      expect(detect(resources, 'Function', rest).level).toBe('ALARM');
    });

    it('but not where a rule hears of alarms', () => {
      const Rule = {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['aws.cloudwatch'], 'detail-type': ['CloudWatch Alarm State Change'] },
          Targets: [{ Id: 'pager', Arn: ref('Pager') }],
        },
      };
      const { level, signals } = detect(
        { Function: FUNCTION, Rule, Alarm: alarm({ ...byFunction, AlarmActions: [] }) },
        'Function',
      );
      expect([level, signals[0]?.tells]).toEqual(['ALARM', 'Stack/Rule, which hears of alarms']);
    });
  });

  describe('through composite alarms', () => {
    const quiet = alarm({ ...byFunction, AlarmActions: [] });
    const composite = (AlarmRule: unknown, properties: object = {}): { Type: string; Properties: object } => ({
      Type: 'AWS::CloudWatch::CompositeAlarm',
      Properties: { AlarmRule, AlarmActions: [ref('Pager')], ...properties },
    });
    const sub = (rule: string): object => ({ 'Fn::Sub': rule });
    const cases: [string, unknown, object, string][] = [
      ['by reference', sub('ALARM("${Alarm}")'), {}, 'ALARM'],
      ['by ARN', sub('ALARM(${Alarm.Arn}) OR ALARM(other)'), {}, 'ALARM'],
      ['with another that must go off too', sub('ALARM(${Alarm}) AND ALARM(${Other})'), {}, 'NONE'],
      ['unless another is the cause', sub('ALARM(${Alarm}) AND NOT ALARM(${Other})'), {}, 'ALARM'],
      ['when it is well', sub('OK(${Alarm})'), {}, 'NONE'],
      ['when one of two is enough', sub('AT_LEAST(1, ALARM, (${Alarm}, ${Other}))'), {}, 'ALARM'],
      ['when half of three must', sub('AT_LEAST(50%, ALARM, (${Alarm}, ${Other}, "third"))'), {}, 'NONE'],
      ['when not enough are well', sub('AT_LEAST(1, NOT OK, ("${Alarm}", "${Other}"))'), {}, 'ALARM'],
      ['held back by another', sub('ALARM(${Alarm})'), { ActionsSuppressor: ref('Other') }, 'ALARM'],
      ['held back by itself', sub('ALARM(${Alarm})'), { ActionsSuppressor: ref('Alarm') }, 'NONE'],
      ['switched off', sub('ALARM(${Alarm})'), { ActionsEnabled: 'false' }, 'NONE'],
      ['that cannot be read', 'ALARM(', {}, 'NONE'],
      ['that is open', ref('Rule'), {}, 'NONE'],
    ];
    it.each(cases)('%s', (_, rule, properties, level) => {
      const resources = {
        Function: FUNCTION,
        Alarm: quiet,
        Other: alarm({ AlarmActions: [] }),
        Page: composite(rule, properties),
      };
      // The other alarm watches no single function.
      (resources.Other.Properties as Record<string, unknown>).Namespace = 'Other';
      expect(detect(resources, 'Function', { Parameters: { Rule: { Type: 'String' } } }).level).toBe(level);
    });

    it('says which, by name and over several levels, also in a circle', () => {
      const named = alarm({ ...byFunction, AlarmActions: [], AlarmName: 'errors' });
      const resources = {
        Function: FUNCTION,
        Alarm: named,
        Lower: composite('ALARM("errors") OR ALARM("upper")', { AlarmName: 'lower', AlarmActions: [] }),
        Upper: composite('ALARM("arn:aws:cloudwatch:eu-west-1:111122223333:alarm:lower")', {
          AlarmName: 'upper',
          AlarmDescription: 'Runbook: https://runbooks.example.com/shop',
        }),
      };
      const { level, signals } = detect(resources, 'Function');
      expect(level).toBe('ALARM_AND_RUNBOOK');
      expect(signals[0]).toMatchObject({
        name: 'Stack/Alarm',
        through: ['Stack/Upper'],
        tells: 'topic Stack/Pager (1 subscriber)',
        runbook: 'https://runbooks.example.com/shop',
      });
    });

    it('says where it stopped counting', () => {
      const resources: Resources = { Function: FUNCTION, Alarm: quiet };
      for (let i = 0; i < 400; i += 1) {
        resources[`C${i}`] = composite(
          sub(i === 0 ? 'ALARM(${Alarm})' : `ALARM(\${C${i - 1}})`),
          i < 399 ? { AlarmActions: [] } : {},
        );
      }
      const { level, bounded } = detect(resources, 'Function');
      expect([level, bounded]).toEqual(['NONE', ['Stack/Alarm']]);
    });
  });

  describe('knows a procedure by', () => {
    const cases: [string, object, string][] = [
      [
        'an address',
        { AlarmDescription: 'Orders fail. See https://wiki.example.com/orders.' },
        'https://wiki.example.com/orders',
      ],
      [
        'its name',
        { AlarmDescription: 'Orders fail. Runbook ORD-7: restart. Then tell sales.' },
        'Runbook ORD-7: restart',
      ],
      [
        'a document',
        { AlarmDescription: 'arn:aws:ssm:eu-west-1:111122223333:document/Restart now' },
        'arn:aws:ssm:eu-west-1:111122223333:document/Restart',
      ],
      ['a tag', { Tags: [{ Key: 'team:runbook', Value: 'ORD-7' }] }, 'ORD-7'],
    ];
    it.each(cases)('%s', (_, properties, runbook) => {
      const { level, signals } = detect(
        { Function: FUNCTION, Alarm: alarm({ ...byFunction, ...properties }) },
        'Function',
      );
      expect([level, signals[0]?.runbook]).toEqual(['ALARM_AND_RUNBOOK', runbook]);
    });

    it('a description alone names none', () => {
      const { level } = detect(
        { Function: FUNCTION, Alarm: alarm({ ...byFunction, AlarmDescription: 'Orders fail.' }) },
        'Function',
      );
      expect(level).toBe('ALARM');
    });

    it('a document that names the resource, once an alarm tells of it', () => {
      const Document = { Type: 'AWS::SSM::Document', Properties: { Content: { target: ref('Function') } } };
      expect(detect({ Function: FUNCTION, Document }, 'Function')).toMatchObject({
        level: 'NONE',
        procedures: [{ name: 'Stack/Document', says: 'a Systems Manager document names it' }],
      });
      expect(detect({ Function: FUNCTION, Document, Alarm: alarm(byFunction) }, 'Function').level).toBe(
        'ALARM_AND_RUNBOOK',
      );
    });
  });

  describe('hears services', () => {
    const rule = (EventPattern: object, properties: object = {}): { Type: string; Properties: object } => ({
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern, Targets: [{ Id: 'p', Arn: ref('Pager') }], ...properties },
    });
    const Machine = { Type: 'AWS::StepFunctions::StateMachine' };
    const Database = { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres' } };
    const failed = { source: ['aws.states'], detail: { status: ['FAILED'] } };
    const cases: [string, Resources, string, unknown[]][] = [
      ['by a rule', { Machine, Rule: rule(failed) }, 'Machine', ['ALARM', 'Rule: FAILURE']],
      ['not by one that is disabled', { Machine, Rule: rule(failed, { State: 'DISABLED' }) }, 'Machine', ['NONE']],
      ['not on another bus', { Machine, Rule: rule(failed, { EventBusName: 'orders' }) }, 'Machine', ['NONE']],
      [
        'not by one of successes',
        { Machine, Rule: rule({ source: ['aws.states'], detail: { status: ['SUCCEEDED'] } }) },
        'Machine',
        ['NONE'],
      ],
      [
        'not by one of another resource',
        {
          Machine,
          Other: Machine,
          Rule: rule({ source: ['aws.states'], detail: { stateMachineArn: [ref('Other')] } }),
        },
        'Machine',
        ['NONE'],
      ],
      [
        'of its backups, which is no alarm',
        { Database, Rule: rule({ source: ['aws.backup'], detail: { state: ['FAILED'] } }) },
        'Database',
        ['NONE', 'Rule: BACKUP'],
      ],
      [
        'by a subscription',
        {
          Database,
          Events: {
            Type: 'AWS::RDS::EventSubscription',
            Properties: { SnsTopicArn: ref('Pager'), SourceType: 'db-instance', EventCategories: ['failure'] },
          },
        },
        'Database',
        ['ALARM', 'Events: FAILURE'],
      ],
    ];
    it.each(cases)('%s', (_, resources, id, expected) => {
      expect(inShort(detect(resources, id))).toEqual(expected);
    });

    it('tells of zones by AWS Health and metrics of one zone', () => {
      const Subnet = { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-west-1a' } };
      const Health = rule({ source: ['aws.health'] });
      const zonal = alarm({
        ...byFunction,
        Namespace: 'Shop',
        Dimensions: [{ Name: 'AvailabilityZone', Value: 'eu-west-1a' }],
      });
      const application = applicationOf(
        { Resources: { ...ON_CALL, Function: FUNCTION, Subnet, Health, Zonal: zonal } },
        REGION,
      );
      const detection = new Detection(System.of(application));
      expect(inShort(detection.ofZone({ name: 'eu-west-1a', region: 'eu-west-1' }))).toEqual([
        'ALARM',
        'Zonal: ZONE',
        'Health: ZONE',
      ]);
      expect(inShort(detection.ofZone({ name: 'eu-west-1b', region: 'eu-west-1' }))).toEqual(['ALARM', 'Health: ZONE']);
      expect(inShort(detection.ofZone({ name: 'us-east-1a', region: 'us-east-1' }))).toEqual(['NONE']);
    });
  });

  it('judges by what the failure is', () => {
    const record = detect({ Function: FUNCTION, Alarm: alarm({ ...byFunction, MetricName: 'Throttles' }) }, 'Function');
    expect([levelOf(record, 'FAILURE'), levelOf(record, 'OVERLOAD', 'FAILURE')]).toEqual(['NONE', 'ALARM']);
  });

  it('asks journeys at their entry points, and Regions from outside', () => {
    const Api = { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'shop', ProtocolType: 'HTTP' } };
    const Alarm = alarm({
      Namespace: 'AWS/ApiGateway',
      MetricName: '5xx',
      Dimensions: [{ Name: 'ApiId', Value: ref('Api') }],
    });
    const application = applicationOf({ Resources: { ...ON_CALL, Api, Alarm } }, REGION);
    const system = System.of(application);
    const detection = new Detection(system);
    expect(system.journeys.map((journey) => inShort(detection.ofJourney(journey)))).toEqual([
      ['ALARM', 'Alarm: FAILURE OVERLOAD'],
    ]);
    expect(detection.ofRegion('eu-west-1').level).toBe('NONE');
  });

  it('does not stumble over what is malformed', () => {
    const resources = {
      Function: FUNCTION,
      A: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { Metrics: 'x', Dimensions: ref('Function'), AlarmActions: {} },
      },
      B: { Type: 'AWS::CloudWatch::Alarm', Properties: { Metrics: [1, null, { MetricStat: [] }], AlarmActions: 7 } },
      C: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: [1], AlarmActions: ref('Function') } },
      D: { Type: 'AWS::Events::Rule', Properties: { EventPattern: 'x', Targets: {} } },
      E: { Type: 'AWS::CloudWatch::Alarm' },
      F: { Type: 'AWS::Logs::MetricFilter', Properties: { LogGroupName: 7, MetricTransformations: {} } },
      G: { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: { prefix: 'aws.' } } } },
      H: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule: '('.repeat(5000) } },
    } as unknown as Resources;
    expect(detect(resources, 'Function').level).toBe('NONE');
  });
});
