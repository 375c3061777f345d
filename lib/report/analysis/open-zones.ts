import type { FailureRecord } from '../../analysis/failure/records';

/** What a report knows of a journey. */
export interface NamedJourney {
  readonly name: string;
  /** Names of the components behind it. */
  readonly components: readonly string[];
}

/** The components of a journey of which nobody knows whether the loss of a zone takes them along. */
export function openZonesOf({ components }: NamedJourney, losses: readonly FailureRecord[]): string[] {
  const unsure = new Set(losses.flatMap((loss) => loss.unsure));
  return unsure.size === 0 ? [] : components.filter((each) => unsure.has(each));
}
