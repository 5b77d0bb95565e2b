import { Temporal } from 'temporal-polyfill';

export interface DayRule {
  /** IANA zone of the location. */
  zone: string;
  /** Minutes after local midnight at which its business day starts (R33). */
  startOfDayMinutes: number;
}

function toInstant(value: Date | string): Temporal.Instant {
  return value instanceof Date
    ? Temporal.Instant.fromEpochMilliseconds(value.getTime())
    : Temporal.Instant.from(value);
}

/** The first instant of a business day. A start that a DST change skips moves forward with the clock. */
function startOf(day: Temporal.PlainDate, rule: DayRule): Temporal.Instant {
  const time = Temporal.PlainTime.from({
    hour: Math.floor(rule.startOfDayMinutes / 60),
    minute: rule.startOfDayMinutes % 60,
  });
  return day.toZonedDateTime({ timeZone: rule.zone, plainTime: time }).toInstant();
}

/** The business day (`YYYY-MM-DD`) an instant belongs to: 02:00 is still the evening before (R33). */
export function businessDayAt(instant: Date | string, rule: DayRule): string {
  const at = toInstant(instant);
  const day = at.toZonedDateTimeISO(rule.zone).toPlainDate();
  const isBeforeStart = Temporal.Instant.compare(at, startOf(day, rule)) < 0;
  return (isBeforeStart ? day.subtract({ days: 1 }) : day).toString();
}

/** `[start, end)` of a business day; 23 or 25 hours on the days the clock changes. */
export function businessDayBounds(day: string, rule: DayRule): { start: Date; end: Date } {
  const date = Temporal.PlainDate.from(day);
  return {
    start: new Date(startOf(date, rule).epochMilliseconds),
    end: new Date(startOf(date.add({ days: 1 }), rule).epochMilliseconds),
  };
}

/** The end of a business day in epoch milliseconds: as Lightspeed named it, else by the rule (R33). */
export function businessDayEnd(day: string, rule: DayRule, named: number | null): number {
  return named ?? businessDayBounds(day, rule).end.getTime();
}

const DAY_MS = 86_400_000;

/** Of the calendar, which knows no zone: in UTC every day is as long. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The last business day that has ended by `now`. */
export function yesterdayAt(now: Date, rule: DayRule): string {
  return addDays(businessDayAt(now, rule), -1);
}

/** `count` days ending with `lastDay`, newest first (R29). */
export function daysBackFrom(lastDay: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => addDays(lastDay, -index));
}

/** What `nextStartOfDayAsIso8601` teaches: minutes after midnight in the location's own zone (R33). */
export function learnStartOfDay(nextStart: string, zone: string): number {
  const local = Temporal.Instant.from(nextStart).toZonedDateTimeISO(zone);
  return local.hour * 60 + local.minute;
}

export type ParsedDay =
  | { ok: true; day: string }
  | { ok: false; code: 'date_required' | 'invalid_date_format' };

/** The first business day there can be (R36). What is before it is a year half typed, such as 0202. */
export const FIRST_DAY = '2000-01-01';
const INVALID: ParsedDay = { ok: false, code: 'invalid_date_format' };

/**
 * The day of a manual transfer (R27): `YYYY-MM-DD`, `YYYYMMDD`, `DD.MM.YYYY`, or an ISO timestamp with its
 * offset, whose business day at the location counts. Impossible days, days before 2000 and days after the
 * present business day are refused (R36).
 */
export function parseTransferDate(value: unknown, rule: DayRule & { now: Date }): ParsedDay {
  if (value === undefined || value === null) return { ok: false, code: 'date_required' };
  if (typeof value !== 'string') return INVALID;
  const text = value.trim();
  if (text === '') return { ok: false, code: 'date_required' };
  const day = readDay(text, rule);
  // Signed years (`+010000-…`, `-000001-…`) sort before every digit, so they fall under FIRST_DAY.
  if (day === null || day < FIRST_DAY || day > businessDayAt(rule.now, rule)) return INVALID;
  return { ok: true, day };
}

function readDay(text: string, rule: DayRule): string | null {
  const dashed = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const dotted = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text);
  try {
    if (dashed) return plainDate(dashed[1], dashed[2], dashed[3]);
    if (dotted) return plainDate(dotted[3], dotted[2], dotted[1]);
    if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return businessDayAt(text, rule);
    return null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function plainDate(year: string | undefined, month: string | undefined, day: string | undefined): string {
  return Temporal.PlainDate.from(
    { year: Number(year), month: Number(month), day: Number(day) },
    { overflow: 'reject' },
  ).toString();
}
