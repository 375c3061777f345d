import { SINGLE_POINT_KINDS, type SinglePointRecord } from '../../analysis/failure/single-points';
import type { AvailabilityRecord, RecoveryRecord } from '../../analysis/recovery/records';
import type { Assessment } from '../../assessment/document';
import type { ConsoleWriter } from '../console-writer';
import { textOf } from '../content';
import { durationInWords } from '../duration';
import { visible } from '../text';
import { DISRUPTIONS } from '../words';
import { basisOf } from './index';
import { Lifting } from './lifting';
import { openZonesOf } from './open-zones';
import { scoreInWords } from './scores';
import { surgeInWords } from './surge';
import { estimateInWords, liftInWords, percentInWords, verdictInWords } from './times';
import { SINGLE_POINT_NAMES } from './words';

/** Journeys that are told of. */
const MAX_JOURNEYS = 8;

/** Names of single points of one kind that are told. */
const MAX_NAMED = 3;

/** The short form: what is worst about each journey. */
export function writeAnalysis(out: ConsoleWriter, assessment: Assessment): void {
  const { analysis } = assessment;
  if (analysis === undefined) return;
  const { journeys, singlePoints, failures, recovery, score, surge } = analysis;
  if (journeys.length === 0) return;
  const lifting = new Lifting(assessment);
  const zoneLosses = failures.filter(({ kind }) => kind === 'ZONE');
  for (const [i, journey] of journeys.slice(0, MAX_JOURNEYS).entries()) {
    const { name, isImplied, unresolved } = journey;
    // Two journeys may have one name; their order is the same everywhere.
    const [recovers, surges, scored] = [recovery.journeys[i], surge.journeys[i], score.journeys[i]];
    const about = isImplied ? 'implied' : (scored?.tier ?? 'no policy');
    out.line(`${out.paint.bold(visible(`Journey: ${name}`))}  ${out.paint.dim(about)}`);
    writeSinglePoints(
      out,
      singlePoints.filter((point) => point.journeys.includes(name)),
      openZonesOf(journey, zoneLosses),
    );
    if (unresolved.length > 0) out.labelled('absent', `in no template, so not looked at: ${unresolved.join(', ')}`);
    if (recovers !== undefined) {
      writeRecovery(out, recovers);
      out.labelled('weakest', weakestLink(recovers, lifting));
      out.labelled('by SLA', availabilityInWords(recovers.availability));
    }
    if (surges !== undefined) out.labelled('surge', surgeInWords(surges));
    if (scored !== undefined) out.labelled('score', scoreInWords(scored));
    out.line();
  }
  if (journeys.length > MAX_JOURNEYS)
    out.note(`and ${journeys.length - MAX_JOURNEYS} more journeys: see other formats`);
  for (const text of basisOf(analysis)) out.note(textOf(text));
  out.note(`Score of the application: ${scoreInWords(score)}. It is this tool's own, not that of AWS Resilience Hub.`);
  out.line();
}

/** What stops a journey alone: places apart from things, as for places it is yes or no. */
function writeSinglePoints(out: ConsoleWriter, points: readonly SinglePointRecord[], open: readonly string[]): void {
  const things = points.filter(({ kind }) => kind !== 'ZONE' && kind !== 'REGION');
  const byKind = SINGLE_POINT_KINDS.flatMap((kind) => {
    const own = things.filter((point) => point.kind === kind);
    if (own.length === 0) return [];
    const [one, several] = SINGLE_POINT_NAMES[kind];
    // Services are lost as a whole only: their number says enough.
    const named = kind === 'SERVICE' ? '' : ` (${some(own)})`;
    return [`${own.length} ${own.length === 1 ? one : several}${named}`];
  });
  out.labelled(
    'alone',
    byKind.length === 0 ? 'nothing that is lost alone stops it' : `stopped by ${byKind.join(', ')}`,
  );
  const places = (kind: 'ZONE' | 'REGION', no: string): string => {
    const own = points.filter((point) => point.kind === kind);
    return own.length === 0 ? no : `stopped by the loss of ${some(own)}`;
  };
  const untouched =
    open.length === 0
      ? 'no loss of a zone stops it'
      : `no loss of a zone is known to stop it; not known of ${open.slice(0, MAX_NAMED).join(', ')}` +
        (open.length > MAX_NAMED ? ` and ${open.length - MAX_NAMED} more` : '');
  out.labelled('zones', places('ZONE', untouched));
  out.labelled('Region', places('REGION', 'no loss of a Region stops it'));
}

function writeRecovery(out: ConsoleWriter, { disruptions }: RecoveryRecord): void {
  DISRUPTIONS.forEach((disruption, i) => {
    const { rto, rpo } = disruptions[disruption];
    const [time, data] = [rto, rpo].map((judged) => {
      const target = judged.target === undefined ? '' : ` of ${durationInWords(judged.target)}`;
      const verdict =
        judged.verdict === 'NO_TARGET' || judged.verdict === 'UNMODELLED' ? '' : `, ${verdictInWords(judged)}`;
      return `${estimateInWords(judged)}${target}${verdict}`;
    }) as [string, string];
    const isBad = [rto, rpo].some(({ verdict }) => verdict === 'MISSED' || verdict === 'UNRECOVERABLE');
    const paint = isBad ? out.paint.yellow : undefined;
    out.labelled(i === 0 ? 'recovers' : '', `${disruption}: RTO ${time}; RPO ${data}`, out.paint.dim, paint);
  });
}

/** What would help most: of the disruption that is missed, else of the first where something helps. */
function weakestLink({ disruptions }: RecoveryRecord, lifting: Lifting): string {
  const all = DISRUPTIONS.flatMap((disruption) =>
    (['rto', 'rpo'] as const).flatMap((what) => {
      const judged = disruptions[disruption][what];
      const lift = judged.weakest.find(({ estimate }) => estimate !== 'UNMODELLED');
      return lift === undefined ? [] : [{ disruption, what, judged, lift }];
    }),
  );
  const worst = all.find(({ judged }) => judged.verdict === 'UNRECOVERABLE' || judged.verdict === 'MISSED') ?? all[0];
  if (worst === undefined) return '';
  const { disruption, what, judged, lift } = worst;
  const rules = lifting.rulesFor(lift.name, disruption).slice(0, MAX_NAMED);
  const by = rules.length === 0 ? '' : `; see ${rules.join(', ')}`;
  return `${lift.name}: were it perfect, ${disruption} ${what.toUpperCase()} ${liftInWords(lift, judged.estimate)}${by}`;
}

function availabilityInWords({ estimate, upperBound, target, verdict, unmodelled }: AvailabilityRecord): string {
  const asked =
    target === undefined
      ? ''
      : `, asked ${percentInWords(target)}: ${verdict.toLowerCase().replace('unmodelled', 'not known')}`;
  if (estimate !== 'UNMODELLED') return `${percentInWords(estimate)} of the time${asked}`;
  const most = upperBound === undefined ? 'not known' : `at most ${percentInWords(upperBound)} of the time`;
  return `${most} (${unmodelled.length} without a promise)${asked}`;
}

function some(points: readonly SinglePointRecord[]): string {
  const more = points.length - MAX_NAMED;
  const named = points.slice(0, MAX_NAMED).map(({ on }) => on.name);
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
