import { isDay, type Day } from './day';
import { Fields, type Author } from './fields';

/** A risk somebody accepts. */
export interface DeclaredAcceptance {
  /** Id of the rule. */
  readonly rule: string;
  readonly reason: string;
  readonly owner: string;
  /** The last day it holds. */
  readonly expires: Day;
  /** Only for what matches below the place of the declaration. */
  readonly path?: string;
}

/**
 * Reads an acceptance as it was declared: its form, not whether its day has passed or its rule exists.
 *
 * @throws DeclarationError when it is malformed
 */
export function readAcceptance(data: unknown, place: string, author: Author): DeclaredAcceptance {
  const fields: Fields = new Fields(data, place, ['rule', 'reason', 'owner', 'expires', 'path'], author);
  const rule = ruleId(fields.text('rule'));
  if (rule === undefined) {
    fields.fail('rule', `must be the id of a rule, such as RdsMultiAz; '${fields.text('rule')}' cannot be one`);
  }
  const expires = fields.raw('expires');
  if (!isDay(expires)) fields.fail('expires', 'must be a day of the calendar, YYYY-MM-DD');
  const path = fields.has('path') ? fields.text('path') : undefined;
  if (path?.startsWith('/'))
    fields.fail('path', 'must not begin with a slash: it is a pattern for what is below the place it is declared at');
  return {
    rule,
    reason: fields.text('reason'),
    owner: fields.text('owner'),
    expires,
    ...(path !== undefined && { path }),
  };
}

/** The id that a text means: `RdsMultiAz`, or `Resilience::RdsMultiAz` as CDK prints it. */
function ruleId(text: string): string | undefined {
  return /^(?:Resilience::)?([A-Z][A-Za-z0-9]+)$/.exec(text)?.[1];
}
