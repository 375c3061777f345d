import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { HealthAlarms } from '../../../../lib/blocks/health-alarms';
import { JourneyAlarms, JourneyProbe } from '../../../../lib/blocks/journey-alarms';
import { judge, type Judgement } from '../escalation/judge';
import { newShop } from './shop';

describe('alarms of a journey', () => {
  let judgement: Judgement;

  beforeAll(() => {
    const { app, operations, watch, onCall, journey } = newShop('us-east-1');
    HealthAlarms.of(app).cover();
    // No journey stands on it, so its alarms page by themselves.
    HealthAlarms.of(operations).cover({ actions: [new SnsAction(onCall.secondLevelTopic)] });
    new JourneyAlarms(watch, 'Journeys', {
      pages: [onCall],
      tickets: [new SnsAction(onCall.secondLevelTopic)],
      probes: [JourneyProbe.healthCheck(journey, 'https://shop.example.com/health')],
      runbook: 'https://runbooks.example.com',
    });
    judgement = judge(app);
  });

  const of = (findings: readonly string[]): string[] =>
    findings.filter((finding) => /Watch\/|HealthAlarms|OnCall/.test(finding));

  it('have no open finding of ours', () => {
    expect(of(judgement.own)).toEqual([]);
    // The shop itself has.
    expect(judgement.own).not.toEqual([]);
  });

  it('have no finding of AwsSolutions', () => {
    expect(of(judgement.nag)).toEqual([]);
    expect(judgement.nag).not.toEqual([]);
  });
});
