/** What an edge of the dependency graph carries (the taxonomy of AWS Resilience Hub v2). */
export type EdgeType = 'DATA_FLOW' | 'CONTAINMENT' | 'PERMISSIONS' | 'OBSERVABILITY';

/** Whether the dependent fails with its dependency (`HARD`) or goes on without it (`SOFT`). */
export type Criticality = 'HARD' | 'SOFT';

/**
 * What one property of a resource type means for the dependency graph. `from` fails when `to` fails.
 *
 * `from` and `to` are `'@'` (the resource that holds the property) or a property path relative to
 * `Properties`: names joined by dots, `[]` after a name for each element of a list, `*` for each key of a map.
 *
 * A path speaks for its value and all that the value contains (`Principal` in a policy document, the parts of an
 * `Fn::Join`), also where a list is not written out (`Ref` to a list parameter). Where one path lies below another,
 * the longer one decides; all rows of the same path apply.
 */
export interface EdgeMeaning {
  readonly from: string;
  readonly to: string;
  readonly type: EdgeType;
  readonly criticality: Criticality;
  /** A queue or stream stands between: losing `to` is a delay up to the retention, then loss. */
  readonly buffered?: true;
  /**
   * Name of a redundancy group: all that the edges of this name lead to from one `from` stand in for one another, be
   * they elements of a list or several resources (the services behind one target group). `from` fails when all
   * are lost. A member that is no resource of the application (a literal subnet id) counts as one that stays.
   */
  readonly redundancyGroup?: string;
  /**
   * One of several ways through `from`: when `to` is lost, only what goes this way fails (a path of a load balancer,
   * a method of an API, a subscriber of a topic). Where it is the only one, that is everything.
   */
  readonly partial?: true;
  /**
   * Matters only to what opens connections itself. What is reached in `from`, as a database is in its subnet, goes on
   * when `to` (the way out) is lost.
   */
  readonly outbound?: true;
}

/** What a property means that is none of a dependency: the reference is known and carries nothing. */
export interface NoEdge {
  /** Property path that creates no edge (a dead-letter queue, a tag, an alarm's OK action). `*` is every property. */
  readonly none: string;
}

/** The meanings of the properties of one resource type. */
export type EdgeRows = readonly (EdgeMeaning | NoEdge)[];

/** Resource type -> the meanings of its properties. */
export type EdgeTable = Readonly<Record<string, EdgeRows>>;
