import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import type { Scope } from '../../model/scopes';
import { isComponent } from '../components';
import { takesFailures } from './dead-letters';

/** Finds the resources that declarations name: by construct path, or by logical id in a hand-written template. */
export class Places {
  private readonly byPath = new Map<string, Resource>();
  /** Construct paths of components in order, so that all below one stand together. */
  private paths?: readonly string[];

  constructor(application: Application) {
    for (const resource of application.allResources) {
      if (resource.constructPath !== undefined) this.byPath.set(resource.constructPath, resource);
    }
  }

  /** The resource a place stands for; where it is a group of constructs, all components in it. */
  public resourcesAt(place: string, { stack }: Scope): Resource[] {
    if (stack !== undefined) {
      const resource = stack.resources.get(place);
      return resource === undefined ? [] : [resource];
    }
    const main = [place, `${place}/Resource`, `${place}/Default`].flatMap((path) => this.byPath.get(path) ?? []);
    return main.length > 0 ? main.slice(0, 1) : this.componentsBelow(place);
  }

  private componentsBelow(place: string): Resource[] {
    this.paths ??= [...this.byPath].flatMap(([path, { type }]) => (isComponent(type) ? [path] : [])).sort();
    const prefix = `${place}/`;
    const found: Resource[] = [];
    for (let at = firstAtLeast(this.paths, prefix); this.paths[at]?.startsWith(prefix); at += 1) {
      const resource = this.byPath.get(this.paths[at] as string) as Resource;
      // A dead-letter queue takes what has failed already: no journey needs one.
      if (!takesFailures(resource)) found.push(resource);
    }
    return found;
  }
}

function firstAtLeast(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
