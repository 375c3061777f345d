import { DisruptionType, FailureCategory, Strictness } from '../../../lib/engine/classification';
import { CATEGORIES, DISRUPTIONS, STRICTNESSES } from '../../../lib/engine/vocabulary';

it.each([
  ['FailureCategory', Object.values(FailureCategory), CATEGORIES],
  ['DisruptionType', Object.values(DisruptionType), DISRUPTIONS],
  ['Strictness', Object.values(Strictness), STRICTNESSES],
])('%s has the words of the rules', (_, values: readonly string[], words: readonly string[]) => {
  expect(values).toEqual(words);
});
