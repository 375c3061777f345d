import { join } from 'node:path';
import { checked, essence, synthApp } from './apps/cdk';
import { PlannedApp } from './apps/in-process';

jest.setTimeout(300_000);

describe('cdk synth and the command line say the same', () => {
  it.each<[string, number, 'open' | 'closed']>([
    ['fragile', 1, 'closed'],
    ['resilient', 0, 'open'],
  ])('of the %s brokerage', async (version, status, gate) => {
    const app = join('examples', 'brokerage', 'app.ts');
    const result = await synthApp(app, [`version=${version}`], { env: { CDK_VALIDATION: 'false' } });
    expect([result.status, result.output]).toEqual([status, expect.anything()]);
    const { assessments } = result.document;
    expect(assessments.map((each) => each.gate)).toContain(gate);
    expect(essence(checked(result.out))).toEqual(essence(assessments));
  });

  it('of stacks, nested stacks and Stages with open conditions, acceptances, tiers and several packs', () => {
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const places = [
      'Data',
      'Data/Nested',
      'Data/Nested/Inner',
      'Group/More',
      'Prod/Data',
      'Prod/Data/Nested',
      'Prod/Dev/Data',
    ];
    const planned = new PlannedApp({
      fragile: places,
      sound: ['Data'],
      open: ['Data/Nested', 'Prod/Data'],
      conditional: ['Data', 'Prod/Data/Nested'],
      lookup: 'Instances',
      tiers: { '': 'CRITICAL', Prod: 'MISSION_CRITICAL', 'Prod/Data/Nested': 'NON_CRITICAL', Group: 'IMPORTANT' },
      acknowledge: [
        ['Group', 'Resilience::DynamoDbPitr'],
        ['Prod/Data/Fragile', 'Resilience::DynamoDbPitr'],
        ['Data/Nested/Inner/Fragile/Resource', 'Resilience::DynamoDbDeletionProtection'],
        ['Prod/Dev', 'Resilience::StatefulRetentionPolicy'],
        ['', 'Resilience::DynamoDbAutoScaling'],
      ],
      packs: [
        { options: { rules: undefined as never, strictness: 'exhaustive' as never } },
        {
          pack: 'DisasterRecoveryChecks',
          options: { rules: undefined as never, undetermined: 'fail' as never },
          own: ['OwnRecovery'],
        },
        { on: 'Prod', options: { failOn: 'warning' as never } },
      ],
    });
    expect(planned.synth()).toBeDefined();
    const { assessments } = planned.document!;
    expect(assessments.map(({ application, gate }) => [application, gate])).toEqual([
      ['App', 'closed'],
      ['Prod', 'closed'],
      ['Prod/Dev', 'closed'],
    ]);
    const { findings, undetermined, missingContext } = assessments[0]!;
    expect(findings.map(({ status }) => status)).toEqual(expect.arrayContaining(['open', 'accepted']));
    expect(findings.filter(({ condition }) => condition !== undefined)).not.toEqual([]);
    expect([undetermined.length > 0, missingContext.length]).toEqual([true, 1]);
    expect(essence(checked(planned.app.outdir))).toEqual(essence(assessments));
  });
});
