import { CfnResource, Stack, Stage, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ArnIndex, NAMED_TYPES, type Place } from '../../model/edges/arns';
import { Grants } from '../../model/edges/inference';
import { carriesOutage, edgeTo, pair, unspoken, type End, type Match } from '../../model/edges/matching';
import { meaningsOf } from '../../model/edges/property-meanings';
import { isObject, readProperties, referenceOf, type Json, type JsonObject } from '../health-alarms/property-reader';
import { namingsOf, type Mention } from './mentions';

/** A resource of the construct tree. */
export interface GraphNode {
  readonly type: string;
  readonly resource: CfnResource;
  readonly mentions: Mention[];
}

/** Who fails when what fails, read from the references between constructs before they are synthesized. */
export class ConstructGraph {
  public readonly edges: readonly Match<GraphNode>[];
  private readonly nodes = new Map<CfnResource, GraphNode>();
  private readonly byPath = new Map<string, GraphNode>();
  private readonly byLogicalId = new Map<Stack, Map<string, GraphNode>>();
  private readonly arns = new ArnIndex<GraphNode>(({ resource }) => placeOf(Stack.of(resource)));
  private readonly out = new Map<GraphNode, Match<GraphNode>[]>();

  /** @param root an App or Stage; further Stages in it are applications of their own */
  constructor(root: IConstruct) {
    for (const resource of resourcesOf(root)) this.add(resource);
    const properties = [...this.nodes.values()].map((node) => [node, readProperties(node.resource)] as const);
    for (const [node, own] of properties) this.addName(node, own);
    for (const [node, own] of properties) this.read(node, own);
    this.edges = this.match();
    for (const edge of this.edges) {
      const own = this.out.get(edge.from);
      if (own === undefined) this.out.set(edge.from, [edge]);
      else own.push(edge);
    }
  }

  /** The node of a resource, if it is in the graph. */
  public node(resource: CfnResource): GraphNode | undefined {
    return this.nodes.get(resource);
  }

  /**
   * What a resource surely fails with. Left out is what may be survived: a member of a redundancy group or one of
   * several ways, unless it is the only one; what a queue stands before; the way out of a network.
   */
  public causesOf(node: GraphNode): GraphNode[] {
    const hard = this.carrying(node).filter(({ buffered, outbound }) => !buffered && outbound !== true);
    const alternatives = (edge: Match<GraphNode>): Set<GraphNode> => {
      const same = hard.filter(({ redundancyGroup, partial, type }) => {
        return redundancyGroup === edge.redundancyGroup && partial === edge.partial && type === edge.type;
      });
      return new Set(same.map(({ to }) => to));
    };
    const certain = hard.filter((edge) => {
      const mayBeSurvived = edge.redundancyGroup !== undefined || edge.partial === true;
      return !mayBeSurvived || alternatives(edge).size === 1;
    });
    return [...new Set(certain.map(({ to }) => to))];
  }

  /** All that stands behind some resources: what takes a part of them along, or all, at once or later. */
  public reachedFrom(start: readonly GraphNode[], isExcluded: (node: GraphNode) => boolean): Set<GraphNode> {
    const reached = new Set<GraphNode>();
    const next = start.filter((node) => !isExcluded(node));
    for (let node = next.pop(); node !== undefined; node = next.pop()) {
      if (reached.has(node)) continue;
      reached.add(node);
      next.push(
        ...this.carrying(node)
          .map(({ to }) => to)
          .filter((to) => !isExcluded(to)),
      );
    }
    return reached;
  }

  private carrying(node: GraphNode): Match<GraphNode>[] {
    return (this.out.get(node) ?? []).filter(({ type, criticality }) => carriesOutage(type) && criticality === 'HARD');
  }

  private add(resource: CfnResource): void {
    const node = { type: resource.cfnResourceType, resource, mentions: [] };
    const stack = Stack.of(resource);
    this.nodes.set(resource, node);
    this.byPath.set(resource.node.path, node);
    let own = this.byLogicalId.get(stack);
    if (own === undefined) this.byLogicalId.set(stack, (own = new Map()));
    own.set(String(stack.resolve(resource.logicalId)), node);
  }

  private addName(node: GraphNode, properties: JsonObject): void {
    const named = NAMED_TYPES.find(({ type }) => type === node.type);
    const name = named && properties[named.property];
    if (named !== undefined && typeof name === 'string') this.arns.add(named, name, node);
  }

  /** What a function puts together stands where the function stands. */
  private read(node: GraphNode, properties: JsonObject): void {
    const stack = Stack.of(node.resource);
    const mention = (path: string, target: GraphNode | undefined): void => {
      const isKnown = node.mentions.some((each) => each.path === path && each.target === target);
      if (target !== undefined && !isKnown) node.mentions.push({ path, target });
    };
    const walk = (value: Json, path: string): void => {
      const target = this.target(value, stack);
      if (target !== undefined) mention(path, target);
      else if (Array.isArray(value)) value.forEach((each, index) => walk(each, `${path}.${index}`));
      else if (isObject(value)) {
        for (const [name, each] of Object.entries(value)) {
          if (name === 'Fn::Sub') variablesOf(each).forEach((variable) => walk(variable, path));
          else if (name.startsWith('Fn::')) flatten(each).forEach((part) => walk(part, path));
          else walk(each, `${path}.${name}`);
        }
      }
      const text = textOf(value);
      if (text?.startsWith('arn:')) mention(path, this.arns.find(text, placeOf(stack)));
    };
    walk(properties, 'Properties');
  }

  private target(value: Json, stack: Stack): GraphNode | undefined {
    const reference = referenceOf(value);
    if (reference?.path !== undefined) return this.byPath.get(reference.path);
    return reference?.logicalId === undefined ? undefined : this.byLogicalId.get(stack)?.get(reference.logicalId);
  }

  private match(): Match<GraphNode>[] {
    const grants = new Grants(namingsOf([...this.nodes.values()]));
    const seen = new Set<string>();
    const found: Match<GraphNode>[] = [];
    for (const holder of this.nodes.values()) {
      const ends: End<GraphNode>[] = [];
      for (const { path, target } of holder.mentions) {
        const meanings = meaningsOf(holder.type, path);
        if (meanings === undefined) found.push(...unspoken(holder, path, target, () => grants.allow(holder, target)));
        for (const meaning of meanings ?? []) {
          const edge = edgeTo(meaning.row, holder, path, target);
          if (edge !== undefined) found.push(edge);
          else ends.push({ ...meaning, path, target });
        }
      }
      found.push(...pair(holder, ends));
    }
    return found.filter(({ from, to, type, path }) => {
      const key = [from.resource.node.path, to.resource.node.path, type, path].join(' ');
      return from !== to && !seen.has(key) && seen.add(key);
    });
  }
}

/** The resources below a scope that belong to the same application. */
export function resourcesOf(scope: IConstruct): CfnResource[] {
  const own = CfnResource.isCfnResource(scope) ? [scope] : [];
  return [...own, ...scope.node.children.flatMap((child) => (Stage.isStage(child) ? [] : resourcesOf(child)))];
}

function placeOf({ region, account, environment }: Stack): Place {
  return {
    region: Token.isUnresolved(region) ? undefined : region,
    account: Token.isUnresolved(account) ? undefined : account,
    environment,
  };
}

/** A text, with `${...}` for what deployment puts in. */
function textOf(value: Json): string | undefined {
  if (typeof value === 'string') return value;
  const join = isObject(value) ? value['Fn::Join'] : undefined;
  if (!Array.isArray(join) || join[0] !== '' || !Array.isArray(join[1])) return undefined;
  return join[1]
    .map((part) => (isObject(part) ? `\${${String(part.Ref ?? '').replace('::', '.')}}` : String(part)))
    .join('');
}

/** What `Fn::Sub` puts into its text, as references. */
function variablesOf(value: Json): Json[] {
  const [text, given] = Array.isArray(value) ? value : [value];
  const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.trim());
  return names.map((name) => (isObject(given) && name in given ? given[name] : { Ref: name.split('.')[0] }));
}

function flatten(value: Json): Json[] {
  return Array.isArray(value) ? value.flatMap(flatten) : [value];
}
