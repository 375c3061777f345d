import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { HealthAlarms } from '../../../../lib/blocks/health-alarms';
import { JourneyAlarms, type JourneyAlarmsProps } from '../../../../lib/blocks/journey-alarms';
import { ResilientService, type ResilientServiceProps } from '../../../../lib/blocks/resilient-service';
import { CustomerJourney } from '../../../../lib/intent/customer-journey';
import { Tier } from '../../../../lib/intent/tier';
import { judge } from '../escalation/judge';
import { Composites } from './template';

const ENV = { account: '111122223333', region: 'eu-central-1' };
const ZONES = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];

interface Watched {
  readonly app: App;
  readonly web: Stack;
  readonly service: ResilientService;
  readonly operations: Stack;
  readonly pager: Topic;
  /** The stack with the pages. */
  readonly watch: Stack;
}

/** A service whose journey is watched, in another stack or in the same one. */
function watched(
  given: (stack: Stack) => Partial<ResilientServiceProps> = () => ({}),
  props: Partial<JourneyAlarmsProps> = {},
  isCovered = true,
): Watched {
  const app = new App();
  const web = new Stack(app, 'Web', { env: ENV });
  const service = new ResilientService(web, 'Service', {
    vpc: new Vpc(web, 'Vpc', { availabilityZones: ZONES }),
    image: ContainerImage.fromRegistry('registry.example.com/web:1'),
    baselineTasks: 4,
    containerHealthCheck: ['CMD', '/healthy'],
    ...given(web),
  });
  const policy = { tier: Tier.CRITICAL, availability: 99.9 };
  const entryPoints = [service.loadBalancer ?? service.networkLoadBalancer!];
  new CustomerJourney(web, 'Journey', { owner: 'Desk', entryPoints, policy });
  if (isCovered) HealthAlarms.of(app).cover();
  const operations = new Stack(app, 'Operations', { env: ENV });
  const pager = new Topic(operations, 'Pager');
  const watch = new Stack(app, 'Watch', { env: ENV });
  new JourneyAlarms(watch, 'Journeys', { pages: [new SnsAction(pager)], ...props });
  return { app, web, service, operations, pager, watch };
}

/** The pages, each with the alarms of the service that it goes off with. */
function pagesOf({ service, watch }: Watched): Record<string, string[]> {
  const composites = new Composites(Template.fromStack(watch).toJSON() as never);
  const names = service.alarms.map((alarm) => [nameOf(alarm), alarm.node.id] as const);
  const paging = [...composites.actions].filter(([, actions]) => actions.includes('Pager')).map(([name]) => name);
  const found = paging.map((page) => {
    const goesOff = (leaf: string): boolean => {
      const states = new Map([[leaf, true]]);
      for (const { name, isAlarm } of composites.alarms) states.set(name, isAlarm(0, states));
      return states.get(page) ?? false;
    };
    const short = page.replace(/^Watch-Journeys-\w{8}-/, '').replace(/-[0-9A-F]{8}/, '');
    return [short, names.flatMap(([name, id]) => (goesOff(name) ? [id] : [])).sort()] as const;
  });
  return Object.fromEntries(found.filter(([, alarms]) => alarms.length > 0));
}

function nameOf(alarm: ResilientService['alarms'][number]): string {
  return (alarm.node.defaultChild as unknown as { alarmName: string }).alarmName;
}

const warningsOf = (stack: Stack): string[] =>
  Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .flatMap(({ entry }) => /\[ack: (cdk-resilience:\w+)\]/.exec(String(entry.data))?.[1] ?? []);

const TARGETS = ['HealthyTasks', 'HealthyTasksZone1', 'HealthyTasksZone2', 'HealthyTasksZone3'];
const BY_HTTP = [
  'FailedRequests',
  ...TARGETS,
  'RefusedRequests',
  'RefusedRequestsZone1',
  'RefusedRequestsZone2',
  'RefusedRequestsZone3',
  'SlowRequests',
];

describe('the alarms of a service that tell nobody', () => {
  test.each([true, false])('page with what they are about, whether HealthAlarms finds them or not: %s', (isCovered) => {
    const all = watched(undefined, {}, isCovered);
    expect(pagesOf(all)).toEqual({
      'Web-Service-Targets-degraded': BY_HTTP,
      'Web-Service-degraded': ['Cpu', 'Memory'],
    });
    expect([...warningsOf(all.web), ...warningsOf(all.watch)]).toEqual([]);
  });

  test('page behind a Network Load Balancer, and before its certificate ends', () => {
    const all = watched((stack) => {
      const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
      return { networkLoadBalancing: { port: 8883, domain: { zone, names: ['mqtt.example.com'] } } };
    });
    expect(pagesOf(all)).toMatchObject({
      'Web-Service-Targets-degraded': ['CertificateEnds', ...TARGETS, 'RefusedConnections', 'UnhealthyTasks'],
      'Web-Service-degraded': ['Cpu', 'Memory'],
    });
    expect(warningsOf(all.web)).toEqual([]);
  });

  test('are held back while the service is out, and say what is wrong', () => {
    const { watch } = watched();
    const found = Template.fromStack(watch).findResources('AWS::CloudWatch::CompositeAlarm', {
      Properties: { AlarmName: Match.stringLikeRegexp('Service-Targets-.*-degraded$') },
    });
    const [{ Properties }] = Object.values(found) as [{ Properties: Record<string, unknown> }];
    expect(Properties.AlarmDescription).toContain('tasks are healthy in zone eu-central-1a');
  });

  test('leave no alarm without an action', () => {
    const withoutAction = ({ app }: Watched): string[] =>
      judge(app).own.filter((finding) => /AlarmWithoutAction Web\//.test(finding));
    expect(withoutAction(watched())).toEqual([]);
    expect(withoutAction(watched(undefined, { journeys: [] })).length).toBeGreaterThan(10);
  });
});

describe('a service keeps its warning', () => {
  const SILENT = 'cdk-resilience:alarmsTellNobody';

  test('where no journey is watched that it is part of', () => {
    const { app, web } = watched(undefined, { journeys: [] });
    app.synth();
    expect(warningsOf(web)).toEqual([SILENT]);
  });

  test('where its journey is watched from another Region', () => {
    const { app, web } = watched(undefined, { journeys: [] });
    const away = new Stack(app, 'Away', { env: { ...ENV, region: 'eu-west-1' } });
    const journeys = CustomerJourney.allIn(app);
    new JourneyAlarms(away, 'Journeys', { pages: [new SnsAction(new Topic(away, 'Pager'))], journeys });
    app.synth();
    expect(warningsOf(web)).toEqual([SILENT]);
  });
});

test('alarms that tell somebody are left to that', () => {
  const all = watched((stack) => ({ alarms: { topic: new Topic(stack, 'Mail') } }), {}, false);
  expect(pagesOf(all)).toEqual({});
  expect([...warningsOf(all.web), ...warningsOf(all.watch)]).toEqual([]);
});

describe('a trouble pages twice', () => {
  const TWICE = 'cdk-resilience:journeyPagesTwice';

  test('where an alarm sends the same page by itself', () => {
    const { app, pager, watch } = watched();
    HealthAlarms.of(app).cover({ actions: [new SnsAction(pager)] });
    app.synth();
    expect(warningsOf(watch)).toEqual([TWICE]);
    Annotations.fromStack(watch).hasWarning(
      '/Watch/Journeys',
      Match.stringLikeRegexp('page by themselves too.*and more'),
    );
  });

  test('but not where it sends a mail besides', () => {
    const { app, operations, watch } = watched();
    HealthAlarms.of(app).cover({ actions: [new SnsAction(new Topic(operations, 'Mail'))] });
    app.synth();
    expect(warningsOf(watch)).toEqual([]);
  });
});
