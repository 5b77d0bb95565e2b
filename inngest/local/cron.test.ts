import { describe, expect, it } from 'vitest';
import { nextCronTime } from './cron';

const next = (expression: string, after: string) =>
  new Date(nextCronTime(expression, Date.parse(after))).toISOString();

describe('nextCronTime', () => {
  it.each([
    ['* * * * *', '2026-03-01T10:00:00Z', '2026-03-01T10:01:00.000Z'],
    ['* * * * *', '2026-03-01T10:00:59.999Z', '2026-03-01T10:01:00.000Z'],
    ['*/15 * * * *', '2026-03-01T10:46:00Z', '2026-03-01T11:00:00.000Z'],
    ['5/20 * * * *', '2026-03-01T10:46:00Z', '2026-03-01T11:05:00.000Z'],
    ['0 4 * * *', '2026-12-31T04:00:00Z', '2027-01-01T04:00:00.000Z'],
    ['30 2 29 2 *', '2026-03-01T00:00:00Z', '2028-02-29T02:30:00.000Z'],
    ['0 9 * * mon-fri', '2026-03-06T09:00:00Z', '2026-03-09T09:00:00.000Z'],
    ['0 9 * * 7', '2026-03-02T09:00:00Z', '2026-03-08T09:00:00.000Z'],
    ['0 0 13 * 5', '2026-03-01T00:00:00Z', '2026-03-06T00:00:00.000Z'],
    ['@daily', '2026-03-01T00:00:00Z', '2026-03-02T00:00:00.000Z'],
    ['TZ=Europe/Zurich 0 4 * * *', '2026-01-10T00:00:00Z', '2026-01-10T03:00:00.000Z'],
    ['TZ=Europe/Zurich 0 4 * * *', '2026-07-10T00:00:00Z', '2026-07-10T02:00:00.000Z'],
    ['TZ=America/New_York 0 22 * * *', '2026-07-10T03:00:00Z', '2026-07-11T02:00:00.000Z'],
    // 29 March 2026: 02:00 to 03:00 does not exist in Zurich. 25 October: it comes twice.
    ['TZ=Europe/Zurich 30 2 * * *', '2026-03-28T12:00:00Z', '2026-03-29T01:30:00.000Z'],
    ['TZ=Europe/Zurich 10,30 2 * * *', '2026-03-29T01:10:00Z', '2026-03-29T01:30:00.000Z'],
    ['TZ=Europe/Zurich 30 2 * * *', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00.000Z'],
    ['TZ=Europe/Zurich 30 2 * * *', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00.000Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    expect(next(expression, after)).toBe(expected);
  });

  it.each([
    '* * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '5-1 * * * *',
    '*/0 * * * *',
    'x * * * *',
    // Known to croner and not to Inngest.
    '0 0 L * *',
    '0 0 15W * *',
    '0 0 * * 5#2',
    '? * * * *',
    '* * * * * *',
  ])('refuses %s', (expression) => {
    expect(() => nextCronTime(expression, 0)).toThrow();
  });

  it('refuses a day that never comes', () => {
    expect(() => nextCronTime('0 0 30 2 *', 0)).toThrow('never comes due');
  });
});
