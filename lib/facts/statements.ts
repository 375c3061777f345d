import type { Value } from '../model/value';

/** How far a statement of a resource policy lets an AWS service do something. */
export type Permission = 'allowed' | 'maybe' | 'no';

/**
 * Whether a resource policy lets an AWS service take all of some actions. `maybe` where a condition, an account or a
 * value that deployment decides has a say.
 *
 * @param policy the policy document
 * @param service the service principal: `cloudwatch.amazonaws.com`
 * @param actions what it must be able to do
 * @param forAccounts what a statement for accounts, users or roles is worth to the service
 */
export function permits(
  policy: Value,
  service: string,
  actions: readonly string[],
  forAccounts: Permission = 'no',
): Permission {
  const statements = policy
    .at('Statement')
    .items()
    .filter((each) => each.at('Effect').string() !== 'Deny');
  const permissions = actions.map((action) => {
    const found = statements.filter((each) => covers(each, action)).map((each) => reaches(each, service, forAccounts));
    return found.includes('allowed') ? 'allowed' : found.includes('maybe') ? 'maybe' : 'no';
  });
  if (permissions.includes('no')) return 'no';
  return permissions.includes('maybe') ? 'maybe' : 'allowed';
}

function covers(statement: Value, action: string): boolean {
  if (statement.at('NotAction').isPresent) return true;
  return statement
    .at('Action')
    .items()
    .some((pattern) => matches(pattern.string() ?? '', action));
}

function matches(pattern: string, action: string): boolean {
  const expression = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${expression.join('.*')}$`, 'i').test(action);
}

function reaches(statement: Value, service: string, forAccounts: Permission): Permission {
  const principal = statement.at('Principal');
  if (principal.isUnknown || ['NotPrincipal', 'NotAction'].some((name) => statement.at(name).isPresent)) return 'maybe';
  const accounts = principal.at('AWS');
  // A role of the application is not everybody.
  const everybody =
    principal.json() === '*' || (!accounts.isUnknown && accounts.items().some((each) => each.json() === '*'));
  if (everybody) return statement.at('Condition').isPresent ? 'maybe' : 'allowed';
  const services = principal.at('Service').items();
  return services.some((each) => each.isUnknown || each.string() === service)
    ? 'allowed'
    : principal.at('AWS').isPresent
      ? forAccounts
      : 'no';
}
