import { analyse } from '../../../lib/analysis/analysis';
import { JOURNEY_DEFAULTS } from '../../../lib/intent/schema/journey';
import { Application } from '../../../lib/model/application';
import { applicationOf, att, declaring, ref, type Resources } from './templates';

const role = (named: readonly object[]): Resources[string] => ({
  Type: 'AWS::IAM::Role',
  Properties: { Policies: [{ PolicyDocument: { Statement: [{ Resource: named }] } }] },
});
const fn = (environment: object): Resources[string] => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Role: att('Role', 'Arn'), Environment: { Variables: environment } },
});
const from = <T>(count: number, make: (i: number) => readonly [string, T]): { [key: string]: T } =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => make(i)));
const url: Resources = { Url: { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: ref('F0') } } };

/** Functions that name each other and are let in, and the URL of the first one. */
function naming(count: number, namesOf: (i: number) => readonly number[]): Resources {
  const all = Array.from({ length: count }, (_, i) => att(`F${i}`, 'Arn'));
  return {
    ...url,
    Role: role(all),
    ...from(
      count,
      (i) => [`F${i}`, fn(Object.fromEntries(namesOf(i).map((to) => [`V${to}`, ref(`F${to}`)])))] as const,
    ),
  };
}

describe('analyse', () => {
  it('answers for an empty application', () => {
    const { graph, journeys, singlePoints, failures, bounded, risks, score } = analyse(
      applicationOf({ resources: {} }),
    );
    expect({ graph, journeys, singlePoints, failures, bounded, risks: risks.risks }).toEqual({
      graph: { resources: 0, dependencies: 0, inferredShare: 0 },
      journeys: [],
      singlePoints: [],
      failures: [],
      bounded: [],
      risks: [],
    });
    expect(score.journeys).toEqual([]);
  });

  it('answers for an application that nobody can call, and for none at all', () => {
    const { graph, journeys, singlePoints } = analyse(
      applicationOf({ resources: { Queue: { Type: 'AWS::SQS::Queue' } } }),
    );
    expect([graph.resources, journeys, singlePoints]).toEqual([1, [], []]);
    expect(analyse(applicationOf()).journeys).toEqual([]);
  });

  it('finds the way from the entry point to the end, along what is inferred', () => {
    const record = analyse(applicationOf({ resources: naming(3, (i) => (i < 2 ? [i + 1] : [])) }));
    expect(record.journeys).toEqual([
      {
        name: 'by S/Url',
        isImplied: true,
        entryPoints: ['S/Url'],
        components: ['S/F0', 'S/F1', 'S/F2'],
        unresolved: [],
      },
    ]);
    expect(record.singlePoints.find(({ on }) => on.name === 'S/F2')).toMatchObject({
      kind: 'SERVICE',
      way: ['by S/Url', 'S/Url', 'S/F0', 'S/F1', 'S/F2'],
      isInferred: true,
    });
  });

  it('tells of places that are nowhere', () => {
    const template = { Resources: { Url: { Type: 'AWS::Lambda::Url' } } };
    const application = new Application({
      name: 'test',
      stacks: [{ id: 'S', constructPath: 'S', templatePath: 'S.json', template }],
    });
    const data = {
      ...JOURNEY_DEFAULTS,
      name: 'J',
      owner: 'o',
      entryPoints: ['S/Nowhere'],
      dependsOn: [{ on: 'S/Gone', criticality: 'HARD' as const }],
      exclude: ['S/Never'],
    };
    application.intent.journeys.push({ scope: { key: '/S', constructPath: 'S' }, data });
    const record = analyse(application);
    expect(record.journeys[0]).toMatchObject({ components: [], unresolved: ['S/Nowhere', 'S/Gone', 'S/Never'] });
    expect(record.singlePoints).toEqual([]);
  });

  it('takes what hangs on open conditions as there, and says where deployment decides', () => {
    const rest = {
      Parameters: { Stage: { Type: 'String' } },
      Conditions: { IsProd: { 'Fn::Equals': [ref('Stage'), 'prod'] } },
      ...declaring({ journeys: [{ name: 'J', owner: 'o', entryPoints: ['Db', 'Maybe'] }] }),
    };
    const resources: Resources = {
      Db: {
        Type: 'AWS::RDS::DBInstance',
        Properties: { Engine: 'postgres', MultiAZ: { 'Fn::If': ['IsProd', true, false] } },
      },
      Maybe: { Type: 'AWS::SQS::Queue', Condition: 'IsProd' },
    };
    const { singlePoints, failures } = analyse(applicationOf({ resources, rest }));
    expect(singlePoints.map(({ kind, on }) => `${kind} ${on.name}`)).toEqual([
      'REGION eu-west-1',
      'UNDETERMINED S/Db',
      'SERVICE S/Maybe',
    ]);
    expect(failures.filter(({ kind }) => kind === 'ZONE').map(({ unsure }) => unsure)).toEqual([['S/Db']]);
  });

  it('is plain data', () => {
    const record = analyse(applicationOf({ resources: naming(3, (i) => [i, (i + 1) % 3]) }));
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });
});

describe('analyse, of hostile applications', () => {
  it.each([
    ['a clique of 150 functions', naming(150, () => Array.from({ length: 150 }, (_, i) => i)), 150],
    ['a chain of 3,000 functions', naming(3_000, (i) => (i < 2_999 ? [i + 1] : [])), 3_000],
    ['a circle of 1,500 functions, each naming itself too', naming(1_500, (i) => [i, (i + 1) % 1_500]), 1_500],
  ])('comes through %s', (_, resources, functions) => {
    const { singlePoints, bounded } = analyse(applicationOf({ resources }));
    expect(bounded).toEqual([]);
    // All of them, what they share and where they are.
    expect(singlePoints).toHaveLength(functions + 2);
  });

  it('comes through a chain of 500 topics, queues and functions', () => {
    const resources: Resources = {
      ...url,
      Role: role(Array.from({ length: 500 }, (_, i) => ref(`T${i}`))),
      F500: fn({}),
      ...from(500, (i) => [`F${i}`, fn({ TOPIC: ref(`T${i}`) })] as const),
      ...from(500, (i) => [`T${i}`, { Type: 'AWS::SNS::Topic' }] as const),
      ...from(500, (i) => [`Q${i}`, { Type: 'AWS::SQS::Queue' }] as const),
      ...from(
        500,
        (i) =>
          [
            `S${i}`,
            {
              Type: 'AWS::SNS::Subscription',
              Properties: { TopicArn: ref(`T${i}`), Protocol: 'sqs', Endpoint: att(`Q${i}`, 'Arn') },
            },
          ] as const,
      ),
      ...from(
        500,
        (i) =>
          [
            `M${i}`,
            {
              Type: 'AWS::Lambda::EventSourceMapping',
              Properties: { EventSourceArn: att(`Q${i}`, 'Arn'), FunctionName: ref(`F${i + 1}`) },
            },
          ] as const,
      ),
    };
    const { journeys, failures, bounded } = analyse(applicationOf({ resources }));
    expect([journeys[0]?.components.length, bounded]).toEqual([1_501, []]);
    // Behind the first queue everything is only late; the pool that the functions share stops the first one too.
    const impactOn = (name: string): unknown => failures.find(({ on }) => on.name === name)?.impacts[0]?.impact;
    expect(['S/F0', 'S/T0', 'S/F1', 'S/F500', 'Lambda concurrency of eu-west-1'].map(impactOn)).toEqual([
      'STOPPED',
      'STOPPED',
      'DELAYED',
      'DELAYED',
      'STOPPED',
    ]);
  });

  it('says how many of 5,000 public entry points it left out', () => {
    const resources = from(5_000, (i) => [`Url${i}`, { Type: 'AWS::Lambda::Url' }] as const);
    const { journeys, bounded } = analyse(applicationOf({ resources }));
    expect([journeys.length, bounded]).toEqual([
      50,
      ['4950 more public entry points were not analysed: declare journeys.'],
    ]);
  });

  it('comes through 100 journeys, each of which does without something else', () => {
    const journeys = Array.from({ length: 100 }, (_, i) => ({
      name: `J${i}`,
      owner: 'o',
      entryPoints: ['F0'],
      exclude: [`F${4 * i + 4}`],
    }));
    const resources = naming(401, (i) => (i < 400 ? [i + 1] : []));
    const record = analyse(applicationOf({ resources, rest: declaring({ journeys }) }));
    expect(record.bounded).toEqual([]);
    expect(record.journeys.map(({ components }) => components.length)).toEqual(journeys.map((_, i) => 4 * i + 4));
    const stops = (name: string): number | undefined =>
      record.singlePoints.find(({ on }) => on.name === name)?.journeys.length;
    expect([stops('S/F0'), stops('S/F4'), stops('S/F399'), stops('S/F400')]).toEqual([100, 99, 1, undefined]);
  });
});
