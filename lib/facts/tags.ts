import type { Resource } from '../model/resource';
import type { Value } from '../model/value';
import type { Answer } from './answers';

/** The tags that a template gives to a resource. */
export interface Tags {
  /** Values by key; `undefined` where deployment decides. */
  readonly values: ReadonlyMap<string, string | undefined>;
  /** Whether there may be others. */
  readonly open: boolean;
}

/** The types whose tags do not stand in `Tags`. */
const PLACES: Readonly<Record<string, string>> = { 'AWS::EFS::FileSystem': 'FileSystemTags' };

/** The tags of a resource; those of all replicas for a global table. */
export function tagsOf(resource: Resource): Tags {
  const replicas = resource.type === 'AWS::DynamoDB::GlobalTable' ? resource.at('Replicas') : undefined;
  if (replicas === undefined) return read([resource.at(PLACES[resource.type] ?? 'Tags')]);
  return replicas.isUnknown ? { values: new Map(), open: true } : read(replicas.items().map((each) => each.at('Tags')));
}

/** Whether a resource has a tag with a value that passes. */
export function hasTag(tags: Tags, key: string, passes: (value: string) => boolean): Answer {
  if (!tags.values.has(key)) return tags.open ? 'unknown' : 'no';
  const value = tags.values.get(key);
  if (value === undefined) return 'unknown';
  return passes(value) ? 'yes' : 'no';
}

/** The key and value of a tag, or `undefined` for what deployment decides. */
export function textOf(value: Value): string | undefined {
  return value.kind === 'known' ? value.string() : undefined;
}

function read(lists: readonly Value[]): Tags {
  const values = new Map<string, string | undefined>();
  let open = false;
  for (const list of lists) {
    if (list.isUnknown) open = true;
    else {
      for (const tag of list.items()) {
        const key = textOf(tag.at('Key'));
        if (key === undefined) open = true;
        else values.set(key, textOf(tag.at('Value')));
      }
    }
  }
  return { values, open };
}
