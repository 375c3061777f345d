import type { Application } from '../../model/application';
import type { Resource } from '../../model/resource';
import { SystemBuilder } from './builder';
import { addJourneys, type Journey } from './journeys';
import type { Dependency, Gate, SystemNode } from './node';
import { Zones, type Zone } from './zones';

/**
 * An application as what may fail: its resources, what they share, third parties and journeys, and who fails with
 * whom. Built once; each analysis asks it.
 */
export class System {
  public readonly nodes: readonly SystemNode[];
  public readonly gates: readonly Gate[];
  /** Regions of the resources, in order; none where no stack says. */
  public readonly regions: readonly string[];

  private readonly placement: Zones;

  /**
   * @param application whose system it is
   * @param builder holds what it is made of
   * @param journeys what customers do in it
   * @param unanalysed public entry points that no journey stands for, as there are too many
   */
  constructor(
    public readonly application: Application,
    private readonly builder: SystemBuilder,
    public readonly journeys: readonly Journey[],
    public readonly unanalysed = 0,
  ) {
    this.nodes = builder.nodes;
    this.gates = builder.gates;
    this.placement = new Zones(application);
    this.regions = [...new Set(application.stacks.flatMap(({ region }) => region ?? []))].sort();
  }

  /** The system that an application is. */
  public static of(application: Application): System {
    const builder = new SystemBuilder(application);
    const { journeys, leftOut } = addJourneys(application, builder);
    return new System(application, builder, journeys, leftOut);
  }

  /** The zones that something of the application is placed in. */
  public get zones(): readonly Zone[] {
    return this.placement.all;
  }

  /** All dependencies of what journeys reach, by who depends. */
  public get dependencies(): readonly Dependency[] {
    return this.nodes.flatMap((node) => this.builder.dependenciesOf(node));
  }

  public get dependencyCount(): number {
    return this.builder.dependencyCount;
  }

  public nodeOf(resource: Resource): SystemNode {
    return this.builder.nodeOf(resource);
  }

  /** What a node depends on; nothing for what no journey reaches. */
  public dependenciesOf(node: SystemNode): readonly Dependency[] {
    return this.builder.dependenciesOf(node);
  }

  /** What depends on a node, of what journeys reach. */
  public dependentsOf(node: SystemNode): readonly Dependency[] {
    return this.builder.dependentsOf(node);
  }

  /** The resources that lie in a zone for certain. */
  public inside(zone: Zone): SystemNode[] {
    return this.placement.inside(zone).map((resource) => this.nodeOf(resource));
  }

  /** The zones that a node may lie in. None where nothing says, or where it lies in none. */
  public zonesOf({ resource }: SystemNode): readonly Zone[] {
    return resource === undefined ? [] : this.placement.of(resource);
  }
}
