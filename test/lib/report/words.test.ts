import { CATEGORIES, DISRUPTIONS, SEVERITIES as ALL } from '../../../lib/engine/vocabulary';
import { CATEGORY_NAMES, DISRUPTION_NAMES, placeOf, reasonsOf, SEVERITIES } from '../../../lib/report/words';
import { finding, undetermined } from './documents';

test('every severity, category and disruption has a word, in the order of the vocabulary', () => {
  expect(SEVERITIES).toEqual(ALL);
  expect(Object.keys(CATEGORY_NAMES)).toEqual(CATEGORIES);
  expect(Object.keys(DISRUPTION_NAMES)).toEqual(DISRUPTIONS);
});

test.each([
  ['a construct', finding(), 'Data/Db/Resource'],
  ['a resource of a template', finding({ constructPath: undefined }), 'Data/Db1A2B3C4D'],
  ['a stack', finding({ constructPath: undefined, logicalId: undefined }), 'Data'],
  ['something left out', { stack: 'Data', templatePath: 'x.json', logicalId: 'A', because: 'no Type' }, 'Data/A'],
])('the place of %s', (_, at, place) => expect(placeOf(at)).toBe(place));

test('reasons, the most frequent first', () => {
  const verdicts = ['a', 'b', 'b', 'c'].map((because) => undetermined({ because }));
  expect(reasonsOf(verdicts).map((reason) => [reason.because, reason.verdicts.length])).toEqual([
    ['b', 2],
    ['a', 1],
    ['c', 1],
  ]);
});
