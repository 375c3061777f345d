import type { Edge } from '../../model/graph/graph';
import type { Resource } from '../../model/resource';
import type { Component } from '../component';
import { componentOf } from '../components';
import type { Effect } from '../failure/impact';

/** What a node of the system stands for. */
export type NodeKind =
  /** A resource of the application. */
  | 'RESOURCE'
  /** The way from a subnet to the outside: lost with the subnet or with what leads out of it. */
  | 'WAY_OUT'
  /** A third party. */
  | 'EXTERNAL'
  /** A limit that resources of an account and Region share. */
  | 'LIMIT'
  /** The entry points of a journey in one Region. */
  | 'REGIONAL_ENTRY'
  /** What a customer does. */
  | 'JOURNEY';

/** A node of the system: something that fails, or that passes failures on. */
export class SystemNode {
  private isRead = false;
  private read?: Component;

  /**
   * @param index its place in `System.nodes`
   * @param kind what it stands for
   * @param name how reports call it: construct path, else stack and logical id; the name of a third party or journey
   * @param resource for a resource, and for the way out of a subnet
   * @param ownRegion for what is no resource; absent where it is in none or in all
   */
  constructor(
    public readonly index: number,
    public readonly kind: NodeKind,
    public readonly name: string,
    public readonly resource?: Resource,
    private readonly ownRegion?: string,
  ) {}

  /** For a resource that can fail by itself. */
  public get component(): Component | undefined {
    if (!this.isRead) {
      this.isRead = true;
      if (this.kind === 'RESOURCE') this.read = componentOf(this.resource as Resource);
    }
    return this.read;
  }

  /** The Region it is in, where known. */
  public get region(): string | undefined {
    return this.resource?.region ?? this.ownRegion;
  }
}

/** Something that a node depends on: `from` fails with `to`, as far as its effect and gate say. */
export interface Dependency {
  /** Its number among the dependencies of the system. */
  readonly index: number;
  readonly from: SystemNode;
  readonly to: SystemNode;
  readonly effect: Effect;
  readonly gate?: Gate;
  /** Where it was read. Absent where it was declared, or is made by the analysis. */
  readonly edge?: Edge;
}

/** Several dependencies of a node of which not every one has to work. */
export interface Gate {
  /** Its place in `System.gates`. */
  readonly index: number;
  readonly owner: SystemNode;
  /**
   * `ALTERNATIVES`: members stand in for one another, the owner goes on while one works. `WAYS`: each member
   * serves a share of the requests, so the owner goes on with less.
   */
  readonly kind: 'ALTERNATIVES' | 'WAYS';
  /** Members, those included that are no resources of the application (a literal subnet id), which stay. */
  readonly size: number;
}
