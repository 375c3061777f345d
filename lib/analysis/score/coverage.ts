import type { Disruption } from '../../intent/schema/policy';
import type { Component, Role } from '../component';
import type { Detection } from '../detection/detection';
import { TEST_VALUES } from '../evidence/freshness';
import { levelOf } from '../detection/levels';
import type { Tests } from '../evidence/tests';
import { holdsData } from '../risk/holds-data';
import type { SystemNode } from '../system/node';

/** A test that ought to be run, and what has been done of it. */
export interface DueTest {
  readonly disruption: Disruption;
  /** 0 to 1. */
  readonly value: number;
  readonly name: string;
}

/** How far one component is watched, written up and tested. */
export interface Coverage {
  readonly name: string;
  readonly hasAlarm: boolean;
  readonly hasProcedure: boolean;
  readonly tests: readonly DueTest[];
}

/** Services that have no failure of their own to be told of: keys, secrets, roles. Their users tell. */
const UNWATCHED: readonly Role[] = ['SECURITY', 'IDENTITY'];

/** A gateway endpoint is an entry of route tables: it has no metrics. Absent, its type is `Gateway`. */
function isGatewayEndpoint({ resource }: Component): boolean {
  if (resource.type !== 'AWS::EC2::VPCEndpoint') return false;
  const { settled } = resource.at('VpcEndpointType');
  return settled === undefined || settled === 'Gateway';
}

/** Looks at each component once, for all journeys. */
export class Coverages {
  private readonly known = new Map<SystemNode, Coverage | undefined>();

  constructor(
    private readonly detection: Detection,
    private readonly tests: Tests,
  ) {}

  /** How far a component is covered; `undefined` for what a template cannot watch: third parties, keys, roles. */
  public of(node: SystemNode): Coverage | undefined {
    if (!this.known.has(node)) this.known.set(node, this.read(node));
    return this.known.get(node);
  }

  private read(node: SystemNode): Coverage | undefined {
    const { component, name } = node;
    if (component === undefined || UNWATCHED.includes(component.role) || isGatewayEndpoint(component)) return undefined;
    const record = this.detection.of(node);
    // What AWS keeps running by itself fails its users by its limits: throttling, a backlog.
    const news = component.redundancy === 'INHERENT' ? (['FAILURE', 'OVERLOAD'] as const) : (['FAILURE'] as const);
    const level = levelOf(record, ...news);
    const tests = dueOf(component).map((disruption) => ({
      disruption,
      value: TEST_VALUES[this.tests.of(node, disruption).state],
      name: `${disruption} on ${name}`,
    }));
    const hasProcedure = level === 'ALARM_AND_RUNBOOK' || record.procedures.length > 0;
    return { name, hasAlarm: level !== 'NONE', hasProcedure, tests };
  }
}

/**
 * What of a component's recovery wants a test: restoring what holds data, and going on after the loss of a unit or a zone
 * where that is not the service's own doing. A Region is tested by journey.
 */
function dueOf(component: Component): Disruption[] {
  const { redundancy, reach } = component;
  const due: Disruption[] = holdsData(component) ? ['software'] : [];
  if (redundancy === 'INHERENT') return due;
  return reach === 'ZONES' ? [...due, 'infrastructure', 'az'] : [...due, 'infrastructure'];
}
