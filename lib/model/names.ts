import type { Application } from './application';
import { ArnIndex, NAMED_TYPES } from './edges/arns';
import type { Resource } from './resource';
import type { Stack } from './stack';

/** Finds resources by ARNs that are written out, or put together from known and open parts. */
export class NameIndex {
  private readonly arns = new ArnIndex<Resource>(({ stack }) => stack);

  constructor(private readonly application: Application) {
    for (const named of NAMED_TYPES) {
      for (const resource of application.resources(named.type)) {
        const name = resource.at(named.property).settled;
        if (typeof name === 'string') this.arns.add(named, name, resource);
      }
    }
  }

  /** The resource an ARN belongs to; `undefined` if there is none or it cannot be told which. */
  public find(text: string, from: Stack): Resource | undefined {
    return this.arns.find(text, from, (resource) => this.application.exists(resource));
  }
}
