import { defineRule } from '../../lib/engine/rule';
import { compliant, nonCompliant } from '../../lib/engine/verdict';
import type { Resource } from '../../lib/model/resource';
import type { Value } from '../../lib/model/value';
import { settingOf } from '../../lib/facts/functions';
import { judgeSpread, zonesOfSubnets } from '../../lib/facts/zones';

const REST: readonly string[] = ['AWS::ApiGateway::Stage', 'AWS::Serverless::Api'];
const ANY: readonly string[] = [...REST, 'AWS::ApiGatewayV2::Stage', 'AWS::Serverless::HttpApi'];
const STAGE = { RestApiId: 'orders', StageName: 'live' };
const ALL_METHODS = { HttpMethod: '*', ResourcePath: '/*' };

export const apiGatewayVpcLinkMultiAz = defineRule({
  id: 'ApiGatewayVpcLinkMultiAz',
  appliesTo: 'AWS::ApiGatewayV2::VpcLink',
  category: 'SINGLE_POINT_OF_FAILURE',
  disruptions: ['az'],
  severity: 'error',
  strictness: 'essential',
  title: 'The API reaches the VPC through one Availability Zone',
  why: 'When the zone is lost, every request to the integrations behind the VPC link fails: it has network interfaces only in the zones of its subnets.',
  fix: 'Set SubnetIds to subnets of at least two zones (CDK: subnets). The link is replaced.',
  wellArchitected: ['REL10-BP01'],
  equivalents: [],
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vpc-links.html',
  examples: {
    noncompliant: { Name: 'orders', SubnetIds: ['subnet-1'] },
    compliant: {
      Resources: {
        A: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-west-1a' } },
        B: { Type: 'AWS::EC2::Subnet', Properties: { AvailabilityZone: 'eu-west-1b' } },
        Subject: {
          Type: 'AWS::ApiGatewayV2::VpcLink',
          Properties: { Name: 'orders', SubnetIds: [{ Ref: 'A' }, { Ref: 'B' }] },
        },
      },
    },
    at: 'Properties.SubnetIds',
  },
  check: (link) => {
    const subnets = link.list('SubnetIds');
    const detail = subnets.length === 1 ? 'It has one subnet.' : `Its ${subnets.length} subnets are in one zone.`;
    return judgeSpread('SubnetIds', zonesOfSubnets(subnets), 2, { detail });
  },
});

export const apiGatewayThrottling = defineRule({
  id: 'ApiGatewayThrottling',
  appliesTo: ANY,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'recommended',
  title: 'Nothing but the limit of the account protects the API',
  why: 'A surge reaches the backend unchecked, and takes the requests per second (by default 10,000 in most Regions) from all other APIs of the account. A stage has no limit of its own by default.',
  fix: 'Set ThrottlingRateLimit and ThrottlingBurstLimit in MethodSettings, or DefaultRouteSettings of an HTTP API (CDK: deployOptions.throttlingRateLimit, throttle).',
  wellArchitected: ['REL05-BP02'],
  equivalents: ['cdk-nag:APIGWDefaultThrottling'],
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  examples: {
    noncompliant: STAGE,
    compliant: { ...STAGE, MethodSettings: [{ ...ALL_METHODS, ThrottlingRateLimit: 500, ThrottlingBurstLimit: 200 }] },
    at: 'Properties.MethodSettings',
  },
  check: (stage) => {
    const limits = isRest(stage) ? methodSettingsOf(stage) : routeSettingsOf(stage);
    const isLimited = limits.some(
      (each) =>
        each.isUnknown || ['ThrottlingRateLimit', 'ThrottlingBurstLimit'].some((limit) => each.at(limit).isPresent),
    );
    if (isLimited) return compliant;
    const plans = stage.referencedBy('AWS::ApiGateway::UsagePlan', 'ApiStages');
    if (plans.some((plan) => plan.has('Throttle'))) return compliant;
    return nonCompliant(isRest(stage) ? 'MethodSettings' : 'DefaultRouteSettings');
  },
});

export const apiGatewayAccessLogging = defineRule({
  id: 'ApiGatewayAccessLogging',
  appliesTo: ANY,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Requests to the API are not logged',
  why: 'Who was refused or kept waiting, and since when, can then not be told. The default is no access log.',
  fix: 'Set AccessLogSetting.DestinationArn, AccessLogSettings of an HTTP API (CDK: accessLogDestination).',
  wellArchitected: ['REL06-BP05'],
  equivalents: ['cdk-nag:APIGWAccessLogging', 'checkov:CKV_AWS_76', 'checkov:CKV_AWS_95', 'securityhub:APIGateway.9'],
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
  examples: {
    noncompliant: STAGE,
    compliant: { ...STAGE, AccessLogSetting: { DestinationArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:api' } },
    at: 'Properties.AccessLogSetting',
  },
  check: (stage) => {
    const at = stage.type === 'AWS::ApiGatewayV2::Stage' ? 'AccessLogSettings' : 'AccessLogSetting';
    return settingOf(stage, at).isPresent ? compliant : nonCompliant(at);
  },
});

export const apiGatewayExecutionLogging = defineRule({
  id: 'ApiGatewayExecutionLogging',
  appliesTo: REST,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Failing requests of the API leave no log',
  why: 'Why an integration failed is only in the execution log. The default is OFF.',
  fix: 'Set LoggingLevel to ERROR in MethodSettings (CDK: deployOptions.loggingLevel).',
  wellArchitected: ['REL06-BP05'],
  equivalents: [
    'cdk-nag:APIGWExecutionLoggingEnabled',
    'config:api-gw-execution-logging-enabled',
    'control-tower:CT.APIGATEWAY.PR.1',
    'guard:API_GW_EXECUTION_LOGGING_ENABLED',
    'prowler:apigateway_restapi_logging_enabled',
    'securityhub:APIGateway.1',
  ],
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
  examples: {
    noncompliant: STAGE,
    compliant: { ...STAGE, MethodSettings: [{ ...ALL_METHODS, LoggingLevel: 'ERROR' }] },
    at: 'Properties.MethodSettings',
  },
  check: (stage) => {
    const levels = methodSettingsOf(stage).map((each) => each.at('LoggingLevel').string() ?? 'OFF');
    return levels.some((level) => level !== 'OFF') ? compliant : nonCompliant('MethodSettings');
  },
});

export const apiGatewayTracing = defineRule({
  id: 'ApiGatewayTracing',
  appliesTo: REST,
  category: 'MISCONFIGURATION_AND_BUGS',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'The API is not traced',
  why: 'Without traces it takes long to find which part of a journey is slow or fails. The default is off.',
  fix: 'Set TracingEnabled to true (CDK: deployOptions.tracingEnabled).',
  wellArchitected: ['REL06-BP07'],
  equivalents: [
    'cdk-nag:APIGWXrayEnabled',
    'checkov:CKV_AWS_73',
    'config:api-gw-xray-enabled',
    'control-tower:CT.APIGATEWAY.PR.2',
    'prowler:apigateway_restapi_tracing_enabled',
    'securityhub:APIGateway.3',
    'steampipe:apigateway_rest_api_stage_xray_tracing_enabled',
  ],
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-xray.html',
  remedy: { TracingEnabled: true },
  examples: { noncompliant: STAGE, compliant: { ...STAGE, TracingEnabled: true }, at: 'Properties.TracingEnabled' },
  check: (stage) => (settingOf(stage, 'TracingEnabled').isTrue ? compliant : nonCompliant('TracingEnabled')),
});

export const apiGatewayCaching = defineRule({
  id: 'ApiGatewayCaching',
  appliesTo: REST,
  category: 'EXCESSIVE_LOAD',
  disruptions: ['software'],
  severity: 'warning',
  strictness: 'exhaustive',
  title: 'Every read of the API goes to its backend',
  why: 'With a cache, reads that repeat are answered in a surge and while the backend is slow. The default is none.',
  fix: 'Set CacheClusterEnabled to true, where answers may be some seconds old (CDK: deployOptions.cacheClusterEnabled).',
  wellArchitected: ['REL05-BP01'],
  equivalents: ['cdk-nag:APIGWCacheEnabledAndEncrypted', 'checkov:CKV_AWS_120'],
  docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html',
  examples: {
    noncompliant: STAGE,
    compliant: { ...STAGE, CacheClusterEnabled: true, CacheClusterSize: '0.5' },
    at: 'Properties.CacheClusterEnabled',
  },
  check: (stage) => (settingOf(stage, 'CacheClusterEnabled').isTrue ? compliant : nonCompliant('CacheClusterEnabled')),
});

function isRest(stage: Resource): boolean {
  return REST.includes(stage.type);
}

function methodSettingsOf(stage: Resource): Value[] {
  return settingOf(stage, 'MethodSettings').items();
}

/** The defaults of an HTTP or WebSocket API, and the settings of each of its routes. */
function routeSettingsOf(stage: Resource): Value[] {
  const routes = settingOf(stage, 'RouteSettings');
  return [settingOf(stage, 'DefaultRouteSettings'), ...(routes.isUnknown ? [routes] : routes.fields())];
}
