import { CfnParameter, CfnResource, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { referenceOf, type Json } from './property-reader';
import { Subject, type Mention } from './subject';

/** All resources of a tree of constructs with what they name, read when first asked for. */
export class Census {
  private readonly subjects = new Map<CfnResource, Subject>();
  private readonly mentions = new Map<CfnResource, Map<CfnResource, Mention[]>>();
  private readonly logicalIds = new WeakMap<Stack, Map<string, CfnResource>>();

  constructor(private readonly root: IConstruct) {
    // First all, then what they name: a reference is looked up among them.
    const resources = resourcesOf(root);
    for (const resource of resources) this.subjects.set(resource, new Subject(resource, this));
    for (const resource of resources) this.index(resource);
  }

  /** All resources of some types. */
  public ofType(...types: string[]): Subject[] {
    return [...this.subjects.values()].filter(({ type }) => types.includes(type));
  }

  /** Reads the resources of a stack again: aspects may have changed them or added some. */
  public refresh(stack: Stack): Subject[] {
    this.logicalIds.delete(stack);
    const resources = resourcesOf(stack).filter((resource) => Stack.of(resource) === stack);
    for (const resource of resources) this.subjects.set(resource, new Subject(resource, this));
    for (const resource of resources) this.index(resource);
    return resources.map((resource) => this.subject(resource));
  }

  public subject(resource: CfnResource): Subject {
    const known = this.subjects.get(resource);
    if (known !== undefined) return known;
    const subject = new Subject(resource, this);
    this.subjects.set(resource, subject);
    this.index(resource);
    return subject;
  }

  /** The resource that a value in a stack refers to. */
  public target(value: Json, stack: Stack): Subject | undefined {
    const reference = referenceOf(value);
    if (reference === undefined) return undefined;
    const { path, logicalId } = reference;
    const found = path === undefined ? this.byLogicalId(logicalId ?? '', stack) : this.at(path);
    return found !== undefined && CfnResource.isCfnResource(found) ? this.subject(found) : undefined;
  }

  /** The value of a template element that is no resource, as a parameter. */
  public element(path: string, attribute: string | undefined): string | undefined {
    const found = this.at(path);
    return found instanceof CfnParameter && attribute === undefined ? found.valueAsString : undefined;
  }

  public mentionsOf(resource: CfnResource): Mention[] {
    return [...(this.mentions.get(resource)?.values() ?? [])].flat();
  }

  private index(resource: CfnResource): void {
    for (const byResource of this.mentions.values()) {
      if (byResource.delete(resource)) continue;
    }
    const by = this.subject(resource);
    for (const { target, path, at } of by.references()) {
      let byResource = this.mentions.get(target);
      if (byResource === undefined) this.mentions.set(target, (byResource = new Map()));
      const mention = { by, path, at };
      const known = byResource.get(resource);
      if (known === undefined) byResource.set(resource, [mention]);
      else known.push(mention);
    }
  }

  private at(path: string): IConstruct | undefined {
    const names = path.split('/').slice(this.root.node.path === '' ? 0 : 1);
    return names.reduce<IConstruct | undefined>((at, name) => at?.node.tryFindChild(name), this.root);
  }

  private byLogicalId(logicalId: string, stack: Stack): CfnResource | undefined {
    let known = this.logicalIds.get(stack);
    if (known === undefined) {
      const own = resourcesOf(stack).filter((resource) => Stack.of(resource) === stack);
      known = new Map(own.map((resource) => [stack.resolve(resource.logicalId) as string, resource]));
      this.logicalIds.set(stack, known);
    }
    return known.get(logicalId);
  }
}

function resourcesOf(scope: IConstruct): CfnResource[] {
  return scope.node.findAll().filter((node) => CfnResource.isCfnResource(node));
}
