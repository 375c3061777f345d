import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import {
  callersOf,
  functionOf,
  FUNCTION_TYPES,
  reservedConcurrencyOf,
  settingOf,
  timeoutOf,
} from '../../lib/facts/functions';
import { deprecationOf, isNear } from '../../lib/facts/lambda-runtimes';
import { judgeSpread, zonesOfSubnets } from '../../lib/facts/zones';
import { eventSendersOf } from '../../lib/facts/async-invocation';

const CODE = { Code: { S3Bucket: 'artifacts', S3Key: 'orders.zip' }, Handler: 'index.handler' };

export const lambdaVpcMultiAz = defineRule({
  id: 'LambdaVpcMultiAz',
  appliesTo: FUNCTION_TYPES,
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The function runs in subnets of one Availability Zone',
  why: 'When the zone is lost the function cannot run: Lambda places it only in the zones of its subnets.',
  fix: 'Set VpcConfig.SubnetIds to subnets of at least two zones (CDK: vpcSubnets).',
  wellArchitected: ['REL10-BP01'],
  equivalents: [
    'config:lambda-vpc-multi-az-check',
    'prowler:awslambda_function_vpc_multi_az',
    'securityhub:Lambda.5',
    'steampipe:lambda_function_multiple_az_configured',
    'trusted-advisor:aws-lambda-vpc-enabled-functions-without-multi-az-redundancy',
  ],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html',
  examples: {
    noncompliant: { ...CODE, VpcConfig: { SecurityGroupIds: ['sg-1'], SubnetIds: ['subnet-1'] } },
    compliant: CODE,
    at: 'Properties.VpcConfig.SubnetIds',
  },
  check: (fn) => {
    const subnets = settingOf(fn, 'VpcConfig.SubnetIds');
    // An empty list takes the function out of the VPC.
    if (subnets.items().length === 0) return notApplicable;
    const count = subnets.items().length;
    const detail = count === 1 ? 'It has one subnet.' : `Its ${count} subnets are in one zone.`;
    return judgeSpread(subnets, zonesOfSubnets(subnets.items()), 2, { detail });
  },
});

export const lambdaRuntimeDeprecated = defineRule({
  id: 'LambdaRuntimeDeprecated',
  appliesTo: FUNCTION_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The runtime of the function is deprecated',
  why: 'AWS no longer patches it, and blocks creating and then updating functions that use it: a fix or a rebuild in another Region may be refused in the middle of an incident.',
  fix: 'Set Runtime to a supported version (CDK: runtime).',
  wellArchitected: ['REL08-BP05'],
  equivalents: [
    'cdk-nag:LambdaLatestVersion',
    'cfn-lint:E2531',
    'cfn-lint:E2533',
    'cfn-lint:W2531',
    'checkov:CKV_AWS_363',
    'config:lambda-function-settings-check',
    'prowler:awslambda_function_using_supported_runtimes',
    'securityhub:Lambda.2',
  ],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
  examples: {
    noncompliant: { ...CODE, Runtime: 'nodejs16.x' },
    compliant: { ...CODE, Runtime: 'nodejs24.x' },
    at: 'Properties.Runtime',
  },
  check: (fn, { asOf }) => {
    const runtime = settingOf(fn, 'Runtime');
    const name = runtime.string();
    if (name === undefined) return notApplicable;
    const date = deprecationOf(name);
    if (date === undefined || date > asOf) return compliant;
    return nonCompliant(runtime, { detail: `${name} is deprecated since ${date}.` });
  },
});

export const lambdaRuntimeNearEnd = defineRule({
  id: 'LambdaRuntimeNearEnd',
  appliesTo: FUNCTION_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The runtime of the function is soon deprecated',
  why: 'AWS has announced the day from which it no longer patches the runtime. Moving to another takes tests, better not in a hurry.',
  fix: 'Plan the move of Runtime to a version with more time left (CDK: runtime).',
  wellArchitected: ['REL08-BP05'],
  equivalents: ['cdk-nag:LambdaLatestVersion', 'steampipe:lambda_function_use_latest_runtime'],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html',
  examples: {
    noncompliant: { ...CODE, Runtime: 'java11' },
    compliant: { ...CODE, Runtime: 'java25' },
    at: 'Properties.Runtime',
  },
  check: (fn, { asOf }) => {
    const runtime = settingOf(fn, 'Runtime');
    const name = runtime.string();
    if (name === undefined) return notApplicable;
    const date = deprecationOf(name);
    if (date === undefined || !isNear(date, asOf)) return compliant;
    return nonCompliant(runtime, { detail: `${name} is deprecated from ${date} on.` });
  },
});

export const lambdaSwitchedOff = defineRule({
  id: 'LambdaSwitchedOff',
  appliesTo: FUNCTION_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'recommended',
  title: 'The function cannot run at all',
  why: 'A reserved concurrency of 0 makes Lambda refuse every invocation.',
  fix: 'Set ReservedConcurrentExecutions to the concurrency the function needs at its peak, or leave it out (CDK: reservedConcurrentExecutions).',
  wellArchitected: ['REL05-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
  examples: {
    noncompliant: { ...CODE, ReservedConcurrentExecutions: 0 },
    compliant: { ...CODE, ReservedConcurrentExecutions: 50 },
    at: 'Properties.ReservedConcurrentExecutions',
  },
  check: (fn) => (reservedConcurrencyOf(fn) === 0 ? nonCompliant('ReservedConcurrentExecutions') : compliant),
});

export const lambdaUrlUnthrottled = defineRule({
  id: 'LambdaUrlUnthrottled',
  appliesTo: 'AWS::Lambda::Url',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Nothing limits the requests to the function URL',
  why: 'A function URL has no throttling of its own: a flood of requests takes the concurrency of all functions in the account and Region. By default nothing is reserved.',
  fix: 'Set ReservedConcurrentExecutions of the function (CDK: reservedConcurrentExecutions).',
  wellArchitected: ['REL05-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html',
  examples: {
    noncompliant: {
      Resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: CODE },
        Subject: { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE', TargetFunctionArn: { Ref: 'Handler' } } },
      },
    },
    compliant: {
      Resources: {
        Handler: { Type: 'AWS::Lambda::Function', Properties: { ...CODE, ReservedConcurrentExecutions: 50 } },
        Subject: { Type: 'AWS::Lambda::Url', Properties: { AuthType: 'NONE', TargetFunctionArn: { Ref: 'Handler' } } },
      },
    },
    at: '',
  },
  check: (url) => {
    const fn = functionOf(url.at('TargetFunctionArn'));
    if (fn === undefined || fn.has('CapacityProviderConfig')) return notApplicable;
    if (settingOf(fn, 'ReservedConcurrentExecutions').isPresent) return compliant;
    return nonCompliant(undefined, { detail: `${fn.id} reserves no concurrency.`, related: [fn] });
  },
});

export const lambdaTimeoutExceedsCaller = defineRule({
  id: 'LambdaTimeoutExceedsCaller',
  appliesTo: FUNCTION_TYPES,
  category: 'EXCESSIVE_LATENCY',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The function works on after its caller has given up',
  why: 'API Gateway ends the request when its integration times out, by default after 29 s (REST) or 30 s (HTTP). The function goes on, the client tries again, and both hold concurrency when it is scarcest.',
  fix: 'Set Timeout below the TimeoutInMillis of the integration (CDK: timeout).',
  wellArchitected: ['REL05-BP05'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html',
  examples: {
    noncompliant: behindApi(120),
    compliant: behindApi(20),
    at: 'Properties.Timeout',
  },
  check: (fn) => {
    const methods = callersOf(fn, 'AWS::ApiGateway::Method', 'Integration.Uri').map((caller) => {
      // A streamed response may take 15 minutes.
      const isStreamed = caller.string('Integration.ResponseTransferMode') === 'STREAM';
      return { caller, given: caller.number('Integration.TimeoutInMillis'), normal: isStreamed ? 900_000 : 29_000 };
    });
    const routes = callersOf(fn, 'AWS::ApiGatewayV2::Integration', 'IntegrationUri').map((caller) => {
      return { caller, given: caller.number('TimeoutInMillis'), normal: 30_000 };
    });
    const callers = [...methods, ...routes];
    // One that other callers start in the background may well take longer.
    if (callers.length === 0 || eventSendersOf(fn).length > 0) return notApplicable;
    const [longest] = callers.sort((a, b) => (b.given ?? b.normal) - (a.given ?? a.normal));
    const { caller, given, normal } = longest as (typeof callers)[number];
    const timeout = timeoutOf(fn);
    // 30 s behind 29 s is as near as makes no difference.
    if (timeout <= (given ?? normal) / 1000 + 1) return compliant;
    const limit = `${(given ?? normal) / 1000} s${given === undefined ? ' (the default)' : ''}`;
    const detail = `The function may run ${timeout} s, ${caller.id} waits ${limit}.`;
    return nonCompliant('Timeout', { detail, related: [caller] });
  },
});

function behindApi(seconds: number): { Resources: { [id: string]: unknown } } {
  return {
    Resources: {
      Subject: { Type: 'AWS::Lambda::Function', Properties: { ...CODE, Timeout: seconds } },
      Integration: {
        Type: 'AWS::ApiGatewayV2::Integration',
        Properties: {
          ApiId: 'api',
          IntegrationType: 'AWS_PROXY',
          IntegrationUri: { 'Fn::GetAtt': ['Subject', 'Arn'] },
        },
      },
    },
  };
}
