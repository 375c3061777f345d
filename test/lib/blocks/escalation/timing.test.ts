import * as fc from 'fast-check';
import { escalationTiming } from '../../../../lib/blocks/escalation/timing';
import { simulate, type SimulatedAlarm } from '../alarm-simulation';

test.each([
  [2, 60, 'escalateAfter is 2 minutes; give 3 to 60 whole minutes (CloudWatch needs two to see an acknowledgement)'],
  [61, 119, 'escalateAfter is 61 minutes'],
  [10.5, 60, 'escalateAfter is 10.5 minutes'],
  [10, 10, 'acknowledgementLasts is 10 minutes; give whole minutes, more than the 10 of escalateAfter and at most 119'],
  [10, 120, 'acknowledgementLasts is 120 minutes'],
])('%d and %d minutes are refused', (escalateAfter, acknowledged, problem) => {
  expect(escalationTiming(escalateAfter, acknowledged)).toContain(problem);
});

test('ten minutes and an hour', () => {
  expect(escalationTiming(10, 60)).toEqual({
    waitPeriod: 600,
    extensionPeriod: 600,
    acknowledgedMinutes: 60,
    testMinutes: 15,
  });
});

/** Longer than all intervals together. */
const HORIZON = 1500;

/** When an alarm is in ALARM: from, until, in minutes. */
const intervals = fc
  .array(fc.record({ after: fc.integer({ min: 1, max: 60 }), lasts: fc.integer({ min: 1, max: 120 }) }), {
    maxLength: 8,
  })
  .map((spans) => {
    let at = 0;
    return spans.map(({ after, lasts }) => ({ from: (at += after), until: (at += lasts) }));
  });

const within = (spans: readonly { from: number; until: number }[], minute: number): boolean =>
  spans.some(({ from, until }) => minute >= from && minute < until);

test('a page that nobody acknowledges reaches the second level in time, and one that is acknowledged does not', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 3, max: 30 }),
      fc.integer({ min: 31, max: 119 }),
      intervals,
      fc.array(fc.integer({ min: 0, max: 1400 }), { maxLength: 6 }),
      // Minutes until CloudWatch sees what was noted.
      fc.integer({ min: 0, max: 2 }),
      (escalateAfter, acknowledged, spans, unsorted, delay) => {
        const answers = unsorted.toSorted((a, b) => a - b);
        const timing = escalationTiming(escalateAfter, acknowledged);
        if (typeof timing === 'string') throw new Error(timing);
        // What the function notes: the later of page and answer counts, and an answer ends.
        const holds = (minute: number): boolean => {
          const seen = minute - delay;
          const answer = Math.max(
            -1,
            ...answers.filter((at) => at <= seen && minute < at + timing.acknowledgedMinutes),
          );
          const page = Math.max(-1, ...spans.map(({ from }) => from).filter((at) => at <= seen));
          return answer > page || (answer === page && answer >= 0);
        };
        const alarms: SimulatedAlarm[] = [
          { name: 'X', isAlarm: (minute) => within(spans, minute), pages: true },
          { name: 'X-ack', isAlarm: (minute) => holds(minute) },
          {
            name: 'X-escalate',
            isAlarm: (_, states) => states.get('X')!,
            suppressor: 'X-ack',
            wait: timing.waitPeriod / 60,
            extension: timing.extensionPeriod / 60,
          },
        ];
        const escalated = simulate(alarms, HORIZON + 200).filter(({ name }) => name === 'X-escalate');
        for (const { from, until } of spans) {
          const answered = answers.some((at) => at >= from && at + delay < Math.min(until, from + escalateAfter));
          const late = answers.some((at) => at >= from && at <= from + escalateAfter + delay);
          const called = escalated.filter(({ minute }) => minute >= from && minute < until);
          // Nobody answers in time, and it goes on: the second level knows when the wait is over.
          if (!late && until > from + escalateAfter + delay) {
            expect(called[0]?.minute).toBeLessThanOrEqual(from + escalateAfter + delay);
          }
          // Nobody is called over the head of who has answered.
          const early = answers.find((at) => at >= from && at < until);
          if (answered) expect(called.every(({ minute }) => minute >= early! + timing.acknowledgedMinutes)).toBe(true);
          // An acknowledgement ends by itself, and then the second level is called.
          const last = Math.max(...answers.filter((at) => at >= from && at < until));
          const end = last + timing.acknowledgedMinutes + escalateAfter;
          if (answered && until > end) expect(called.length).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 400 },
  );
});
