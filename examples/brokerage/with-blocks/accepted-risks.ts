import { Annotations, type App } from 'aws-cdk-lib';
import { RiskAcceptance } from 'cdk-resilience';
import { acknowledge } from './parts/acknowledge';

const FLOW_LOGS = 'A Network Load Balancer logs TLS only; quotes go by TCP within the VPC, whose flow logs show them.';
const STATEMENTS = 'All statements, in a bucket for nothing else.';
const VERSIONS = 'All versions of one function.';
const POLICIES = 'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy';
const MANAGED = 'AWS keeps this policy to what the service needs, and extends it as the service learns.';

const WARNINGS = {
  journeyPagesTwice: 'The other action is a mail, or the page of a dead letter, which no cause excuses.',
  queueWithoutAlarms: 'HealthAlarms watches the queues, and JourneyAlarms pages once for what broke first.',
};

/** What stays open, and why somebody is content with it. */
export function acceptRisks(app: App): void {
  for (const [warning, reason] of Object.entries(WARNINGS)) {
    Annotations.of(app).acknowledgeWarning(`cdk-resilience:${warning}`, reason);
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
    COG2: 'A second factor is asked for with the first order of a session, not to look at prices.',
    [`${POLICIES}/service-role/AWSLambdaBasicExecutionRole]`]: MANAGED,
    [`${POLICIES}/service-role/AmazonRDSEnhancedMonitoringRole]`]: MANAGED,
    [`${POLICIES}/service-role/AWSCodeDeployRoleForLambdaLimited]`]: MANAGED,
    [`${POLICIES}/AmazonSSMManagedInstanceCore]`]: MANAGED,
    'IAM5[Resource::<BookTradeFunction25CE3A97.Arn>:*]': VERSIONS,
    'IAM5[Resource::<RiskCheckFunctionC6B7E01C.Arn>:*]': VERSIONS,
    'IAM5[Resource::<WriteStatementsDC32E3FC.Arn>:*]': VERSIONS,
    'IAM5[Resource::<Statements828F3E36.Arn>/*]': STATEMENTS,
    'IAM5[Resource::arn:aws:s3:::brokerage-statements-111122223333-us-east-1/*]': STATEMENTS,
    'IAM5[Resource::arn:aws:s3:::brokerage-statements-111122223333-us-west-2/*]': STATEMENTS,
    'IAM5[Action::s3:Abort*]': STATEMENTS,
    'IAM5[Action::s3:GetBucket*]': STATEMENTS,
    'IAM5[Action::s3:GetObject*]': STATEMENTS,
    'IAM5[Action::s3:List*]': STATEMENTS,
  });
}
