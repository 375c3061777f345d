import { render } from '../../../../lib/report';
import { document, finding, PLAIN } from '../documents';
import { analysed, shop, undeclaredShop } from './shops';
import type { Assessment } from '../../../../lib/assessment/document';
import { applicationOf, declaring } from '../../analysis/templates';

/** What stands between the findings and the summary. */
function shown(assessment: Assessment): string[] {
  const lines = render('console', document(assessment), PLAIN).split('\n');
  const start = lines.findIndex((line) => line.startsWith('Journey: '));
  const end = lines.findIndex((line) => line.startsWith('GATE '));
  return start < 0 ? [] : lines.slice(start, end);
}

test('a declared journey', () => {
  expect(shown(analysed(shop()))).toEqual([
    'Journey: Buy  CRITICAL',
    '  alone    stopped by 1 third party (Clearing), 2 regional services',
    '  zones    no loss of a zone stops it',
    '  Region   stopped by the loss of eu-west-1',
    '  recovers software: RTO 1 h 15 min of 1 h, missed by 15 min; RPO 0 s of 1 h, met',
    '           infrastructure: RTO 0 s; RPO 0 s',
    '           az: RTO 0 s; RPO 0 s',
    '           region: RTO 1 h 45 min of 1 h, missed by 45 min; RPO 0 s of 1 min, met',
    '  weakest  S/Order: were it perfect, software RTO 0 s instead of 1 h 15 min',
    '  by SLA   99.3508 % of the time, asked 99.9 %: missed',
    '  surge    at 500 % nothing is known to give way; not known of 2 components',
    '  score    0 of 100: policy 0 of 40, alarms 0 of 20, procedures 0 of 20, tests 0 of 20',
    '',
    '  It rests on 2 dependencies between 5 resources, 50 % of them inferred: compute names a store and',
    '  is let in.',
    '  Score of the application: 0 of 100: policy 0 of 40, alarms 0 of 20, procedures 0 of 20, tests 0 of',
    "  20. It is this tool's own, not that of AWS Resilience Hub.",
    '',
  ]);
});

test('an implied journey says so', () => {
  const lines = shown(analysed(undeclaredShop()));
  expect(lines[0]).toBe('Journey: by S/Url  implied');
  expect(lines).toContain('  No journey is declared: each stands for what customers reach by one public entry point.');
});

test('the findings on the weakest link are named: open ones, against that disruption', () => {
  const on = { constructPath: 'S/Order', disruptions: ['software' as const] };
  const findings = [
    finding({ ...on, ruleId: 'First' }),
    finding({ ...on, ruleId: 'Second' }),
    finding({ ...on, ruleId: 'OtherDisruption', disruptions: ['az'] }),
    finding({ ...on, ruleId: 'OtherPlace', constructPath: 'S/Mail' }),
    finding({ ...on, ruleId: 'Accepted', status: 'accepted' }),
  ];
  expect(shown(analysed(shop(), { findings }))).toContain(
    '  weakest  S/Order: were it perfect, software RTO 0 s instead of 1 h 15 min; see First, Second',
  );
});

test('without journeys there is nothing to tell', () => {
  expect(shown(analysed(applicationOf({ resources: { Mail: { Type: 'AWS::SQS::Queue' } } })))).toEqual([]);
});

test('of many journeys, the first eight are told', () => {
  const urls = Array.from({ length: 10 }, (_, i) => [
    [`F${i}`, { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 1 } }],
    [`U${i}`, { Type: 'AWS::Lambda::Url', Properties: { TargetFunctionArn: { 'Fn::GetAtt': [`F${i}`, 'Arn'] } } }],
  ]).flat();
  const lines = shown(analysed(applicationOf({ resources: Object.fromEntries(urls) })));
  expect(lines.filter((line) => line.startsWith('Journey: '))).toHaveLength(8);
  expect(lines).toContain('  and 2 more journeys: see other formats');
});

test('what the template leaves open is no good news', () => {
  const application = applicationOf({
    resources: {
      Db: { Type: 'AWS::RDS::DBInstance', Properties: { Engine: 'postgres', MultiAZ: { Ref: 'Wide' } } },
    },
    rest: {
      Parameters: { Wide: { Type: 'String' } },
      ...declaring({ journeys: [{ name: 'Look', owner: 'web', entryPoints: ['Db'] }] }),
    },
  });
  expect(shown(analysed(application)).slice(0, 4)).toEqual([
    'Journey: Look  no policy',
    '  alone    stopped by 1 left open by the template (S/Db)',
    '  zones    no loss of a zone is known to stop it; not known of S/Db',
    '  Region   stopped by the loss of eu-west-1',
  ]);
});
