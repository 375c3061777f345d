import type { Resource } from '../../../model/resource';
import type { Value } from '../../../model/value';
import type { Evidence } from '../../component';
import { absolute, said, unbounded, unknown, type Capacity } from '../capacity';
import { FIGURES } from '../figures';
import { onePerRequest } from '../quotas';

/** Requests a second that one method or route takes, and where that is said. */
interface Throttle {
  readonly rate: number;
  readonly evidence: Evidence;
}

/** A REST API: what its stages let through. Each throttle counts for one method; the default for each of them. */
export function restApiCapacity(api: Resource): Capacity {
  const stages = api.type === 'AWS::Serverless::Api' ? [api] : api.referencedBy('AWS::ApiGateway::Stage', 'RestApiId');
  const methods = api.referencedBy('AWS::ApiGateway::Method', 'RestApiId').length;
  return throttled(stages.map(methodThrottles), api.has('Body') || methods === 0 ? undefined : methods);
}

export function restStageCapacity(stage: Resource): Capacity {
  const api = stage.reference('RestApiId');
  const methods = api?.referencedBy('AWS::ApiGateway::Method', 'RestApiId').length ?? 0;
  return throttled([methodThrottles(stage)], api?.has('Body') === true || methods === 0 ? undefined : methods);
}

function methodThrottles(stage: Resource): Throttle[] {
  return stage.list('MethodSettings').flatMap((settings) => throttleAt(stage, settings, 'a method'));
}

/** An HTTP or WebSocket API. */
export function httpApiCapacity(api: Resource): Capacity {
  const isSam = api.type === 'AWS::Serverless::HttpApi';
  const stages = isSam ? [api] : api.referencedBy('AWS::ApiGatewayV2::Stage', 'ApiId');
  const routes = api.referencedBy('AWS::ApiGatewayV2::Route', 'ApiId').length;
  return throttled(stages.map(routeThrottles), isSam || api.has('Body') || routes === 0 ? undefined : routes);
}

export function httpStageCapacity(stage: Resource): Capacity {
  const api = stage.reference('ApiId');
  const routes = api?.referencedBy('AWS::ApiGatewayV2::Route', 'ApiId').length ?? 0;
  return throttled([routeThrottles(stage)], api?.has('Body') === true || routes === 0 ? undefined : routes);
}

function routeThrottles(stage: Resource): Throttle[] {
  const routes = stage.at('RouteSettings');
  return [stage.at('DefaultRouteSettings'), ...(routes.isUnknown ? [] : routes.fields())].flatMap((settings) =>
    throttleAt(stage, settings, 'a route'),
  );
}

function throttleAt(stage: Resource, settings: Value, what: string): Throttle[] {
  const at = settings.at('ThrottlingRateLimit');
  const rate = at.number();
  // -1 is the limit of the account.
  if (rate === undefined || rate < 0) return [];
  const path = at.path.slice('Properties.'.length);
  return [{ rate, evidence: said(stage, path, `${what} takes ${rate} requests a second`) }];
}

/**
 * What the throttles of several stages let through. All requests may be for one method of one stage, which surely
 * takes the smallest of its throttles; all methods of all stages together take no more than the largest of each.
 */
function throttled(stages: readonly (readonly Throttle[])[], methods: number | undefined): Capacity {
  const all = stages.flat();
  const quotas = [onePerRequest('apiGatewayThrottle')];
  if (all.length === 0) return unbounded('without a throttle it takes what the account may call', { quotas });
  const rates = all.map(({ rate }) => rate);
  const least = Math.min(...rates);
  // A stage without a throttle, or methods that are not in the template, have no common bound.
  const isBounded = methods !== undefined && stages.every((throttles) => throttles.length > 0);
  const limit = isBounded ? Math.max(...rates) * methods * stages.length : undefined;
  return absolute(
    { immediate: least, sustained: least, ...(limit !== undefined && { limit: Math.max(limit, least) }) },
    {
      assumptions: [
        'A throttle is a target and counts for each method or route; all requests may be for the tightest.',
      ],
      evidence: all.map(({ evidence }) => evidence),
      quotas,
    },
  );
}

export function graphqlCapacity(): Capacity {
  return unbounded('it takes the requests that the account may make', {
    quotas: [{ id: 'requestTokens', perRequest: { atLeast: 1 } }],
  });
}

/** Elastic Load Balancing adds capacity with the load. How fast is not published; a reservation is there from the start. */
export function loadBalancerCapacity(balancer: Resource): Capacity {
  const at = 'MinimumLoadBalancerCapacity.CapacityUnits';
  const units = balancer.number(at);
  return unbounded('Elastic Load Balancing grows it with the load; how fast is not published', {
    ...(units !== undefined && {
      amounts: [
        { what: 'load balancer capacity units', least: units },
        { what: 'new connections a second', least: units * FIGURES.lcuConnections.value },
      ],
      figures: [FIGURES.lcuConnections],
      evidence: [said(balancer, at, `${units} capacity units are reserved`)],
    }),
  });
}

export function distributionCapacity(): Capacity {
  return unbounded('CloudFront grows it with the load', { quotas: [onePerRequest('distributionRequests')] });
}

/** Connections, not requests, are what a NAT gateway carries. */
export function natCapacity(): Capacity {
  return unbounded('it grows with the traffic; its connections to one destination are bounded', {
    amounts: [
      { what: 'connections to one destination for each address', most: FIGURES.natConnections.value },
      { what: 'Gbit/s', most: FIGURES.natBandwidth.value },
    ],
    figures: [FIGURES.natConnections, FIGURES.natBandwidth],
    isAside: true,
  });
}

export function bucketCapacity(): Capacity {
  return unbounded('Amazon S3 grows each prefix with the load', { figures: [FIGURES.bucketPrefix] });
}

/** A file system: data, not requests, is what bounds it. */
export function fileSystemCapacity(files: Resource): Capacity {
  const mode = files.string('ThroughputMode') ?? 'bursting';
  const evidence = [said(files, 'ThroughputMode', `throughput is ${mode}`)];
  if (mode === 'elastic') return unbounded('Amazon EFS grows its throughput with the load', { evidence });
  const most = files.number('ProvisionedThroughputInMibps');
  return unknown('data for each request are in no template', {
    evidence,
    ...(most !== undefined && { amounts: [{ what: 'MiB/s', most }] }),
  });
}

export function keyCapacity(): Capacity {
  return unbounded('the account may make so many requests; data keys are kept', {
    quotas: [{ id: 'keyOperations' }],
    isAside: true,
  });
}

export function secretCapacity(): Capacity {
  return unbounded('the account may make so many requests; values are kept', {
    quotas: [{ id: 'secretReads' }],
    isAside: true,
  });
}

/** Sign-ins, not requests: tokens are valid for their lifetime. */
export function userPoolCapacity(): Capacity {
  return unbounded('the account may make so many sign-ins', { quotas: [{ id: 'userAuthentication' }], isAside: true });
}
