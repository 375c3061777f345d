import { createRequire } from 'node:module';
import { ACKNOWLEDGE_CODE } from '../../../../lib/blocks/escalation/acknowledge-code';

interface Datum {
  readonly MetricName: string;
  readonly Value: number;
  readonly Timestamp: Date;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
}

const NOW = Date.parse('2026-11-23T10:00:30.000Z');
const MINUTES = 60;
const real = createRequire(__filename);

/** Runs the code of the function with clients that write down what they are sent. */
function load(): { handler: (event: object) => Promise<{ statusCode: number; body: string }>; data: Datum[] } {
  const data: Datum[] = [];
  class Command {
    constructor(public readonly input: { MetricData: Datum[] }) {}
  }
  const modules: Record<string, object> = {
    '@aws-sdk/client-cloudwatch': {
      CloudWatchClient: class {
        public send({ input }: Command): void {
          data.push(...input.MetricData);
        }
      },
      PutMetricDataCommand: Command,
    },
    '@aws-sdk/client-secrets-manager': {
      SecretsManagerClient: class {
        public send(): object {
          return { SecretString: 'the-token' };
        }
      },
      GetSecretValueCommand: Command,
    },
  };
  const env = { NAMESPACE: 'N', POLICY: 'OnCall', MINUTES: String(MINUTES), TOKEN_SECRET: 'arn' };
  const exported: { handler?: never } = {};
  const run = new Function('require', 'exports', 'process', 'console', ACKNOWLEDGE_CODE);
  run((name: string) => modules[name] ?? real(name), exported, { env }, { log: () => undefined });
  return { handler: exported.handler!, data };
}

const http = (method: string, rest: object = {}): object => ({ requestContext: { http: { method } }, ...rest });
const sns = (message: object | string): object => ({
  Records: [{ Sns: { Message: typeof message === 'string' ? message : JSON.stringify(message) } }],
});

/** `metric dimension=value value`, for the first minute; all minutes must be the same. */
function summary(data: readonly Datum[]): string[] {
  const lines = data.map(({ MetricName, Dimensions, Value }) => {
    return `${MetricName} ${Dimensions.map((each) => `${each.Name}=${each.Value}`).join()} ${Value}`;
  });
  return [...new Set(lines)].sort();
}

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

test('a page is noted with the time of its alarm, for all minutes that an acknowledgement could hold', async () => {
  const { handler, data } = load();
  const page = { AlarmName: 'Orders', NewStateValue: 'ALARM', StateChangeTime: '2026-11-23T10:00:00.000+0000' };
  await handler(sns(page));
  expect(summary(data)).toEqual([
    'AcknowledgedAt Alarm=Orders 0',
    `PagedAt Alarm=Orders ${Date.parse('2026-11-23T10:00:00Z') / 1000}`,
  ]);
  const times = [...new Set(data.map(({ Timestamp }) => Timestamp.toISOString()))];
  expect(times).toHaveLength(MINUTES);
  expect([times[0], times.at(-1)]).toEqual(['2026-11-23T10:00:00.000Z', '2026-11-23T10:59:00.000Z']);
});

test.each([
  ['an alarm that is over', sns({ AlarmName: 'Orders', NewStateValue: 'OK', StateChangeTime: '2026-11-23T10:00:00Z' })],
  ['a message that is no alarm', sns('A backup failed')],
  ['a message that is a JSON text', sns('"text"')],
  ['null', sns('null')],
  ['an alarm without a name', sns({ NewStateValue: 'ALARM' })],
])('%s is no page', async (_, event) => {
  const { handler, data } = load();
  await handler(event);
  expect(data).toEqual([]);
});

test('a page whose time cannot be read was sent now', async () => {
  const { handler, data } = load();
  await handler(sns({ AlarmName: 'Orders', NewStateValue: 'ALARM' }));
  expect(summary(data)).toContain(`PagedAt Alarm=Orders ${NOW / 1000}`);
});

const ACKNOWLEDGED = [
  `AcknowledgedAt Alarm=Orders ${NOW / 1000}`,
  `AcknowledgedAt Policy=OnCall ${NOW / 1000}`,
  'PagedAt Alarm=Orders 0',
];
const FORM = Buffer.from('alarm=Orders&token=the-token').toString('base64');

test.each([
  ['the form', http('POST', { body: FORM, isBase64Encoded: true })],
  ['JSON', http('POST', { body: JSON.stringify({ alarm: 'Orders', token: 'the-token' }) })],
  [
    'the address and a header, as webhooks can',
    http('POST', {
      body: '{"event": {}}',
      queryStringParameters: { alarm: 'Orders' },
      headers: { 'x-acknowledge-token': 'the-token' },
    }),
  ],
])('a POST acknowledges by %s', async (_, event) => {
  const { handler, data } = load();
  const { statusCode, body } = await handler(event);
  expect([statusCode, body.includes('Acknowledged for 60 minutes: Orders')]).toEqual([200, true]);
  expect(summary(data)).toEqual(ACKNOWLEDGED);
});

test('who may invoke the function acknowledges without a token', async () => {
  const { handler, data } = load();
  await handler({ acknowledge: 'Orders' });
  expect(summary(data)).toEqual(ACKNOWLEDGED);
  await expect(handler({})).rejects.toThrow('Give the name of the alarm.');
});

test.each([
  ['a GET, which mail scanners send, shows the form', http('GET', { queryStringParameters: { alarm: 'Orders' } }), 200],
  ['a PUT', http('PUT'), 405],
  ['a wrong token', http('POST', { body: '{"alarm":"Orders","token":"guess"}' }), 403],
  ['no token', http('POST', { body: '{"alarm":"Orders"}' }), 403],
  ['a token that is no text', http('POST', { body: '{"alarm":"Orders","token":{}}' }), 403],
  ['no alarm', http('POST', { body: '{"token":"the-token"}' }), 400],
  ['a name that no alarm has', http('POST', { body: '{"alarm":"\\u0000","token":"the-token"}' }), 400],
  ['a body that is null', http('POST', { body: 'null' }), 400],
  ['no body', http('POST'), 400],
])('%s acknowledges nothing', async (_, event, status) => {
  const { handler, data } = load();
  expect((await handler(event)).statusCode).toBe(status);
  expect(data).toEqual([]);
});

test('what the address says is shown as text', async () => {
  const { handler } = load();
  const { body } = await handler(http('GET', { queryStringParameters: { alarm: '"><script>' } }));
  expect(body).not.toContain('<script>');
  expect(body).toContain('value="&#34;&#62;&#60;script&#62;"');
});
