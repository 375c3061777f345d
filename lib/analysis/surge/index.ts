import type { System } from '../system/system';
import { Surge } from './surge';
import type { SurgeRecord } from './records';

export type * from './records';

/** What surges do to the journeys of a system: what carries them, what breaks first, what waits and how long. */
export function surgeOf(system: System): SurgeRecord {
  return new Surge(system).record();
}
