import { readMetadata } from '../../../../lib/model/source/metadata';
import type { JsonObject } from '../../../../lib/model/values';

const logicalId = (data: string): JsonObject => ({ type: 'aws:cdk:logicalId', data });

describe('construct paths', () => {
  const metadata = readMetadata([
    {
      '/S/Queue/Resource': [logicalId('Queue')],
      '/S/N.NestedStack/N.NestedStackResource': [logicalId('Nest')],
      '/S/N/Queue/Resource': [logicalId('Queue')],
      '/S/N/M.NestedStack/M.NestedStackResource': [logicalId('Deep')],
      '/S/N/M/Topic/Resource': [logicalId('Topic')],
      '/S/NotN/Resource': [logicalId('Other')],
    },
  ]);

  it('are those of the stack they are in', () => {
    expect([...metadata.pathsOf('S')]).toEqual([
      ['Queue', 'S/Queue/Resource'],
      ['Nest', 'S/N.NestedStack/N.NestedStackResource'],
      ['Other', 'S/NotN/Resource'],
    ]);
    expect([...metadata.pathsOf('S/N')]).toEqual([
      ['Queue', 'S/N/Queue/Resource'],
      ['Deep', 'S/N/M.NestedStack/M.NestedStackResource'],
    ]);
    expect([...metadata.pathsOf('S/N/M')]).toEqual([['Topic', 'S/N/M/Topic/Resource']]);
  });

  it('lead from a nested stack to the one below', () => {
    expect(metadata.nestedPath('S', 'Nest')).toBe('S/N');
    expect(metadata.nestedPath('S/N', 'Deep')).toBe('S/N/M');
    expect(metadata.nestedPath('S', 'Queue')).toBeUndefined();
    expect(metadata.nestedPath('S', 'Nothing')).toBeUndefined();
  });
});

describe('what is said of a construct', () => {
  it.each<[name: string, entries: unknown, expected: unknown]>([
    ['where it is created', [{ type: 'aws:cdk:creationStack', data: ['f (a.ts:1:2)'] }], { trace: ['f (a.ts:1:2)'] }],
    ['that CDK made it', [{ type: 'aws:cdk:is-custom-resource-handler-singleton', data: true }], { isHelper: true }],
    [
      'what is acknowledged, at once and again',
      [
        { type: 'aws:cdk:acknowledged-rules', data: { 'Resilience::A': 'why' } },
        { type: 'aws:cdk:acknowledged-rules', data: { 'Resilience::B': 5 } },
      ],
      { acknowledged: { 'Resilience::A': 'why', 'Resilience::B': '5' } },
    ],
    [
      'what is declared of it, in order',
      [
        { type: 'cdk-resilience:policy', data: { tier: 'CRITICAL' } },
        { type: 'cdk-resilience:journey' },
        { type: 'cdk-resilience:policy', data: { tier: 'IMPORTANT' } },
      ],
      { intent: { policy: [{ tier: 'CRITICAL' }, { tier: 'IMPORTANT' }], journey: [null] } },
    ],
    ['nothing of other kinds', [{ type: 'aws:cdk:warning', data: 'x' }, { type: 'aws:cdk:path' }], {}],
    [
      'nothing of junk',
      [
        null,
        'x',
        5,
        [],
        {},
        { type: 5 },
        { type: 'aws:cdk:creationStack', data: 'x' },
        { type: 'aws:cdk:creationStack', data: [5] },
        { type: 'aws:cdk:acknowledged-rules', data: [] },
        { type: 'aws:cdk:logicalId', data: {} },
      ],
      {},
    ],
  ])('is read: %s', (_, entries, expected) => {
    expect(readMetadata([{ '/S/A': entries as JsonObject[] }]).constructs.get('S/A')).toEqual(expected);
  });

  it('that is no list is passed over', () => {
    const metadata = readMetadata([{ '/S/A': { type: 'x' }, '/S/B': null, '/S/C': 'x' }]);
    expect(metadata.constructs.size).toBe(0);
    expect([...metadata.pathsOf('S')]).toEqual([]);
  });

  it('may come from several places, with or without a slash', () => {
    const metadata = readMetadata([{ '/S/A': [logicalId('A')] }, { 'S/B': [logicalId('B')] }]);
    expect([...metadata.constructs.keys()]).toEqual(['S/A', 'S/B']);
    expect([...metadata.pathsOf('S').keys()]).toEqual(['A', 'B']);
  });
});
