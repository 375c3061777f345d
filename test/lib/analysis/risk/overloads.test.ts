import { DEGRADED, DELAYED, NONE, STOPPED } from '../../../../lib/analysis/failure/impact';
import { overloadsIn } from '../../../../lib/analysis/risk/overloads';
import type { SurgeRecord } from '../../../../lib/analysis/surge/records';
import { surgeOf } from '../../../../lib/analysis/surge';
import { System } from '../../../../lib/analysis/system/system';
import { applicationOf } from '../../model/templates';

const journey = (name: string): object => ({ name, owner: 'shop', entryPoints: ['Function'], baseline: 100 });
const Metadata = { 'cdk-resilience': { journeys: [journey('Buy'), journey('Look')] } };
const Resources = {
  Function: { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 1, Timeout: 30 } },
  Queue: { Type: 'AWS::SQS::Queue' },
};
const system = System.of(applicationOf({ Metadata, Resources }, { region: 'eu-west-1' }));

/** A surge record with what the register reads of it. */
function surge(levels: object[][], components: object[]): SurgeRecord {
  return { journeys: levels.map((each) => ({ levels: each })), components } as unknown as SurgeRecord;
}

const inShort = (record: SurgeRecord): unknown[] =>
  overloadsIn(system, record).map(({ node, atLoad, impacts, because }) => [node.name, atLoad, impacts, because]);

describe('overloadsIn', () => {
  it('says what gives way at which load, and what that does to each journey', () => {
    const record = surge(
      [
        [
          { percent: 100, exhausted: [], delayed: [] },
          { percent: 300, exhausted: ['Stack/Function'], delayed: ['Stack/Queue'] },
          { percent: 500, exhausted: ['Stack/Function'], delayed: [] },
        ],
        [{ percent: 500, exhausted: ['Stack/Function', 'Elsewhere'], delayed: [] }],
      ],
      [
        {
          component: 'Stack/Function',
          levels: [
            { percent: 300, utilization: 1.2, says: 'one execution is not enough' },
            { percent: 500, utilization: 2, says: 'far too little' },
          ],
        },
      ],
    );
    expect(inShort(record)).toEqual([
      ['Stack/Queue', 300, [DELAYED, NONE], '300 % of the usual load is too much'],
      ['Stack/Function', 300, [DEGRADED, NONE], 'one execution is not enough'],
      ['Stack/Function', 500, [STOPPED, STOPPED], 'far too little'],
    ]);
  });

  it('takes the record of the surge analysis as it is', () => {
    const record = surgeOf(system);
    const exhausted = new Set(record.journeys.flatMap(({ levels }) => levels.flatMap((level) => level.exhausted)));
    expect(new Set(overloadsIn(system, record).map(({ node }) => node.name))).toEqual(exhausted);
  });
});
