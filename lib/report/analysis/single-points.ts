import { SINGLE_POINT_KINDS, type SinglePointRecord } from '../../analysis/failure/single-points';
import { name, names, type Part, type Phrase, type Section } from '../content';
import { SINGLE_POINT_MEANINGS, SINGLE_POINT_NAMES } from './words';

/** What is told of what a single point takes along, and of its evidence. */
const MAX_NAMED = 4;

/** What stops journeys when it alone is lost, with the way to it and what it was read from. */
export function singlePointSection(points: readonly SinglePointRecord[], most: number): Section {
  const heading = 'Single points of failure';
  if (points.length === 0) return { heading, texts: ['Nothing stops a journey when it alone is lost.'] };
  const groups = SINGLE_POINT_KINDS.flatMap((kind) => {
    const own = points.filter((point) => point.kind === kind);
    if (own.length === 0) return [];
    const [one, several] = SINGLE_POINT_NAMES[kind];
    const shown = own.length > most ? ` (${most} of them shown)` : '';
    const title = `${own.length} ${own.length === 1 ? one : several}: ${SINGLE_POINT_MEANINGS[kind]}${shown}`;
    return [{ heading: title, rows: own.slice(0, most).map(rowOf) }];
  });
  return {
    heading,
    texts: ['Each stops the journeys beside it when it alone is lost.'],
    table: {
      columns: [
        ['What', 'name'],
        ['Stops', 'name'],
        ['Because', 'text'],
        ['Read from', 'text'],
      ],
      groups,
    },
  };
}

function rowOf(point: SinglePointRecord): Phrase[] {
  const { on, journeys, evidence } = point;
  const more = journeys.length - MAX_NAMED;
  return [
    name(on.name),
    journeys.slice(0, MAX_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : ''),
    because(point),
    evidence
      .slice(0, MAX_NAMED)
      .flatMap(({ path, says }, i) => [i === 0 ? '' : '; ', says, ...(path === '' ? [] : [' (', name(path), ')'])]),
  ];
}

/** The way to it; for a zone, what the journeys need in it. */
function because({ way, isInferred, takes, kind }: SinglePointRecord): Phrase {
  if (kind === 'ZONE') {
    const certain = takes.filter(({ certainty }) => certainty === 'CERTAIN').map((each) => each.name);
    const possible = takes.filter(({ certainty }) => certainty === 'POSSIBLE').map((each) => each.name);
    return [
      ...parts('it holds ', certain),
      ...(certain.length > 0 && possible.length > 0 ? ['; '] : []),
      ...parts('it may hold ', possible),
    ];
  }
  const steps = way.flatMap((each, i) => (i === 0 ? [each] : [' > ', name(each)]));
  return isInferred ? [...steps, ' (partly inferred)'] : steps;
}

function parts(before: string, all: readonly string[]): (string | Part)[] {
  return all.length === 0 ? [] : [before, ...names(all, MAX_NAMED)];
}
