import { Temporal } from 'temporal-polyfill';

const fields = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12 },
  { name: 'day of week', min: 0, max: 7 },
] as const;

const names: Record<string, number> = Object.fromEntries([
  ...['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map((n, i) => [
    n,
    i + 1,
  ]),
  ...['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map((n, i) => [n, i]),
]);

const macros: Record<string, string> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
};

function parseField(text: string, { name, min, max }: (typeof fields)[number]): Set<number> {
  const wrong = () => new Error(`Wrong ${name} in a cron expression: ${text}`);
  const values = new Set<number>();
  for (const part of text.toLowerCase().split(',')) {
    const match = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
    if (!match) throw wrong();
    const number = (word: string) => (/^\d+$/.test(word) ? Number(word) : (names[word] ?? Number.NaN));
    const [, first, last, stepText] = match;
    const from = first === '*' ? min : number(first!);
    const to =
      last !== undefined
        ? number(last)
        : first === '*' || stepText !== undefined
          ? name === 'day of week'
            ? 6
            : max
          : from;
    const step = stepText === undefined ? 1 : Number(stepText);
    if (!(from >= min && to <= max && from <= to && step >= 1)) throw wrong();
    for (let value = from; value <= to; value += step) values.add(name === 'day of week' ? value % 7 : value);
  }
  return values;
}

/**
 * The first instant (epoch ms) after `after` that a 5-field cron expression names, in the zone of a leading `TZ=…` or UTC.
 * A local time that a clock change skips moves forward with the clock; one that occurs twice fires the first time only.
 */
export function nextCronTime(expression: string, after: number): number {
  const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(expression.trim());
  const timeZone = zoned?.[1] ?? 'UTC';
  const spec = zoned?.[2] ?? expression.trim();
  const parts = (macros[spec] ?? spec).trim().split(/\s+/);
  if (parts.length !== 5) throw new Error(`A cron expression has five fields: ${expression}`);
  const [minutes, hours, days, months, weekdays] = fields.map((field, i) => parseField(parts[i]!, field)) as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  // Vixie cron: with both day fields given, either may match.
  const anyDay = parts[2]!.startsWith('*');
  const anyWeekday = parts[4]!.startsWith('*');
  const matchesDay = (date: Temporal.PlainDate) => {
    const inMonth = days.has(date.day);
    const inWeek = weekdays.has(date.dayOfWeek % 7);
    return anyDay || anyWeekday ? inMonth && inWeek : inMonth || inWeek;
  };

  const sorted = (values: Set<number>) => [...values].sort((a, b) => a - b);
  const start = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone);
  const limit = start.toPlainDate().add({ years: 9 });
  for (
    let date = start.toPlainDate();
    Temporal.PlainDate.compare(date, limit) < 0;
    date = date.add({ days: 1 })
  ) {
    if (!months.has(date.month) || !matchesDay(date)) continue;
    const today = date.equals(start.toPlainDate());
    for (const hour of sorted(hours)) {
      if (today && hour < start.hour) continue;
      for (const minute of sorted(minutes)) {
        const local = date.toPlainDateTime(Temporal.PlainTime.from({ hour, minute }));
        const at = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds;
        if (at > after) return at;
      }
    }
  }
  throw new Error(`A cron expression that never comes due: ${expression}`);
}
