import { Fn, Token, type CfnResource, type Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, type IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { readProperties, type JsonObject } from '../health-alarms/property-reader';

/** Where the metrics of services without a Region are. */
export const GLOBAL_METRICS_REGION = 'us-east-1';

/** What the metrics of an entry point say of the requests that fail. */
export interface ServiceLevel {
  /** What the dashboard calls it. */
  readonly label: string;
  /** Whether its metrics are in us-east-1 only. */
  readonly isGlobal: boolean;
  /** Metrics by the names that `failed` and `all` use. */
  readonly metrics: { readonly [name: string]: ServiceMetric };
  /** Metric math: requests that failed through the service's fault. */
  readonly failed: string;
  /** Metric math: all requests. */
  readonly all: string;
}

interface ServiceMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: { readonly [name: string]: string };
  readonly statistic: string;
}

/**
 * The service level of an entry point by its resource type; `undefined` where its metrics do not count requests and
 * failures: a Network Load Balancer moves bytes.
 *
 * Sources: the CloudWatch metrics pages of Elastic Load Balancing, API Gateway, Lambda and CloudFront.
 */
export function serviceLevelOf(resource: CfnResource): ServiceLevel | undefined {
  const properties = readProperties(resource);
  switch (resource.cfnResourceType) {
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
      return applicationLoadBalancer(resource, properties);
    case 'AWS::ApiGateway::RestApi':
      return restApi(properties.Name);
    case 'AWS::ApiGatewayV2::Api':
      // Web sockets: ConnectCount and MessageCount have no counterpart among the errors.
      return properties.ProtocolType === 'WEBSOCKET' ? undefined : httpApi(resource);
    case 'AWS::Lambda::Url':
      return functionUrl(resource);
    case 'AWS::CloudFront::Distribution':
      return distribution(resource);
    default:
      return undefined;
  }
}

/** The share of requests that fail within a period, 0 to 1; 0 where there are too few to judge by. */
export function failureShare(level: ServiceLevel, period: Duration, minimumRequests: number): IMetric {
  const usingMetrics = Object.fromEntries(
    Object.entries(level.metrics).map(([name, { namespace, name: metricName, dimensions, statistic }]) => {
      return [name, new Metric({ namespace, metricName, dimensionsMap: { ...dimensions }, statistic, period })];
    }),
  );
  return new MathExpression({
    expression: `IF(${level.all} >= ${minimumRequests}, (${level.failed}) / (${level.all}), 0)`,
    usingMetrics,
    period,
    label: `${level.label}: share of failed requests`,
  });
}

function applicationLoadBalancer(resource: CfnResource, properties: JsonObject): ServiceLevel | undefined {
  if (properties.Type !== undefined && properties.Type !== 'application') return undefined;
  const metric = metricsOf('AWS/ApplicationELB', {
    LoadBalancer: Token.asString(resource.getAtt('LoadBalancerFullName')),
  });
  return {
    label: 'Load balancer',
    isGlobal: false,
    metrics: {
      requests: metric('RequestCount'),
      broken: metric('HTTPCode_Target_5XX_Count'),
      refused: metric('HTTPCode_ELB_5XX_Count'),
    },
    // A request that reached no target is not in RequestCount.
    failed: 'FILL(broken, 0) + FILL(refused, 0)',
    all: '(FILL(requests, 0) + FILL(refused, 0))',
  };
}

function restApi(name: JsonObject[string]): ServiceLevel | undefined {
  // The metrics are kept by the API's name, which an API from a definition need not have.
  if (typeof name !== 'string') return undefined;
  const metric = metricsOf('AWS/ApiGateway', { ApiName: name });
  return requestsAndErrors('REST API', metric('Count'), metric('5XXError'));
}

function httpApi(resource: CfnResource): ServiceLevel {
  const metric = metricsOf('AWS/ApiGateway', { ApiId: resource.ref });
  return requestsAndErrors('HTTP API', metric('Count'), metric('5xx'));
}

function functionUrl(resource: CfnResource): ServiceLevel {
  // The name is the seventh part of the ARN, also of an alias.
  const name = Fn.select(6, Fn.split(':', Token.asString(resource.getAtt('FunctionArn'))));
  const metric = metricsOf('AWS/Lambda', { FunctionName: name });
  return requestsAndErrors('Function URL', metric('UrlRequestCount'), metric('Url5xxCount'));
}

function distribution(resource: CfnResource): ServiceLevel {
  const metric = metricsOf('AWS/CloudFront', { DistributionId: resource.ref, Region: 'Global' });
  return {
    label: 'Distribution',
    isGlobal: true,
    metrics: { requests: metric('Requests'), percent: metric('5xxErrorRate', 'Average') },
    failed: 'FILL(percent, 0) / 100 * FILL(requests, 0)',
    all: 'FILL(requests, 0)',
  };
}

function requestsAndErrors(label: string, requests: ServiceMetric, failed: ServiceMetric): ServiceLevel {
  return {
    label,
    isGlobal: false,
    metrics: { requests, failed },
    failed: 'FILL(failed, 0)',
    all: 'FILL(requests, 0)',
  };
}

function metricsOf(namespace: string, dimensions: ServiceMetric['dimensions']) {
  return (name: string, statistic = 'Sum'): ServiceMetric => ({ namespace, name, dimensions, statistic });
}
