import { CfnResource, Names, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { CustomerJourney } from '../../intent/customer-journey';
import { DependencyCriticality } from '../../intent/dependency-criticality';
import type { HealthAlarm } from '../health-alarms/health-alarm';
import { alarmsOn, planned } from './component-alarms';
import { resourcesOf, type ConstructGraph, type GraphNode } from './construct-graph';
import type { PlannedComponent } from './page-plan';

/** A journey with the resources it is made of. */
export interface JourneyParts {
  readonly journey: CustomerJourney;
  readonly entryPoints: readonly GraphNode[];
  /** All that stands behind it, the entry points included. */
  readonly components: ReadonlySet<GraphNode>;
}

/** What a journey is made of: what the references show, what it declares beyond, less what it excludes. */
export function partsOf(journey: CustomerJourney, graph: ConstructGraph): JourneyParts {
  const isExcluded = ({ resource }: GraphNode): boolean => {
    return journey.exclusions.some((exclusion) => resource.node.scopes.includes(exclusion));
  };
  const entryPoints = journey.entryPoints.flatMap((entryPoint) => mainNodes(entryPoint, graph));
  const declared = journey.dependencies
    .filter(({ criticality }) => criticality === DependencyCriticality.HARD)
    .flatMap(({ on }) => mainNodes(on, graph));
  return { journey, entryPoints, components: graph.reachedFrom([...entryPoints, ...declared], isExcluded) };
}

/** A component of a journey, with the alarms that stand where the plan of pages is made. */
export interface Component {
  readonly node: GraphNode;
  readonly plan: PlannedComponent;
  /** In the order of the plan's. */
  readonly alarms: readonly HealthAlarm[];
}

/**
 * The components of some journeys. Composite alarms look at alarms of their own account and Region only, so what
 * stands elsewhere is left out.
 *
 * @param home where the composites will be
 */
export function componentsOf(
  journeys: readonly JourneyParts[],
  graph: ConstructGraph,
  home: Stack,
): Map<GraphNode, Component> {
  const nodes = [...new Set(journeys.flatMap(({ components }) => [...components]))];
  const names = new Map(nodes.map((node) => [node, uniqueName(node.resource)]));
  const declared = declaredCauses(journeys, graph);
  const resources = new Set(nodes.map(({ resource }) => resource));
  return new Map(
    nodes.map((node) => {
      const all = alarmsOn(node.resource, (resource) => resources.has(resource));
      const alarms = all.filter(({ alarm }) => Stack.of(alarm).environment === home.environment);
      const causes = [...graph.causesOf(node), ...(declared.get(node) ?? [])].flatMap(
        (cause) => names.get(cause) ?? [],
      );
      const plan = { name: names.get(node)!, alarms: alarms.map((alarm) => planned(alarm, home)), causes };
      return [node, { node, plan, alarms }];
    }),
  );
}

function uniqueName(resource: CfnResource): string {
  return Names.uniqueResourceName(resource, { maxLength: 80, separator: '-' });
}

/** What a journey says it depends on is a cause of its entry points. */
function declaredCauses(journeys: readonly JourneyParts[], graph: ConstructGraph): Map<GraphNode, GraphNode[]> {
  const causes = new Map<GraphNode, GraphNode[]>();
  for (const { journey, entryPoints } of journeys) {
    const declared = journey.dependencies
      .filter(({ criticality }) => criticality === DependencyCriticality.HARD)
      .flatMap(({ on }) => mainNodes(on, graph));
    for (const entryPoint of entryPoints) causes.set(entryPoint, [...(causes.get(entryPoint) ?? []), ...declared]);
  }
  return causes;
}

/** The resource that a construct stands for; all in it where it is a group. */
function mainNodes(construct: IConstruct, graph: ConstructGraph): GraphNode[] {
  const main = CfnResource.isCfnResource(construct) ? construct : construct.node.defaultChild;
  const resources = main !== undefined && CfnResource.isCfnResource(main) ? [main] : resourcesOf(construct);
  return resources.flatMap((resource) => graph.node(resource) ?? []);
}
