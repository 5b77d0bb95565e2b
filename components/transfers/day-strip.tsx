'use client';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { DAY_STATES, type LocationRuns } from '@/lib/contracts/nights';
import { dateLocale } from '@/lib/i18n/date-locale';

type Cell = LocationRuns['days'][number];
type State = Cell['state'];

const LOOKS: Record<State, string> = {
  transferred: 'bg-[color-mix(in_srgb,var(--good)_28%,var(--surface))] text-ink',
  no_data: 'border border-line text-muted',
  incomplete: 'border border-warn bg-warn-soft font-semibold text-warn',
  failed: 'bg-bad font-semibold text-surface',
  waiting: 'border border-dashed border-field text-muted',
  missing: 'border-2 border-dashed border-bad font-semibold text-bad',
};
/** A sign for each state, so that colour is not needed; the usual states show the day of the month. */
const SIGNS: Partial<Record<State, string>> = { incomplete: '½', failed: '!', waiting: '…', missing: '?' };

/** Monday is 0. */
const weekdayOf = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

// Over 80 lines: one grid, whose heads, gaps and cells share the formats and the active day.
/**
 * The last business days of a location as a calendar: weeks side by side, on a phone below one another. One
 * stop of the Tab key; arrows move by day and week. Each day leads to its transfer, one without any to where
 * it can be made.
 */
export function DayStrip({
  locationId,
  label,
  days,
}: {
  locationId: string;
  label: string;
  days: readonly Cell[];
}) {
  const t = useTranslations('runs');
  const locale = useLocale();
  const list = useRef<HTMLOListElement>(null);
  // Oldest first, as a calendar reads.
  const cells = days.toReversed();
  const [active, setActive] = useState(cells.length - 1);
  const first = cells[0];
  if (!first) return null;
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(dateLocale(locale), { ...options, timeZone: 'UTC' });
  const full = format({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
  const dayMonth = format({ day: 'numeric', month: 'numeric' });
  const short = format({ weekday: 'short' });
  const weekdays = Array.from({ length: 7 }, (_, day) => short.format(Date.UTC(2024, 0, 1 + day)));

  const move = (event: KeyboardEvent) => {
    const next = nextDay(event.key, active, cells.length);
    if (next === undefined) return;
    event.preventDefault();
    if (!cells[next]) return;
    setActive(next);
    list.current?.querySelectorAll('a')[next]?.focus();
  };

  return (
    <div>
      <ol
        ref={list}
        aria-label={label}
        onKeyDown={move}
        className="grid grid-cols-7 gap-1 text-xs sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none sm:grid-rows-7"
      >
        {weekdays.map((name) => (
          <li
            key={name}
            aria-hidden
            className="grid h-7 place-items-center text-muted sm:justify-items-start"
          >
            {name}
          </li>
        ))}
        {weekdays.slice(0, weekdayOf(first.date)).map((name) => (
          <li key={`before-${name}`} aria-hidden />
        ))}
        {cells.map((cell, index) => {
          const date = new Date(`${cell.date}T00:00:00Z`);
          const text = `${full.format(date)}: ${t(`states.${cell.state}`)}`;
          return (
            <li key={cell.date}>
              <Link
                href={
                  cell.log_id
                    ? `/integrations/lightspeed/transfers/${cell.log_id}`
                    : `/integrations/lightspeed/locations/${locationId}?date=${cell.date}#manual`
                }
                prefetch={false}
                tabIndex={index === active ? 0 : -1}
                aria-label={text}
                title={text}
                onFocus={() => setActive(index)}
                className={cn(
                  'grid h-7 place-items-center rounded-md tabular-nums outline-offset-1 hover:ring-2 hover:ring-field',
                  LOOKS[cell.state],
                )}
              >
                {SIGNS[cell.state] ??
                  (index === 0 || date.getUTCDate() === 1 ? dayMonth.format(date) : date.getUTCDate())}
              </Link>
            </li>
          );
        })}
      </ol>
      <Legend days={days} />
    </div>
  );
}

/**
 * Where a key leads: by day and week, which lie side by side on a wide screen and below one another on a
 * phone.
 */
function nextDay(key: string, active: number, days: number): number | undefined {
  const isWide = window.matchMedia('(min-width: 40rem)').matches;
  const steps: Record<string, number> = {
    ArrowUp: isWide ? -1 : -7,
    ArrowDown: isWide ? 1 : 7,
    ArrowLeft: isWide ? -7 : -1,
    ArrowRight: isWide ? 7 : 1,
    Home: -active,
    End: days - 1 - active,
  };
  const step = steps[key];
  return step === undefined ? undefined : active + step;
}

/** What the signs mean, and how many days of each state there are. */
function Legend({ days }: { days: readonly Cell[] }) {
  const t = useTranslations('runs');
  const counts = DAY_STATES.map(
    (state) => [state, days.filter((cell) => cell.state === state).length] as const,
  );
  return (
    <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-2 text-sm">
      {counts
        .filter(([, count]) => count > 0)
        .map(([state, count]) => (
          <li key={state} className="flex items-center gap-2">
            <span aria-hidden className={cn('grid size-5 place-items-center rounded text-xs', LOOKS[state])}>
              {SIGNS[state]}
            </span>
            {t(`states.${state}`)} <span className="text-muted tabular-nums">{count}</span>
          </li>
        ))}
    </ul>
  );
}
