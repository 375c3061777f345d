import type { Capacity } from './capacity';
import { DEFAULTS } from './defaults';
import type { ResilientServiceProps } from './props';
import type { SelectedZones } from './zones';

/** The numbers of a service in words. */
export function statementOf(
  props: ResilientServiceProps,
  zones: SelectedZones,
  capacity: Capacity,
  peak: number,
): string {
  const { baselineTasks, surgeFactor = DEFAULTS.surgeFactor } = props;
  const [assumed, ifSo] = zones.isDetermined ? ['', ''] : [' (assumed: the subnets do not tell)', ', if so'];
  return [
    `${zones.count} zones${assumed}, ${capacity.minimumPerZone} tasks or more in each:`,
    `${capacity.floor} tasks at least, so that the loss of a zone leaves the baseline of ${baselineTasks}${ifSo};`,
    `${capacity.ceiling} at most, for ${Math.round(surgeFactor * 100)} % of the usual load and the loss of a zone;`,
    `scales at ${capacity.scalingTargetPercent} % of CPU; up to ${peak} tasks during a deployment at the ceiling.`,
  ].join(' ');
}
