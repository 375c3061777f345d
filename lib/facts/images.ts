import { isObject, type Json } from '../model/values';

/** A rule of an ECR lifecycle policy that deletes tagged images. */
export interface ExpiringRule {
  /** What `number` counts: the images kept, or the days since an image was pushed. */
  readonly counts: 'images' | 'days';
  readonly number: number;
}

/**
 * The rules of a lifecycle policy that delete images whatever their tag. A policy with rules for chosen tags has none:
 * what those keep is out of reach of the rules behind them.
 *
 * @param text the policy, as JSON; what is not a policy has no rules
 */
export function expiringRules(text: string): ExpiringRule[] {
  const rules = rulesOf(text);
  const selections = rules.flatMap((rule) =>
    isExpiry(rule.action) && isObject(rule.selection) ? [rule.selection] : [],
  );
  const choosesTags = rules.some(
    (rule) => isObject(rule.selection) && rule.selection.tagStatus === 'tagged' && !isEveryTag(rule.selection),
  );
  return selections.flatMap((selection): ExpiringRule[] => {
    if (choosesTags || !(selection.tagStatus === 'any' || isEveryTag(selection))) return [];
    const number = Number(selection.countNumber);
    if (Number.isNaN(number)) return [];
    if (selection.countType === 'imageCountMoreThan') return [{ counts: 'images', number }];
    return selection.countType === 'sinceImagePushed' ? [{ counts: 'days', number }] : [];
  });
}

function rulesOf(text: string): { readonly [key: string]: Json }[] {
  try {
    const policy = JSON.parse(text) as Json;
    return isObject(policy) && Array.isArray(policy.rules) ? policy.rules.filter(isObject) : [];
  } catch {
    return [];
  }
}

function isExpiry(action: Json | undefined): boolean {
  return isObject(action) && action.type === 'expire';
}

function isEveryTag(selection: { readonly [key: string]: Json }): boolean {
  return Array.isArray(selection.tagPatternList) && selection.tagPatternList.includes('*');
}
