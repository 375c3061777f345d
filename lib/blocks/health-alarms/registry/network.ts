import { anyOf, LASTING } from './rows';
import type { Registry } from './types';

/** Below so many attempts in a minute, a share of them says nothing. */
const FEW_ATTEMPTS = 10;
/** Per cent of attempts that succeed when the way out counts as lost. */
const LOST = 20;

/** Source: "NAT gateway metrics and dimensions". */
export const NETWORK: Registry = {
  'AWS::EC2::NatGateway': {
    namespace: 'AWS/NATGateway',
    dimensions: (nat) => ({ NatGatewayId: nat.attribute() }),
    alarms: [
      {
        id: 'NoReplies',
        metric: 'ConnectionEstablishedCount',
        statistic: 'Sum',
        with: 'ConnectionAttemptCount',
        expression: `IF(w >= ${FEW_ATTEMPTS}, 100 * FILL(m, 0) / w, 100)`,
        when: 'below',
        threshold: LOST,
        ...LASTING,
        isOutage: true,
        reason: 'Hardly any connection through the NAT gateway is answered: the way out is lost.',
      },
      anyOf(
        {
          id: 'PortAllocationErrors',
          metric: 'ErrorPortAllocation',
          reason: 'Connections fail: the NAT gateway has no source port left for a destination.',
        },
        LASTING,
      ),
    ],
  },
};
