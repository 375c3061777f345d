import type { JudgedTimeRecord, LiftRecord, SecondsRecord, Verdict } from '../../analysis/recovery/records';
import type { Part, Tone } from '../content';
import { durationInWords } from '../duration';

const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  MET: 'good',
  MISSED: 'bad',
  UNRECOVERABLE: 'bad',
  UNMODELLED: 'doubt',
  NO_TARGET: 'soft',
};

/** A length of time, or why there is none. */
export function secondsInWords(seconds: SecondsRecord): string {
  if (seconds === 'UNRECOVERABLE') return 'never';
  return seconds === 'UNMODELLED' ? 'not known' : durationInWords(seconds);
}

/** What a journey needs to come back: a length of time, or between which ones it lies. */
export function estimateInWords({ estimate, atLeast = 0, atMost }: JudgedTimeRecord): string {
  if (estimate !== 'UNMODELLED') return secondsInWords(estimate);
  const from = atLeast === 0 ? '' : `, at least ${durationInWords(atLeast)}`;
  return `not known${from}${atMost === undefined ? '' : `, at most ${durationInWords(atMost)}`}`;
}

/** The verdict on an estimate. */
export function verdictInWords({ verdict, missedBy, atLeast }: JudgedTimeRecord): string {
  switch (verdict) {
    case 'MET':
      return 'met';
    case 'MISSED':
      if (missedBy === undefined) return 'missed';
      return `missed by ${atLeast === undefined ? '' : 'at least '}${durationInWords(missedBy)}`;
    case 'UNRECOVERABLE':
      return 'nothing brings it back';
    case 'UNMODELLED':
      return 'not known';
    case 'NO_TARGET':
      return 'no target';
  }
}

/** The verdict on an estimate, as a cell shows it. */
export function verdictPart(judged: JudgedTimeRecord): Part {
  return { text: verdictInWords(judged), tone: VERDICT_TONES[judged.verdict] };
}

/** What a perfect component would change. */
export function liftInWords({ estimate }: LiftRecord, before: SecondsRecord): string {
  return `${secondsInWords(estimate)} instead of ${secondsInWords(before)}`;
}

/** A share of the time: as many digits as say something. */
export function percentInWords(percent: number): string {
  return `${Number(percent.toFixed(4))} %`;
}
