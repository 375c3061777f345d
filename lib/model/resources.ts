import type { Skipped } from './application';
import { LOOP } from './for-each';
import { Resource } from './resource';
import type { Stack } from './stack';
import { isObject, type Json } from './values';

/** Reads the resources of a stack's template, and says what cannot be read. */
export function readResources(stack: Stack): { readonly resources: Resource[]; readonly skipped: Skipped[] } {
  const { id: stackId, templatePath, template } = stack;
  const resources: Resource[] = [];
  const skipped: Skipped[] = [];
  if (template.Resources !== undefined && !isObject(template.Resources)) {
    skipped.push({ stack: stackId, templatePath, because: 'its Resources are not an object' });
  }
  for (const [id, raw] of Object.entries(stack.section('Resources'))) {
    const because = faultOf(id, raw);
    if (because !== undefined) skipped.push({ stack: stackId, templatePath, logicalId: id, because });
    else if (isObject(raw)) resources.push(new Resource(id, raw, stack));
  }
  return { resources, skipped };
}

function faultOf(id: string, raw: Json): string | undefined {
  if (id.startsWith(LOOP)) return 'the loop cannot be expanded before deployment';
  if (id === 'Fn::Transform') return 'what a transform adds is decided at deployment';
  if (!isObject(raw)) return 'the resource is not an object';
  return typeof raw.Type === 'string' ? undefined : 'the resource has no Type';
}
