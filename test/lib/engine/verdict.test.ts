import { compliant, isVerdict, nonCompliant, notApplicable, pathOf, undetermined } from '../../../lib/engine/verdict';
import { placeOf } from '../model/templates';

const place = placeOf({ A: [1] }).at('A.0');

test('verdicts say where and why', () => {
  expect(nonCompliant()).toEqual({ kind: 'non-compliant' });
  expect(nonCompliant('MultiAZ', { detail: 'x', related: [place.resource], resource: place.resource })).toEqual({
    kind: 'non-compliant',
    at: 'MultiAZ',
    detail: 'x',
    related: [place.resource],
    resource: place.resource,
  });
  expect(undetermined(undefined, 'why')).toEqual({ kind: 'undetermined', because: 'why' });
  expect(undetermined('A', 'why')).toEqual({ kind: 'undetermined', at: 'A', because: 'why' });
});

test('a path is that of a property, of a place, or of the whole', () => {
  expect(pathOf('MultiAZ')).toBe('Properties.MultiAZ');
  expect(pathOf(place)).toBe('Properties.Value.A.0');
  expect(pathOf(place.resource.attribute('DeletionPolicy'))).toBe('DeletionPolicy');
  expect([pathOf(undefined), pathOf('')]).toEqual(['', '']);
});

test.each([
  [compliant, true],
  [notApplicable, true],
  [nonCompliant('A'), true],
  [undetermined('A', 'b'), true],
  [undefined, false],
  [null, false],
  [true, false],
  ['compliant', false],
  [{}, false],
  [{ kind: 'fine' }, false],
  [[compliant], false],
  [Promise.resolve(compliant), false],
])('isVerdict(%j) is %p', (value, expected) => expect(isVerdict(value)).toBe(expected));
