import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct, type IConstruct } from 'constructs';
import fc from 'fast-check';
import { HealthAlarms } from '../../../../lib/blocks/health-alarms';

/** Types whose alarms hang on no property, with how many they are; and one that has none. */
const EXPECTED: Readonly<Record<string, number>> = {
  'AWS::SQS::Queue': 1,
  'AWS::Lambda::Function': 3,
  'AWS::SNS::Topic': 1,
  'AWS::Kinesis::Stream': 3,
  'AWS::EC2::NatGateway': 2,
  'AWS::S3::Bucket': 0,
};

interface Part {
  /** Where it goes among the scopes made so far. */
  readonly parent: number;
  readonly kind: 'construct' | 'stack' | 'nested' | 'stage' | keyof typeof EXPECTED;
  /** Covered when it is made: what comes later is below a covered scope too. */
  readonly isCovered: boolean;
}

const part: fc.Arbitrary<Part> = fc.record({
  parent: fc.nat(),
  kind: fc.constantFrom<Part['kind']>(
    'construct',
    'construct',
    'stack',
    'nested',
    'stage',
    ...Object.keys(EXPECTED),
    ...Object.keys(EXPECTED),
  ),
  isCovered: fc.boolean(),
});

const tree = fc.record({
  parts: fc.array(part, { minLength: 1, maxLength: 40 }),
  isAppCovered: fc.boolean(),
  stabilized: fc.boolean(),
});

test('each resource below a covered scope has its alarms once, in its own stack, and no other one has any', () => {
  fc.assert(
    fc.property(tree, ({ parts, isAppCovered, stabilized }) => {
      const app = new App({ context: { '@aws-cdk/core:aspectStabilization': stabilized } });
      if (isAppCovered) HealthAlarms.of(app).cover();
      const covered = new Set<IConstruct>(isAppCovered ? [app] : []);
      const scopes: Construct[] = [app];
      const resources: CfnResource[] = [];
      for (const [index, { parent, kind, isCovered }] of parts.entries()) {
        const scope = scopes[parent % scopes.length]!;
        const made = make(scope, kind, `Part${index}`);
        if (made === undefined) continue;
        if (isCovered) {
          HealthAlarms.of(made).cover();
          covered.add(made);
        }
        if (made instanceof CfnResource) resources.push(made);
        else scopes.push(made);
      }
      app.synth();
      const count = app.node.findAll().filter((node) => node instanceof CfnAlarm).length;
      app.synth({ force: true });

      let total = 0;
      for (const resource of resources) {
        const isBelow = resource.node.scopes.some((scope) => covered.has(scope));
        const alarms = HealthAlarms.of(app).alarmsOf(resource);
        expect(alarms).toHaveLength(isBelow ? EXPECTED[resource.cfnResourceType]! : 0);
        expect(new Set(alarms.map(({ name }) => name)).size).toBe(alarms.length);
        const stack = Stack.of(resource);
        for (const { alarm } of alarms) {
          expect(Stack.of(alarm)).toBe(stack);
          expect(JSON.stringify(stack.resolve(alarm._toCloudFormation()))).toContain(
            `"${stack.resolve(resource.logicalId)}"`,
          );
        }
        total += alarms.length;
      }
      expect(count).toBe(total);
      expect(app.node.findAll().filter((node) => node instanceof CfnAlarm)).toHaveLength(total);
    }),
    { numRuns: 60 },
  );
});

/** `undefined` where CDK does not take the one in the other. */
function make(scope: Construct, kind: Part['kind'], id: string): Construct | undefined {
  const isInStack = scope.node.scopes.some((each) => Stack.isStack(each));
  switch (kind) {
    case 'construct':
      return new Construct(scope, id);
    case 'stack':
      return new Stack(scope, id);
    case 'stage':
      return isInStack ? undefined : new Stage(scope, id);
    case 'nested':
      return isInStack ? new NestedStack(scope, id) : undefined;
    default:
      return isInStack ? new CfnResource(scope, id, { type: kind }) : undefined;
  }
}
