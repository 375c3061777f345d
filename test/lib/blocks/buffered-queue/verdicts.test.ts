import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Duration, Stack, Validations, type App } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ContainerInsights } from 'aws-cdk-lib/aws-ecs';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Code, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { assess } from '../../../../lib/assessment/assess';
import { DEFAULTS } from '../../../../lib/assessment/configuration';
import { ResilientFunction } from '../../../../lib/blocks/resilient-function';
import { Application } from '../../../../lib/model/application';
import { readAssembly } from '../../../../lib/model/source/assembly';
import { RULES } from '../../../../policies/rules';
import { ENVIRONMENT, functionIn, LAMBDA, newStack, queueIn, SERVICE, serviceIn } from './app';

const VARIANTS: [string, (stack: Stack) => void][] = [
  [
    'a function',
    (stack) => queueOf(stack).addLambdaConsumer(functionIn(stack, { reservedConcurrentExecutions: 63 }), LAMBDA),
  ],
  [
    'a function, a FIFO queue and a key',
    (stack) =>
      queueOf(stack, {
        fifo: { messageGroups: 500, highThroughput: true },
        encryptionKey: new Key(stack, 'Key', { enableKeyRotation: true }),
      }).addLambdaConsumer(functionIn(stack, { reservedConcurrentExecutions: 63 }), LAMBDA),
  ],
  [
    'a resilient function, by its alias',
    (stack) => {
      const place = new ResilientFunction(stack, 'Place', {
        runtime: Runtime.NODEJS_24_X,
        handler: 'index.handler',
        code: Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] })'),
        timeout: Duration.seconds(30),
        concurrency: 63,
      });
      queueOf(stack).addLambdaConsumer(place, LAMBDA);
    },
  ],
  [
    'a service that tracks its backlog',
    (stack) => queueOf(stack).addServiceConsumer(serviceIn(stack, ContainerInsights.ENHANCED), SERVICE),
  ],
  ['a service that scales in steps', (stack) => queueOf(stack).addServiceConsumer(serviceIn(stack), SERVICE)],
  [
    'a service in a cluster of another stack',
    (stack) => {
      const { cluster } = serviceIn(new Stack(stack.node.root, 'Shared', ENVIRONMENT));
      queueOf(stack).addServiceConsumer(serviceIn(stack, undefined, cluster), SERVICE);
    },
  ],
  [
    'an external consumer',
    (stack) => queueOf(stack).addExternalConsumer({ messagesPerSecond: 600, processingTimeout: Duration.seconds(10) }),
  ],
];

function queueOf(stack: Stack, props: Parameters<typeof queueIn>[1] = {}): ReturnType<typeof queueIn> {
  return queueIn(stack, { alarmActions: [new SnsAction(new Topic(stack, 'Pager'))], ...props });
}

/** The queue, and what it adds to its consumer. */
const OWN = /^Stack\/(Orders|Place\/BufferedQueue|Workers\/(Backlog|TaskCount))/;

describe.each(VARIANTS)('%s', (_, add) => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'buffered-queue-'));
    const stack = newStack(directory);
    add(stack);
    const app = stack.node.root as App;
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    // The rest of the app has findings.
    expect(() => app.synth()).toThrow('(AwsSolutions)');
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  it('has no open finding of ours and no undetermined one', () => {
    const options = { ...DEFAULTS, strictness: 'exhaustive' as const, asOf: '2026-11-23' };
    const knownRules = new Set(RULES.map(({ id }) => id));
    const [source] = readAssembly(directory);
    const application = new Application({ ...source!, asOf: options.asOf });
    const { findings, undetermined } = assess(application, { runs: [{ rules: RULES, options }], knownRules, options });
    const own = [...findings, ...undetermined].filter((each) => OWN.test(String(each.constructPath)));
    expect(own.map(({ constructPath, ruleId }) => `${ruleId} ${constructPath}`)).toEqual([]);
    // The pager of the test has no subscriber: the rules were really asked.
    expect(findings.map(({ ruleId }) => ruleId)).toContain('AlarmTopicNoSubscriber');
  });

  it('has no finding of AwsSolutions that is not acknowledged', () => {
    const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as ValidationReport;
    const open = report.pluginReports.flatMap(({ violations }) =>
      violations.flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${constructPath} ${ruleName}`),
      ),
    );
    expect(open).toContain('Stack/Pager/Resource AwsSolutions-SNS3');
    expect(open.filter((each) => OWN.test(each))).toEqual([]);
  });
});

interface ValidationReport {
  readonly pluginReports: {
    readonly violations: {
      readonly ruleName: string;
      readonly violatingConstructs: { readonly constructPath?: string }[];
    }[];
  }[];
}
