import { declaredTier, tierOfStack } from '../../../lib/engine/tier';
import type { ConstructMetadata } from '../../../lib/model/stack';
import { applicationOf, applicationOfStacks, resourceIn, stackOf } from '../model/templates';

const policy = (tier: string): ConstructMetadata => ({ intent: { policy: [{ tier }] } });
const written = (tier: string): object => ({ 'cdk-resilience': { policy: { tier } } });

describe('the tier of a resource', () => {
  const stack = stackOf(
    'S',
    { Resources: { Near: { Type: 'A' }, Below: { Type: 'A' }, Beside: { Type: 'A' }, Pathless: { Type: 'A' } } },
    {
      constructPath: 'S',
      constructPaths: new Map([
        ['Near', 'S/Store/Near/Resource'],
        ['Below', 'S/Store/Other/Resource'],
        ['Beside', 'S/Storefront/Resource'],
      ]),
      metadata: new Map([
        ['S', policy('IMPORTANT')],
        ['S/Store', policy('CRITICAL')],
        ['S/Store/Near', policy('NON_CRITICAL')],
        ['S/Storefront', {}],
      ]),
    },
  );
  const application = applicationOfStacks(stack);

  it.each([
    ['S/Near', 'NON_CRITICAL'],
    ['S/Below', 'CRITICAL'],
    ['S/Beside', 'IMPORTANT'],
    ['S/Pathless', 'IMPORTANT'],
  ])('%s is the nearest around it: %s', (key, tier) => {
    expect(declaredTier(resourceIn(application, key))).toBe(tier);
  });

  it('of a nested stack is that of the stack above where it has none', () => {
    const nested = stackOf(
      'S/N',
      { Resources: { Inner: { Type: 'A' } } },
      { constructPath: 'S/N', constructPaths: new Map([['Inner', 'S/N/Inner']]), metadata: stack.metadata! },
    );
    const nesting = stackOf(
      'S',
      { Resources: { N: { Type: 'AWS::CloudFormation::Stack' } } },
      { constructPath: 'S', metadata: stack.metadata!, nested: new Map([['N', nested]]) },
    );
    expect(declaredTier(resourceIn(applicationOfStacks(nesting), 'S/N/Inner'))).toBe('IMPORTANT');
  });

  it('of a template is in its metadata', () => {
    const own = applicationOf({
      Metadata: written('MISSION_CRITICAL'),
      Resources: {
        A: { Type: 'A' },
        B: { Type: 'A', Metadata: written('IMPORTANT') },
        C: { Type: 'A', Metadata: 'x' },
      },
    });
    expect(['A', 'B', 'C'].map((id) => declaredTier(resourceIn(own, `Stack/${id}`)))).toEqual([
      'MISSION_CRITICAL',
      'IMPORTANT',
      'MISSION_CRITICAL',
    ]);
  });

  it('is none where none is declared', () => {
    const own = applicationOf({ Resources: { A: { Type: 'A' } } });
    expect([declaredTier(resourceIn(own, 'Stack/A')), tierOfStack(own.stacks[0]!)]).toEqual([undefined, undefined]);
  });
});

test('the tier of a stack is that of its construct, of one around it, or of its template', () => {
  const { stacks } = applicationOfStacks(
    stackOf('A', {}, { constructPath: 'P/A', metadata: new Map([['P/A', policy('CRITICAL')]]) }),
    stackOf('B', {}, { constructPath: 'P/B', metadata: new Map([['P', policy('IMPORTANT')]]) }),
    stackOf('C', { Metadata: written('NON_CRITICAL') }),
    stackOf('D', {}),
  );
  expect(stacks.map(tierOfStack)).toEqual(['CRITICAL', 'IMPORTANT', 'NON_CRITICAL', undefined]);
});
