import type { Application } from '../model/application';
import type { Resource } from '../model/resource';
import type { Value } from '../model/value';
import { compliant, nonCompliant, undetermined, type Verdict } from '../engine/verdict';
import { all, any, not, type Answer } from './answers';
import { glob, matchesArn } from './backup-arns';
import { criteriaOf, type ArnList, type TagCondition } from './backup-selections';
import { hasTag, tagsOf, type Tags } from './tags';

const SELECTION = 'AWS::Backup::BackupSelection';

/** Whether a backup plan of the application covers a resource: by ARN, pattern, tag or condition. */
export function isBackedUp(resource: Resource, application: Application): Answer {
  if (isSelectedByName(resource)) return 'yes';
  return any(application.resources(SELECTION), (selection) => selects(selection, resource));
}

/** Whether a backup selection names a resource and asks for nothing else. */
export function isSelectedByName(resource: Resource): boolean {
  return resource
    .referencedBy(SELECTION, 'BackupSelection.Resources')
    .some((selection) => selects(selection, resource) === 'yes');
}

/** The verdict on a resource that should be covered by a backup plan. */
export function judgeBackup(resource: Resource, application: Application, at?: string | Value): Verdict {
  const answer = isBackedUp(resource, application);
  if (answer === 'yes') return compliant;
  if (answer === 'unknown') return undetermined(at, 'deployment decides whether a backup selection covers it');
  const plans = application.resources('AWS::Backup::BackupPlan').length;
  const detail =
    plans === 0 ? 'The application has no backup plan.' : 'No backup selection of the application covers it.';
  return nonCompliant(at, { detail });
}

/** A tag that a backup selection asks for by its exact value. */
export interface WantedTag {
  readonly key: string;
  readonly value: string;
  readonly selection: Resource;
}

/** The exact tags that the selections of an application ask for, as far as they are known. */
export function wantedTags(application: Application): WantedTag[] {
  return application.resources(SELECTION).flatMap((selection) => {
    const criteria = criteriaOf(selection);
    if (criteria === 'open') return [];
    const exact = [...criteria.tags, ...criteria.conditions].filter(({ operator }) => operator === 'StringEquals');
    return exact.flatMap(({ key, value }) => {
      return key === undefined || value === undefined ? [] : [{ key, value, selection }];
    });
  });
}

/** Whether a backup selection covers a resource: by ARN, pattern, tag or condition. */
export function selects(selection: Resource, resource: Resource): Answer {
  if (!isSamePlace(selection, resource)) return 'no';
  const criteria = criteriaOf(selection);
  if (criteria === 'open') return 'unknown';
  const { arns, excluded, tags, conditions } = criteria;
  const own = tags.length + conditions.length === 0 ? NO_TAGS : tagsOf(resource);
  const byTag = any(tags, (tag) => meets(tag, own));
  const scope = inScope(!arns.isEmpty, isMeant(arns, resource), tags.length > 0, byTag);
  if (scope === 'no') return 'no';
  const byCondition = all(conditions, (condition) => meets(condition, own));
  return all([scope, byCondition, not(isMeant(excluded, resource))], (each) => each);
}

const NO_TAGS: Tags = { values: new Map(), open: false };

function isMeant({ named, patterns }: ArnList, resource: Resource): Answer {
  return named.has(resource) ? 'yes' : any(patterns, (pattern) => matchesArn(pattern, resource));
}

/** A selection that names neither resources nor tags takes all resources. */
function inScope(hasNames: boolean, byName: Answer, hasTags: boolean, byTag: Answer): Answer {
  if (!hasTags) return hasNames ? byName : 'yes';
  if (!hasNames || byName === byTag) return byTag;
  // AWS's pages differ on whether names and tags add up or narrow each other.
  return 'unknown';
}

function meets({ operator, key, value }: TagCondition, tags: Tags): Answer {
  if (key === undefined || value === undefined) return 'unknown';
  const passes = operator.endsWith('Like') ? (own: string) => glob(value).test(own) : (own: string) => own === value;
  if (!operator.startsWith('StringNot')) return hasTag(tags, key, passes);
  return tags.values.has(key) ? not(hasTag(tags, key, passes)) : 'unknown';
}

/** A plan covers resources of its own account and Region. */
function isSamePlace(a: Resource, b: Resource): boolean {
  const differ = (x: string | undefined, y: string | undefined): boolean =>
    x !== undefined && y !== undefined && x !== y;
  return !differ(a.region, b.region) && !differ(a.stack.account, b.stack.account);
}
