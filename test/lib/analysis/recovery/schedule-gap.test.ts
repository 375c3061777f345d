import { longestGap } from '../../../../lib/analysis/recovery/schedule-gap';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('the longest time between two runs of', () => {
  it.each([
    ['rate(5 minutes)', 300],
    ['rate(1 day)', DAY],
    ['cron(0 5 ? * * *)', DAY],
    ['cron(0 5 * * ? *)', DAY],
    ['cron(0 * ? * * *)', HOUR],
    ['cron(0/15 * ? * * *)', 900],
    ['cron(0 1,7,13,19 ? * * *)', 6 * HOUR],
    ['cron(0 9,17 ? * * *)', 16 * HOUR],
    ['cron(0 8-18/2 ? * * *)', 14 * HOUR],
    ['cron(0 5 ? * SUN *)', 7 * DAY],
    ['cron(0 5 ? * MON-FRI *)', 3 * DAY],
    ['cron(0 5 ? * FRI-MON *)', 4 * DAY],
    ['cron(0 5 ? * 2,5 *)', 4 * DAY],
    // From the 1st of a month of 31 days to the next.
    ['cron(0 5 1 * ? *)', 31 * DAY],
    // From 31 May to 31 July.
    ['cron(0 5 31 * ? *)', 61 * DAY],
    ['cron(0 5 29 FEB ? *)', (4 * 365 + 1) * DAY],
    ['cron(0 5 1 JAN,JUL ? *)', 184 * DAY],
  ])('%s', (expression, seconds) => {
    expect(longestGap(expression)).toBe(seconds);
  });

  it.each([
    '',
    'daily',
    'rate(0 minutes)',
    'rate(1 week)',
    'cron(0 5 L * ? *)',
    'cron(0 5 ? * 6#3 *)',
    'cron(0 5 ? * * 2027)',
    'cron(0 25 ? * * *)',
    'cron(0 5 ? * FUNDAY *)',
    'cron(0 5 30 FEB ? *)',
    'cron(0 5 * *)',
    'cron(*/0 * * * ? *)',
  ])('%p cannot be told', (expression) => {
    expect(longestGap(expression)).toBeUndefined();
  });
});
