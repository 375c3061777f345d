import { App, CfnResource, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SpecRestApi, RestApi, ApiDefinition } from 'aws-cdk-lib/aws-apigateway';
import { WebSocketApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ApplicationLoadBalancer, NetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Code, Function as LambdaFunction, FunctionUrlAuthType, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Canary } from 'aws-cdk-lib/aws-synthetics';
import type { IConstruct } from 'constructs';
import { HealthAlarms } from '../../../../lib/blocks/health-alarms';
import { JourneyAlarms, JourneyProbe, type JourneyAlarmsProps } from '../../../../lib/blocks/journey-alarms';
import { CustomerJourney } from '../../../../lib/intent/customer-journey';
import { DependencyCriticality } from '../../../../lib/intent/dependency-criticality';
import { ExternalDependency } from '../../../../lib/intent/external-dependency';
import { Tier } from '../../../../lib/intent/tier';
import { newShop, type Shop } from './shop';
import { Composites } from './template';

interface Watched {
  readonly shop: Shop;
  readonly alarms: JourneyAlarms;
  readonly template: Template;
  readonly composites: Composites;
}

/** A shop with alarms, synthesized. */
function watch(props: Partial<JourneyAlarmsProps> = {}, change: (shop: Shop) => void = () => undefined): Watched {
  const shop = newShop();
  HealthAlarms.of(shop.app).cover();
  change(shop);
  const alarms = new JourneyAlarms(shop.watch, 'Journeys', { pages: [shop.onCall], ...props });
  const template = Template.fromStack(shop.watch);
  return { shop, alarms, template, composites: new Composites(template.toJSON() as never) };
}

/** The end of the name of each composite that pages for components, and what it names. */
function pages({ template }: Watched): Record<string, unknown> {
  const composites = Object.values(template.findResources('AWS::CloudWatch::CompositeAlarm')).map(
    ({ Properties }) => Properties,
  );
  const own = composites.filter(({ AlarmName }) => /-(out|degraded)$/.test(AlarmName));
  return Object.fromEntries(
    own.map(({ AlarmName, ActionsSuppressor, ActionsSuppressorWaitPeriod }) => [
      short(AlarmName),
      ActionsSuppressor === undefined ? undefined : [short(ActionsSuppressor), ActionsSuppressorWaitPeriod],
    ]),
  );
}

const short = (name: string): string => name.replace(/^Watch-Journeys-\w{8}-/, '').replace(/[0-9A-F]{8}/g, '*');
const TABLE_OUT = 'Data-HealthAlarms-StoreResource-SystemErrors-*';

describe('pages of components', () => {
  test('are held back while what they stand on is out of service', () => {
    expect(pages(watch())).toEqual({
      'Data-Store-*-out': undefined,
      'Data-Store-*-degraded': [TABLE_OUT, 360],
      'Web-Orders-*-out': [TABLE_OUT, 360],
      'Web-Orders-*-degraded': ['down-Web-Orders-*', 360],
      'Web-Api-*-degraded': ['down-Web-Orders-*', 360],
    });
  });

  test('name alarms of other stacks by names that nothing has to export', () => {
    const { shop, template } = watch();
    expect(JSON.stringify(template.toJSON())).not.toMatch(/ImportValue":"(Web|Data):[^"]*HealthAlarms/);
    Template.fromStack(shop.app.node.findChild('Data') as Stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: Match.stringLikeRegexp('^Data-HealthAlarms-StoreResource-SystemErrors-'),
    });
    expect(shop.watch.dependencies.map(({ node }) => node.id).sort()).toEqual(['Data', 'Operations', 'Web']);
  });

  test('say what is suspected, for whom, and what to do', () => {
    watch({ runbook: 'https://runbooks.example.com' }).template.hasResourceProperties(
      'AWS::CloudWatch::CompositeAlarm',
      {
        AlarmName: Match.stringLikeRegexp('Data-Store-[0-9A-F]{8}-out$'),
        AlarmDescription:
          'Suspected cause, out of service: Data/Store/Resource. Journeys: Place an order (Order desk). ' +
          'Runbook: https://runbooks.example.com DynamoDB answers requests to the table with errors of its own.',
      },
    );
  });

  test('know what a journey declares to depend on, and leave out what it excludes', () => {
    const add = ({ watch: stack, journey }: Shop, criticality?: DependencyCriticality): void => {
      journey.dependsOn(new Queue(stack.node.root.node.findChild('Data') as Stack, 'Archive'), criticality);
      journey.dependsOn(new ExternalDependency(stack, 'Bank'));
    };
    expect(Object.keys(pages(watch({}, add)))).toContain('Data-Archive-*-degraded');
    const soft = watch({}, (shop) => add(shop, DependencyCriticality.SOFT));
    expect(Object.keys(pages(soft))).not.toContain('Data-Archive-*-degraded');
    expect(Object.keys(pages(watch({}, ({ journey, table }) => journey.exclude(table)))).sort()).toEqual([
      'Web-Api-*-degraded',
      'Web-Orders-*-degraded',
      'Web-Orders-*-out',
    ]);
  });

  test('are for the journeys given', () => {
    const shop = newShop();
    const other = new CustomerJourney(shop.watch, 'Other', { owner: 'x', entryPoints: [shop.table] });
    HealthAlarms.of(shop.app).cover();
    const alarms = new JourneyAlarms(shop.watch, 'Journeys', { pages: [shop.onCall], journeys: [other] });
    shop.app.synth();
    expect(alarms.componentPages.map(({ node }) => short(`${node.id}`))).toEqual([
      'Data-Store-*-out',
      'Data-Store-*-degraded',
    ]);
    expect(alarms.journeys).toEqual([other]);
  });
});

describe('the journey', () => {
  test('goes off when its error budget burns, and is never held back', () => {
    const { alarms, shop, template, composites } = watch();
    const [name] = [...composites.actions.keys()].filter((each) => /-journey-Web-PlaceOrder-[0-9A-F]{8}$/.test(each));
    expect(composites.suppressors.has(name!)).toBe(false);
    template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmName: name,
      AlarmRule: `ALARM("${name}-burns-fast-1") OR ALARM("${name}-burns-medium-1")`,
      AlarmActions: [{ 'Fn::ImportValue': Match.stringLikeRegexp('OnCallFirstLevelTopic') }],
    });
    const api = { 'Fn::ImportValue': Match.stringLikeRegexp('^Web:ExportsOutputRefApi') };
    const metric = (id: string, metricName: string): object => ({
      Id: id,
      MetricStat: {
        Metric: { MetricName: metricName, Namespace: 'AWS/ApiGateway', Dimensions: [{ Name: 'ApiId', Value: api }] },
        Period: 3600,
        Stat: 'Sum',
      },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 0.0144,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'IF(FILL(requests, 0) >= 10, (FILL(failed, 0)) / (FILL(requests, 0)), 0)' }),
        Match.objectLike(metric('requests', 'Count')),
        Match.objectLike(metric('failed', '5xx')),
      ]),
    });
    expect(alarms.alarmOf(shop.journey).node.path).toContain('Watch/Journeys/Journey-');
  });

  test('asks for as many requests as it is told', () => {
    watch({ minimumRequests: 50 }).template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: Match.arrayWith([Match.objectLike({ Expression: Match.stringLikeRegexp('>= 50') })]),
    });
  });

  test('tells of slow burning only where somebody takes tickets', () => {
    const slow = (props: Partial<JourneyAlarmsProps>, change?: (shop: Shop) => void): unknown[] => {
      const found = watch(props, change).template.findResources('AWS::CloudWatch::CompositeAlarm', {
        Properties: { AlarmName: Match.stringLikeRegexp('burns-slow') },
      });
      return Object.values(found).map(({ Properties }) => Properties.AlarmActions);
    };
    expect(slow({})).toEqual([]);
    const shop = newShop();
    const tickets = new Topic(shop.watch, 'Tickets');
    new JourneyAlarms(shop.watch, 'Journeys', { pages: [shop.onCall], tickets: [new SnsAction(tickets)] });
    Template.fromStack(shop.watch).hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmName: Match.stringLikeRegexp('burns-slow'),
      AlarmActions: [{ Ref: Match.stringLikeRegexp('^Tickets') }],
    });
  });

  test('has a dashboard', () => {
    const { alarms, shop, template } = watch();
    const [dashboard] = Object.values(template.findResources('AWS::CloudWatch::Dashboard'));
    const body = JSON.stringify(dashboard!.Properties.DashboardBody).replaceAll('\\', '');
    expect(body).toContain(
      'Owner: Order desk. Target: 99.9 % available, which allows 43.2 minutes of outage in 30 days.',
    );
    for (const title of ['The journey', 'Suspected causes', 'HTTP API: share of failed requests'])
      expect(body).toContain(title);
    expect(body).toContain('burns the budget: fast');
    expect(alarms.dashboardOf(shop.journey)).toBeDefined();
  });

  test('without requests to count goes off with what stands behind it, and without that, warns', () => {
    const of = (isCovered: boolean): { rule: unknown; stack: Stack } => {
      const shop = newShop();
      const journey = new CustomerJourney(shop.watch, 'Batch', { owner: 'x', entryPoints: [shop.orders] });
      if (isCovered) HealthAlarms.of(shop.app).cover();
      new JourneyAlarms(shop.watch, 'Journeys', { pages: [shop.onCall], journeys: [journey] });
      const found = Template.fromStack(shop.watch).findResources('AWS::CloudWatch::CompositeAlarm', {
        Properties: { AlarmName: Match.stringLikeRegexp('-journey-Watch-Batch-[0-9A-F]{8}$') },
      });
      return { rule: Object.values(found)[0]!.Properties.AlarmRule, stack: shop.watch };
    };
    expect(of(true).rule).toMatch(/^ALARM\("Web-HealthAlarms-OrdersResource-Failing-\w{8}"\)$/);
    const { rule, stack } = of(false);
    expect(rule).toBe('FALSE');
    Annotations.fromStack(stack).hasWarning(
      '/Watch/Journeys',
      Match.stringLikeRegexp('Nothing in eu-central-1 tells when journey Batch fails'),
    );
  });

  test('without a target warns', () => {
    const shop = newShop();
    const journey = new CustomerJourney(shop.watch, 'Browse', { owner: 'x', entryPoints: [shop.api] });
    new JourneyAlarms(shop.watch, 'Journeys', { pages: [shop.onCall], journeys: [journey] });
    shop.app.synth();
    Annotations.fromStack(shop.watch).hasWarning('/Watch/Browse', Match.stringLikeRegexp('has no availability target'));
  });
});

describe('service levels', () => {
  const lambda = (stack: Stack): LambdaFunction =>
    new LambdaFunction(stack, 'F', { runtime: Runtime.NODEJS_24_X, handler: 'i.h', code: Code.fromInline('//') });
  const distribution = (stack: Stack): Distribution =>
    new Distribution(stack, 'Cdn', { defaultBehavior: { origin: new HttpOrigin('example.com') } });
  const CASES: [string, (stack: Stack) => IConstruct, string[]][] = [
    [
      'an Application Load Balancer',
      (stack) => new ApplicationLoadBalancer(stack, 'Alb', { vpc: new Vpc(stack, 'Vpc') }),
      [
        'AWS/ApplicationELB HTTPCode_ELB_5XX_Count',
        'AWS/ApplicationELB HTTPCode_Target_5XX_Count',
        'AWS/ApplicationELB RequestCount',
      ],
    ],
    ['a Network Load Balancer', (stack) => new NetworkLoadBalancer(stack, 'Nlb', { vpc: new Vpc(stack, 'Vpc') }), []],
    [
      'a REST API',
      (stack) => {
        const api = new RestApi(stack, 'Rest');
        api.root.addMethod('GET');
        return api;
      },
      ['AWS/ApiGateway 5XXError', 'AWS/ApiGateway Count'],
    ],
    [
      'a REST API without a name',
      (stack) => {
        const api = new SpecRestApi(stack, 'Rest', { apiDefinition: ApiDefinition.fromInline({ openapi: '3.0.1' }) });
        (api.node.defaultChild as never as { name: undefined }).name = undefined;
        return api;
      },
      [],
    ],
    ['a web socket', (stack) => new WebSocketApi(stack, 'Socket'), []],
    [
      'a function URL',
      (stack) => lambda(stack).addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM }),
      ['AWS/Lambda Url5xxCount', 'AWS/Lambda UrlRequestCount'],
    ],
    ['a function', lambda, []],
    ['a distribution', distribution, ['AWS/CloudFront 5xxErrorRate', 'AWS/CloudFront Requests']],
  ];

  function metricsFor(make: (stack: Stack) => IConstruct, region = 'us-east-1'): string[] {
    const shop = newShop(region);
    const journey = new CustomerJourney(shop.watch, 'J', {
      owner: 'x',
      entryPoints: [make(shop.watch)],
      policy: { tier: Tier.CRITICAL, availability: 99.9 },
    });
    new JourneyAlarms(shop.watch, 'Journeys', { pages: [shop.onCall], journeys: [journey] });
    const alarms = Object.values(Template.fromStack(shop.watch).findResources('AWS::CloudWatch::Alarm'));
    const read = alarms.flatMap(
      ({ Properties }) =>
        (Properties.Metrics ?? []) as { MetricStat?: { Metric: { Namespace: string; MetricName: string } } }[],
    );
    const names = read.flatMap(({ MetricStat: stat }) =>
      stat === undefined ? [] : [`${stat.Metric.Namespace} ${stat.Metric.MetricName}`],
    );
    return [...new Set(names)].filter((name) => name.startsWith('AWS/')).sort();
  }

  test.each(CASES)('%s', (_, make, metrics) => expect(metricsFor(make)).toEqual(metrics));

  test('of a distribution need us-east-1', () => {
    const message =
      'the metrics of Watch/Cdn/Resource, an entry point of journey J, are in us-east-1 only. ' +
      'Make a JourneyAlarms for it in a stack with env.region us-east-1.';
    expect(() => metricsFor(distribution, 'eu-central-1')).toThrow(message);
  });
});

describe('probes', () => {
  const made = (region: string, probe: (shop: Shop) => JourneyProbe): Template => {
    const shop = newShop(region);
    new JourneyAlarms(shop.watch, 'Journeys', { pages: [shop.onCall], probes: [probe(shop)] });
    return Template.fromStack(shop.watch);
  };
  const healthCheck = (url: string) => (shop: Shop) => JourneyProbe.healthCheck(shop.journey, url);

  test('a health check, whose alarm is part of the journey', () => {
    const template = made('us-east-1', healthCheck('https://shop.example.com:8443/health?deep=1'));
    template.hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'shop.example.com',
        Port: 8443,
        ResourcePath: '/health?deep=1',
        RequestInterval: 10,
        FailureThreshold: 3,
        EnableSNI: true,
      },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'HealthCheckStatus',
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      EvaluationPeriods: 2,
      Statistic: 'Minimum',
      TreatMissingData: 'breaching',
    });
    template.hasResourceProperties('AWS::CloudWatch::CompositeAlarm', {
      AlarmRule: Match.stringLikeRegexp('journey-Web-PlaceOrder-[0-9A-F]{8}-probe-1"\\)'),
    });
  });

  test('a plain HTTP health check has no SNI', () => {
    made('us-east-1', healthCheck('http://shop.example.com/')).hasResourceProperties('AWS::Route53::HealthCheck', {
      HealthCheckConfig: { Type: 'HTTP', Port: 80, EnableSNI: Match.absent() },
    });
  });

  test('a canary', () => {
    const canary = (shop: Shop): JourneyProbe =>
      JourneyProbe.canary(
        shop.journey,
        Canary.fromCanaryName(shop.watch, 'Canary', 'place-order'),
        Duration.minutes(1),
      );
    made('eu-central-1', canary).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'CloudWatchSynthetics',
      MetricName: 'SuccessPercent',
      Dimensions: [{ Name: 'CanaryName', Value: 'place-order' }],
      Period: 60,
      Threshold: 100,
      TreatMissingData: 'breaching',
    });
  });

  test.each([
    [
      'eu-central-1',
      'https://shop.example.com',
      'has its metric in us-east-1 only, and this is eu-central-1. Make a JourneyAlarms with it',
    ],
    [
      'us-east-1',
      'shop.example.com/health',
      'needs an address that is written out, such as https://example.com/health, not shop.example.com/health',
    ],
    ['us-east-1', 'ftp://shop.example.com', 'needs an address that is written out'],
  ])('in %s to %s is refused', (region, url, message) => expect(() => made(region, healthCheck(url))).toThrow(message));
});

describe('the rest', () => {
  test.each<[string, Partial<JourneyAlarmsProps>, string]>([
    ['nobody to page', { pages: [] }, 'Watch/Journeys: pages is empty: name who is paged, such as an EscalationPolicy'],
    ['no requests at all', { minimumRequests: 0 }, 'Watch/Journeys: minimumRequests is 0; give at least 1'],
  ])('%s is refused', (_, props, message) => {
    const { watch: stack, onCall } = newShop();
    expect(() => new JourneyAlarms(stack, 'Journeys', { pages: [onCall], ...props })).toThrow(message);
  });

  test('says how many alarms there are and what they cost', () => {
    const { alarms, shop, template } = watch();
    const count = (type: string): number => Object.keys(template.findResources(type)).length;
    expect(alarms.alarmCount).toBe(count('AWS::CloudWatch::Alarm') + count('AWS::CloudWatch::CompositeAlarm'));
    expect(alarms.monthlyCost).toBeGreaterThan(0);
    Annotations.fromStack(shop.watch).hasInfo(
      '/Watch/Journeys',
      Match.stringLikeRegexp(
        `5 pages for components and 1 for journeys; ${alarms.alarmCount} alarms, about ${alarms.monthlyCost} USD`,
      ),
    );
  });

  test('warns of alarms that page by themselves', () => {
    const { shop } = watch({}, ({ app, onCall }) => HealthAlarms.of(app).cover({ actions: [onCall] }));
    Annotations.fromStack(shop.watch).hasWarning(
      '/Watch/Journeys',
      Match.stringLikeRegexp('^8 alarms of components page by themselves too'),
    );
  });

  test('warns before the stack is full', () => {
    const { shop } = watch({}, ({ watch: stack }) => {
      for (let i = 0; i < 430; i += 1) new CfnResource(stack, `Parameter${i}`, { type: 'AWS::SSM::Parameter' });
    });
    Annotations.fromStack(shop.watch).hasWarning(
      '/Watch/Journeys',
      Match.stringLikeRegexp('of the 500 resources that CloudFormation takes'),
    );
  });

  test('an App that is synthesized twice is the same', () => {
    const shop = newShop();
    HealthAlarms.of(shop.app).cover();
    new JourneyAlarms(shop.watch, 'Journeys', { pages: [shop.onCall] });
    const first = shop.app.synth().getStackByName('Watch').template;
    expect(shop.app.synth({ force: true }).getStackByName('Watch').template).toEqual(first);
  });

  test('composites of one stack only: an App without the feature flags of today too', () => {
    const app = new App({ postCliContext: { '@aws-cdk/core:aspectStabilization': true } });
    const stack = new Stack(app, 'S', { env: { account: '111122223333', region: 'eu-central-1' } });
    const fn = new LambdaFunction(stack, 'F', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'i.h',
      code: Code.fromInline('//'),
    });
    const journey = new CustomerJourney(stack, 'J', { owner: 'x', entryPoints: [fn] });
    HealthAlarms.of(app).cover();
    new JourneyAlarms(stack, 'Journeys', { pages: [new SnsAction(new Topic(stack, 'Pager'))], journeys: [journey] });
    const names = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm'));
    expect(names.map(({ Properties }) => short(Properties.AlarmName.replace('S-', 'Watch-'))).sort()).toEqual([
      'S-F-*-degraded',
      'S-F-*-out',
      'journey-S-J-*',
    ]);
  });
});
