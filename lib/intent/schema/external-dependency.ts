import { Fields, type Author } from './fields';

/** What becomes of a journey when something it depends on fails. */
export const CRITICALITIES = ['HARD', 'SOFT'] as const;
export type CriticalityName = (typeof CRITICALITIES)[number];

/** A third party that journeys depend on. */
export interface DeclaredExternalDependency {
  readonly name: string;
  /** What its provider promises, in percent of the time. Absent: nothing that is known. */
  readonly availability?: number;
  readonly criticality: CriticalityName;
  /** In seconds. */
  readonly timeout?: number;
  /** What is done when it does not answer. */
  readonly fallback?: string;
}

/**
 * Reads an external dependency as it was declared.
 *
 * @throws DeclarationError when it is malformed
 */
export function readExternalDependency(data: unknown, place: string, author: Author): DeclaredExternalDependency {
  const fields = new Fields(data, place, ['name', 'availability', 'criticality', 'timeout', 'fallback'], author);
  if (
    fields.has('availability') &&
    !(fields.number('availability', 0) > 0 && fields.number('availability', 0) <= 100)
  ) {
    fields.fail('availability', 'must be more than 0 and at most 100 percent');
  }
  return {
    name: fields.text('name'),
    ...(fields.has('availability') && { availability: fields.number('availability', 0) }),
    criticality: fields.has('criticality') ? fields.oneOf('criticality', CRITICALITIES) : 'HARD',
    ...(fields.has('timeout') && { timeout: fields.seconds('timeout') }),
    ...(fields.has('fallback') && { fallback: fields.text('fallback') }),
  };
}
