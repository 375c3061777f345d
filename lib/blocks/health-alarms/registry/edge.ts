import { DEFAULTS } from '../defaults';
import type { Subject } from '../subject';
import { LASTING, SOON } from './rows';
import type { Registry } from './types';

/** Such a check repeats an alarm or a person's switch, or another one adds it up. */
const isToldElsewhere = (check: Subject): boolean => {
  const type = check.text('HealthCheckConfig.Type') ?? '';
  return ['CLOUDWATCH_METRIC', 'RECOVERY_CONTROL'].includes(type) || check.mentions(check.type).length > 0;
};

/** Sources: "Viewing CloudFront and edge function metrics", "Monitoring health checks using CloudWatch". */
export const EDGE: Registry = {
  'AWS::CloudFront::Distribution': {
    namespace: 'AWS/CloudFront',
    region: 'us-east-1',
    dimensions: (distribution) => ({ DistributionId: distribution.attribute(), Region: 'Global' }),
    alarms: [
      {
        id: 'Errors',
        metric: '5xxErrorRate',
        statistic: 'Average',
        when: 'atLeast',
        threshold: DEFAULTS.errorShare,
        ...LASTING,
        reason: 'The distribution answers with errors, its own or those of its origins.',
      },
    ],
  },
  'AWS::Route53::HealthCheck': {
    namespace: 'AWS/Route53',
    region: 'us-east-1',
    dimensions: (check) => ({ HealthCheckId: check.attribute() }),
    alarms: [
      {
        id: 'Unhealthy',
        metric: 'HealthCheckStatus',
        statistic: 'Minimum',
        when: 'below',
        threshold: 1,
        ...SOON,
        isHeartbeat: true,
        reason:
          'The endpoint cannot be reached from outside. Records that hang on the check lead elsewhere, or nowhere.',
        applies: (check) => !isToldElsewhere(check),
      },
    ],
  },
};
