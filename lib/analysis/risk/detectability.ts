import { levelOf, signalsOf } from '../detection/levels';
import type { DetectionLevel, DetectionRecord, News, SignalRecord } from '../detection/records';
import type { Proof } from '../evidence/schema';
import { INTERRUPTED } from '../failure/impact';
import type { Journey } from '../system/journeys';
import type { SystemNode } from '../system/node';
import { holdsData } from './holds-data';
import type { LossOutcome, RiskInputs } from './inputs';
import type { DetectionRating, FailureMode } from './records';
import { DETECTION_RATINGS } from './scales';

/** What fails, as far as it matters for who notices. */
export interface Failing {
  readonly mode: FailureMode;
  readonly name: string;
  /** For a component, a third party and a limit. */
  readonly node: SystemNode | undefined;
  readonly zone: LossOutcome['loss']['zone'];
  /** Impacts by number, in the order of the journeys. */
  readonly impacts: readonly number[];
}

/** The tests that show a mode to be noticed. */
const PROOFS: Readonly<Record<FailureMode, readonly Proof[]>> = {
  INFRASTRUCTURE: ['infrastructure', 'alarm'],
  SOFTWARE: ['software', 'alarm'],
  AZ: ['az'],
  REGION: ['region'],
  OVERLOAD: ['alarm'],
  THIRD_PARTY: ['software', 'infrastructure', 'alarm'],
  SHARED_LIMIT: ['alarm'],
};

/** Names that are given of what tells. */
const SHOWN = 10;

const LEVEL_RATINGS: Readonly<Record<DetectionLevel, number>> = {
  NONE: DETECTION_RATINGS.nothing,
  ALARM: DETECTION_RATINGS.alarm,
  ALARM_AND_RUNBOOK: DETECTION_RATINGS.runbook,
};

/** Rates who would notice what. What journeys' entry points tell is asked for once. */
export class Detectability {
  private readonly entries = new Map<Journey, readonly SignalRecord[]>();

  constructor(private readonly inputs: RiskInputs) {}

  /** Rates one failure: by its own alarms, else by its symptom at the entry point of a journey that it stops. */
  public rate(failing: Failing): DetectionRating {
    const news = newsOf(failing);
    const record = this.recordOf(failing);
    const own = signalsOf(record, ...news);
    const signals = own.length > 0 ? own : this.symptomsOf(failing);
    const names = signals.slice(0, SHOWN).map(({ name }) => name);
    if (signals.length === 0)
      return { rating: DETECTION_RATINGS.nothing, because: silence(failing, record), signals: [] };
    const tested = this.testOf(failing);
    if (tested !== undefined) return { rating: DETECTION_RATINGS.tested, because: tested, signals: names };
    // A symptom says that customers are hit, not what is to be done about this.
    if (own.length === 0)
      return { rating: DETECTION_RATINGS.alarm, because: `its symptom: ${told(signals)}`, signals: names };
    const level = levelOf(record, ...news);
    const procedure = own.find(({ runbook }) => runbook !== undefined)?.runbook ?? record.procedures[0]?.name;
    const because = level === 'ALARM' ? `${told(own)}; no runbook is named` : `${told(own)}; runbook: ${procedure}`;
    return { rating: LEVEL_RATINGS[level], because, signals: names };
  }

  private recordOf({ mode, name, node, zone }: Failing): DetectionRecord {
    const { detection } = this.inputs;
    if (mode === 'AZ') return detection.ofZone(zone ?? { name });
    if (mode === 'REGION') return detection.ofRegion(name);
    return detection.of(node as SystemNode);
  }

  private symptomsOf({ mode, name, node, impacts }: Failing): SignalRecord[] {
    // Wrong data is answered as readily as right data.
    if (mode === 'SOFTWARE' && holdsData(node?.component)) return [];
    const { journeys } = this.inputs.system;
    const stopped = journeys.filter((_, i) => (impacts[i] ?? 0) >= INTERRUPTED);
    const found = new Map<string, SignalRecord>();
    for (const journey of stopped) for (const signal of this.entriesOf(journey)) found.set(signal.name, signal);
    return [...found.values()].filter(({ region }) => mode !== 'REGION' || (region !== undefined && region !== name));
  }

  private entriesOf(journey: Journey): readonly SignalRecord[] {
    let signals = this.entries.get(journey);
    if (signals === undefined) {
      this.entries.set(journey, (signals = signalsOf(this.inputs.detection.ofJourney(journey), 'FAILURE')));
    }
    return signals;
  }

  /** The fresh test that showed it to be noticed; of a zone and a Region, one on each journey that notices. */
  private testOf({ mode, node, impacts }: Failing): string | undefined {
    const { tests, system } = this.inputs;
    const proofs = PROOFS[mode];
    const outcomes =
      node !== undefined
        ? [tests.noticing(node, ...proofs)]
        : system.journeys.filter((_, i) => (impacts[i] ?? 0) > 0).map((each) => tests.noticingJourney(each, ...proofs));
    if (outcomes.length === 0 || outcomes.some(({ state }) => state !== 'PASSED')) return undefined;
    const said = outcomes.flatMap(({ test }) => (test === undefined ? [] : `${test.kind} on ${test.on}, ${test.date}`));
    return `shown by ${[...new Set(said)].join('; ')}`;
  }
}

/** What must be told for a failure to be noticed. */
function newsOf({ mode, node }: Failing): readonly News[] {
  switch (mode) {
    case 'AZ':
      return ['ZONE'];
    case 'OVERLOAD':
    case 'SHARED_LIMIT':
      return ['OVERLOAD', 'FAILURE'];
    case 'SOFTWARE':
      return holdsData(node?.component) ? ['DATA'] : ['FAILURE'];
    default:
      return ['FAILURE'];
  }
}

function told(signals: readonly SignalRecord[]): string {
  const [first] = signals as [SignalRecord];
  return signals.length === 1 ? first.name : `${first.name} and ${signals.length - 1} more`;
}

function silence({ mode, node }: Failing, { silent }: DetectionRecord): string {
  if (mode === 'SOFTWARE' && holdsData(node?.component)) {
    return 'no metric that the team chose watches the data, and those of AWS do not show wrong data';
  }
  const [first] = silent;
  return first === undefined ? 'no alarm tells of it' : `no alarm tells of it; ${first.name}: ${first.because}`;
}
