import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant, notApplicable } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import { callersOf, FUNCTION_TYPES, settingOf } from '../../lib/facts/functions';

/** Services that call a function once for each request or message of the outside world. */
const BURSTY_CALLERS = [
  'apigateway.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
  's3.amazonaws.com',
  'sns.amazonaws.com',
];

export const lambdaToRdsWithoutProxy = defineRule({
  id: 'LambdaToRdsWithoutProxy',
  appliesTo: FUNCTION_TYPES,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software', 'infrastructure'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Each concurrent call of the function opens a database connection of its own',
  why: 'A surge uses up all connections of the database, for every other client too, and after a failover all reconnect at once.',
  fix: 'Put an AWS::RDS::DBProxy between them, or set ReservedConcurrentExecutions to what the database can bear (CDK: database.addProxy(), reservedConcurrentExecutions).',
  wellArchitected: ['REL05-BP04'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy.html',
  examples: {
    noncompliant: exampleWith({}),
    compliant: exampleWith({ ReservedConcurrentExecutions: 50 }),
    at: '',
  },
  check: (handler) => {
    if (!isCalledInBursts(handler)) return notApplicable;
    const direct = databasesOf(handler).filter((db) => !hasProxy(db));
    if (direct.length === 0) return notApplicable;
    if (settingOf(handler, 'ReservedConcurrentExecutions').isPresent) return compliant;
    const names = direct.map(({ id }) => id).join(', ');
    return nonCompliant(undefined, { detail: `It connects to ${names} without a proxy.`, related: direct });
  },
});

/** The databases whose endpoint a function is given. One that is given only the ARN uses the Data API. */
function databasesOf(handler: Resource): Resource[] {
  const databases = handler.at('Environment.Variables').mentions.filter(({ type }) => {
    return type === 'AWS::RDS::DBInstance' || type === 'AWS::RDS::DBCluster';
  });
  return databases.filter((db) => {
    const mentions = db.mentions(handler.type, 'Environment').filter(({ resource }) => resource === handler);
    return mentions.some(({ attribute }) => /^(Read)?Endpoint\b/.test(attribute ?? ''));
  });
}

function hasProxy(db: Resource): boolean {
  if (db.referencedBy('AWS::RDS::DBProxyTargetGroup').length > 0) return true;
  const cluster = db.reference('DBClusterIdentifier');
  return cluster !== undefined && cluster !== db && cluster.referencedBy('AWS::RDS::DBProxyTargetGroup').length > 0;
}

function isCalledInBursts(handler: Resource): boolean {
  if (handler.has('FunctionUrlConfig')) return true;
  if (callersOf(handler, 'AWS::Lambda::Url', 'TargetFunctionArn').length > 0) return true;
  return callersOf(handler, 'AWS::Lambda::Permission', 'FunctionName').some((permission) => {
    return BURSTY_CALLERS.includes(String(permission.at('Principal').json()));
  });
}

function exampleWith(properties: { readonly [name: string]: number }): { Resources: object } {
  return {
    Resources: {
      Db: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres', DBInstanceClass: 'db.m7g.large' } },
      Subject: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          Environment: { Variables: { HOST: { 'Fn::GetAtt': ['Db', 'Endpoint.Address'] } } },
          ...properties,
        },
      },
      Url: {
        Type: 'AWS::Lambda::Url',
        Properties: { AuthType: 'AWS_IAM', TargetFunctionArn: { 'Fn::GetAtt': ['Subject', 'Arn'] } },
      },
    },
  };
}
