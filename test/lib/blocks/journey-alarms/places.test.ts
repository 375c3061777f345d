import { App, Stack, type Environment } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Code, Function as LambdaFunction, FunctionUrlAuthType, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct, type IConstruct } from 'constructs';
import { JourneyAlarms, JourneyProbe } from '../../../../lib/blocks/journey-alarms';
import { CustomerJourney } from '../../../../lib/intent/customer-journey';
import { Tier } from '../../../../lib/intent/tier';

const HERE = { account: '111122223333', region: 'eu-central-1' };
const AWAY = { ...HERE, region: 'us-east-1' };
const OTHER_ACCOUNT = { ...HERE, account: '444455556666' };

interface Places {
  readonly app: App;
  readonly in: (env: Environment) => Stack;
}

/** An App with a stack for each place that is asked for. */
function newPlaces(): Places {
  const app = new App();
  const stacks = new Map<Environment, Stack>();
  return {
    app,
    in: (env) => {
      const known = stacks.get(env);
      const stack = known ?? new Stack(app, `Stack${stacks.size}`, { env });
      stacks.set(env, stack);
      return stack;
    },
  };
}

const url = (stack: Stack, id = 'F'): IConstruct =>
  new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('//'),
  }).addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });

const journey = (scope: Construct, id: string, ...entryPoints: IConstruct[]): CustomerJourney =>
  new CustomerJourney(scope, id, { owner: 'x', entryPoints, policy: { tier: Tier.CRITICAL, availability: 99.9 } });

function alarmsIn(stack: Stack, probes: JourneyProbe[] = []): JourneyAlarms {
  return new JourneyAlarms(stack, 'Journeys', { pages: [new SnsAction(new Topic(stack, 'Pager'))], probes });
}

const namesOf = ({ journeys }: JourneyAlarms): string[] => journeys.map(({ journeyName }) => journeyName);

test('takes the journeys that begin in its Region and account, and says nothing of the others', () => {
  const places = newPlaces();
  const group = new Construct(places.app, 'Group');
  journey(group, 'Here', url(places.in(HERE)));
  journey(group, 'Away', url(places.in(AWAY)));
  journey(group, 'Both', url(places.in(HERE), 'G'), url(places.in(AWAY), 'G'));
  journey(group, 'Elsewhere', url(places.in(OTHER_ACCOUNT)));
  const [here, away] = [HERE, AWAY].map((env) => alarmsIn(places.in(env))) as [JourneyAlarms, JourneyAlarms];
  places.app.synth();
  expect(namesOf(here)).toEqual(['Here', 'Both']);
  expect(namesOf(away)).toEqual(['Away', 'Both']);
  for (const env of [HERE, AWAY]) {
    const unwatched = Match.stringLikeRegexp('tells when journey');
    expect(Annotations.fromStack(places.in(env)).findWarning('*', unwatched)).toEqual([]);
  }
});

test('takes a group of constructs by what is in it', () => {
  const places = newPlaces();
  const group = new Construct(places.in(HERE), 'Group');
  new LambdaFunction(group, 'F', { runtime: Runtime.NODEJS_24_X, handler: 'i.h', code: Code.fromInline('//') });
  journey(places.app, 'Grouped', group);
  expect(namesOf(alarmsIn(places.in(HERE)))).toEqual(['Grouped']);
  expect(namesOf(alarmsIn(places.in(AWAY)))).toEqual([]);
});

test('takes what was imported by where it was imported', () => {
  const places = newPlaces();
  journey(places.app, 'Imported', LambdaFunction.fromFunctionName(places.in(HERE), 'F', 'orders'));
  expect(namesOf(alarmsIn(places.in(HERE)))).toEqual(['Imported']);
  expect(namesOf(alarmsIn(places.in(AWAY)))).toEqual([]);
});

test('takes a distribution in us-east-1, where its metrics are, and in the Region of its stack', () => {
  const places = newPlaces();
  const cdn = new Distribution(places.in(HERE), 'Cdn', { defaultBehavior: { origin: new HttpOrigin('example.com') } });
  journey(places.app, 'Cdn', cdn);
  expect(namesOf(alarmsIn(places.in(HERE)))).toEqual(['Cdn']);
  expect(namesOf(alarmsIn(places.in(AWAY)))).toEqual(['Cdn']);
  expect(namesOf(alarmsIn(places.in({ ...HERE, region: 'eu-west-1' })))).toEqual([]);
});

test('takes what it has a probe for', () => {
  const places = newPlaces();
  const here = journey(places.app, 'Here', url(places.in(HERE)));
  const probe = JourneyProbe.healthCheck(here, 'https://example.com/health');
  expect(namesOf(alarmsIn(places.in(AWAY), [probe]))).toEqual(['Here']);
});

test('takes all where the Region is known at deployment only', () => {
  const places = newPlaces();
  const group = new Construct(places.app, 'Group');
  journey(group, 'Here', url(places.in(HERE)));
  expect(namesOf(alarmsIn(places.in({})))).toEqual(['Here']);
});
