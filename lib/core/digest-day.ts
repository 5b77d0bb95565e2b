import { Temporal } from 'temporal-polyfill';

/**
 * The day (`YYYY-MM-DD`) whose digest is due by a person's clock, or null before its hour. An hour that a
 * change of the clock skips is over when it would have been.
 */
export function digestDay(now: Date, hour: number, timeZone: string): string | null {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  return local.hour >= hour ? local.toPlainDate().toString() : null;
}
