import { CfnElement, CfnResource, Stack, Tokenization, type CfnRefElement, type IResolvable } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { referenceOf, type Json } from './property-reader';
import { Subject, type Mention } from './subject';

/** All resources of a tree of constructs with what they name, read when first asked for. */
export class Census {
  private readonly subjects = new Map<CfnResource, Subject>();
  private readonly mentions = new Map<CfnResource, Map<CfnResource, Mention[]>>();
  /** What each resource named when it was read last. */
  private readonly targets = new Map<CfnResource, Set<CfnResource>>();
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

  /** `Ref` or an attribute of the template element at a path. */
  public reference(path: string, attribute: string | undefined): IResolvable | undefined {
    const found = this.at(path);
    if (found === undefined || !CfnElement.isCfnElement(found)) return undefined;
    if (attribute === undefined) return Tokenization.reverse(refOf(found));
    return CfnResource.isCfnResource(found) ? found.getAtt(attribute) : undefined;
  }

  public mentionsOf(resource: CfnResource): Mention[] {
    return [...(this.mentions.get(resource)?.values() ?? [])].flat();
  }

  private index(resource: CfnResource): void {
    for (const target of this.targets.get(resource) ?? []) this.mentions.get(target)?.delete(resource);
    const targets = new Set<CfnResource>();
    this.targets.set(resource, targets);
    const by = this.subject(resource);
    for (const { target, path, at } of by.references()) {
      targets.add(target);
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

/** All elements that a value can refer to have `Ref`. */
function refOf(element: CfnElement): string {
  return (element as CfnRefElement).ref;
}
