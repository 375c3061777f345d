import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validations, type App, type Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { Repository } from 'aws-cdk-lib/aws-ecr';
import { HostedZone, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { AwsSolutionsChecks } from 'cdk-nag';
import { assess } from '../../../../lib/assessment/assess';
import { DEFAULTS } from '../../../../lib/assessment/configuration';
import { Application } from '../../../../lib/model/application';
import { readAssembly } from '../../../../lib/model/source/assembly';
import { RULES } from '../../../../policies/rules';
import type { ResilientServiceProps } from '../../../../lib/blocks/resilient-service';
import { INSTANCE_TYPES, newStack, serviceIn } from './app';

type Variant = [string, (stack: Stack) => Partial<ResilientServiceProps>];

const publicEntry = (stack: Stack): ResilientServiceProps['loadBalancing'] => ({
  internetFacing: true,
  certificate: Certificate.fromCertificateArn(stack, 'C', 'arn:aws:acm:eu-central-1:111122223333:certificate/web'),
  accessLogs: new Bucket(stack, 'AccessLogs'),
});

const zoneOf = (stack: Stack): IHostedZone =>
  HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });

const VARIANTS: Variant[] = [
  ['rolling updates on AWS Fargate', () => ({ environment: { STAGE: 'prod' } })],
  ['blue/green deployments from the Internet', (stack) => ({ blueGreen: {}, loadBalancing: publicEntry(stack)! })],
  ['instances', () => ({ instances: { instanceTypes: INSTANCE_TYPES, tasksPerInstance: 4 } })],
  [
    'a domain',
    (stack) => ({
      loadBalancing: {
        internetFacing: true,
        domain: { zone: zoneOf(stack), names: ['www.example.com'] },
        accessLogs: new Bucket(stack, 'AccessLogs'),
      },
    }),
  ],
  ['connections', () => ({ networkLoadBalancing: { port: 9000, healthCheckPort: 8081 } })],
  [
    'connections by TLS from the Internet, and blue/green deployments',
    (stack) => ({
      blueGreen: {},
      networkLoadBalancing: {
        port: 8883,
        internetFacing: true,
        domain: { zone: zoneOf(stack), names: ['mqtt.example.com'] },
        accessLogs: new Bucket(stack, 'AccessLogs'),
        zonalAutoshift: true,
      },
    }),
  ],
  [
    'Spot above the floor, an image of Amazon ECR and autoshift',
    (stack) => ({
      image: ContainerImage.fromEcrRepository(Repository.fromRepositoryName(stack, 'Images', 'web'), '1.4.2'),
      spotAboveFloor: true,
      loadBalancing: { ...publicEntry(stack), zonalAutoshift: true },
    }),
  ],
];

describe.each(VARIANTS)('%s', (_, given) => {
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'resilient-service-'));
    const stack = newStack(directory);
    const props = given(stack);
    serviceIn(stack, {
      ...(props.networkLoadBalancing === undefined && {
        requestsPerTask: 600,
        loadBalancing: { accessLogs: new Bucket(stack, 'Logs') },
      }),
      alarms: { topic: new Topic(stack, 'Pager'), runbook: 'https://runbooks.example.com/web' },
      ...props,
    });
    const app = stack.node.root as App;
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    // The rest of the app has findings.
    expect(() => app.synth()).toThrow('(AwsSolutions)');
  });

  it('has no open finding of ours and no undetermined one', () => {
    const options = { ...DEFAULTS, strictness: 'exhaustive' as const, asOf: '2026-11-23' };
    const knownRules = new Set(RULES.map(({ id }) => id));
    const [source] = readAssembly(directory);
    const application = new Application({ ...source!, asOf: options.asOf });
    const { findings, undetermined } = assess(application, { runs: [{ rules: RULES, options }], knownRules, options });
    const own = [...findings, ...undetermined].filter((each) => String(each.constructPath).startsWith('Stack/Web/'));
    expect(own.map(({ constructPath, ruleId }) => `${ruleId} ${constructPath}`)).toEqual([]);
    // The pager of the test has no subscriber: the rules were really asked.
    expect(findings.map(({ ruleId }) => ruleId)).toContain('AlarmTopicNoSubscriber');
  });

  it('has no finding of AwsSolutions that is not acknowledged', () => {
    const violations = openViolations(directory);
    expect(violations).toContain('Stack/Pager/Resource AwsSolutions-SNS3');
    expect(violations.filter((each) => each.startsWith('Stack/Web/'))).toEqual([]);
  });
});

/** What the app's packs report as open, by construct path. */
function openViolations(directory: string): string[] {
  const report = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as ValidationReport;
  return report.pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${constructPath} ${ruleName}`),
    ),
  );
}

interface ValidationReport {
  readonly pluginReports: {
    readonly violations: {
      readonly ruleName: string;
      readonly violatingConstructs: { readonly constructPath?: string }[];
    }[];
  }[];
}
