import { DEFAULTS } from '../defaults';
import type { Subject } from '../subject';
import { anyOf, LASTING, SHARE_OF_MANY, STEADY } from './rows';
import type { AlarmRow, Registry } from './types';

const isHttp = (api: Subject): boolean => api.text('ProtocolType') !== 'WEBSOCKET';

const LATENCY: AlarmRow = {
  id: 'Latency',
  metric: 'Latency',
  statistic: 'p99',
  when: 'atLeast',
  threshold: DEFAULTS.latency,
  ...STEADY,
  reason: 'The slowest hundredth of the requests waits too long.',
};

/**
 * Sources: "Amazon API Gateway dimensions and metrics", "Work with metrics for HTTP APIs", "... WebSocket APIs".
 * A REST API is known to CloudWatch by its name, the others by their id.
 */
export const API: Registry = {
  'AWS::ApiGateway::RestApi': {
    namespace: 'AWS/ApiGateway',
    dimensions: (api) => {
      const name = api.copy('Name') ?? api.text('Body.info.title');
      return name === undefined ? undefined : { ApiName: name };
    },
    alarms: [
      {
        id: 'Errors',
        metric: '5XXError',
        // The average is the share of the requests.
        statistic: 'Average',
        when: 'atLeast',
        threshold: DEFAULTS.errorShare / 100,
        ...LASTING,
        reason: 'The API answers with errors.',
      },
      LATENCY,
    ],
  },
  'AWS::ApiGatewayV2::Api': {
    namespace: 'AWS/ApiGateway',
    dimensions: (api) => ({ ApiId: api.attribute() }),
    alarms: [
      {
        id: 'Errors',
        metric: '5xx',
        statistic: 'Sum',
        with: 'Count',
        expression: SHARE_OF_MANY,
        when: 'atLeast',
        threshold: DEFAULTS.errorShare,
        ...LASTING,
        reason: 'The API answers with errors.',
        applies: isHttp,
      },
      { ...LATENCY, applies: isHttp },
      {
        ...anyOf(
          {
            id: 'IntegrationErrors',
            metric: 'IntegrationError',
            reason: 'What stands behind the API answers messages with errors.',
            applies: (api) => !isHttp(api),
          },
          LASTING,
        ),
        threshold: DEFAULTS.fewestErrors,
      },
      {
        ...anyOf(
          {
            id: 'ExecutionErrors',
            metric: 'ExecutionError',
            reason: 'The API could not call what stands behind it.',
            applies: (api) => !isHttp(api),
          },
          LASTING,
        ),
        threshold: DEFAULTS.fewestErrors,
      },
    ],
  },
};
