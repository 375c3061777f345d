/**
 * The function that notes pages and acknowledgements. For each minute that an acknowledgement holds it writes when the
 * alarm was acknowledged and when it paged; the later of both counts, so an acknowledgement of the last incident does
 * not silence the next one, and it ends by itself.
 *
 * Links in messages are opened by mail scanners and previews, so GET only shows a form; POST acknowledges.
 */
export const ACKNOWLEDGE_CODE = `
const { CloudWatchClient, PutMetricDataCommand } = require('@aws-sdk/client-cloudwatch');
const { SecretsManagerClient, GetSecretValueCommand } = require('@aws-sdk/client-secrets-manager');
const { createHash, timingSafeEqual } = require('node:crypto');

const { NAMESPACE, POLICY, MINUTES, TOKEN_SECRET } = process.env;
const cloudWatch = new CloudWatchClient({});
const secrets = new SecretsManagerClient({});

exports.handler = async (event) => {
  if (event.Records) return Promise.all(event.Records.map(({ Sns }) => notePage(Sns.Message)));
  if (event.requestContext?.http) return answer(event);
  return acknowledge(event.acknowledge);
};

async function notePage(message) {
  let page;
  try { page = JSON.parse(message); } catch { return; }
  if (page?.NewStateValue !== 'ALARM' || !isName(page.AlarmName)) return;
  const time = Date.parse(String(page.StateChangeTime).replace(/([+-]\\d\\d)(\\d\\d)$/, '$1:$2'));
  await write({ Alarm: page.AlarmName }, { PagedAt: (Number.isNaN(time) ? Date.now() : time) / 1000, AcknowledgedAt: 0 });
}

async function acknowledge(alarm) {
  if (!isName(alarm)) throw new Error('Give the name of the alarm.');
  const now = Date.now() / 1000;
  await write({ Alarm: alarm }, { AcknowledgedAt: now, PagedAt: 0 });
  await write({ Policy: POLICY }, { AcknowledgedAt: now });
  console.log(JSON.stringify({ acknowledged: alarm }));
}

async function write(dimensions, values) {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  const start = Math.floor(Date.now() / 60000) * 60000;
  const MetricData = Array.from({ length: Number(MINUTES) }, (_, minute) => new Date(start + minute * 60000))
    .flatMap((Timestamp) => Object.entries(values).map(([MetricName, Value]) => ({ MetricName, Dimensions, Timestamp, Value })));
  await cloudWatch.send(new PutMetricDataCommand({ Namespace: NAMESPACE, MetricData }));
}

async function answer(event) {
  const query = event.queryStringParameters ?? {};
  const method = event.requestContext.http.method;
  if (method === 'GET') return page(200, form(query.alarm ?? ''));
  if (method !== 'POST') return page(405, 'Use POST.');
  const body = read(event);
  const alarm = body.alarm ?? query.alarm;
  if (!isName(alarm)) return page(400, 'Give the name of the alarm.');
  if (!await isToken(body.token ?? event.headers?.['x-acknowledge-token'])) return page(403, 'The token is wrong.');
  await acknowledge(alarm);
  return page(200, 'Acknowledged for ' + MINUTES + ' minutes: ' + escape(alarm));
}

function read(event) {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : event.body ?? '';
  try {
    const json = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : {};
  } catch {
    return Object.fromEntries(new URLSearchParams(text));
  }
}

async function isToken(given) {
  if (typeof given !== 'string') return false;
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: TOKEN_SECRET }));
  const digest = (text) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(SecretString));
}

function isName(name) {
  return typeof name === 'string' && /^[\\x20-\\x7e]{1,255}$/.test(name);
}

function escape(text) {
  return text.replace(/[&<>"']/g, (c) => '&#' + c.charCodeAt(0) + ';');
}

function form(alarm) {
  return '<form method="post"><p><label>Alarm <input name="alarm" size="80" value="' + escape(alarm) + '"></label>'
    + '<p><label>Token <input name="token" type="password" autocomplete="current-password"></label>'
    + '<p><button>I am on it</button></form>';
}

function page(statusCode, body) {
  const html = '<!doctype html><title>Acknowledge</title><meta name="viewport" content="width=device-width">' + body;
  return { statusCode, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body: html };
}
`.trimStart();
