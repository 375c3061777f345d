import { Validations, type App } from 'aws-cdk-lib';
import { RiskAcceptance } from 'cdk-resilience';
import { acknowledge } from './parts/acknowledge';
import { names, primary, standby } from './region';

const FLOW_LOGS = 'A Network Load Balancer logs TLS only; quotes go by TCP within the VPC, whose flow logs show them.';
const STATEMENTS = 'All statements, in a bucket for nothing else.';
const VERSIONS = 'All versions of one function.';
const POLICIES = 'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy';
const MANAGED = 'AWS keeps this policy to what the service needs, and extends it as the service learns.';

const WARNINGS = {
  journeyPagesTwice: 'The other action is a mail, or the page of a dead letter, which no cause excuses.',
  queueWithoutAlarms: 'HealthAlarms watches the queues, and JourneyAlarms pages once for what broke first.',
};

const all = (reason: string, wildcards: string[]) =>
  Object.fromEntries(wildcards.map((wildcard) => [`IAM5[${wildcard}]`, reason]));

/** What stays open, and why somebody is content with it. */
export function acceptRisks(app: App): void {
  for (const [warning, reason] of Object.entries(WARNINGS)) {
    Validations.of(app).acknowledge({ id: `Annotation::cdk-resilience:${warning}`, reason });
  }
  RiskAcceptance.of(app).accept({
    rule: 'LoadBalancerAccessLogs',
    path: '*/MarketData/FeedHandlers/QuoteStream',
    reason: FLOW_LOGS,
    owner: 'market-data',
    expires: '2027-11-30',
  });
  acknowledge(app, {
    ELB2: FLOW_LOGS,
    EC23: 'Only addresses of the own network are let in, which cdk-nag cannot read.',
    AEC5: 'A secret port protects from nobody: the cache answers the web tasks alone, by their security group.',
    AEC6: 'The cache answers the web tasks alone, encrypted, and holds nothing that they may not see.',
    EC26: 'The volumes are encrypted in the launch template, which cdk-nag cannot read.',
    S1: 'It is the bucket that access logs are written to.',
    APIG4: 'Logging in is what comes before authorization; requests are throttled.',
    COG2: 'The log-in function knows no second step; threat protection blocks risky log-ins.',
    [`${POLICIES}/service-role/AWSLambdaBasicExecutionRole]`]: MANAGED,
    [`${POLICIES}/service-role/AmazonRDSEnhancedMonitoringRole]`]: MANAGED,
    [`${POLICIES}/service-role/AWSCodeDeployRoleForLambdaLimited]`]: MANAGED,
    [`${POLICIES}/AmazonSSMManagedInstanceCore]`]: MANAGED,
    ...all(VERSIONS, [
      'Resource::<BookTradeFunction25CE3A97.Arn>:*',
      'Resource::<RiskCheckFunctionC6B7E01C.Arn>:*',
      'Resource::<WriteStatementsDC32E3FC.Arn>:*',
    ]),
    ...all(STATEMENTS, [
      'Resource::<Statements828F3E36.Arn>/*',
      ...[primary, standby].map((region) => `Resource::arn:aws:s3:::${names.statementsBucket(region)}/*`),
      ...['Abort', 'GetBucket', 'GetObject', 'List'].map((action) => `Action::s3:${action}*`),
    ]),
  });
}
