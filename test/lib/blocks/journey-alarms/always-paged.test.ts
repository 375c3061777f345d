import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { addFragileBrokerage } from '../../../../examples/brokerage/fragile';
import { addPlainResilientBrokerage } from '../../../../examples/brokerage/resilient-plain';
import { EscalationPolicy, Responder } from '../../../../lib/blocks/escalation';
import { HealthAlarms } from '../../../../lib/blocks/health-alarms';
import { JourneyAlarms } from '../../../../lib/blocks/journey-alarms';
import { CustomerJourney } from '../../../../lib/intent/customer-journey';
import { Tier } from '../../../../lib/intent/tier';
import { simulate } from '../alarm-simulation';
import { Composites } from './template';

const ENTRY = /^AWS::(ElasticLoadBalancingV2::LoadBalancer|ApiGateway::RestApi|ApiGatewayV2::Api)$/;

/** The alarms of a brokerage with a journey for each entry point of its first Region. */
function watched(add: (app: App) => void): Composites {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), 'journey-alarms-')) });
  add(app);
  const entryPoints = app.node
    .findAll()
    .filter((each) => CfnResource.isCfnResource(each) && ENTRY.test(each.cfnResourceType));
  const { account, region } = Stack.of(entryPoints[0]!);
  const operations = new Stack(app, 'OnCall', { env: { account, region } });
  const journeys = entryPoints
    .filter((entryPoint) => Stack.of(entryPoint).region === region)
    .map((entryPoint, i) => {
      const policy = { tier: Tier.CRITICAL, availability: 99.95 };
      return new CustomerJourney(operations, `Journey${i}`, { owner: 'Desk', entryPoints: [entryPoint], policy });
    });
  const onCall = new EscalationPolicy(operations, 'Policy', {
    responders: [Responder.httpsPager('https://pager.example.net'), Responder.email('lead@example.com')],
    secondLevel: [Responder.email('head@example.com')],
  });
  HealthAlarms.of(app).cover();
  const watch = new Stack(app, 'Watch', { env: { account, region } });
  new JourneyAlarms(watch, 'Journeys', { pages: [onCall], journeys });
  return new Composites(app.synth().getStackByName('Watch').template);
}

describe.each([
  ['fragile', addFragileBrokerage],
  ['plain resilient', addPlainResilientBrokerage],
])('the %s brokerage', (_, add) => {
  let composites: Composites;

  beforeAll(() => (composites = watched(add)));

  const actingOn = (topic: string): Set<string> =>
    new Set([...composites.actions].filter(([, actions]) => actions.includes(topic)).map(([name]) => name));
  const isJourney = (name: string): boolean => /-journey-OnCall-Journey\d-[0-9A-F]{8}$/.test(name);

  test('has suppressors, but none on a journey', () => {
    const journeys = [...composites.actions.keys()].filter(isJourney);
    expect(journeys.length).toBeGreaterThan(0);
    expect(journeys.filter((name) => composites.suppressors.has(name))).toEqual([]);
    expect(composites.suppressors.size).toBeGreaterThan(10);
  });

  test('whatever goes off, somebody is paged, and the second level if nobody answers', () => {
    const first = actingOn('FirstLevel');
    const second = actingOn('SecondLevel');
    const firing = composites.leaves.filter((name) => !/Acknowledged/.test(name));
    fc.assert(
      fc.property(fc.subarray(firing, { minLength: 1 }), fc.infiniteStream(fc.nat(5)), (subset, delays) => {
        const since = new Map(subset.map((name) => [name, delays.next().value!]));
        const leaves = composites.leaves.map((name) => ({
          name,
          isAlarm: (minute: number) => minute >= (since.get(name) ?? 999),
        }));
        const paged = simulate([...leaves, ...composites.alarms], 120);
        const states = new Map<string, boolean>();
        for (const { name, isAlarm } of [...leaves, ...composites.alarms]) states.set(name, isAlarm(119, states));

        // A journey in alarm: its own page is sent at once.
        for (const name of [...first].filter((each) => isJourney(each) && states.get(each))) {
          expect(paged.some((each) => each.name === name)).toBe(true);
        }
        // Any page at all that is open: somebody knows, and ten minutes later somebody else.
        if ([...first].some((name) => states.get(name))) {
          expect(paged.some(({ name }) => first.has(name))).toBe(true);
          expect(paged.some(({ name }) => second.has(name))).toBe(true);
        }
        // Each page that is open was sent and escalated, unless its cause is in ALARM, which was itself.
        const sent = new Set(paged.map(({ name }) => name));
        const isHeldBack = (name: string): boolean => states.get(composites.suppressors.get(name) ?? '') ?? false;
        for (const name of [...first].filter((each) => states.get(each))) {
          const escalations = composites.alarms.filter(
            (alarm) => alarm.isAlarm(119, new Map([[name, true]])) && second.has(alarm.name),
          );
          expect(escalations).toHaveLength(1);
          if (!isHeldBack(name))
            expect([name, sent.has(name), sent.has(escalations[0]!.name)]).toEqual([name, true, true]);
          else if (!sent.has(name)) expect(sent.has(escalations[0]!.name)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });
});
