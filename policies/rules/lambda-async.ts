import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Value } from '../../lib/model/value';
import { eventSendersOf, hasWaitingCaller, isScheduled, keepsFailedEvents } from '../../lib/facts/async-invocation';
import { FUNCTION_TYPES, settingOf } from '../../lib/facts/functions';

const CODE = { Code: { S3Bucket: 'artifacts', S3Key: 'orders.zip' }, Handler: 'index.handler', Runtime: 'nodejs24.x' };
const SUBSCRIPTION = {
  Type: 'AWS::SNS::Subscription',
  Properties: {
    TopicArn: 'arn:aws:sns:eu-west-1:111122223333:orders',
    Protocol: 'lambda',
    Endpoint: { 'Fn::GetAtt': ['Subject', 'Arn'] },
  },
};

const DEAD_LETTER_HOLDERS: readonly string[] = [...FUNCTION_TYPES, 'AWS::Lambda::EventInvokeConfig'];

const KEEP =
  'Set DeadLetterConfig.TargetArn, or DestinationConfig.OnFailure in an AWS::Lambda::EventInvokeConfig (CDK: deadLetterQueue, onFailure).';
const EQUIVALENTS = [
  'cdk-nag:LambdaAsyncFailureDestination',
  'cdk-nag:LambdaDLQ',
  'checkov:CKV_AWS_116',
  'config:lambda-dlq-check',
  'guard:LAMBDA_DLQ_CHECK',
  'prowler:awslambda_function_no_dead_letter_queue',
  'steampipe:lambda_function_dead_letter_queue_configured',
  'trusted-advisor:AWS-Lambda-On-Failure-Event-Destinations',
  'trusted-advisor:aws-lambda-functions-without-dlq',
];

export const lambdaAsyncFailureHandling = defineRule({
  id: 'LambdaAsyncFailureHandling',
  appliesTo: FUNCTION_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Events that the function cannot process are lost',
  why: 'Lambda tries an asynchronous event three times within minutes, then drops it. A dead-letter queue of the topic or rule does not help: delivery to Lambda succeeded. The default is to keep nothing.',
  fix: KEEP,
  wellArchitected: ['REL05-BP04'],
  equivalents: EQUIVALENTS,
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  examples: {
    noncompliant: {
      Resources: { Subject: { Type: 'AWS::Lambda::Function', Properties: CODE }, Subscription: SUBSCRIPTION },
    },
    compliant: {
      Resources: {
        Subject: {
          Type: 'AWS::Lambda::Function',
          Properties: { ...CODE, DeadLetterConfig: { TargetArn: 'arn:aws:sqs:eu-west-1:111122223333:orders-dead' } },
        },
        Subscription: SUBSCRIPTION,
      },
    },
    at: 'Properties.DeadLetterConfig',
  },
  check: (fn) => {
    const senders = eventSendersOf(fn);
    if (senders.length === 0) return notApplicable;
    if (keepsFailedEvents(fn)) return compliant;
    const others = senders.filter((sender) => sender !== fn);
    const detail = others.length === 0 ? undefined : `It gets events from ${others.map((each) => each.id).join(', ')}.`;
    return nonCompliant(placeOf(fn.type), { ...(detail !== undefined && { detail }), related: others });
  },
});

export const lambdaFailureDestination = defineRule({
  id: 'LambdaFailureDestination',
  appliesTo: FUNCTION_TYPES,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Failed runs of the function leave nothing behind',
  why: 'A schedule starts it, or nothing in the application does: if it is invoked asynchronously, Lambda tries three times and drops the event. The default is to keep nothing.',
  fix: KEEP,
  wellArchitected: ['REL05-BP04'],
  equivalents: EQUIVALENTS,
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  examples: {
    noncompliant: CODE,
    compliant: { ...CODE, DeadLetterConfig: { TargetArn: 'arn:aws:sqs:eu-west-1:111122223333:orders-dead' } },
    at: 'Properties.DeadLetterConfig',
  },
  check: (fn) => {
    // With a known sender of events it is a finding of LambdaAsyncFailureHandling.
    if (eventSendersOf(fn).length > 0) return notApplicable;
    if (!isScheduled(fn) && hasWaitingCaller(fn)) return notApplicable;
    return keepsFailedEvents(fn) ? compliant : nonCompliant(placeOf(fn.type));
  },
});

export const lambdaDlqIsFifo = defineRule({
  id: 'LambdaDlqIsFifo',
  appliesTo: DEAD_LETTER_HOLDERS,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'error',
  strictness: 'recommended',
  title: 'Failed events go to a FIFO queue or topic, which Lambda does not support',
  why: 'The dead-letter queue or destination of asynchronous invocations must be a standard queue or topic: with a FIFO one the events are lost.',
  fix: 'Name a standard queue or topic (CDK: deadLetterQueue, onFailure).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  examples: {
    noncompliant: withDeadLetterQueue({ FifoQueue: true }),
    compliant: withDeadLetterQueue({}),
    at: 'Properties.DeadLetterConfig.TargetArn',
  },
  check: (resource) => {
    const places = [
      'DeadLetterConfig.TargetArn',
      'DeadLetterQueue.TargetArn',
      'EventInvokeConfig.DestinationConfig.OnFailure.Destination',
      'DestinationConfig.OnFailure.Destination',
    ];
    const named = places.map((place) => settingOf(resource, place)).filter((value) => value.isPresent);
    return named.map((value) => {
      const target = value.reference();
      if (target === undefined || !isFifoTarget(value)) return notApplicable;
      return nonCompliant(value, {
        detail: `${target.id} is a FIFO ${target.type.split('::')[2]?.toLowerCase()}.`,
        related: [target],
      });
    });
  },
});

function isFifoTarget(value: Value): boolean {
  const target = value.reference();
  if (target?.type === 'AWS::SQS::Queue') return target.isTrue('FifoQueue');
  return target?.type === 'AWS::SNS::Topic' && target.isTrue('FifoTopic');
}

/** The property that keeps failed events, in CloudFormation's form and in that of SAM. */
function placeOf(type: string): string {
  return type === 'AWS::Serverless::Function' ? 'DeadLetterQueue' : 'DeadLetterConfig';
}

function withDeadLetterQueue(queue: { [property: string]: unknown }): { Resources: { [id: string]: unknown } } {
  const TargetArn = { 'Fn::GetAtt': ['Failed', 'Arn'] };
  return {
    Resources: {
      Failed: { Type: 'AWS::SQS::Queue', Properties: queue },
      Subject: { Type: 'AWS::Lambda::Function', Properties: { ...CODE, DeadLetterConfig: { TargetArn } } },
    },
  };
}
