import type { SystemNode } from '../system/node';
import { holdsData } from './holds-data';
import type { Promised, RiskInputs } from './inputs';
import type { FailureMode, OccurrenceRating } from './records';
import { JUDGEMENTS, occurrenceOf, OVERLOAD_BANDS, type Judgement } from './scales';

/** Rates how often something fails in a mode: by what is promised of it, else by judgement; not at all where neither is. */
export function rateOccurrence(mode: FailureMode, node: SystemNode | undefined, inputs: RiskInputs): OccurrenceRating {
  const own = inputs.occurrences?.[mode];
  if (own !== undefined) {
    return { rating: own, basis: 'CONFIGURED', because: `the configuration rates ${mode} so`, confidence: 'HIGH' };
  }
  switch (mode) {
    case 'AZ':
    case 'REGION':
    case 'SHARED_LIMIT':
      return judged(JUDGEMENTS[mode]);
    case 'SOFTWARE':
      return judged(holdsData(node?.component) ? JUDGEMENTS.DATA : JUDGEMENTS.RELEASE);
    default:
      return byPromise(node === undefined ? undefined : inputs.promised(node), mode);
  }
}

/** Rates how often a component gives way that does so at a load, in percent of the usual one. */
export function rateOverload(atLoad: number, because: string, own: number | undefined): OccurrenceRating {
  if (own !== undefined) {
    return { rating: own, basis: 'CONFIGURED', because: 'the configuration rates OVERLOAD so', confidence: 'HIGH' };
  }
  const band = OVERLOAD_BANDS.find(({ upTo }) => atLoad <= upTo);
  if (band === undefined)
    return { rating: 2, basis: 'SURGE', because: `${because}: beyond five times the usual load`, confidence: 'LOW' };
  return { rating: band.rating, basis: 'SURGE', because: `${because}: ${band.because}`, confidence: 'LOW' };
}

function byPromise(promised: Promised | undefined, mode: FailureMode): OccurrenceRating {
  if (promised === undefined) {
    const because =
      mode === 'THIRD_PARTY'
        ? 'no availability is declared for it'
        : 'no service level agreement is known for it as it is configured';
    return { basis: 'UNMODELLED', because, confidence: 'LOW' };
  }
  const { percent, source, confidence = 'MEDIUM' } = promised;
  const basis = promised.basis ?? (mode === 'THIRD_PARTY' ? 'DECLARED' : 'SLA');
  const note = basis === 'SLA' ? ' of the time, a refund term' : ' of the time';
  return { rating: occurrenceOf(percent), basis, because: `${percent} %${note}`, source, confidence };
}

function judged({ rating, because, source }: Judgement): OccurrenceRating {
  return { rating, basis: 'JUDGED', because, ...(source !== undefined && { source }), confidence: 'LOW' };
}
