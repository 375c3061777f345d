import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import { FUNCTION_TYPES, settingOf } from '../../lib/facts/functions';

const CODE = { Code: { S3Bucket: 'artifacts', S3Key: 'orders.zip' }, Handler: 'index.handler', Runtime: 'nodejs24.x' };

export const lambdaReservedConcurrency = defineRule({
  id: 'LambdaReservedConcurrency',
  appliesTo: FUNCTION_TYPES,
  category: 'SHARED_FATE',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The function shares its concurrency with all functions of the account',
  why: 'A surge on one function takes the concurrency of the Region (1,000 by default) from the others. By default nothing is reserved.',
  fix: 'Set ReservedConcurrentExecutions (CDK: reservedConcurrentExecutions).',
  wellArchitected: ['REL10-BP03'],
  equivalents: [
    'cdk-nag:LambdaConcurrency',
    'cfn_nag:LambdaFunctionReservedConcurrentExecutionsRule',
    'checkov:CKV_AWS_115',
    'config:lambda-concurrency-check',
    'guard:LAMBDA_CONCURRENCY_CHECK',
    'steampipe:lambda_function_concurrent_execution_limit_configured',
  ],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html',
  examples: {
    noncompliant: CODE,
    compliant: { ...CODE, ReservedConcurrentExecutions: 50 },
    at: 'Properties.ReservedConcurrentExecutions',
  },
  check: (fn) => {
    // Managed instances have capacity of their own.
    if (fn.has('CapacityProviderConfig')) return notApplicable;
    return settingOf(fn, 'ReservedConcurrentExecutions').isPresent
      ? compliant
      : nonCompliant('ReservedConcurrentExecutions');
  },
});

export const lambdaDefaultTimeout = defineRule({
  id: 'LambdaDefaultTimeout',
  appliesTo: FUNCTION_TYPES,
  category: 'EXCESSIVE_LATENCY',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The function has the default timeout',
  why: 'Nobody has thought about how long it may take: 3 s, the default, may end slow but good runs just when what it calls is under load.',
  fix: 'Set Timeout to what a slow but good run takes (CDK: timeout).',
  wellArchitected: ['REL05-BP05'],
  equivalents: ['cdk-nag:LambdaDefaultTimeout'],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html',
  examples: { noncompliant: CODE, compliant: { ...CODE, Timeout: 10 }, at: 'Properties.Timeout' },
  check: (fn) => (settingOf(fn, 'Timeout').isPresent ? compliant : nonCompliant('Timeout')),
});

export const lambdaDefaultMemory = defineRule({
  id: 'LambdaDefaultMemory',
  appliesTo: FUNCTION_TYPES,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The function has the default memory',
  why: 'CPU comes with memory: with 128 MB, the default, a function is slow to start and to run, and holds concurrency for longer in a surge.',
  fix: 'Set MemorySize to what load tests show (CDK: memorySize).',
  wellArchitected: ['REL07-BP01'],
  equivalents: ['cdk-nag:LambdaDefaultMemorySize'],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html',
  examples: { noncompliant: CODE, compliant: { ...CODE, MemorySize: 1024 }, at: 'Properties.MemorySize' },
  check: (fn) => {
    if (fn.has('CapacityProviderConfig')) return notApplicable;
    return settingOf(fn, 'MemorySize').isPresent ? compliant : nonCompliant('MemorySize');
  },
});

export const lambdaTracing = defineRule({
  id: 'LambdaTracing',
  appliesTo: FUNCTION_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The function is not traced',
  why: 'Without traces it takes long to find which part of a journey is slow or fails. The default is PassThrough.',
  fix: 'Set TracingConfig.Mode to Active (CDK: tracing: Tracing.ACTIVE; SAM: Tracing: Active).',
  wellArchitected: ['REL06-BP07'],
  equivalents: [
    'cdk-nag:LambdaTracing',
    'checkov:CKV_AWS_50',
    'config:lambda-function-xray-enabled',
    'securityhub:Lambda.7',
    'steampipe:lambda_function_tracing_enabled',
  ],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html',
  examples: {
    noncompliant: CODE,
    compliant: { ...CODE, TracingConfig: { Mode: 'Active' } },
    at: 'Properties.TracingConfig.Mode',
  },
  check: (fn) => {
    const at = fn.type === 'AWS::Serverless::Function' ? 'Tracing' : 'TracingConfig.Mode';
    return settingOf(fn, at).string() === 'Active' ? compliant : nonCompliant(at);
  },
});

export const lambdaRecursiveLoop = defineRule({
  id: 'LambdaRecursiveLoop',
  appliesTo: FUNCTION_TYPES,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Nothing stops the function from calling itself without end',
  why: 'Lambda stops a loop of function and queue, topic or bucket after about 16 rounds, unless it is told to allow it. The default is Terminate.',
  fix: 'Set RecursiveLoop to Terminate or leave it out (CDK: recursiveLoop: RecursiveLoop.TERMINATE).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html',
  examples: {
    noncompliant: { ...CODE, RecursiveLoop: 'Allow' },
    compliant: { ...CODE, RecursiveLoop: 'Terminate' },
    at: 'Properties.RecursiveLoop',
  },
  check: (fn) => (settingOf(fn, 'RecursiveLoop').string() === 'Allow' ? nonCompliant('RecursiveLoop') : compliant),
});
