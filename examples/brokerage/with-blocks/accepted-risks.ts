import type { App } from 'aws-cdk-lib';
import { RiskAcceptance } from 'cdk-resilience';
import { acknowledge } from './parts/acknowledge';

/** What stays open, and why somebody is content with it. */
export function acceptRisks(app: App): void {
  RiskAcceptance.of(app).accept({
    rule: 'LoadBalancerAccessLogs',
    path: '*/MarketData/FeedHandlers/QuoteStream',
    reason:
      'A Network Load Balancer logs TLS connections only, and quotes go within the VPC by TCP: flow logs show them.',
    owner: 'market-data',
    expires: '2027-11-30',
  });
  const basic = 'arn:<AWS::Partition>:iam::aws:policy';
  acknowledge(app, {
    ELB2: 'A Network Load Balancer logs TLS connections only, and quotes go within the VPC by TCP: flow logs show them.',
    EC23: 'Only addresses of the own network are let in, which cdk-nag cannot read.',
    [`IAM4[Policy::${basic}/service-role/AWSLambdaBasicExecutionRole]`]:
      'It lets a function write its logs, and nothing else.',
  });
}
