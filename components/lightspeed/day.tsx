import { useLocale } from 'next-intl';

/** A business day: a date of the calendar, in no time zone. */
export function Day({ date }: { date: string | null }) {
  const locale = useLocale();
  if (!date) return <span>–</span>;
  const text = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date.slice(0, 10)}T00:00:00Z`),
  );
  return (
    <time dateTime={date} className="whitespace-nowrap tabular-nums">
      {text}
    </time>
  );
}
