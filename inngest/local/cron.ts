import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';

/** `*`, a number or a three-letter name, perhaps a range, perhaps a step. */
const PART = String.raw`(\*|\d+|[a-z]{3})(-(\d+|[a-z]{3}))?(\/\d+)?`;
/**
 * What Inngest knows of a field; croner knows more (`L`, `W`, `#`, `?`), which would run here and nowhere
 * else.
 */
const FIELD = new RegExp(`^${PART}(,${PART})*$`, 'i');

/** Throws on anything but five fields or a macro such as `@daily`. */
function parse(spec: string): Cron {
  const fields = spec.split(/\s+/);
  if (!spec.startsWith('@')) {
    if (fields.length !== 5) throw new Error(`A cron expression has five fields: ${spec}`);
    const wrong = fields.find((field) => !FIELD.test(field));
    if (wrong !== undefined) throw new Error(`Wrong field in a cron expression: ${wrong}`);
  }
  // As Inngest does: with both day fields given either may match; one that begins with a star restricts the
  // other.
  const domAndDow = [fields[2], fields[4]].some((field) => field?.startsWith('*'));
  return new Cron(spec, { mode: '5-part', sloppyRanges: true, paused: true, timezone: 'UTC', domAndDow });
}

/**
 * The first instant (epoch ms) after `after` that a 5-field cron expression names, in the zone of a leading
 * `TZ=…` or UTC. A local time that a clock change skips moves forward with the clock; one that occurs twice
 * fires the first time only. croner would fire at the end of the gap and, for intervals, twice; so it walks
 * the wall clock here, and Temporal finds the instants.
 */
export function nextCronTime(expression: string, after: number): number {
  const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(expression.trim());
  const timeZone = zoned?.[1] ?? 'UTC';
  const cron = parse((zoned?.[2] ?? expression).trim());
  const local = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone).toPlainDateTime();
  // An hour back: a time that was skipped up to then may have moved to after `after`.
  let wall = local.subtract({ hours: 1 });
  for (;;) {
    const next = cron.nextRun(new Date(wall.toZonedDateTime('UTC').epochMilliseconds));
    if (!next) throw new Error(`A cron expression that never comes due: ${expression}`);
    wall = Temporal.Instant.fromEpochMilliseconds(next.getTime()).toZonedDateTimeISO('UTC').toPlainDateTime();
    const at = wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
    if (at > after) return at;
  }
}
