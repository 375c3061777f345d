import { CfnZonalAutoshiftConfiguration } from 'aws-cdk-lib/aws-arczonalshift';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

/** The alarms that practice runs listen to. */
export interface PracticeAlarms {
  /** What customers notice: a practice run ends, and counts as failed. */
  readonly outcome: Alarm;
  /** Too few tasks for a zone to be left out: no practice run begins. */
  readonly blocking: Alarm;
}

/** Lets AWS shift traffic away from an impaired zone, and practise it every week. */
export function addAutoshift(scope: Construct, loadBalancerArn: string, { blocking, outcome }: PracticeAlarms): void {
  new CfnZonalAutoshiftConfiguration(scope, 'ZonalAutoshift', {
    resourceIdentifier: loadBalancerArn,
    zonalAutoshiftStatus: 'ENABLED',
    practiceRunConfiguration: {
      outcomeAlarms: [{ type: 'CLOUDWATCH', alarmIdentifier: outcome.alarmArn }],
      blockingAlarms: [{ type: 'CLOUDWATCH', alarmIdentifier: blocking.alarmArn }],
    },
  });
}
