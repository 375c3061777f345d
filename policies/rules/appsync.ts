import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';

const API = { Name: 'quotes', AuthenticationType: 'AWS_IAM' };

export const appSyncTracing = defineRule({
  id: 'AppSyncTracing',
  appliesTo: 'AWS::AppSync::GraphQLApi',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The GraphQL API is not traced',
  why: 'Without traces it takes long to find which resolver or data source is slow or fails. The default is off.',
  fix: 'Set XrayEnabled to true (CDK: xrayEnabled: true).',
  wellArchitected: ['REL06-BP07'],
  equivalents: ['cdk-nag:AppSyncTracing', 'config:appsync-graphql-api-xray-enabled'],
  docs: 'https://docs.aws.amazon.com/appsync/latest/devguide/x-ray-tracing.html',
  remedy: { XrayEnabled: true },
  examples: { noncompliant: API, compliant: { ...API, XrayEnabled: true }, at: 'Properties.XrayEnabled' },
  check: (api) => (api.isTrue('XrayEnabled') ? compliant : nonCompliant('XrayEnabled')),
});

export const appSyncLogging = defineRule({
  id: 'AppSyncLogging',
  appliesTo: 'AWS::AppSync::GraphQLApi',
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Failing requests of the GraphQL API leave no log',
  why: 'Which resolver failed, and why, can then not be found out. The default is no logging.',
  fix: 'Set LogConfig with CloudWatchLogsRoleArn and FieldLogLevel (CDK: logConfig).',
  wellArchitected: ['REL06-BP05'],
  equivalents: ['cdk-nag:AppSyncGraphQLRequestLogging', 'checkov:CKV_AWS_193'],
  docs: 'https://docs.aws.amazon.com/appsync/latest/devguide/monitoring.html',
  examples: {
    noncompliant: API,
    compliant: {
      ...API,
      LogConfig: { CloudWatchLogsRoleArn: 'arn:aws:iam::111122223333:role/logs', FieldLogLevel: 'ERROR' },
    },
    at: 'Properties.LogConfig',
  },
  check: (api) => (api.has('LogConfig') ? compliant : nonCompliant('LogConfig')),
});
