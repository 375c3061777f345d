import type { Impact } from '../../analysis/failure/impact';
import type { LossKind } from '../../analysis/failure/losses';
import type { SinglePointKind } from '../../analysis/failure/single-points';
import type { Part, Tone } from '../content';

/** What an impact is called, in one word. */
const IMPACT_WORDS: Readonly<Record<Impact, string>> = {
  NONE: '-',
  DEGRADED: 'degraded',
  DELAYED: 'delayed',
  INTERRUPTED: 'interrupted',
  STOPPED: 'stopped',
};

/** What a journey does under an impact. */
export const IMPACT_SENTENCES: Readonly<Record<Impact, string>> = {
  NONE: 'does not notice',
  DEGRADED: 'goes on with less',
  DELAYED: 'is delayed: its work waits in a queue or stream',
  INTERRUPTED: 'is interrupted until another unit takes over',
  STOPPED: 'stops until what was lost is back',
};

const IMPACT_TONES: Readonly<Record<Impact, Tone>> = {
  NONE: 'soft',
  DEGRADED: 'doubt',
  DELAYED: 'doubt',
  INTERRUPTED: 'doubt',
  STOPPED: 'bad',
};

/** An impact as a cell shows it. */
export function impactPart(impact: Impact): Part {
  return { text: IMPACT_WORDS[impact], tone: IMPACT_TONES[impact] };
}

/** The kinds of losses, in the order in which a report tells of them. */
export const LOSS_NAMES: Readonly<Record<LossKind, string>> = {
  ZONE: 'Availability Zones',
  REGION: 'Regions',
  EXTERNAL: 'Third parties',
  LIMIT: 'Shared limits',
  RESOURCE: 'Components',
};

/** The kinds of single points of failure, one and several, worst first. */
export const SINGLE_POINT_NAMES: Readonly<Record<SinglePointKind, readonly [one: string, several: string]>> = {
  SINGLE_UNIT: ['single unit', 'single units'],
  SINGLE_ZONE: ['in a single zone', 'in a single zone'],
  ZONE: ['Availability Zone', 'Availability Zones'],
  THIRD_PARTY: ['third party', 'third parties'],
  SHARED_FATE: ['shared fate', 'shared fates'],
  REGION: ['Region', 'Regions'],
  UNDETERMINED: ['left open by the template', 'left open by the template'],
  SERVICE: ['regional service', 'regional services'],
};

/** What each kind of single point of failure means. */
export const SINGLE_POINT_MEANINGS: Readonly<Record<SinglePointKind, string>> = {
  SINGLE_UNIT: 'one host, task or node, so its zone takes it down too',
  SINGLE_ZONE: 'redundant in one Availability Zone, and lost with it',
  ZONE: 'takes down all that has hosts in it',
  THIRD_PARTY: 'is in the hands of its provider',
  SHARED_FATE: 'whatever uses it fails with it',
  REGION: 'takes down all that is in it',
  UNDETERMINED: 'deployment decides whether it is redundant',
  SERVICE: 'redundant within its Region: lost by mistake, by a failure of the service or with the Region',
};
