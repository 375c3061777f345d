import type { Application } from './application';
import { Evaluation, Interrupt } from './evaluation';

/** What came of reading something that deployment may decide. */
export type Attempt<T> =
  | { readonly isKnown: true; readonly value: T }
  | { readonly isKnown: false; readonly because: string; readonly path?: string };

/**
 * Reads something outside of a rule. Where the template does not decide it (an unknown value, an open condition),
 * that is the answer.
 */
export function attempt<T>(application: Application, read: () => T): Attempt<T> {
  const evaluation = new Evaluation();
  const before = application.enter(evaluation);
  try {
    return { isKnown: true, value: read() };
  } catch (error) {
    if (!(error instanceof Interrupt)) throw error;
    const { unknownRead, openCondition } = evaluation;
    if (unknownRead !== undefined) return { isKnown: false, because: unknownRead.because, path: unknownRead.path };
    return { isKnown: false, because: `it hangs on the condition ${openCondition?.name ?? ''}`.trim() };
  } finally {
    application.enter(before);
  }
}
