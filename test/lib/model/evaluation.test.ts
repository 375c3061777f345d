import { Evaluation, Interrupt } from '../../../lib/model/evaluation';
import { applicationOf, resourceIn } from './templates';

const application = applicationOf({
  Parameters: { Env: { Type: 'String' }, Size: { Type: 'String' } },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Env' }, 'prod'] },
    IsTest: { 'Fn::Equals': [{ Ref: 'Env' }, 'test'] },
    IsLarge: { 'Fn::Equals': [{ Ref: 'Size' }, 'large'] },
  },
  Resources: { A: { Type: 'Test::A' } },
});
const stack = application.stacks[0]!;
const decide = (evaluation: Evaluation, name: string): boolean =>
  evaluation.decide(stack, name, stack.condition(name)!);

test('an open condition ends the run, and the first is kept', () => {
  const evaluation = new Evaluation();
  expect(() => decide(evaluation, 'IsProd')).toThrow(Interrupt);
  expect(() => decide(evaluation, 'IsLarge')).toThrow(Interrupt);
  expect(evaluation.openCondition).toEqual({ stack, name: 'IsProd' });
});

test('a run goes on under both outcomes, and knows what follows from them', () => {
  const evaluation = new Evaluation();
  expect(() => decide(evaluation, 'IsProd')).toThrow(Interrupt);
  const [prod, other] = [evaluation.take(true), evaluation.take(false)];
  expect(prod.decisions).toEqual([{ stack, name: 'IsProd', outcome: true }]);
  expect(decide(prod, 'IsProd')).toBe(true);
  expect(decide(prod, 'IsTest')).toBe(false);
  expect(decide(other, 'IsProd')).toBe(false);
  expect(() => decide(other, 'IsTest')).toThrow(Interrupt);
  expect(() => decide(prod, 'IsLarge')).toThrow(Interrupt);
  expect(prod.take(false).decisions.map(({ name, outcome }) => [name, outcome])).toEqual([
    ['IsProd', true],
    ['IsLarge', false],
  ]);
});

test('the first unknown read is recorded', () => {
  const evaluation = new Evaluation();
  const resource = resourceIn(application, 'Stack/A');
  expect(() => evaluation.unknown({ resource, path: 'Properties.X', because: 'first' })).toThrow(Interrupt);
  expect(() => evaluation.unknown({ resource, path: 'Properties.Y', because: 'second' })).toThrow(Interrupt);
  expect(evaluation.unknownRead).toEqual({ resource, path: 'Properties.X', because: 'first' });
});
