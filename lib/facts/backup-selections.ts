import type { Resource } from '../model/resource';
import type { Value } from '../model/value';
import { textOf } from './tags';

/** A tag that a selection asks for; `undefined` for what deployment decides. */
export interface TagCondition {
  readonly operator: string;
  readonly key: string | undefined;
  readonly value: string | undefined;
}

/** The resources that a list of ARNs means. */
export interface ArnList {
  readonly isEmpty: boolean;
  /** The resources of the application that are named. */
  readonly named: ReadonlySet<Resource>;
  /** ARNs with wildcards, with `${...}` for what is not known. */
  readonly patterns: readonly string[];
}

/** What a backup selection asks for. */
export interface Criteria {
  readonly arns: ArnList;
  readonly excluded: ArnList;
  /** One of these. */
  readonly tags: readonly TagCondition[];
  /** All of these. */
  readonly conditions: readonly TagCondition[];
}

const OPERATORS = ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike'];
const READ = new WeakMap<Resource, Criteria | 'open'>();

/** What a backup selection asks for; `open` where deployment decides a list of it. */
export function criteriaOf(selection: Resource): Criteria | 'open' {
  const known = READ.get(selection);
  if (known !== undefined) return known;
  const { application } = selection.stack;
  const before = application.decisionsRead;
  const criteria = read(selection.at('BackupSelection'));
  // What was read without an open condition holds in every run.
  if (application.decisionsRead === before) READ.set(selection, criteria);
  return criteria;
}

function read(spec: Value): Criteria | 'open' {
  const arns = arnsOf(spec.at('Resources'));
  const excluded = arnsOf(spec.at('NotResources'));
  const tags = tagsOf(spec.at('ListOfTags'), 'StringEquals');
  const conditions = OPERATORS.map((operator) => tagsOf(spec.at('Conditions').key(operator), operator));
  if (arns === 'open' || excluded === 'open' || tags === 'open' || conditions.includes('open')) return 'open';
  return { arns, excluded, tags, conditions: (conditions as TagCondition[][]).flat() };
}

function arnsOf(list: Value): ArnList | 'open' {
  if (list.isUnknown) return 'open';
  const items = list.items();
  // An exact ARN of a resource of the application is found among its names; any other is of no concern here.
  const patterns = items.map((each) => String(each.json())).filter((text) => text.includes('*'));
  return { isEmpty: items.length === 0, named: new Set(items.flatMap((each) => each.mentions)), patterns };
}

function tagsOf(list: Value, operator: string): TagCondition[] | 'open' {
  if (list.isUnknown) return 'open';
  return list.items().map((each) => {
    const key = textOf(each.at('ConditionKey'))?.replace(/^aws:ResourceTag\//, '');
    return { operator, key, value: textOf(each.at('ConditionValue')) };
  });
}
