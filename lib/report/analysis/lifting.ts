import type { Assessment, FindingRecord } from '../../assessment/document';
import { groupBy } from '../group';
import { placeOf } from '../words';

/** The open findings on a component, of which to mend would help against a disruption. */
export class Lifting {
  private readonly byPlace: ReadonlyMap<string, readonly FindingRecord[]>;

  constructor({ findings }: Pick<Assessment, 'findings'>) {
    this.byPlace = groupBy(
      findings.filter(({ status }) => status === 'open'),
      placeOf,
    );
  }

  /** Ids of the rules, the worst first. */
  public rulesFor(component: string, disruption: FindingRecord['disruptions'][number]): string[] {
    const own = this.byPlace.get(component) ?? [];
    const helping = own.filter(({ disruptions }) => disruptions.includes(disruption));
    return [...new Set(helping.map(({ ruleId }) => ruleId))];
  }
}
