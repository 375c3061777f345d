import { daysBetween, isDay, type Day } from '../../intent/schema/day';
import { DeclarationError, Fields } from '../../intent/schema/fields';
import { DISRUPTED } from '../../intent/schema/policy';
import { InputError } from '../../model/input-error';
import { parseJsonText } from '../../model/source/text-json';

/** What was done. */
export const TEST_KINDS = [
  /** Data was restored from a backup and used. */
  'RESTORE_TEST',
  /** A unit was made to fail over to another one. */
  'FAILOVER_TEST',
  /** People lived through a loss that was made. */
  'GAME_DAY',
  /** AWS Fault Injection Service, or a tool like it, made a fault. */
  'FIS_EXPERIMENT',
  /** The journey was loaded as in a surge. */
  'LOAD_TEST',
  /** An alarm was made to go off, and who should have been told was. */
  'ALARM_TEST',
] as const;
export type TestKind = (typeof TEST_KINDS)[number];

export const TEST_RESULTS = ['PASSED', 'FAILED'] as const;
export type TestResult = (typeof TEST_RESULTS)[number];

/** What a test shows to be survived, or noticed. */
export type Proof = (typeof DISRUPTED)[number] | 'overload' | 'alarm';

/** One test that was run. */
export interface TestEvidence {
  readonly kind: TestKind;
  /**
   * What it was run on: a construct path with all below it (`*` within a step, `**` for any steps), `stack/logicalId`,
   * the name of a third party, or `journey:` and the name of a journey, for all that the journey is made of.
   */
  readonly on: string;
  /** What it shows, in the order of the disruptions. */
  readonly proves: readonly Proof[];
  /** The day it ended, `YYYY-MM-DD`. */
  readonly date: Day;
  readonly result: TestResult;
  /** Where the report is. */
  readonly link?: string;
}

/** What tests of a kind show where they do not say. The others must say. */
const USUALLY: Partial<Readonly<Record<TestKind, readonly Proof[]>>> = {
  RESTORE_TEST: ['software'],
  FAILOVER_TEST: ['infrastructure', 'az'],
  LOAD_TEST: ['overload'],
  ALARM_TEST: ['alarm'],
};

const KEYS = ['kind', 'on', 'disruption', 'date', 'result', 'link'];

/** What may stand in front of a journey's name. */
export const OF_JOURNEY = 'journey:';

/**
 * Reads a file of tests that were run: `{"tests": [{"kind": "RESTORE_TEST", "on": "Shop/Orders/Database", "date":
 * "2026-11-02", "result": "PASSED", "link": "https://..."}]}`.
 *
 * @param input what is in the file
 * @param file the file as the user named it
 * @param asOf the day the assessment is for
 * @throws InputError naming the file, the entry and what must stand there
 */
export function readEvidence(input: string | Uint8Array, file: string, asOf: Day): TestEvidence[] {
  const data = parseJsonText(input, file);
  try {
    const fields = new Fields(data, 'the file', ['tests'], 'person');
    if (!fields.has('tests')) throw new DeclarationError('tests', 'is missing; write {"tests": [...]}');
    return new Fields(data, '', ['tests'], 'person').list('tests', (entry, place) => {
      return readTest(entry, place.replace(/^\./, ''), asOf);
    });
  } catch (error) {
    if (!(error instanceof DeclarationError)) throw error;
    throw new InputError(file, error.message.replace(/^\./, ''));
  }
}

function readTest(entry: unknown, place: string, asOf: Day): TestEvidence {
  const fields = new Fields(entry, place, KEYS, 'person');
  const kind = fields.oneOf('kind', TEST_KINDS);
  const date = fields.text('date');
  if (!isDay(date)) fields.fail('date', `must be a day of the calendar, YYYY-MM-DD; it is '${date}'`);
  if (daysBetween(date, asOf) < 0) {
    fields.fail('date', `is ${date}, after ${asOf}, the day of the assessment; evidence is of what has been done`);
  }
  const on = fields.text('on').trim();
  if (on === OF_JOURNEY) fields.fail('on', 'must name a journey behind journey:');
  return {
    kind,
    on,
    proves: provenBy(kind, fields),
    date,
    result: fields.oneOf('result', TEST_RESULTS),
    ...(fields.has('link') && { link: fields.text('link') }),
  };
}

function provenBy(kind: TestKind, fields: Fields): readonly Proof[] {
  const usually = USUALLY[kind];
  if (!fields.has('disruption')) {
    return usually ?? fields.fail('disruption', `must say what a ${kind} was of: ${DISRUPTED.join(', ')}`);
  }
  if (kind === 'LOAD_TEST' || kind === 'ALARM_TEST')
    fields.fail('disruption', `is not known of a ${kind}; leave it out`);
  return [fields.oneOf('disruption', DISRUPTED)];
}
