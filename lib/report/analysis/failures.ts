import { IMPACTS } from '../../analysis/failure/impact';
import type { LossKind } from '../../analysis/failure/losses';
import type { FailureRecord, FailureRecoveryRecord, RecoveringRecord } from '../../analysis/failure/records';
import { name, names, type Column, type Part, type Phrase, type Rows, type Table } from '../content';
import { durationInWords } from '../duration';
import { openZonesOf, type NamedJourney } from './open-zones';
import { impactPart, LOSS_NAMES } from './words';

/** How the matrix is shown. */
export interface MatrixOptions {
  /** Rows of each kind that are shown. Default: all. */
  readonly most?: number;
  /** How the columns of the journeys are headed. Default: by their names. */
  readonly headings?: readonly string[];
}

/** The matrix of failures by journeys: rows by kind, the worst first. */
export function failureMatrix(
  failures: readonly FailureRecord[],
  journeys: readonly NamedJourney[],
  { most = Infinity, headings = journeys.map((each) => each.name) }: MatrixOptions = {},
): Table {
  const columns: Column[] = [
    ['Lost', 'name'],
    ...headings.map((each): Column => [each, 'short']),
    'Told by',
    ['Comes back', 'name'],
  ];
  const kinds = Object.keys(LOSS_NAMES) as LossKind[];
  const groups = kinds.flatMap((kind): Rows[] => {
    const own = worstFirst(failures.filter((each) => each.kind === kind));
    if (own.length === 0) return [];
    const heading = own.length > most ? `${LOSS_NAMES[kind]} (the worst ${most} of ${own.length})` : LOSS_NAMES[kind];
    return [{ heading, rows: own.slice(0, most).map((failure) => rowOf(failure, journeys)) }];
  });
  return { columns, groups };
}

function rowOf(failure: FailureRecord, journeys: readonly NamedJourney[]): Phrase[] {
  const { on, impacts, alarms, recovery } = failure;
  const byJourney = new Map(impacts.map(({ journey, impact }) => [journey, impact]));
  return [
    name(on.name),
    ...journeys.map((each): Part => {
      const impact = byJourney.get(each.name);
      if (impact !== undefined) return impactPart(impact);
      const isOpen = openZonesOf(each, [failure]).length > 0;
      return isOpen ? { text: 'not known', tone: 'soft' } : impactPart('NONE');
    }),
    alarms.length === 0 ? { text: 'nobody', tone: 'bad' } : names(alarms, 2),
    recoveryInWords(recovery),
  ];
}

function worstFirst(failures: readonly FailureRecord[]): FailureRecord[] {
  const rated = failures.map((failure) => ({ failure, badness: badnessOf(failure) }));
  return rated.sort((a, b) => b.badness - a.badness).map(({ failure }) => failure);
}

/** How bad a loss is: the worst it does first, then to how many journeys. */
function badnessOf({ impacts }: FailureRecord): number {
  return impacts.reduce((sum, { impact }) => sum + 1000 ** IMPACTS.indexOf(impact), 0);
}

/** How what was lost comes back, in short. */
export function recoveryInWords({ automatic, manual, unmodelled }: FailureRecoveryRecord): string {
  const isOne = automatic.length + manual.length + unmodelled.length === 1;
  const counted = (how: string, some: readonly unknown[]): string[] => {
    return some.length === 0 ? [] : [isOne ? how : `${some.length} ${how}`];
  };
  return [
    ...counted(`by ${automatic.length > 1 ? 'themselves' : 'itself'} ${within(automatic)}`, automatic),
    ...counted(`by hand ${within(manual)}`, manual),
    ...counted('not known', unmodelled),
  ].join(', ');
}

/** The longest time of several. */
function within(some: readonly RecoveringRecord[]): string {
  const known = some.flatMap(({ rto }) => rto ?? []);
  if (known.length === 0) return '(nothing brings it back)';
  const longest = Math.max(...known);
  const never = some.length - known.length;
  const time = longest === 0 ? 'at once' : `in ${durationInWords(longest)}`;
  return never === 0 ? time : `${time} (${never} of them never)`;
}
