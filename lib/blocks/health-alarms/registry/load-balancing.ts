import { DEFAULTS } from '../defaults';
import { anyOf, LASTING, SHARE_OF_BOTH_MANY, SHARE_OF_MANY, SOON, STEADY } from './rows';
import { balancerOf, homeOf, isApplication, isSwapped, namespaceOf } from './target-group';
import type { Registry } from './types';

/**
 * Sources: "CloudWatch metrics for your Application Load Balancer", "... Network Load Balancer". Target groups have
 * metrics only together with their load balancer. Alarms of each zone are the service's, which knows how many targets
 * a zone needs.
 */
export const LOAD_BALANCING: Registry = {
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    namespace: 'AWS/ApplicationELB',
    dimensions: (balancer) => ({ LoadBalancer: balancer.attribute('LoadBalancerFullName') }),
    alarms: [
      {
        id: 'Errors',
        metric: 'HTTPCode_ELB_5XX_Count',
        statistic: 'Sum',
        // Requests without a target to go to are not in RequestCount.
        with: 'RequestCount',
        expression: SHARE_OF_BOTH_MANY,
        when: 'atLeast',
        threshold: DEFAULTS.errorShare,
        ...LASTING,
        reason: 'The load balancer itself answers with errors: no target, no answer in time, or no connection.',
        applies: isApplication,
      },
      {
        id: 'TargetErrors',
        metric: 'HTTPCode_Target_5XX_Count',
        statistic: 'Sum',
        with: 'RequestCount',
        expression: SHARE_OF_MANY,
        when: 'atLeast',
        threshold: DEFAULTS.errorShare,
        ...LASTING,
        reason: 'The targets answer with errors.',
        applies: isApplication,
      },
      {
        id: 'Latency',
        metric: 'TargetResponseTime',
        statistic: 'p99',
        when: 'atLeast',
        threshold: DEFAULTS.latency / 1000,
        ...STEADY,
        reason: 'The slowest hundredth of the requests waits too long for the targets.',
        applies: isApplication,
      },
      anyOf(
        {
          id: 'RejectedConnections',
          metric: 'RejectedConnectionCount',
          reason: 'The load balancer refuses connections: it is at its limit.',
          applies: isApplication,
        },
        LASTING,
      ),
      {
        ...anyOf(
          {
            id: 'PortAllocationErrors',
            metric: 'PortAllocationErrorCount',
            reason: 'Connections to the targets fail: no source port is left.',
            applies: (balancer) => balancer.text('Type') === 'network',
          },
          LASTING,
        ),
        namespace: 'AWS/NetworkELB',
      },
    ],
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    namespace: namespaceOf,
    dimensions: (group) => {
      const LoadBalancer = balancerOf(group);
      return LoadBalancer === undefined
        ? undefined
        : { LoadBalancer, TargetGroup: group.attribute('TargetGroupFullName') };
    },
    home: homeOf,
    alarms: [
      {
        id: 'NoHealthyTargets',
        metric: 'HealthyHostCount',
        statistic: 'Maximum',
        when: 'below',
        threshold: 1,
        ...SOON,
        isHeartbeat: true,
        isOutage: true,
        reason: 'No target is healthy: all requests that go there fail.',
        applies: (group) => !isSwapped(group),
      },
      {
        id: 'UnhealthyTargets',
        metric: 'UnHealthyHostCount',
        statistic: 'Maximum',
        when: 'atLeast',
        threshold: 1,
        datapoints: 10,
        of: 10,
        reason: 'Targets stay unhealthy: they are not replaced, or fail again and again.',
      },
    ],
  },
};
