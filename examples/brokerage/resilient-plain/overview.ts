import { Duration } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, Stats, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { HttpCodeElb, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { Construct } from 'constructs';
import type { MarketDataStack } from './market-data';
import type { OrdersStack } from './orders';
import { RegionalStack, type RegionalStackProps } from './regional-stack';
import type { WebStack } from './web';

interface OverviewStackProps extends RegionalStackProps {
  readonly web: WebStack;
  readonly orders: OrdersStack;
  readonly marketData: MarketDataStack;
}

/** What a responder looks at first: how the customers' journeys do, one row each. */
export class OverviewStack extends RegionalStack {
  constructor(scope: Construct, id: string, props: OverviewStackProps) {
    super(scope, id, props);
    const { loadBalancer, targetGroup } = props.web.entry;
    const { queue, workflow } = props.orders;

    new Dashboard(this, 'Journeys', { defaultInterval: Duration.hours(3) }).addWidgets(
      row('Reach the brokerage', [
        targetGroup.metrics.targetResponseTime({ statistic: Stats.p(99) }),
        targetGroup.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT),
        loadBalancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT),
      ]),
      row('Place an order', [
        queue.metricApproximateAgeOfOldestMessage({ statistic: Stats.MAXIMUM }),
        workflow.stateMachine.metricFailed(),
        workflow.stateMachine.metricTime({ statistic: Stats.p(99) }),
      ]),
      row('See prices', [
        props.marketData.ticks.metricIncomingRecords({ statistic: Stats.SUM }),
        props.marketData.ticks.metricGetRecordsIteratorAgeMilliseconds({ statistic: Stats.MAXIMUM }),
      ]),
    );
  }
}

function row(title: string, metrics: IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: metrics, width: 24, period: Duration.minutes(1) });
}
