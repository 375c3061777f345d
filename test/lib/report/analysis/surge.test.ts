import type { JourneyLevel, JourneySurge } from '../../../../lib/analysis/surge/records';
import { surgeInWords } from '../../../../lib/report/analysis/surge';

const level = (fields: Partial<JourneyLevel>): JourneyLevel => ({
  percent: 500,
  verdict: 'HOLDS',
  exhausted: [],
  unknown: [],
  growing: [],
  delayed: [],
  quotas: [],
  quotasToCheck: [],
  says: '',
  ...fields,
});

const surge = (fields: Partial<JourneyLevel>, firstToSaturate?: JourneySurge['firstToSaturate']): JourneySurge => ({
  journey: 'Buy',
  isImplied: false,
  surgeFactor: 3,
  surgeDuration: 3600,
  links: [],
  levels: [level({ percent: 100 }), level(fields)],
  buffers: [],
  ...(firstToSaturate !== undefined && { firstToSaturate }),
});

const first = (component: string): JourneySurge['firstToSaturate'] => ({ component, percent: 249.6, basis: 'RATE' });

test.each<[JourneySurge, string]>([
  [surge({}), 'holds at 500 %'],
  [surge({ verdict: 'UNKNOWN', unknown: ['Db'] }), 'at 500 % nothing is known to give way; not known of 1 component'],
  [surge({ verdict: 'EXHAUSTED', bottleneck: 'Api' }), 'at 500 % Api gives way'],
  [surge({ verdict: 'EXHAUSTED', bottleneck: 'Api' }, first('Api')), 'at 500 % Api gives way, from 250 % on'],
  [
    surge({ verdict: 'EXHAUSTED', bottleneck: 'Api', unknown: ['Db'] }, first('Queue')),
    'at 500 % Api gives way, Queue from 250 % on; not known of 1 more',
  ],
  [{ ...surge({}), levels: [] }, ''],
])('%#: %s', (record, words) => expect(surgeInWords(record)).toBe(words));
