import { policiesOf, scalableTargetsOf } from '../../../facts/scaling';
import type { Resource } from '../../../model/resource';
import type { Value } from '../../../model/value';
import type { Evidence } from '../../component';
import { absolute, fixedSize, said, timePart, unbounded, unknown, type Capacity } from '../capacity';
import { FIGURES } from '../figures';
import type { Amount, CapacityRange } from '../records';
import { growthOf, trackingOf, type Tracking } from './tracking';

/** Units of reads or writes that a table has, and how they grow. */
interface Units {
  readonly what: 'read units' | 'write units';
  readonly least: number;
  readonly most: number;
  readonly tracking: Tracking;
  readonly evidence: readonly Evidence[];
}

const UNITS_PER_REQUEST =
  'A request takes half a read unit at least, or one write unit: what items of more than 4 KB (read) or 1 KB (written) take is not known.';

export function tableCapacity(table: Resource): Capacity {
  if (isOnDemand(table)) return onDemand(table);
  const kinds = [unitsOf(table, 'Read'), unitsOf(table, 'Write')];
  const [reads, writes] = kinds;
  if (reads === undefined || writes === undefined) return unknown('its capacity units are not in the template');
  const all = [reads, writes];
  const growths = all.map((units) => (units.least > 0 ? growthOf({ ...units, safe: 100 }) : undefined));
  // Which of the two a request takes is not known: surely held is what both carry, surely too much what neither does.
  const growth = all.every(({ least, most }) => most > least)
    ? {
        immediate: fold(Math.min, growths, 'immediate'),
        sustained: fold(Math.min, growths, 'sustained'),
        limit: fold(Math.max, growths, 'limit'),
      }
    : { immediate: 1, sustained: 1 };
  return absolute(
    // An index has units of its own, which requests may take instead.
    hasIndexes(table) ? {} : { limit: 2 * reads.most + writes.most },
    {
      growth,
      amounts: all.map(({ what, least, most }): Amount => ({ what, least, most })),
      ...(all.some(({ tracking }) => tracking.policies.length > 0) && {
        time: { parts: [timePart(FIGURES.tableAlarm)], isAtLeast: true },
      }),
      assumptions: [UNITS_PER_REQUEST, 'Access is spread evenly over its partitions.'],
      evidence: all.flatMap(({ evidence, tracking }) => [...evidence, ...tracking.evidence]),
      quotas: [{ id: 'tableUnits', perRequest: { atLeast: 0.5 } } as const],
    },
  );
}

function fold(
  choose: (...values: number[]) => number,
  growths: readonly (CapacityRange | undefined)[],
  key: keyof CapacityRange,
): number {
  return choose(...growths.map((growth) => growth?.[key] ?? 1));
}

function isOnDemand(table: Resource): boolean {
  if (table.type === 'AWS::Serverless::SimpleTable') return !table.has('ProvisionedThroughput');
  return table.string('BillingMode') === 'PAY_PER_REQUEST';
}

function onDemand(table: Resource): Capacity {
  const [reads, writes] = [ceilingOf(table, 'Read'), ceilingOf(table, 'Write')];
  const ready = table.at('WarmThroughput');
  const warmReads = Math.max(ready.at('ReadUnitsPerSecond').number() ?? 0, FIGURES.onDemandReads.value);
  const warmWrites = Math.max(ready.at('WriteUnitsPerSecond').number() ?? 0, FIGURES.onDemandWrites.value);
  const extra = {
    growth: { immediate: FIGURES.onDemandGrowth.value },
    amounts: [
      { what: 'read units', least: warmReads, ...(reads !== undefined && { most: reads }) },
      { what: 'write units', least: warmWrites, ...(writes !== undefined && { most: writes }) },
    ],
    time: {
      parts: [],
      step: { most: FIGURES.onDemandGrowth.value, part: timePart(FIGURES.onDemandInterval) },
      isAtLeast: false,
    },
    assumptions: [
      'A request takes one write unit, or one read unit; its highest peak so far is the baseline.',
      'Access is spread evenly over its partitions.',
    ],
    figures: [FIGURES.onDemandReads, FIGURES.onDemandWrites, FIGURES.onDemandGrowth, FIGURES.onDemandInterval],
    evidence: [
      said(table, 'BillingMode', 'capacity is on demand'),
      ...(ready.isPresent
        ? [said(table, 'WarmThroughput', `warm for ${warmReads} reads and ${warmWrites} writes a second`)]
        : []),
      ...(reads === undefined ? [] : [said(table, '', `at most ${reads} read units a second`)]),
      ...(writes === undefined ? [] : [said(table, '', `at most ${writes} write units a second`)]),
    ],
    quotas: [{ id: 'tableUnits', perRequest: { atLeast: 0.5 } } as const],
  };
  const immediate = Math.min(warmReads, warmWrites);
  if (reads === undefined || writes === undefined) {
    return unbounded('DynamoDB grows it with the load, up to twice its highest peak at once', {
      ...extra,
      rate: { immediate },
    });
  }
  const { growth: _, ...ceiling } = extra;
  const limit = hasIndexes(table) ? {} : { limit: 2 * reads + writes };
  return absolute({ immediate: Math.min(immediate, reads, writes), ...limit }, ceiling);
}

function hasIndexes(table: Resource): boolean {
  return table.at('GlobalSecondaryIndexes').isPresent;
}

/** The maximum of on-demand units; none where it is not set or -1. */
function ceilingOf(table: Resource, kind: 'Read' | 'Write'): number | undefined {
  const name = `Max${kind}RequestUnits`;
  const units = (
    table.type === 'AWS::DynamoDB::GlobalTable'
      ? table.at(`${kind}OnDemandThroughputSettings.${name}`)
      : table.at(`OnDemandThroughput.${name}`)
  ).number();
  return units === undefined || units < 0 ? undefined : units;
}

/** Provisioned units. The reads of a global table are those of its replicas, of which each serves its own Region. */
function unitsOf(table: Resource, kind: 'Read' | 'Write'): Units | undefined {
  const what = kind === 'Read' ? 'read units' : 'write units';
  if (table.type === 'AWS::DynamoDB::GlobalTable') return globalUnits(table, kind, what);
  const count = table.number(`ProvisionedThroughput.${kind}CapacityUnits`);
  const [target] = scalableTargetsOf(table, `dynamodb:table:${kind}CapacityUnits`);
  if (target === undefined) {
    if (count === undefined) return undefined;
    const says = `${count} ${what}, which nothing scales`;
    return fixedUnits(what, count, [said(table, `ProvisionedThroughput.${kind}CapacityUnits`, says)]);
  }
  const [least, most] = [target.number('MinCapacity') ?? 1, target.number('MaxCapacity') ?? count ?? 1];
  return {
    what,
    least,
    most,
    tracking: trackingOf(policiesOf(target), 'TargetTrackingScalingPolicyConfiguration'),
    evidence: [said(target, 'MaxCapacity', `${least} to ${most} ${what}`)],
  };
}

function globalUnits(table: Resource, kind: 'Read' | 'Write', what: Units['what']): Units | undefined {
  const settings: { readonly at: Value; readonly isOwn: boolean }[] =
    kind === 'Write'
      ? [{ at: table.at('WriteProvisionedThroughputSettings'), isOwn: true }]
      : table.list('Replicas').map((replica) => ({
          at: replica.at('ReadProvisionedThroughputSettings'),
          isOwn: replica.at('Region').settled === table.region,
        }));
  const { at } = settings.find(({ isOwn }) => isOwn) ?? settings[0] ?? {};
  if (at === undefined) return undefined;
  const count = at.at(`${kind}CapacityUnits`).number();
  const scaling = at.at(`${kind}CapacityAutoScalingSettings`);
  const most = scaling.at('MaxCapacity').number();
  const path = at.path.slice('Properties.'.length);
  if (most === undefined)
    return count === undefined ? undefined : fixedUnits(what, count, [said(table, path, `${count} ${what}`)]);
  const least = scaling.at('MinCapacity').number() ?? 1;
  const utilization = scaling.at('TargetTrackingScalingPolicyConfiguration.TargetValue').number();
  const evidence = [said(table, path, `${least} to ${most} ${what}`)];
  return {
    what,
    least,
    most,
    tracking: { policies: [table], ...(utilization !== undefined && { utilization }), evidence: [] },
    evidence,
  };
}

function fixedUnits(what: Units['what'], count: number, evidence: readonly Evidence[]): Units {
  return { what, least: count, most: count, tracking: { policies: [], evidence: [] }, evidence };
}

/** A table of Amazon Keyspaces, whose modes are those of DynamoDB. */
export function keyspacesCapacity(table: Resource): Capacity {
  if ((table.string('BillingMode.Mode') ?? 'ON_DEMAND') === 'ON_DEMAND') {
    return unbounded('Amazon Keyspaces grows it with the load', {
      evidence: [said(table, 'BillingMode', 'on demand')],
    });
  }
  return fixedSize('its units are provisioned', { evidence: [said(table, 'BillingMode', 'provisioned')] });
}
