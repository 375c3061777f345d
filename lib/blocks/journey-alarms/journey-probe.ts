import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, TreatMissingData, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnHealthCheck } from 'aws-cdk-lib/aws-route53';
import type { ICanary } from 'aws-cdk-lib/aws-synthetics';
import { Construct } from 'constructs';
import type { CustomerJourney } from '../../intent/customer-journey';
import { fault } from '../fault';
import { DEFAULTS } from './defaults';
import { GLOBAL_METRICS_REGION } from './service-level';

/** Takes the first step of a journey from outside, as a customer would, also when there is no traffic. */
export abstract class JourneyProbe {
  /**
   * A Route 53 health check, from several places of the world. Its metric is in us-east-1 only, so the `JourneyAlarms`
   * must be in a stack there.
   *
   * @param journey the journey it speaks for
   * @param url an address that answers 2xx or 3xx while the journey works: `https://api.example.com/health`
   */
  public static healthCheck(journey: CustomerJourney, url: string): JourneyProbe {
    return new HealthCheckProbe(journey, url);
  }

  /**
   * A synthetic canary of yours, which can go through the journey step by step. At a run each minute it costs about
   * 50 USD a month, so there is none by default.
   *
   * @param journey the journey it speaks for
   * @param canary the canary, in the Region of the `JourneyAlarms`
   * @param every how often it runs, at least (default: each 5 minutes)
   */
  public static canary(journey: CustomerJourney, canary: ICanary, every?: Duration): JourneyProbe {
    return new CanaryProbe(journey, canary, every ?? Duration.minutes(DEFAULTS.canaryMinutes));
  }

  /** @param journey the journey it speaks for */
  protected constructor(public readonly journey: CustomerJourney) {}

  /**
   * Makes the alarm on the probe.
   *
   * @param scope where it is made
   * @param id the construct's id
   * @param alarmName the alarm's name
   */
  public abstract createAlarm(scope: Construct, id: string, alarmName: string): Alarm;
}

class HealthCheckProbe extends JourneyProbe {
  constructor(
    journey: CustomerJourney,
    private readonly url: string,
  ) {
    super(journey);
    if (!Token.isUnresolved(url) && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return;
    throw fault(
      journey,
      `the health check needs an address that is written out, such as https://example.com/health, not ${url}`,
    );
  }

  public createAlarm(scope: Construct, id: string, alarmName: string): Alarm {
    const { region } = Stack.of(scope);
    if (region !== GLOBAL_METRICS_REGION) {
      const where = Token.isUnresolved(region) ? 'a stack without a Region' : region;
      throw fault(
        scope,
        `the health check of journey ${this.journey.journeyName} has its metric in ${GLOBAL_METRICS_REGION} only, and this ` +
          `is ${where}. Make a JourneyAlarms with it in a stack with env.region ${GLOBAL_METRICS_REGION}.`,
      );
    }
    const { protocol, hostname, port, pathname, search } = new URL(this.url);
    const isHttps = protocol === 'https:';
    const check = new CfnHealthCheck(scope, `${id}Check`, {
      healthCheckConfig: {
        type: isHttps ? 'HTTPS' : 'HTTP',
        fullyQualifiedDomainName: hostname,
        port: Number(port) || (isHttps ? 443 : 80),
        resourcePath: `${pathname}${search}`,
        requestInterval: DEFAULTS.healthCheckInterval,
        failureThreshold: DEFAULTS.healthCheckFailures,
        ...(isHttps && { enableSni: true }),
      },
      healthCheckTags: [{ key: 'Name', value: this.journey.journeyName }],
    });
    const metric = new Metric({
      namespace: 'AWS/Route53',
      metricName: 'HealthCheckStatus',
      dimensionsMap: { HealthCheckId: check.attrHealthCheckId },
      statistic: 'Minimum',
      period: Duration.minutes(1),
    });
    return alarmBelow(scope, id, alarmName, metric, 1, `${this.url} does not answer`);
  }
}

class CanaryProbe extends JourneyProbe {
  constructor(
    journey: CustomerJourney,
    private readonly canary: ICanary,
    private readonly every: Duration,
  ) {
    super(journey);
  }

  public createAlarm(scope: Construct, id: string, alarmName: string): Alarm {
    const metric = new Metric({
      namespace: 'CloudWatchSynthetics',
      metricName: 'SuccessPercent',
      dimensionsMap: { CanaryName: this.canary.canaryName },
      statistic: 'Minimum',
      period: this.every,
    });
    return alarmBelow(scope, id, alarmName, metric, 100, `Canary ${this.canary.node.id} does not get through`);
  }
}

/** No data is no answer. */
function alarmBelow(
  scope: Construct,
  id: string,
  alarmName: string,
  metric: IMetric,
  threshold: number,
  alarmDescription: string,
): Alarm {
  return new Alarm(scope, id, {
    alarmName,
    metric,
    threshold,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: DEFAULTS.probeLooks,
    treatMissingData: TreatMissingData.BREACHING,
    alarmDescription,
  });
}
