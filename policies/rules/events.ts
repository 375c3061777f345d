import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:book-trade';
const QUEUE = 'arn:aws:sqs:eu-west-1:111122223333:trades-dead';
const EventPattern = { source: ['trades'] };
const RULE_OR_SCHEDULE: readonly string[] = ['AWS::Events::Rule', 'AWS::Scheduler::Schedule'];

export const eventBridgeTargetDlq = defineRule({
  id: 'EventBridgeTargetDlq',
  appliesTo: 'AWS::Events::Rule',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Events that the target does not take are lost',
  why: 'EventBridge drops an event after 24 hours of retries, and at once when it lacks the permission or the target is gone. The default is no dead-letter queue.',
  fix: 'Set DeadLetterConfig.Arn of the target (CDK: deadLetterQueue of the target).',
  wellArchitected: ['REL05-BP04'],
  equivalents: ['cdk-nag:EventBusDLQ'],
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
  examples: {
    noncompliant: { EventPattern, Targets: [{ Id: 'Book', Arn: FUNCTION }] },
    compliant: { EventPattern, Targets: [{ Id: 'Book', Arn: FUNCTION, DeadLetterConfig: { Arn: QUEUE } }] },
    at: 'Properties.Targets.0.DeadLetterConfig',
  },
  check: (rule) => (rule.has('EventPattern') ? targetsOf(rule).map(judgeDlq) : notApplicable),
});

export const scheduleTargetDlq = defineRule({
  id: 'ScheduleTargetDlq',
  appliesTo: RULE_OR_SCHEDULE,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'A run that the schedule could not start leaves nothing behind',
  why: 'When the target does not take the call, EventBridge gives up after 24 hours, and at once when it lacks the permission. The default is no dead-letter queue.',
  fix: 'Set DeadLetterConfig.Arn of the target (CDK: deadLetterQueue of the target).',
  wellArchitected: ['REL05-BP04'],
  equivalents: ['cdk-nag:EventBusDLQ'],
  docs: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html',
  examples: {
    noncompliant: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: 'Book', Arn: FUNCTION }] },
    compliant: {
      ScheduleExpression: 'rate(1 hour)',
      Targets: [{ Id: 'Book', Arn: FUNCTION, DeadLetterConfig: { Arn: QUEUE } }],
    },
    at: 'Properties.Targets.0.DeadLetterConfig',
  },
  check: (resource) => (resource.has('EventPattern') ? notApplicable : targetsOf(resource).map(judgeDlq)),
});

export const eventBridgeTargetRetry = defineRule({
  id: 'EventBridgeTargetRetry',
  appliesTo: RULE_OR_SCHEDULE,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'EventBridge does not try the target again',
  why: 'The first call that is throttled or dropped loses the event. The default is 185 attempts in 24 hours.',
  fix: 'Set RetryPolicy.MaximumRetryAttempts above 0 or leave it out (CDK: retryAttempts).',
  wellArchitected: ['REL05-BP03'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html',
  examples: {
    noncompliant: { EventPattern, Targets: [{ Id: 'Book', Arn: FUNCTION, RetryPolicy: { MaximumRetryAttempts: 0 } }] },
    compliant: { EventPattern, Targets: [{ Id: 'Book', Arn: FUNCTION, RetryPolicy: { MaximumRetryAttempts: 10 } }] },
    at: 'Properties.Targets.0.RetryPolicy.MaximumRetryAttempts',
  },
  check: (resource) => {
    if (!resource.has('EventPattern') && !runsOnce(resource)) return notApplicable;
    return targetsOf(resource).map((target) => {
      const attempts = target.at('RetryPolicy.MaximumRetryAttempts');
      // What was not delivered is kept: somebody means to decide by hand.
      if (target.at('DeadLetterConfig').isPresent) return compliant;
      return attempts.number() === 0 ? nonCompliant(attempts) : compliant;
    });
  },
});

export const eventBridgeRuleWithoutTarget = defineRule({
  id: 'EventBridgeRuleWithoutTarget',
  appliesTo: 'AWS::Events::Rule',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The rule matches events and does nothing with them',
  why: 'A rule without targets looks as if these events were handled, and they are not.',
  fix: 'Set Targets, or remove the rule (CDK: addTarget).',
  wellArchitected: ['REL06-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html',
  examples: {
    noncompliant: { EventPattern },
    compliant: { EventPattern, Targets: [{ Id: 'Book', Arn: FUNCTION }] },
    at: 'Properties.Targets',
  },
  check: (rule) => (rule.list('Targets').length > 0 ? compliant : nonCompliant('Targets')),
});

export const eventBridgeRuleDisabled = defineRule({
  id: 'EventBridgeRuleDisabled',
  appliesTo: RULE_OR_SCHEDULE,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The rule or schedule is switched off',
  why: 'Events that arrive meanwhile, and runs that were due, are not made up for. The default is ENABLED.',
  fix: 'Set State to ENABLED or leave it out (CDK: enabled).',
  wellArchitected: ['REL06-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html',
  examples: {
    noncompliant: { EventPattern, State: 'DISABLED' },
    compliant: { EventPattern, State: 'ENABLED' },
    at: 'Properties.State',
  },
  check: (resource) => (resource.string('State') === 'DISABLED' ? nonCompliant('State') : compliant),
});

export const eventBridgeArchive = defineRule({
  id: 'EventBridgeArchive',
  appliesTo: 'AWS::Events::EventBus',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Events of the bus cannot be replayed',
  why: 'After a fault in a consumer the events it got wrong are gone. An archive keeps them for a replay; the default is none.',
  fix: 'Add an AWS::Events::Archive with SourceArn (CDK: bus.archive()).',
  wellArchitected: ['REL09-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html',
  examples: {
    noncompliant: { Name: 'trades' },
    compliant: {
      Resources: {
        Subject: { Type: 'AWS::Events::EventBus', Properties: { Name: 'trades' } },
        Archive: { Type: 'AWS::Events::Archive', Properties: { SourceArn: { 'Fn::GetAtt': ['Subject', 'Arn'] } } },
      },
    },
    at: '',
  },
  check: (bus) => (bus.referencedBy('AWS::Events::Archive', 'SourceArn').length > 0 ? compliant : nonCompliant()),
});

export const eventBridgeGlobalEndpointReplication = defineRule({
  id: 'EventBridgeGlobalEndpointReplication',
  appliesTo: 'AWS::Events::Endpoint',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['region'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'The global endpoint does not replicate events',
  why: 'Events that are in the primary Region when it fails stay there, and failing back does not work by itself. The default is ENABLED.',
  fix: 'Set ReplicationConfig.State to ENABLED, and RoleArn.',
  wellArchitected: ['REL13-BP02'],
  equivalents: [
    'config:global-endpoint-event-replication-enabled',
    'prowler:eventbridge_global_endpoint_event_replication_enabled',
    'securityhub:EventBridge.4',
  ],
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-global-endpoints.html',
  remedy: { ReplicationConfig: { State: 'ENABLED' } },
  examples: {
    noncompliant: { EventBuses: [], ReplicationConfig: { State: 'DISABLED' } },
    compliant: { EventBuses: [], ReplicationConfig: { State: 'ENABLED' } },
    at: 'Properties.ReplicationConfig.State',
  },
  check: (endpoint) => {
    return endpoint.string('ReplicationConfig.State') === 'DISABLED'
      ? nonCompliant('ReplicationConfig.State')
      : compliant;
  },
});

export const eventBridgeApiDestinationRate = defineRule({
  id: 'EventBridgeApiDestinationRate',
  appliesTo: 'AWS::Events::ApiDestination',
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Calls to the third party are limited by default alone',
  why: 'In a surge EventBridge calls the endpoint up to 300 times a second, the default, which may be more than it takes.',
  fix: 'Set InvocationRateLimitPerSecond to what the third party allows (CDK: rateLimitPerSecond).',
  wellArchitected: ['REL05-BP02'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html',
  examples: {
    noncompliant: { ConnectionArn: 'connection', HttpMethod: 'POST', InvocationEndpoint: 'https://example.com' },
    compliant: {
      ConnectionArn: 'connection',
      HttpMethod: 'POST',
      InvocationEndpoint: 'https://example.com',
      InvocationRateLimitPerSecond: 20,
    },
    at: 'Properties.InvocationRateLimitPerSecond',
  },
  check: (destination) => {
    return destination.has('InvocationRateLimitPerSecond') ? compliant : nonCompliant('InvocationRateLimitPerSecond');
  },
});

/** The targets of a rule; the one target of a schedule. */
function targetsOf(resource: Resource): Value[] {
  return resource.type === 'AWS::Scheduler::Schedule' ? resource.list('Target') : resource.list('Targets');
}

/** Whether a schedule starts its target a single time; others come round again. */
function runsOnce(resource: Resource): boolean {
  return String(resource.at('ScheduleExpression').json() ?? '').startsWith('at(');
}

function judgeDlq(target: Value): ReturnType<typeof nonCompliant> | typeof compliant {
  const config = target.at('DeadLetterConfig');
  if (config.isPresent) return compliant;
  const id = target.at('Id').json();
  return nonCompliant(config, id === undefined ? {} : { detail: `Target '${String(id)}' has no dead-letter queue.` });
}
