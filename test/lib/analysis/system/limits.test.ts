import { System } from '../../../../lib/analysis/system/system';
import { applicationOf, declaring, ref, type Resources, type StackPlan } from '../templates';

const functions = (...ids: string[]): Resources =>
  Object.fromEntries(ids.map((id) => [id, { Type: 'AWS::Lambda::Function' }]));

/** Limits, and who draws on them, where a journey begins in each resource. */
function limitsOf(...stacks: readonly StackPlan[]): unknown[] {
  const reached = stacks.map(({ resources, rest, ...place }) => {
    const journeys = [{ name: 'J', owner: 'o', entryPoints: Object.keys(resources) }];
    return { ...place, resources, rest: { ...rest, ...declaring({ journeys }) } };
  });
  const system = System.of(applicationOf(...reached));
  return system.nodes
    .filter(({ kind }) => kind === 'LIMIT')
    .map((node) => [
      node.name,
      node.region,
      system.dependentsOf(node).map(({ from, effect }) => `${effect} ${from.name}`),
    ]);
}

describe('the concurrency that functions share', () => {
  it('is one limit for those of a Region that reserve none', () => {
    const reserved = { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: 5 } };
    expect(limitsOf({ resources: { ...functions('A', 'B'), Own: reserved } })).toEqual([
      ['Lambda concurrency of eu-west-1', 'eu-west-1', ['HARD S/A', 'HARD S/B']],
    ]);
  });

  it('counts what deployment reserves as reserved', () => {
    const own = { Type: 'AWS::Lambda::Function', Properties: { ReservedConcurrentExecutions: ref('Many') } };
    const rest = { Parameters: { Many: { Type: 'Number' } } };
    expect(limitsOf({ resources: { ...functions('A'), Own: own }, rest })).toEqual([]);
  });

  it('is one for each Region, and none for a function alone', () => {
    const found = limitsOf(
      { id: 'One', region: 'eu-west-1', resources: functions('A', 'B') },
      { id: 'Two', region: 'eu-central-1', resources: functions('A') },
      { id: 'Three', region: undefined, resources: { ...functions('A'), B: { Type: 'AWS::Serverless::Function' } } },
    );
    expect(found).toEqual([
      ['Lambda concurrency of eu-west-1', 'eu-west-1', ['HARD One/A', 'HARD One/B']],
      ['Lambda concurrency of the Region', undefined, ['HARD Three/A', 'HARD Three/B']],
    ]);
  });

  it('is nothing where there is no function', () => {
    expect(limitsOf({ resources: { Queue: { Type: 'AWS::SQS::Queue' } } })).toEqual([]);
  });
});
