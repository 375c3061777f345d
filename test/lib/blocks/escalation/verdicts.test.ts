import { App, Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { EscalationPolicy, Responder } from '../../../../lib/blocks/escalation';
import { judge, type Judgement } from './judge';

describe('an escalation policy', () => {
  let judgement: Judgement;

  beforeAll(() => {
    const app = new App();
    const stack = new Stack(app, 'Operations', { env: { account: '111122223333', region: 'eu-central-1' } });
    new EscalationPolicy(stack, 'OnCall', {
      responders: [Responder.httpsPager('https://pager.example.net/key'), Responder.email('lead@example.com')],
      secondLevel: [Responder.sms('+41791234567'), Responder.email('head@example.com')],
    }).addServiceEvents({ databases: true });
    // Shows that both really look.
    new Bucket(stack, 'Bucket');
    judgement = judge(app);
  });

  it('has no open finding of ours', () => {
    expect(judgement.own.filter((finding) => finding.includes('Operations/OnCall'))).toEqual([]);
    expect(judgement.own).not.toEqual([]);
  });

  it('has no finding of AwsSolutions', () => {
    expect(judgement.nag.filter((finding) => finding.includes('Operations/OnCall'))).toEqual([]);
    expect(judgement.nag).toContain('AwsSolutions-S1 Operations/Bucket/Resource');
  });
});
