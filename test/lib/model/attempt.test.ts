import { attempt } from '../../../lib/model/attempt';
import { applicationOf, inRun, resourceIn } from './templates';

const application = applicationOf({
  Parameters: { Size: { Type: 'Number' }, Stage: { Type: 'String' } },
  Conditions: { IsBig: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
  Resources: {
    It: {
      Type: 'Test::Type',
      Properties: {
        Known: 3,
        Open: { Ref: 'Size' },
        Chosen: { 'Fn::If': ['IsBig', 5, 1] },
        List: [{ Ref: 'Size' }],
      },
    },
    Maybe: { Type: 'Test::Type', Condition: 'IsBig' },
  },
});
const subject = resourceIn(application, 'Stack/It');

describe('attempt', () => {
  it('gives what is known', () => {
    expect(attempt(application, () => subject.number('Known'))).toEqual({ isKnown: true, value: 3 });
    expect(attempt(application, () => subject.number('Absent'))).toEqual({ isKnown: true, value: undefined });
  });

  it('says which value deployment decides, and why', () => {
    expect(attempt(application, () => subject.number('Open'))).toEqual({
      isKnown: false,
      because: expect.stringContaining('Size') as unknown,
      path: 'Properties.Open',
    });
  });

  it('says which condition is open', () => {
    const open = { isKnown: false, because: 'it hangs on the condition IsBig' };
    expect(attempt(application, () => subject.number('Chosen'))).toEqual(open);
    expect(attempt(application, () => application.exists(resourceIn(application, 'Stack/Maybe')))).toEqual(open);
  });

  it('tells of the first that was met', () => {
    expect(attempt(application, () => [subject.number('Chosen'), subject.number('Open')])).toMatchObject({
      because: 'it hangs on the condition IsBig',
    });
    expect(attempt(application, () => [subject.number('Open'), subject.number('Chosen')])).toMatchObject({
      path: 'Properties.Open',
    });
  });

  it('ends an inner attempt alone', () => {
    const outer = attempt(application, () => {
      const inner = attempt(application, () => subject.number('Open'));
      return [inner.isKnown, subject.number('Known')];
    });
    expect(outer).toEqual({ isKnown: true, value: [false, 3] });
  });

  it('ends with the outer one where what is read after the inner one is open', () => {
    const outer = attempt(application, () => {
      attempt(application, () => subject.number('Chosen'));
      return subject.number('Open');
    });
    expect(outer).toMatchObject({ isKnown: false, path: 'Properties.Open' });
  });

  it('leaves the run that it is made in as it was', () => {
    const { result, evaluation } = inRun(
      application,
      () => attempt(application, () => subject.number('Chosen')).isKnown,
    );
    expect([result, evaluation.openCondition, evaluation.unknownRead]).toEqual([false, undefined, undefined]);
    expect(inRun(application, () => subject.number('Chosen')).evaluation.openCondition).toMatchObject({
      name: 'IsBig',
    });
  });

  it('lets other errors pass', () => {
    const fail = (): never => {
      throw new TypeError('a fault');
    };
    expect(() => attempt(application, fail)).toThrow(new TypeError('a fault'));
    expect(attempt(application, () => subject.number('Known'))).toEqual({ isKnown: true, value: 3 });
  });
});
